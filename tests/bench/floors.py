"""The floors: the least code that could do the same work. Only the pictures use code of the diary."""

from __future__ import annotations

# `log` saves through sqlmodel, and importing that takes most of its time (README.md).
IMPORT = "import sqlmodel"

# The history reads every table.
ALL_ROWS = """
import sqlmodel, sqlite3, sys
reader = sqlite3.connect(sys.argv[1])
for (name,) in reader.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
    reader.execute(f'SELECT * FROM "{name}"').fetchall()
"""

# The same rows as text in one table without constraints: what csv and SQLite take by themselves.
CSV_ROWS = """
import sqlmodel, csv, os, sqlite3, sys
source, target = sys.argv[1:]
if os.path.exists(target):
    os.unlink(target)
with open(source, newline="", encoding="utf-8") as file:
    header, *rows = csv.reader(file)
writer = sqlite3.connect(target)
writer.execute(f"CREATE TABLE row ({', '.join(f'{name} TEXT' for name in header)})")
writer.executemany(f"INSERT INTO row VALUES ({', '.join('?' * len(header))})", rows)
writer.commit()
"""

# The smallest Textual app with the same frame: header, one line, footer.
SCREEN = """
{first}
from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, Static

class Small(App[None]):
    TITLE = "Pain diary"
    def compose(self) -> ComposeResult:
        yield Header()
        yield Static("one line")
        yield Footer()

Small().run()
"""

# Drawing is matplotlib's own time, so the same pictures are drawn; the page is empty.
PICTURES = """
import pickle, sys, typst
from diary.report.figures import svg_of
with open(sys.argv[1], "rb") as file:
    report, pictures = pickle.load(file)
for picture in pictures:
    svg_of(report, picture, 6.5)
typst.compile(b" ", format="pdf")
"""
