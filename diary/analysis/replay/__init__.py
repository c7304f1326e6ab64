"""The history by replay: the diary as it read at each moment, and every finding that stood raised then."""
