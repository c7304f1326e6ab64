"""What a person says once: the usual level, what was there before, the emergency number. All of it can wait."""
