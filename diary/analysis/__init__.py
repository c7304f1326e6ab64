"""Reads the course of the pain and answers every rule: pure functions of records and an instant."""
