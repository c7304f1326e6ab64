"""How fast the program is, beside the least that its work takes: whole programs, as a person meets them."""
