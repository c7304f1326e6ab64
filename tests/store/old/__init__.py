"""A diary of every released schema, as the program of that time wrote it, and its content as JSON.

`python -m tests.store.old.make` writes the files of the newest schema. Older files are never made again: the program
that wrote them no longer exists, and they must stay readable as they are.
"""
