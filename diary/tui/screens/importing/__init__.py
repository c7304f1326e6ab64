"""Importing a file on the screen: which file, what comes in, what its names mean, and the key that imports."""
