"""What a diary is made of: its things, its words, its findings. Only the standard library is known here."""
