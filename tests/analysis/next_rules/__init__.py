"""The next edition of the rules, read independently of the code, with answers worked out by hand; not compared yet."""
