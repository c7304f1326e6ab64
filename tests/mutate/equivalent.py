"""Mutants without a visible effect, each with the reason. They are not tried."""

from __future__ import annotations

from tests.mutate.mutants import Mutant

# A test checks that each reason still fits a mutant, so none outlives the code it is about.
REASONS: tuple[tuple[str, str, str], ...] = (
    ("series.py", ":38 [inline] 10 -> (9)", "levels are halves at least, so less than 1 below the peak is 0.5 or none"),
    ("series.py", "1 -> (0)   in: if not all(map(lt", "what is in order already is only sorted once more"),
    ("episodes.py", "0 -> 1   in: unmet = before.unmet", "the first reading can't be over what has not stood yet"),
    ("episodes.py", "(before.unmet > 0)", "the first reading can't be over what has not stood yet"),
    ("episodes.py", "(count <= self.early)", "with all readings of the 48 hours left the marks come out the same"),
    ("vocabulary.py", "swollen up'), role=Role.SORE", "only qualities are asked whether they fit soreness"),
    ("not_improving_48h.py", ":40 [inline] 10 -> (9)   in: eased", "0.9 or 1 below, rounded down, is the same level"),
    ("worse_days.py", ":18 [inline] 2 -> (1)   in: if last < 2", "of one word only time is saved: it takes two days"),
    ("worse_days.py", "(as_of - worse[last - 2] >= SAID_AT_MOST)", "two words that count are never so far apart"),
    ("worse_days.py", "3 -> 4   in: SAID_AT_MOST", "it looks at more entries; the same days count"),
    ("worse_days.py", "in: if last < 0 or not self.levels_raise", "one reading raises nothing"),
    ("worse_days.py", "0 -> 1   in: return last >= 0 and self.levels_raise", "one reading raises nothing"),
    ("worse_days.py", "(last > 0)   in: return last >= 0 and self.levels_raise", "one reading raises nothing"),
    ("worse_days.py", "in: while place >= 0 and self.raised", "the first entry raises nothing by itself"),
    (
        "worse_days.py",
        "0 -> 1   in: return end > 0 and is_fresh",
        "of one reading the rule never says that it is clear",
    ),
    ("base.py", "(as_of - STAYS - RECENT < time", "what rests on an entry of 35 days ago stays no longer"),
    ("base.py", "<= time <= as_of - RECENT)", "after exactly a week it is raised still, and has not lapsed"),
    (
        "interference.py",
        "in: if not any((entry.interference or 0)",
        "it only saves time where no rating is high enough",
    ),
    ("interference.py", "(entry.at.instant > first)", "what rests on an entry of 35 days ago stays no longer"),
    ("interference.py", "(end > as_of)", "at the instant itself it is known not to be raised"),
    ("worse_days.py", "50 -> 51   in: LONGEST_DAY", "no two readings of one date are 50 hours apart"),
    ("worse_days.py", "0 -> 1   in: return [self.last_of_day", "before the third diary day nothing can have held"),
    ("worse_days.py", "(usual.level < ROOM)", "what holds above 8 is 10, and from there less than 7 has eased"),
    ("worse_days.py", "1 -> 2   in: first = datetime.fromordinal", "it looks at more entries; the same days count"),
    ("fatigue.py", "(as_of - RECENT < mark.time <= as_of)", "it counts for one instant, which joins no two times"),
)
"""File, part of the mutant's name, and why it makes no difference."""


def why_equivalent(mutant: Mutant) -> str | None:
    """Why a mutant makes no difference; None if it makes one."""
    return next((why for path, what, why in REASONS if mutant.path.endswith(path) and what in mutant.name), None)
