"""What is new after a change: the findings that began, rose or ended, and the question that follows an entry."""

from __future__ import annotations

from diary.domain.findings import TIER_LABELS, Tier, question_that_must_not_wait
from diary.domain.note_signs import note_signs
from diary.domain.questions import bad_days_of, usual_level_of
from diary.domain.text import as_sentence
from diary.domain.vocabulary import place_name
from diary.review.announce import changes_between, finding_changes, newly_doubted
from diary.review.snapshot import Review
from diary.tui.widgets.texts import with_keys

Place = tuple[str, str]


def finding_news(before: Review | None, after: Review) -> str:
    """The changes of the findings as sentences to put after the message; "" where nothing changed."""
    lines = []
    changes = changes_between(before, after)
    cleared = {change.finding.place for change in changes if change.kind == "cleared"}
    for change in changes:
        finding = change.finding
        # A warning that ends often leaves ordinary soreness behind; the end is the news, the rest is on Today.
        if finding.tier is Tier.EXPECTED and finding.place in cleared:
            continue
        if change.kind == "cleared":
            lines.append(f' No longer raised: "{finding.title}".{change.ending}')
        else:
            word = {"new": "New", "risen": "More urgent now", "confirmed": "Confirmed"}[change.kind]
            # The title of an emergency, and of soreness, says what the label would say.
            says_itself = finding.tier in (None, Tier.EMERGENCY, Tier.EXPECTED)
            label = "" if says_itself or finding.tier is None else f"{TIER_LABELS[finding.tier]}: "
            lines.append(f" {word}: {label}{as_sentence(finding.title)}")
    if not changes and before is not None:
        lines.append(_still_raised(before, after))
    return "".join(lines)


def _still_raised(before: Review, after: Review) -> str:
    """Where a lower level ends no warning of its site: that it stays, and what ends it; "" where nothing is to say."""
    for finding in after.findings:
        if not finding.raised or finding.tier is Tier.EXPECTED or not finding.clears_when or finding.place is None:
            continue
        was, now = (each.snapshot.courses.get(finding.place) for each in (before, after))
        if was is None or now is None:
            continue
        if was.latest and now.latest and now.latest.day >= was.latest.day and now.latest.level < was.latest.level:
            return f' Still raised: "{finding.title}". {finding.clears_when}'
    return ""


def news_kind(before: Review | None, after: Review) -> str:
    """The kind of the message with these changes: urgent where one of them is for today, else saved."""
    changes = finding_changes(before.findings if before else (), after.findings)
    urgent = (Tier.EMERGENCY, Tier.IMMEDIATE)
    return "urgent" if any(c.kind != "cleared" and c.finding.tier in urgent for c in changes) else "saved"


def follow_up_question(before: Review, after: Review) -> tuple[str, Place | None]:
    """The question after an entry: that of the highest new finding, else for the usual level of a site that is new.

    Whether numbness is in both legs is asked before any other, then whether words of a new note tell a warning sign.

    Returns a sentence to put after the message, or ""; and the site whose usual level is asked for, or None.
    """
    new = {entry.id for entry in after.diary.entries}.difference(entry.id for entry in before.diary.entries)
    if urgent := question_that_must_not_wait(after.findings, new):
        return f" {with_keys(urgent)}", None
    earlier = {record.id: record for record in before.noted}
    changed = (record for record in after.noted if earlier.get(record.id) != record)
    if asked := note_signs(changed, after.diary):
        return f" “{asked[0].words}”: {asked[0].question} Press !, then a, to answer.", None
    for change in finding_changes(before.findings, after.findings):
        finding = change.finding
        if change.kind != "cleared" and finding.question:
            asks_usual = any(hint.answer == "usual" for hint in finding.hints)
            return f" {with_keys(finding.question)}", finding.place if asks_usual else None
    # Asking is worth it: with a stated usual level far fewer findings are provisional.
    stated = {(usual.site, usual.side) for usual in after.diary.usuals}
    for place, course in after.snapshot.courses.items():
        if course.points and place not in before.snapshot.courses and place not in stated:
            name = place_name(*place)
            return f" {usual_level_of(name)} Press o to say; it can wait.", place
    if doubted := newly_doubted(before.snapshot, after.snapshot):
        site, side, level = doubted
        return f" {bad_days_of(place_name(site, side), level)} If most days, press o.", (site, side)
    return "", None
