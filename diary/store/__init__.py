"""Where the diary is kept: one SQLite file. `diary_store` has the verbs, and nothing else reads or writes rows."""
