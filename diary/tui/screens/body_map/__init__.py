"""The body map: the same regions as everywhere, drawn front and back, found by typing, arrows or mouse."""
