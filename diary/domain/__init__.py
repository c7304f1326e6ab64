"""The records, the words and the findings of a diary. Imports only the standard library and `diary.errors`."""
