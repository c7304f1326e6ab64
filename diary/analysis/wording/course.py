"""The words of the rules about the course of pain at a site."""

from __future__ import annotations

from datetime import datetime

from diary.analysis.episodes import RISE
from diary.analysis.response import Pattern
from diary.analysis.wording.phrases import (
    DOCTOR_TODAY,
    NEXT_VISIT,
    PEAKS_LATE,
    TELL,
    Asked,
    Explainer,
    Words,
    ask_usual,
    capital,
    clock,
    course_of,
    hours,
    is_rough,
    number_text,
    place,
)
from diary.domain.findings import Finding, Hint, Status, Tier
from diary.domain.records import Session

SUDDEN = Hint("sudden", "Then write so with: diary edit last --sudden.")


def _began(finding: Finding, as_of: datetime) -> str:
    session = finding.facts.get("session")
    if isinstance(session, Session):
        return f"since the session that ended {clock(session.at.local, as_of, about=session.at.date_only)}"
    return f"since {clock(finding.started, as_of, about=_is_rough(finding))}" if finding.started else ""


def _is_rough(finding: Finding) -> bool:
    """Whether the hour it began is not known."""
    session = finding.facts.get("session")
    return session.at.date_only if isinstance(session, Session) else is_rough(finding, finding.started)


def _decides(finding: Finding, as_of: datetime) -> str:
    """From when on the next entry can tell."""
    return clock(finding.decides_at, as_of, about=_is_rough(finding)) if finding.decides_at else "now"


def not_improving(finding: Finding, as_of: datetime, _: str) -> Words:
    facts, where = finding.facts, capital(place(finding))
    if finding.status is Status.PENDING and finding.decides_at:
        return Words(
            f"{where}: too early to tell",
            f"{course_of(finding)} {_began(finding, as_of)}. Two days are not over yet.",
            f"Log your {place(finding)} once from {_decides(finding, as_of)} on; then I can tell.",
            f"It counts as eased at {number_text(facts['clears_at'])} or less.",
            ask_usual(finding) if finding.provisional else None,
        )
    if finding.status is Status.INSUFFICIENT:
        if facts["episode"]:
            return Words(
                f"{where}: one entry tells",
                f"It rose {_began(finding, as_of)}, and nothing was logged two days later or since.",
                f"Log your {place(finding)} now; one entry is enough.",
                f"It counts as eased at {number_text(facts['clears_at'])} or less.",
            )
        return Words(
            f"{where}: nothing logged lately",
            "No pain level here in the last 10 days, so nothing can be said.",
            f"Log your {place(finding)} once.",
        )
    if finding.status is Status.CANNOT_JUDGE:
        return Words(
            f"{where}: your usual level leaves no room",
            "Your usual level is so high that a rise of 2 does not fit on the scale.",
            'When it is worse than usual, log it with the word "worse".',
            question=Asked("Is it worse than usual?"),
        )
    if finding.status is Status.CLEAR:
        if facts["episode"]:
            peak, latest, base = facts["peak"], facts["latest"], facts["base"]
            still = f", {number_text(latest - base)} above where it began" if base and latest - base >= RISE else ""
            return Words(
                f"{where}: eased by {peak - latest} since its peak",
                f"It rose {_began(finding, as_of)}. The peak was {peak}; the latest level is {latest}{still}.",
            )
        return Words(f"{where}: no new rise", _level_now(finding))
    base = number_text(facts["base"])
    lasted = hours(facts["hours"], about=_is_rough(finding) or finding.evidence[-1].date_only)
    compared = (
        "Taken as 0 before, because your usual level is not known yet." if finding.provisional else f"Before: {base}."
    )
    summary = f"{course_of(finding)} {_began(finding, as_of)}, {lasted} ago at the latest entry. {compared}"
    if not finding.confirmed and isinstance(facts.get("session"), Session):
        summary += f" {PEAKS_LATE}"
    title = f"{where} has not eased after {lasted}"
    if finding.provisional:
        title = f"{where}: is this more than usual? It has not eased after {lasted}"
    return Words(
        title,
        summary,
        (NEXT_VISIT if finding.tier is Tier.DISCUSS else TELL) + " Go easy on what brought it on.",
        f"It clears with an entry of {number_text(facts['clears_at'])} or less.",
        ask_usual(finding) if finding.provisional else None,
    )


def _level_now(finding: Finding) -> str:
    latest, usual = finding.facts["latest"], finding.compared_with
    if usual is None:
        return f"The latest level is {number_text(latest)}. Your usual level is not known yet."
    said = f"The latest level is {number_text(latest)}, your usual {number_text(usual.level)}"
    if finding.threshold is None or latest < usual.level + finding.threshold:
        return f"{said}: less than 2 above."
    return f"{said}; it has been up for weeks, so it is no new rise."


def worsening(finding: Finding, as_of: datetime, _: str) -> Words:
    facts, where = finding.facts, capital(place(finding))
    usual = facts["usual"]
    if finding.status is Status.INSUFFICIENT:
        if facts["stale"]:
            return Words(
                f"{where}: no entry in the last two days",
                "Without an entry I can't tell whether it gets worse.",
                f"Log your {place(finding)} today.",
            )
        if usual is None:
            return Words(
                f"{where}: not enough days yet",
                "While your usual level is not known, it takes four days with an entry within a week to tell.",
                "Log once a day, or say your usual level.",
                question=ask_usual(finding),
            )
        return Words(
            f"{where}: not enough days yet",
            "It takes two days with an entry within three to see a direction.",
            "Log tomorrow as well.",
        )
    if finding.status is Status.CANNOT_JUDGE:
        return Words(
            f"{where}: your usual level leaves no room",
            f"Your usual level, {number_text(usual)}, is near the top of the scale, so a rise can't show in numbers.",
            'When it is worse than usual, log it with the word "worse".',
            question=Asked("Is it worse than usual?"),
        )
    if finding.status is Status.PENDING and finding.decides_at:
        return Words(
            f"{where}: higher, but soon after a session",
            f"{_days(finding)}. Usual: {number_text(usual)}. Soreness after exercise can do this for two days.",
            f"Log your {place(finding)} once from {_decides(finding, as_of)} on; that entry decides.",
            "It stays quiet if the level has come down by then.",
        )
    if finding.status is Status.CLEAR:
        return Words(
            f"{where}: not getting worse",
            f"{_days(finding)}." + (f" Usual: {number_text(usual)}." if usual is not None else ""),
        )
    if facts["no_room"]:
        summary = f"You logged it as getting worse on at least two of the last three days. Usual: {number_text(usual)}."
    elif usual is None:
        summary = f"{_days(finding)}. Your usual level is not known yet, so this is a first look."
    else:
        summary = f"{_days(finding)}. Usual: {number_text(usual)}."
    title = f"{where}: is it getting worse?" if finding.provisional else f"{where} is getting worse"
    if not finding.provisional and _level_or_lower(finding):
        title = f"{where} stays well above your usual level"
    clears = (
        "It clears when a day is clearly below the highest of the last days: by 1 point, or a third of a larger rise."
    )
    if usual is not None and not facts["no_room"]:
        clears = f"It clears with a day below {number_text(usual + 2)}, or clearly below the highest of the last days."
    return Words(title, summary, TELL, clears, ask_usual(finding) if finding.provisional else None)


def _level_or_lower(finding: Finding) -> bool:
    """Whether the last three days with an entry did not rise; what is level is not getting worse, but stays up."""
    days = finding.facts["days"]
    values = [value for _, value in days][-3:] if isinstance(days, list) else []
    return len(values) == 3 and values[0] >= values[1] >= values[2]


def _days(finding: Finding) -> str:
    days = finding.facts["days"]
    values = [number_text(value) for _, value in days] if isinstance(days, list) else []
    return f"Day by day: {' → '.join(values)}"


def slow_drift(finding: Finding, as_of: datetime, _: str) -> Words:
    facts, where = finding.facts, capital(place(finding))
    now, then = number_text(facts["now"]), number_text(facts["then"])
    if finding.status is Status.RAISED:
        return Words(
            f"{where} has crept up over the weeks",
            f"The middle of this week is {now}; three to five weeks ago it was {then}.",
            NEXT_VISIT,
            f"It clears when the middle of a week is below {number_text(facts['then'] + 2)}.",
        )
    if finding.status is Status.CANNOT_JUDGE:
        return Words(
            f"{where}: no room for a slow rise", f"Weeks ago it was {then} already, near the top of the scale."
        )
    if finding.status is Status.INSUFFICIENT:
        return Words(
            f"{where}: too few days for the long view",
            "It takes three days with an entry this week, and four of them three to five weeks ago.",
        )
    return Words(f"{where}: level over the weeks", f"The middle of this week is {now}, three to five weeks ago {then}.")


def sudden_severe(finding: Finding, as_of: datetime, _: str) -> Words:
    facts, where = finding.facts, capital(place(finding))
    if not finding.raised:
        return Words(f"{where}: no sudden severe pain", "Nothing severe or sudden in the last seven days.")
    when = facts["when"]
    at = clock(when, as_of, about=is_rough(finding, when)) if isinstance(when, datetime) else ""
    usual = (
        f" Usual: {number_text(facts['usual'])}."
        if facts["usual"] is not None
        else " Your usual level is not known yet."
    )
    how = (
        "that came on suddenly"
        if facts["sudden"]
        else "far above the usual"
        if facts["usual"] is not None
        else "at once"
    )
    if finding.tier is Tier.DISCUSS:
        return Words(
            f"{where}: severe pain that has eased",
            f"{facts['level']} on {at}; {facts['eased']} a day or more later.{usual}",
            NEXT_VISIT,
            "It leaves this list seven days after the severe entry.",
        )
    clears = f"It drops to a note for the next appointment with {facts['eases_at']} or less, a day or more later."
    if finding.provisional:
        return Words(
            f"{where}: is {facts['level']} more than usual?",
            f"{facts['level']} out of 10 on {at}.{usual}",
            TELL + " If it came on suddenly, contact a doctor today.",
            clears,
            ask_usual(finding, "Did it come on suddenly?", SUDDEN),
        )
    return Words(f"{where}: severe pain {how}", f"{facts['level']} out of 10 on {at}.{usual}", DOCTOR_TODAY, clears)


def expected_soreness(finding: Finding, as_of: datetime, _: str) -> Words:
    facts, where = finding.facts, capital(place(finding))
    if not finding.raised:
        return Words(f"{where}: no soreness to explain", "Nothing here that looks like soreness after a session.")
    both = " Both sides are alike, which speaks for it." if facts["both_sides"] else ""
    judged = facts["judged_from"]
    later = isinstance(judged, datetime) and judged > as_of
    until = (
        f"by {clock(judged, as_of, about=_is_rough(finding))}"
        if later and isinstance(judged, datetime)
        else "from now on"
    )
    return Words(
        f"{where}: so far this fits ordinary soreness after exercise",
        f"{course_of(finding)} {_began(finding, as_of)}. Before: {number_text(facts['base'])}.{both}",
        f"Log it again; it should be easing {until}. If it does not, you will read it here.",
        f"It counts as eased at {number_text(facts['clears_at'])} or less.",
    )


EXPLAINERS: dict[str, Explainer] = {
    "not-improving-48h": not_improving,
    "worsening": worsening,
    "slow-drift": slow_drift,
    "sudden-severe": sudden_severe,
    "expected-soreness": expected_soreness,
}


def settling(pattern: Pattern) -> str:
    """How long the pain takes to settle after this kind of session, in a few words."""
    if not pattern.rose:
        return "hardly rises"
    settled = "not settled yet" if pattern.hours is None else f"settles in {span(pattern.hours)}"
    return settled if pattern.rose == pattern.times else f"rose {pattern.rose} of {pattern.times} times, {settled}"


def span(hours: float) -> str:
    """Hours up to four days, days beyond."""
    return f"{hours:.0f} h" if hours < 96 else f"{hours / 24:.0f} days"
