"""The tables: the diary as SQLite stores it. Present records are rows; their earlier contents are in `version`.

SQLModel checks nothing in a table model, so `domain.validate` checks before writing, and CHECK constraints come last.
`migrations` make the schema, never `create_all`; a test compares the two. Each module is imported when its tables are
first needed, because SQLModel takes longer to define a table than SQLite to run a query.
"""
