"""The colours of two levels that follow each other can be told apart at a glance, by colour-blind eyes too."""

from __future__ import annotations

from itertools import pairwise
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

import pytest

from diary.charts.level_colors import LEVEL_COLORS
from diary.tui.themes import ON_DARK, ON_LIGHT

Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]

TO_XYZ: Matrix = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
EYES: dict[str, Matrix] = {
    "most": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "without red": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "without green": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "without blue": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""What the three kinds of colour blindness make of linear red, green and blue (Machado 2009, at its strongest)."""
LEAST = {"most": 6.8, "without red": 5, "without green": 5, "without blue": 3.4}
"""The least distance (CIEDE2000; 1 is just seen side by side); eyes without blue are far rarer than the others."""


def times(matrix: Matrix, triple: Triple) -> Triple:
    a, b, c = (sum(x * y for x, y in zip(row, triple, strict=True)) for row in matrix)
    return a, b, c


def lab(color: str, eyes: Matrix) -> Triple:
    """The colour in CIELAB as those eyes see it."""
    parts = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    seen = tuple(min(1.0, max(0.0, part)) for part in times(eyes, (red, green, blue)))
    white = times(TO_XYZ, (1, 1, 1))
    ratios = [part / full for part, full in zip(times(TO_XYZ, (seen[0], seen[1], seen[2])), white, strict=True)]
    x, y, z = (ratio ** (1 / 3) if ratio > 216 / 24389 else (24389 / 27 * ratio + 16) / 116 for ratio in ratios)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: Triple, other: Triple) -> float:
    """CIEDE2000 (Sharma, Wu and Dalal 2005)."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    chroma = (hypot(a1, b1) + hypot(a2, b2)) / 2
    more = 1.5 - 0.5 * sqrt(chroma**7 / (chroma**7 + 25**7))
    c1, c2 = hypot(a1 * more, b1), hypot(a2 * more, b2)
    h1, h2 = (degrees(atan2(b, a * more)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = (h2 - h1 + 180) % 360 - 180
    hue_step = 2 * sqrt(c1 * c2) * sin(radians(turn) / 2)
    light, mean, hue = (l1 + l2) / 2, (c1 + c2) / 2, (h1 + turn / 2) % 360
    weight = (
        *(1, -0.17 * cos(radians(hue - 30)), 0.24 * cos(radians(2 * hue))),
        *(0.32 * cos(radians(3 * hue + 6)), -0.2 * cos(radians(4 * hue - 63))),
    )
    for_light = 1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2)
    for_chroma, for_hue = 1 + 0.045 * mean, 1 + 0.015 * mean * sum(weight)
    mixed = -2 * sqrt(mean**7 / (mean**7 + 25**7)) * sin(radians(60 * exp(-(((hue - 275) / 25) ** 2))))
    steps = (l2 - l1) / for_light, (c2 - c1) / for_chroma, hue_step / for_hue
    return sqrt(sum(step**2 for step in steps) + mixed * steps[1] * steps[2])


def test_the_distance_is_that_of_the_published_pairs() -> None:
    assert distance((50, 2.6772, -79.7751), (50, 0, -82.7485)) == pytest.approx(2.0425, abs=1e-4)
    assert distance((22.7233, 20.0904, -46.694), (23.0331, 14.973, -42.5619)) == pytest.approx(2.0373, abs=1e-4)
    assert distance((50, 2.5, 0), (73, 25, -18)) == pytest.approx(27.1492, abs=1e-4)


@pytest.mark.parametrize("colors", [LEVEL_COLORS, ON_DARK, ON_LIGHT], ids=["charts", "dark", "light"])
@pytest.mark.parametrize("eyes", list(EYES))
def test_neighbouring_levels_are_told_apart(colors: tuple[str, ...], eyes: str) -> None:
    seen = [lab(color, EYES[eyes]) for color in colors]
    assert min(distance(one, other) for one, other in pairwise(seen)) >= LEAST[eyes]
    # From 1 on, each is also darker: a grey copy keeps the order.
    assert eyes != "most" or all(one[0] > other[0] for one, other in pairwise(seen[1:]))


@pytest.mark.parametrize("colors", [LEVEL_COLORS, ON_DARK, ON_LIGHT], ids=["charts", "dark", "light"])
@pytest.mark.parametrize("eyes", list(EYES))
def test_levels_that_are_farther_apart_are_farther_in_colour(colors: tuple[str, ...], eyes: str) -> None:
    seen = [lab(color, EYES[eyes]) for color in colors]
    for level, one in enumerate(seen):
        assert all(distance(one, other) > LEAST[eyes] for other in seen[level + 2 :])
