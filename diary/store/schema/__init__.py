"""The tables: their columns, their constraints, and the migrations that lead to the present schema."""
