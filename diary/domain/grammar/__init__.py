"""From a line that a person types to the records of the diary. Nothing is guessed: what is unclear is refused."""
