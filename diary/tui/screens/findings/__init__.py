"""Findings: what is raised, why, what would clear it, what was told, and what was raised in the past."""
