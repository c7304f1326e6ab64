"""Encryption at rest, optional: SQLCipher's own format, its keys, and the way into it and back."""

EXTRA = "pip install 'pain-diary[encrypted]'"
"""What installs the libraries that are needed."""
