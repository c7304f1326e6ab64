"""The body map: a window to choose a place by typing, by arrows on a drawn body, or by mouse."""
