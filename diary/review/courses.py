"""The course of pain for the interfaces: series, episodes, changes, responses to exercise."""

from __future__ import annotations

from diary.analysis.episodes import AFTER_SESSION, RISE, Episode
from diary.analysis.measures import LevelChange, level_change
from diary.analysis.response import (
    ENOUGH,
    Pattern,
    Response,
    leading,
    levels_text,
    patterns,
    response,
    settling,
    yardsticks,
)
from diary.analysis.series import Course, DailySeries, Level, Point, daily_interference, local

__all__ = [
    "AFTER_SESSION",
    "ENOUGH",
    "RISE",
    "Course",
    "DailySeries",
    "Episode",
    "Level",
    "LevelChange",
    "Pattern",
    "Point",
    "Response",
    "daily_interference",
    "leading",
    "level_change",
    "levels_text",
    "local",
    "patterns",
    "response",
    "settling",
    "yardsticks",
]
