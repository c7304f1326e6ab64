"""Reading what is still readable in a damaged diary."""
