"""Whatever the command line can log, logged here in one typed line, with what was understood below it."""
