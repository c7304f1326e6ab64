"""One small file for each rule, with its name: a pure function of a course or a snapshot. `registry` lists them."""
