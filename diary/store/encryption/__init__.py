"""Encryption at rest, optional: SQLCipher's own format, its keys, and the way into it and back."""
