"""Taking what an inbox holds: each line once, all that can be taken in one change. The file stays as it is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from diary.clock import Clock
from diary.domain.describe import full_line
from diary.domain.grammar.care_phrase import parse_care
from diary.domain.grammar.entry import parse_log
from diary.domain.grammar.motion_phrase import parse_motion
from diary.domain.grammar.score_phrase import parse_score
from diary.domain.grammar.session_phrase import parse_session
from diary.domain.grammar.times import Here, parse_time
from diary.domain.grammar.tokens import cut_note
from diary.domain.moments import offset_text
from diary.domain.records import KIND_OF, Change, Record
from diary.domain.text import counted
from diary.domain.validate import check
from diary.errors import DiaryError
from diary.exchange.import_plan import apply
from diary.exchange.inbox_file import INBOX_ID, Inbox, InboxLine
from diary.exchange.parsed_file import Fate, ImportPlan, RowFate
from diary.gc_pause import collector_paused

if TYPE_CHECKING:
    from diary.store.diary_store import DiaryStore

Read = tuple[Record, tuple[str, ...]]
"""A record, and remarks on how its line was understood."""
Taken = tuple[ImportPlan, Change | None]
"""A plan that was carried out, and its change; None where there was nothing to write."""
_FATES = {"present": Fate.SAME, "deleted": Fate.DELETED, "purged": Fate.PURGED, "undone": Fate.UNDONE}


def _entry(words: Sequence[str], here: Here, id: str, recorded: datetime) -> Read:
    draft = parse_log(words, now=here)
    return draft.entry(id, recorded), draft.remarks


def _session(words: Sequence[str], here: Here, id: str, recorded: datetime) -> Read:
    draft = parse_session(words, now=here)
    return draft.session(id, recorded), draft.remarks


def _care(words: Sequence[str], here: Here, id: str, recorded: datetime) -> Read:
    draft = parse_care(words, now=here)
    return draft.care(id, recorded), draft.remarks


def _motion(words: Sequence[str], here: Here, id: str, recorded: datetime) -> Read:
    draft = parse_motion(words, now=here)
    return draft.motion(id, recorded), draft.remarks


def _score(words: Sequence[str], here: Here, id: str, recorded: datetime) -> Read:
    # The diary's own names are not asked: a line that was sent from a phone must not wait for one that is not there.
    draft = parse_score(words, now=here)
    return draft.score(id, recorded), draft.remarks


# The kinds of lines: one more is a function and a line here. Without one of these words it is an entry.
READERS: Mapping[str, Callable[[Sequence[str], Here, str, datetime], Read]] = {
    "log": _entry,
    "session": _session,
    "care": _care,
    "motion": _motion,
    "score": _score,
}


def read_line(line: InboxLine, here: Here, recorded: datetime) -> Read:
    """The record of one line; DiaryError where it can't be taken as it stands."""
    if line.problem:
        raise DiaryError(line.problem)
    _refuse_span(line, here)
    cut = cut_note([line.words])
    # Single words, so that no part of the line is taken as a quoted note.
    words = [word for chunk in cut.chunks for word in chunk.split()]
    name = words[0].casefold().rstrip(":") if words else ""
    # As `--at` is read: after the other words.
    words = [*(words[1:] if name in READERS else words), *line.when]
    record, remarks = READERS.get(name, _entry)([*words, "--", cut.note], here, line.id, recorded)
    check(record, recorded)
    return record, remarks


def _refuse_span(line: InboxLine, here: Here) -> None:
    """DiaryError where a time such as 07:00-09:00 names two hours, unless -09:00 is the offset here."""
    if not line.offset:
        return
    day, begin = line.when[0].removesuffix(line.offset).split("T")
    end = line.offset.removeprefix("-")
    own = parse_time(f"{day}T{begin}", now=here, future=True).at.offset
    if begin < end and offset_text(own) != line.offset:
        raise DiaryError(
            f"{begin}-{end} could be two times or an offset; write {day} {end} and how many minutes it took, "
            f"or {day}T{begin}:00{line.offset}"
        )


@collector_paused()  # many thousands of records may be made, and none is garbage
def plan_inbox(inbox: Inbox, store: DiaryStore | None, clock: Clock, here: Here, *, asked: bool) -> ImportPlan:
    """Plan what to take; nothing is written. `store` is None if there is no diary yet.

    Only where the person `asked` for it are lines taken again that undo took back, and are all earlier lines named that
    are in the diary and no more in the file; else those of the new lines' times.
    """
    now = clock.now()
    states = store.states(inbox.ids) if store else {}
    fates: dict[str, Fate] = {id: _FATES[state] for id, state in states.items()}
    if asked:
        fates = {id: fate for id, fate in fates.items() if fate is not Fate.UNDONE}
    rows: list[RowFate] = []
    new: list[Record] = []
    for line in inbox.lines:
        place = f"line {line.number}"
        if line.id in fates:
            rows.append(RowFate(place, fates[line.id], "", line.id))
            continue
        try:
            record, remarks = read_line(line, here, now)
        except DiaryError as error:
            rows.append(RowFate(place, Fate.REFUSED, "", reason=str(error), hint=error.hint))
            continue
        fates[line.id] = Fate.SAME  # the same line may stand in the file twice
        new.append(record)
        rows.append(RowFate(place, Fate.NEW, KIND_OF[type(record)], line.id, remarks=remarks))
    return ImportPlan(rows=tuple(rows), new=tuple(new), counts=Counter(row.fate for row in rows))


def take(plan: ImportPlan, inbox: Inbox, store: DiaryStore, clock: Clock, here: Here, *, asked: bool) -> Taken:
    """Take what the plan has new, all in one change; the plan that was carried out, and the change.

    That is another plan where a program took some of it meanwhile. `asked` is as in `plan_inbox`.
    """
    while plan.writes:
        try:
            return plan, apply(plan, store, label=label_of(inbox, plan))
        except DiaryError:
            again = plan_inbox(inbox, store, clock, here, asked=asked)
            if len(again.new) >= len(plan.new):
                raise  # no other program took any of it meanwhile, so the error has another cause
            plan = again
    return plan, None


def taken_line(counts: Mapping[Fate, int], way: str) -> str:
    """What was taken and what waits, in one line; "" where nothing is new and nothing waits.

    `way` is what shows the reasons, and takes again what was taken back: a command, or what a screen has for it.
    """
    new, refused, undone = (counts.get(fate, 0) for fate in (Fate.NEW, Fate.REFUSED, Fate.UNDONE))
    parts = [f"{counted(new, 'new line')} taken"] if new else []
    if refused:
        parts.append(f"{counted(refused, 'line')} can't be taken, {way} says why")
    if undone:
        it = "it" if undone == 1 else "them"
        parts.append(f"{counted(undone, 'line')} taken back before, {way} takes {it} again")
    return f"Inbox: {'; '.join(parts)}." if parts else ""


def label_of(inbox: Inbox, plan: ImportPlan) -> str:
    """How undo names the change."""
    return full_line(plan.new[0]) if len(plan.new) == 1 else f"{len(plan.new)} lines of {inbox.name}"


def earlier_lines(inbox: Inbox, plan: ImportPlan, store: DiaryStore, *, all_of_file: bool) -> dict[str, list[Record]]:
    """By the id of a line: what earlier lines of the same time, which are not in the file any more, left in the diary.

    Of the lines that the plan took, or with `all_of_file` of each line that is in the diary.
    """
    times = [record.at.instant for record in plan.new]
    if not times and not all_of_file:
        return {}
    window: dict[str, Any] = {} if all_of_file else {"since": min(times), "until": max(times)}
    by_time: dict[tuple[type[Record], datetime], list[Record]] = defaultdict(list)
    here, ids = list(plan.new), inbox.ids
    for record in store.read(**window).records():
        if record.id in ids:
            here.append(record)
        elif INBOX_ID.fullmatch(record.id):
            by_time[type(record), record.at.instant].append(record)
    taken = {record.id for record in plan.new}
    pairs = ((record.id, by_time.get((type(record), record.at.instant))) for record in here)
    return {id: earlier for id, earlier in pairs if earlier and (all_of_file or id in taken)}
