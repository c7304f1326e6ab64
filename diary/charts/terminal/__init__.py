"""Charts of characters: the same lines for the screen, which colours them, and for `diary chart` in the shell."""
