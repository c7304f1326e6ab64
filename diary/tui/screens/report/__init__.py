"""Report: the choice of days, sections and format, the person's own questions, a preview, and writing the file."""
