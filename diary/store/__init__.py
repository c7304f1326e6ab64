"""The storage of the diary in one SQLite file. `diary_store` has the verbs; nothing else reads or writes rows."""
