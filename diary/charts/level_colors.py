"""One colour for each level in the charts and the report; the screen has the same hues, as its themes need them."""

from __future__ import annotations

LEVEL_COLORS = (
    "#86b0c4",
    "#f9e9a8",
    "#f8d985",
    "#f6c468",
    "#f2ab52",
    "#ee8f45",
    "#e57240",
    "#d75445",
    "#c43a52",
    "#ab2664",
    "#8f1d6b",
)
"""From 0 to 10. No pain is a calm blue; from 1 on each is darker than the one before, so that colour-blind eyes and
grey printers keep the order."""
