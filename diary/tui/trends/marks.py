"""The signs below the bars of the chart: what happened when, and what each sign means. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from diary.tui.trends.columns import Chart

HAPPENED = "SVc"
LASTED = "═▲"
FIRST = "▲V"
"""Signs that stand over others: raised over the 48 hours, a visit over what comes more often."""


def marks(chart: Chart) -> dict[str, tuple[str, list[bool]]]:
    """The signs below the bars, what each means, and where it stands."""
    columns = chart.columns
    return {
        "S": ("session", [column.session for column in columns]),
        "═": ("48 h after", [column.window for column in columns]),
        "▲": ("when it was raised", [column.flagged for column in columns]),
        "V": ("visit", [column.visit for column in columns]),
        "c": ("self-care", [column.care for column in columns]),
    }


def mark_lines(chart: Chart, most: int) -> list[str]:
    """What happened in one line; where one sign would hide another, and there is room, a line for each."""
    there = {sign: at for sign, (_, at) in marks(chart).items()}
    happened, lost = _joined({sign: there[sign] for sign in HAPPENED}, chart.wide)
    lasted, _ = _joined({sign: there[sign] for sign in LASTED}, 1)
    stretches = [lasted] if lasted.strip() else []
    apart = [_joined({sign: there[sign]}, 1)[0] for sign in HAPPENED if any(there[sign])]
    return [*(apart if lost and len(apart) + len(stretches) <= most else [happened]), *stretches]


def _joined(signs: dict[str, list[bool]], wide: int) -> tuple[str, bool]:
    """The signs in one line, and whether one of them found no place in it."""
    line = [" "] * max(len(at) for at in signs.values())
    lost = False
    for sign, at in sorted(signs.items(), key=lambda pair: pair[0] in FIRST):
        for index, here in enumerate(at):
            if not here:
                continue
            # A second thing of the same day stands beside the first where a day has more than one column.
            free = next((i for i in range(index, min(index + wide, len(line))) if line[i] == " "), None)
            if free is not None:
                line[free] = sign
                continue
            lost = True
            if sign in FIRST:
                line[index] = sign
    return "".join(line), lost


def legend(chart: Chart) -> list[str]:
    """What the signs mean that stand in the picture."""
    each = [f"one column is {chart.each} days, ░ their highest"] if chart.each > 1 else []
    signs = [f"{sign} {name}" for sign, (name, there) in marks(chart).items() if any(there)]
    usual = ["┄ usual level"] if chart.usual is not None else []
    return [*each, *signs, *usual, "· nothing logged"]


def packed(words: Iterable[str], width: int) -> Iterator[str]:
    """The words side by side, in as many lines as they take."""
    line = ""
    for word in words:
        if line and len(line) + 2 + len(word) > width:
            yield line
            line = ""
        line = f"{line}  {word}" if line else word
    yield line
