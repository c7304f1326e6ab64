"""Files that come in and go out: the CSV that a spreadsheet can read, and the JSON that also keeps what was changed.

`incoming` plans and does an import, `csv_out` and `json_out` write. Nothing here knows a face or the analysis.
"""
