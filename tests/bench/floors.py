"""The floors: the least that could do the same work, written with nothing of the diary's own but its pictures."""

from __future__ import annotations

IMPORT = "import sqlmodel"

ROWS_OF_CHECK = """
import sqlmodel, sqlite3, sys
reader = sqlite3.connect(sys.argv[1])
days = "SELECT datetime(max(at), '-130 days') FROM entry"
reader.execute(f"SELECT * FROM entry WHERE at >= ({days})").fetchall()
reader.execute(f"SELECT * FROM reading WHERE entry_id IN (SELECT id FROM entry WHERE at >= ({days}))").fetchall()
reader.execute(f"SELECT * FROM session WHERE at >= ({days})").fetchall()
"""

ALL_ROWS = """
import sqlmodel, sqlite3, sys
reader = sqlite3.connect(sys.argv[1])
for (name,) in reader.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
    reader.execute(f'SELECT * FROM "{name}"').fetchall()
"""

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

PICTURES = """
import pickle, sys, typst
from diary.report.figures import svg_of
with open(sys.argv[1], "rb") as file:
    report, pictures = pickle.load(file)
for picture in pictures:
    svg_of(report, picture, 6.5)
typst.compile(b" ", format="pdf")
"""
