"""Seeds of the generated inputs: right lines, files and settings, and pieces that are wrong."""

from __future__ import annotations

from diary.domain.records import Diary
from diary.domain.vocabulary import QUALITIES, REGIONS, SYMPTOMS
from diary.exchange.csv_write import csv_of
from diary.exchange.json_format import json_of
from diary.samples import sample_csv
from tests.store.samples import EVERY_KIND

LINES = (
    "6 left knee sharp numb yesterday 21:00 -- after the stairs",
    "4 lower back dull, 2 right hip and 3 neck stiff mon 8am",
    "numb left foot 2h ago",
    "left knee stiff 2026-03-01T20:00 interference 4 fatigue 3",
    "chest pain sudden 5 chest",
    "physio 45 min effort 5 new: squat (new), bridge -- hard",
    "pilates 2026-03-01 18:00 effort 3",
    "lower back 2",
    "interference 3",
    "numb left foot, burning soles",
    "left knee flexion 112.5",
    "knee extension 5 short",
    "neck rotation left 6/10",
    "ibuprofen 400 mg relief 4 @ 08:30",
    "ice left knee 20 min",
    "2026-03-20 14:00 Dr. Ó",
    "next friday 9am physio",
    "3 days ago 12:00",
    "29 feb 2024 7:15 pm",
)
# With hours that come twice or never, and times at both ends of what a diary can hold.
TIMES = (
    "21:00",
    "8am",
    "yesterday 21:00",
    "mon 8am",
    "2h ago",
    "half an hour ago",
    "2026-03-01T20:00+01:00[Europe/Berlin]",
    "2025-10-26 02:30",
    "2025-03-30 02:30",
    "last tuesday",
    "1 march",
    "31/12/2025 23:59",
    "3 weeks ago",
    "noon",
    "today",
    "1900-01-01",
    "9999-12-31T23:59-15:00",
)
SETTINGS = """# mine
emergency_number = "112"
name = "Ó. Example"
born = "1970-01-01"
paper = "letter"
large = true
theme = "textual-dark"
unknown = [1, 2, {a = 1979-05-27T07:32:00Z}]
"""
WORDS = (*REGIONS, *QUALITIES, *SYMPTOMS, "left", "right", "both", "center", "and", "sudden", "not", "no", "--", "@")
# Control characters, markup, formulas, paths, numbers in other scripts, letters whose case changes their length,
# emoji of several code points, lone surrogates, and times and zones that do not exist.
ODD = (
    "", " ", "\0", "\x1b[31m", "\x1b]0;x\x07", "\u202e", "\u2066", "\ufeff", "\u2028", "\x85", "\r", "\n", "\t", '"',
    "'", "\\", "{", "}", "[", "]", "[red]", "[/]", "=1+1", "@SUM(A1)", "-", "--", "../../etc/passwd", "/dev/null",
    "%s", "%n", "{0}", "$(id)", "`id`", "NaN", "Infinity", "-0", "1e999", "99999999999999999999", "२", "²", "Ⅷ", "٣",
    "½", "K", "ſ", "İ", "ß", "é", "e\u0301", "👩‍🦽", "🦵" * 9, "\ud800", "\udfff", "a" * 300, "null", "true", "'; DROP",
    "0001-01-01", "9999-12-31", "24:00", "23:60", "+99:99", "[Mars/Olympus]", "12/13/2026", "0", "-1", "11", "6,5",
)  # fmt: skip


def csv_seeds() -> tuple[bytes, ...]:
    """Small files with every kind of record, in our own format and two others."""
    first, *rows = sample_csv("first-weeks").split(b"\r\n")
    return (
        csv_of(Diary.of(EVERY_KIND)),
        b"\r\n".join([first, *rows[:12], b""]),
        b"time;site;side;pain\n2026-03-01;neck;center;3\n2026-03-01 20:00;knee;left;4\n",
        b"time,site,pain\r\n01.03.2026 20:00,low back,6/10\r\n",
    )


def json_seeds() -> tuple[bytes, ...]:
    """Exports with every kind of record: one without earlier versions, one with."""
    whole = json_of(Diary.of(EVERY_KIND))
    record = whole.split(b'"things": [\n')[1].split(b"\n")[0].rstrip(b",")
    past = b'{"fate": "edited", "written": null, "until": "2026-03-05T18:30:00+00:00", "thing": %s}' % record
    return whole, whole.replace(b'"past": []', b'"past": [\n%s\n]' % past)
