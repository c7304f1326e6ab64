"""History: all entries, found by site, period or word; changed and deleted with undo."""
