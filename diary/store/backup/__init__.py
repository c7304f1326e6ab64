"""Backups of the diary: made daily, verified, and restored on request."""
