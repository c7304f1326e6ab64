"""A daily pain diary for people in physical therapy, for the terminal."""

__version__ = "0.1.0"
