"""Trends: the course of the pain at each site, as a chart and as a table."""
