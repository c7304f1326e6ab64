"""The recipes of the guide, each followed on a copy of the program."""
