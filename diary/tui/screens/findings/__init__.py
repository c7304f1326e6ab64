"""Findings: what is raised, why, what would clear it, and what was told."""
