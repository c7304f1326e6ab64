"""Tests of the store: nothing that was saved may get lost, and nothing that is not ours may be touched."""
