"""The tables: SQLite's view of the diary. Things that count now are rows; what they were before is in `version`.

SQLModel checks nothing in a table model, so `domain.checks` does it before writing, and CHECK is the last wall.
The schema is made by `migrations`, never by `create_all`; a test holds the two together. Each module is imported when
its tables are first asked for: to make one takes SQLModel longer than to run a query.
"""
