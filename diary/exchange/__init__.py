"""Import and export: CSV that a spreadsheet can read, and JSON that also has the earlier versions of each record.

`import_plan` plans an import and does it; `csv_write` and `json_format` write. Nothing here knows the screen, the
commands or the analysis.
"""
