"""One colour for each level in the charts and the report; the screen has the same hues, as its themes need them."""

from __future__ import annotations

LEVEL_COLORS = (
    "#86b0c4",
    "#fdf89c",
    "#fae072",
    "#f1c04b",
    "#e5a23c",
    "#db8536",
    "#cc6735",
    "#bf4934",
    "#b3284a",
    "#97045f",
    "#5d0570",
)
"""From 0 to 10. No pain is a calm blue; from 1 on each is darker than the one before, and bluer from 7 on, so that
colour-blind eyes and grey printers keep the order. A test holds how far neighbours are from each other."""
