"""The screens, one folder or file each."""
