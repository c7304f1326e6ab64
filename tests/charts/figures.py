"""Looking at figures: what was drawn, where it stands, and which words are in it."""

from __future__ import annotations

import io
from typing import Any
from xml.etree import ElementTree

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from diary.charts import save
from diary.domain.records import Diary
from tests.charts.diaries import BACK, entry, session


def file_of(figure: Figure, format: str = "svg") -> bytes:
    target = io.BytesIO()
    save(figure, target, format)
    return target.getvalue()


def named(figure: Figure, gid: str) -> list[Any]:
    """What was drawn under that name."""
    return figure.findobj(lambda artist: artist.get_gid() == gid)


def laid_out(figure: Figure) -> None:
    """Find out where everything stands."""
    canvas: Any = FigureCanvasAgg(figure)
    canvas.draw()


def words(figure: Figure) -> str:
    tree = ElementTree.fromstring(file_of(figure))
    return " | ".join("".join(text.itertext()) for text in tree.iter("{http://www.w3.org/2000/svg}text"))


def answered() -> Diary:
    """Three kinds of sessions, each of them answered once and once not."""
    kinds = ["gym", "physio", "yoga"] * 2
    sessions = [session(30 - 5 * n, kind) for n, kind in enumerate(kinds)]
    entries = [entry(ago, {BACK: 5 if ago in (29, 24, 19) else 2}, hour=9) for ago in range(40)]
    return Diary.of([*sessions, *entries])
