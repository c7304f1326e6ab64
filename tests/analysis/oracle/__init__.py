"""The oracle: the rules read a second time from their text, without a look at the code, and hand-worked cases."""
