"""The screens, a folder or a file for each."""
