"""The course of pain for the interfaces: series, episodes, changes, responses to exercise."""

from __future__ import annotations

from diary.analysis.episodes import AFTER_SESSION, RISE, Episode
from diary.analysis.measures import LevelChange, level_change
from diary.analysis.response import ENOUGH, Pattern, Response, done_in, leading, patterns, responses_to, together
from diary.analysis.response_words import (
    NO_PATTERN,
    RUNS_NOTE,
    compared_text,
    during_text,
    eased_text,
    facts,
    levels_text,
    light_word,
    lights_of,
    lights_text,
    morning_text,
    pattern_text,
    response_end,
    response_line,
    rests,
    settling,
    why_no_light,
    yardsticks,
)
from diary.analysis.series import Course, DailySeries, Level, Point, daily_interference, local

__all__ = [
    "AFTER_SESSION",
    "ENOUGH",
    "NO_PATTERN",
    "RISE",
    "RUNS_NOTE",
    "Course",
    "DailySeries",
    "Episode",
    "Level",
    "LevelChange",
    "Pattern",
    "Point",
    "Response",
    "compared_text",
    "daily_interference",
    "done_in",
    "during_text",
    "eased_text",
    "facts",
    "leading",
    "level_change",
    "levels_text",
    "light_word",
    "lights_of",
    "lights_text",
    "local",
    "morning_text",
    "pattern_text",
    "patterns",
    "response_end",
    "response_line",
    "responses_to",
    "rests",
    "settling",
    "together",
    "why_no_light",
    "yardsticks",
]
