"""The commands, one file each: `HELP`, `EXAMPLES`, `configure(parser)` and `run(args, context)`."""
