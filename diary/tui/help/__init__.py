"""Help and the command palette, both made from the bindings themselves."""
