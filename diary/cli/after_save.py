"""What follows a save: the echo, what changed in the findings, and at most one question."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from diary.cli.answer_commands import with_commands
from diary.cli.context import Context, say, talk, unicode_works
from diary.cli.note_questions import ask_about_notes
from diary.cli.output import record_line, say_sentence
from diary.domain import describe
from diary.domain.echo import NO_TIME, echo_of
from diary.domain.findings import TIER_MARKS, Finding, Sentence, Tier, question_that_must_not_wait
from diary.domain.questions import bad_days_of, usual_level_of
from diary.domain.record_line import line_of
from diary.domain.records import Entry, Question, Record, Visit
from diary.domain.text import as_sentence
from diary.domain.validate import check
from diary.domain.vocabulary import place_name
from diary.review.announce import FindingChange, changes_between, newly_doubted
from diary.review.snapshot import Review, reviews_around
from diary.store.diary_store import DiaryStore

CHANGE_PREFIX = {
    "new": "",
    "risen": "Now more urgent: ",
    "confirmed": "Confirmed: ",
}


def save_entries(
    context: Context,
    store: DiaryStore,
    entries: list[Entry],
    taken: Sequence[Record] = (),
    before_taken: Review | None = None,
) -> None:
    """Save the entries as one change, then show what was saved and how the findings changed.

    `taken` was saved just before, from the inbox, and `before_taken` is the review from before that.
    """
    store.save(*entries, label=echo_of(entries[-1], context.here))
    for entry in entries:
        say(echo_of(entry, context.here))
    # "Saved" comes before the findings: a person who reads a warning first may think the entry is lost.
    saved = "Saved" if len(entries) == 1 else f"Saved {len(entries)} entries"
    talk(f"{saved}. (diary undo takes it back)")
    now = latest_instant(context, entries)
    before, after = reviews_around(store, {entry.id for entry in entries}, now, context.settings)
    # Once for both: a finding that the inbox raises and the entry ends is no news.
    show_changes(before_taken or before, after, entries, taken)
    ask_about_notes([*entries, *taken], after.diary)


def save_records(
    context: Context,
    *records: Record,
    remarks: Sequence[str] = (),
    changed: Sequence[Record] = (),
    opened: Sequence[Record] = (),
) -> int:
    """Check and save records other than entries, and show what was saved; the exit status 0.

    `changed` get new content in the same change; `opened` are they as they were read.
    """
    now = context.clock.now()
    records = (*records, *changed)
    for record in records:
        check(record, now)
    for remark in remarks:
        talk(remark)
    with context.store(create=True) as store:
        before = context.review(store)
        new, label = records[: len(records) - len(changed)], "; ".join(record_line(record) for record in records)
        store.write(new=new, changed=changed, opened=opened, label=label)
        after = context.review(store)
    for record in records:
        say(line_of(record, context.here) or full_line(record))
    if any(record.at.date_only and not isinstance(record, Visit | Question) for record in records):
        talk(NO_TIME)
    talk("Saved. (diary undo takes it back)")
    show_finding_changes(before, after)
    ask_about_notes(records, after.diary)
    return 0


def full_line(record: Record) -> str:
    """A record in one line, with its time and note."""
    return describe.full_line(record, without=())


def latest_instant(context: Context, entries: Sequence[Entry]) -> datetime:
    """Now, or the latest time of these entries: a time slightly ahead is accepted, and its warning must not wait."""
    return max([context.clock.local(), *(entry.at.local for entry in entries)])


def show_finding_changes(before: Review, after: Review) -> tuple[FindingChange, ...]:
    """Show what changed in the findings, in the same words after every command; the changes."""
    changes = changes_between(before, after)
    for change in changes:
        say_sentence(change_line(change))
    return changes


def show_changes(before: Review, after: Review, entries: list[Entry], also: Sequence[Record] = ()) -> None:
    """Show what these entries changed, the last 14 days of their sites, and the most important question.

    Questions are asked about the records `also` saved too.
    """
    changes = show_finding_changes(before, after)
    earlier = {(news.kind, news.site, news.side) for news in before.good_news}
    for news in after.good_news:
        if (news.kind, news.site, news.side) not in earlier:
            say_sentence(news.sentence)
    _show_sparklines(after, entries)
    # One question at most: several at once would go unanswered, and the entry is saved without them.
    more = [record for record in also if isinstance(record, Entry)]
    question = _question_to_ask(changes, before, after, [*entries, *more])
    if question:
        talk(question)


def change_line(change: FindingChange) -> str:
    """One change of the findings in one line, with the next step unless the finding is cleared."""
    finding = change.finding
    if change.kind == "cleared":
        return f'No longer raised: "{finding.title}".{change.ending}'
    # Each thing once: the next step says what the label of the tier would say, and the title of an emergency.
    title, step = as_sentence(finding.title), with_commands(finding.next_step)
    if finding.tier is Tier.EMERGENCY:
        title, step = _emergency_parts(finding)
    mark = TIER_MARKS[finding.tier] if finding.tier else ""
    return f"{CHANGE_PREFIX[change.kind]}{mark}{title} {step}"


def _emergency_parts(finding: Finding) -> tuple[str, str]:
    """The call with its signs, and the rest of the next step: both texts of an emergency begin with the call."""
    advice = finding.next_step
    # Of the template, because an emergency number may hold a full stop: "Dr. Meier 0123".
    call, _, rest = advice.template.partition(". ")
    signs = finding.title.values["signs"] if isinstance(finding.title, Sentence) else finding.title
    return f" {call.format_map(advice.values)}: {signs}.", with_commands(Sentence(rest, **advice.values))


def _show_sparklines(after: Review, entries: list[Entry]) -> None:
    from diary.charts.sparkline import sparkline

    places = dict.fromkeys((r.site, r.side) for entry in entries for r in entry.readings if r.pain is not None)
    states = {(state.site, state.side): state for state in after.sites}
    for place in places:
        if place in states:
            state = states[place]
            talk(f"{state.name}, the worst of each of 14 days: {sparkline(state.days, unicode_works())}")


def _question_to_ask(changes: tuple[FindingChange, ...], before: Review, after: Review, entries: list[Entry]) -> str:
    """Whether numbness is in both legs; else what the most urgent new finding asks; else, once, the usual level."""
    if urgent := question_that_must_not_wait(after.findings, {entry.id for entry in entries}):
        return with_commands(urgent)
    for change in changes:
        if change.kind != "cleared" and change.finding.question:
            return with_commands(change.finding.question)
    # A site without a usual level is compared with 0 and warns provisionally; one statement ends that.
    stated = {(usual.site, usual.side) for usual in after.diary.usuals}
    for entry in entries:
        for reading in entry.readings:
            place = (reading.site, reading.side)
            if reading.pain is not None and place not in before.snapshot.courses and place not in stated:
                name = place_name(*place)
                return f"{usual_level_of(name)} diary usual {name} 2"
    if doubted := newly_doubted(before.snapshot, after.snapshot):
        site, side, level = doubted
        name = place_name(site, side)
        return f"{bad_days_of(name, level)} If most days: diary usual {name} {level:.0f}"
    return ""
