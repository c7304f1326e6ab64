"""What it takes for a rule to raise a finding: a plain line for each rule, and for each case where it has several."""

from __future__ import annotations

from collections.abc import Callable

from diary.analysis.rules.sudden_severe import RISE, SEVERE, SUDDEN_FROM, SUDDEN_RISE
from diary.analysis.wording.phrases import number_text
from diary.domain.findings import Finding, Tier

Said = Callable[[Finding], str]


def what_counts(finding: Finding) -> str:
    """What made this raised finding one; "" where a rule says nothing about it."""
    said = _SAID.get(finding.rule)
    return said(finding) if said else ""


def _not_improving(finding: Finding) -> str:
    return (
        f"a rise of {number_text(finding.threshold)} or more which, two days on, "
        "has not come down by a point, or by 30 % of a larger rise"
    )


def _worsening(finding: Finding) -> str:
    rise = number_text(finding.threshold)
    if finding.facts["no_room"]:
        return "logged as getting worse on two of the last three days with an entry"
    if finding.facts["rising"]:
        above = f", the last {rise} or more above the usual level" if finding.facts["usual"] is not None else ""
        return f"four days with an entry, each higher than the one before{above}"
    if finding.provisional:
        return f"the last two days with an entry {rise} or more above the days before"
    return f"two or three of the last three days, each of them {rise} or more above the usual level"


def _slow_drift(finding: Finding) -> str:
    return f"the middle of a week {number_text(finding.threshold)} or more above that of three to five weeks ago"


def _sudden_severe(finding: Finding) -> str:
    if finding.provisional:
        return f"a level of {SEVERE} or more, while the usual level is not known"
    if not finding.facts["sudden"]:
        return f"a level of {SEVERE} or more that is {RISE} or more above the usual"
    if finding.facts["level"] >= SEVERE:
        return f"a level of {SEVERE} or more that came on suddenly"
    return f"a level of {SUDDEN_FROM} or more that came on suddenly and is {SUDDEN_RISE} or more above the usual"


def _expected(finding: Finding) -> str:
    return (
        f"a rise of {number_text(finding.threshold)} or more that begins 6 to 48 hours after a session, goes up by 4 "
        "and to 6 at most, feels like worked muscles, and has nothing else with it"
    )


def _one_entry(finding: Finding) -> str:
    return "one entry of the last seven days is enough"


def _emergency(finding: Finding) -> str:
    return "once is enough, however long ago, until you say that it was told" if finding.tier is Tier.EMERGENCY else ""


def _nerve_like(finding: Finding) -> str:
    return f"{_one_entry(finding)}; sharp pain counts from a level of 3 on"


def _general(finding: Finding) -> str:
    words = finding.facts["words"]
    nights = "pain that woke you on three or more of the last seven days"
    if "night-pain" not in words:
        return _one_entry(finding)
    return nights if len(words) == 1 else f"{_one_entry(finding)}; {nights}"


def _interference(finding: Finding) -> str:
    level = number_text(finding.threshold)
    above = ", and 2 or more above the usual" if finding.facts["usual"] is not None else ""
    if finding.facts["days"] == 1:
        return f"one day of {level} or more{above}"
    return f"two of the last three days at {level} or more, or one day a good deal higher{above}"


def _fatigue(finding: Finding) -> str:
    return f"{number_text(finding.threshold)} or more of the last seven days"


def _range_of_motion(finding: Finding) -> str:
    unit = "points" if finding.facts["unit"] == "self" else "degrees"
    return (
        f"three measurements or more, falling, and {number_text(finding.threshold)} {unit} or more less than at first"
    )


_SAID: dict[str, Said] = {
    "not-improving-48h": _not_improving,
    "worsening": _worsening,
    "slow-drift": _slow_drift,
    "sudden-severe": _sudden_severe,
    "expected-soreness": _expected,
    "emergency-signs": _emergency,
    "neurological": _one_entry,
    "nerve-like-pain": _nerve_like,
    "general-signs": _general,
    "interference": _interference,
    "swelling": _one_entry,
    "fatigue": _fatigue,
    "range-of-motion": _range_of_motion,
}
