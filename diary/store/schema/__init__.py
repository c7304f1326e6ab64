"""The tables: their columns, their constraints, and the steps that brought them here."""
