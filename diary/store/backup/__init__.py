"""Copies of the diary: made each day, looked over, and put back where that is asked for."""
