"""Tests of the pain diary."""
