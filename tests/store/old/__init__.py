"""A diary of every schema there was, as the program of its day wrote it, and what it holds as JSON.

`python -m tests.store.old.make` writes the files of the newest schema. Older ones are never made again: a program that
could do it is gone, and what they hold must be read as it is.
"""
