"""How the rules work, in a sentence or two each, with their sources: the last page of the report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from diary.analysis.rules.registry import RULE_NAMES
from diary.analysis.wording.phrases import SOURCES
from diary.domain.thresholds import CutPoints

WORDS = (
    "Usual: the median of the latest 14 logged days that lie 3 to 60 days back; until ten days are "
    "logged, the level that the person stated for an ordinary day. Before a session: the median of the readings in the "
    "7 days before it. A day without an entry is left empty; it never counts as 0 and is never filled in."
)
# In braces, what can be set.
HOW = {
    "emergency-signs": "Signs that can need help within hours: numbness between the legs, new bladder or bowel "
    "trouble, a foot that drops, dark urine after exercise, chest pain, numbness or weakness in both legs, and more.",
    "neurological": "New numbness, tingling or weakness at any site.",
    "nerve-like-pain": "Pain that is shooting, electric or radiating, or sharp at 3 or more.",
    "sudden-severe": "Pain of 7 or more that came on suddenly or stands 3 above usual; 5 or more where it came on "
    "suddenly and stands 4 above usual.",
    "general-signs": "Fever, a hot joint or breathlessness; weight loss; pain that wakes at night on 3 days of a week.",
    "not-improving-48h": "Pain that rose by 2 or more, after a session or by itself, and 48 hours later still stands "
    "that high without having eased by a point or by 30 % of the rise.",
    "worsening": "A daily median of 2 or more above usual on two of three days, or four days that rise one after "
    "the other, and no easing. Within 48 hours of a session it waits.",
    "interference": "Pain that gets in the way at {interference_once} or more once, or at {interference_twice} or more "
    "on 2 of 3 days, and 2 above usual.",
    "swelling": "New or unusual swelling; at the calf, shin or thigh it is for a doctor today.",
    "slow-drift": "The median of the last week is 2 or more above that of three to five weeks ago.",
    "fatigue": "Tiredness that is more than tired muscles, noted, or rated {fatigue_from} or more, on 3 days of a "
    "week.",
    "range-of-motion": "A movement that lost {motion_degrees} degrees (or {motion_rating} on a self-rating) within "
    "60 days, over 3 measurements.",
    "expected-soreness": "A rise that began 6 to 48 hours after a session, up to 6 and at most 4 above before, dull, "
    "aching, stiff, tight or tender, and nothing else flagged.",
}


def explained(cut_points: CutPoints) -> Iterator[tuple[str, str, str]]:
    """Each rule with how it works, by the cut points in force, and what its figures rest on."""
    for rule in RULE_NAMES:
        yield rule, HOW[rule].format_map(asdict(cut_points)), "; ".join(SOURCES[rule])
