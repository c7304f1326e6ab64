"""Reads the course of the pain and answers every rule. Pure functions of plain series and an instant."""
