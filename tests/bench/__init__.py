"""The speed of whole programs, as a person experiences it, compared with the least that the same work takes."""
