"""The command line: it asks and shows, it never computes. One file a command in `commands/`."""
