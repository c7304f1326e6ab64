"""One small file a rule, named as the rule is. Each is a pure function of a course or a view; `registry` lists them."""
