"""Files of other apps: one small file an app turns its rows into the shape of `rows`; a map says what each name means.

`recognise` looks at the header and takes the reader; `survey`, `proposals` and `map_file` write the map beside the
file; `convert` makes records of the rows by that map. `exchange.import_plan` compares them with the diary as it does
with any other file.
"""
