"""Encryption at rest, optional: SQLCipher's own format, its keys, and the way into it and back."""

PLAIN = "It is not encrypted: whoever gets the file can read it."
"""What is said of each file that is written from an encrypted diary for the person."""
EXTRA = "pip install 'pain-diary[encrypted]'"
"""What installs the libraries that are needed."""
