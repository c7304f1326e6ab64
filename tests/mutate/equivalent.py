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
