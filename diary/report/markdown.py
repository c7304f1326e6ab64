"""The report as Markdown: plain enough to be read as it is, with no text that could be read as markup by accident."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diary.charts.printable_text import harmless_text
from diary.report.blocks import Beside, Block, Heading, Items, Para, Picture, Table, cleaned
from diary.report.document import sheet_of
from diary.report.model import Report

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~$&!])")
# Lists, numbers, rules and headings of underlines count only where a line begins.
_LINE_STARTS = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$|[-+=])", re.MULTILINE)


def write(report: Report) -> str:
    """The whole report."""
    sheet = cleaned(sheet_of(report), harmless_text)
    lines = [f"# {escaped(sheet.title)}", ""]
    lines += [f"{escaped(sheet.who)}  "] if sheet.who else []
    lines += [f"{escaped(sheet.period)}  ", escaped(sheet.trust), ""]
    for block in (*sheet.first, *sheet.behind):
        lines += [*_shown(block), ""]
    lines += [escaped(sheet.made), "", escaped(sheet.foot), ""]
    return "\n".join(lines)


def escaped(text: str) -> str:
    """The text with every sign of Markdown and HTML made plain, each line by itself."""
    return _LINE_STARTS.sub(
        lambda m: f"{m[1]}\\{m[2]}" if not m[2][0].isdigit() else f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", _marked(text)
    )


def _marked(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)


def _shown(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield f"{'#' * level} {_one_line(text)}"
        case Para(text):
            yield escaped(text)
        case Items(items):
            for item in items:
                # The lead does not begin a line, so its number (“1.”) needs no backslash.
                lead = f"**{_marked(item.lead)}** " if item.lead else ""
                yield f"- {lead}{_one_line(item.text)}"
        case Table():
            yield from _table(block)
        case Beside(_, table, small):
            yield from _table(table)
            yield ""
            yield escaped(small.text)
        case Picture(_, words):
            yield f"*{_one_line(words)}*"


def _one_line(text: str) -> str:
    return escaped(" ".join(text.split()))


def _table(table: Table) -> Iterator[str]:
    yield f"| {' | '.join(_one_line(cell) for cell in table.head)} |"
    yield f"|{'|'.join('---:' if number else '---' for number in table.numbers)}|"
    for row in table.rows:
        yield f"| {' | '.join(_one_line(cell.replace(chr(10), '; ')) for cell in row)} |"
