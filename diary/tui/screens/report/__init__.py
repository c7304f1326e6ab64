"""Report: which days, which sections, the person's own questions; what will be in it; where it is."""
