"""Signs: the words of entries one by one, known or not; and for how long such words have kept a rule raised."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from diary.analysis.known_symptoms import KnownSymptoms
from diary.analysis.series import RECENT, evidence_of
from diary.domain.findings import Evidence
from diary.domain.records import Entry, Reading
from diary.domain.vocabulary import PERSON_ONLY

# The smallest step that a datetime can show: an instant just before or after another.
TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Sign:
    """One quality or symptom in one entry. Site and side are None where it is about the whole person."""

    word: str
    site: str | None
    side: str | None
    entry: Entry
    reading: Reading | None
    known: bool

    @property
    def time(self) -> datetime:
        """The instant that the entry is about."""
        return self.entry.at.instant

    @property
    def key(self) -> tuple[str, str, str | None, str | None]:
        """What identifies it among all signs."""
        return (self.entry.id, self.word, self.site, self.side)

    def evidence(self) -> Evidence:
        """The reading or entry that contains it."""
        return evidence_of(self.entry, self.reading)


def signs(entries: Iterable[Entry], known_symptoms: KnownSymptoms) -> Iterator[Sign]:
    """Every quality and symptom of these entries, in their order."""
    for entry in entries:
        for word in entry.symptoms:
            yield Sign(word, None, None, entry, None, known_symptoms.covers(word, None, None, entry))
        for reading in entry.readings:
            for word in reading.qualities + reading.symptoms:
                person = word in PERSON_ONLY
                site, side = (None, None) if person else (reading.site, reading.side)
                yield Sign(word, site, side, entry, reading, known_symptoms.covers(word, site, side, entry))


def new_signs(marks: Iterable[Sign], words: Iterable[str]) -> list[Sign]:
    """The signs among these words that are not known."""
    wanted = frozenset(words)
    return [mark for mark in marks if mark.word in wanted and not mark.known]


def stretch(times: Sequence[datetime]) -> datetime:
    """When the stretch began that the last of these times belongs to, without a gap of more than 7 days."""
    began = times[-1]
    for time in reversed(times):
        if began - time > RECENT:
            break
        began = time
    return began


def raised_since(times: Sequence[datetime], raised: Callable[[datetime], bool]) -> datetime:
    """When the unbroken time began in which a rule was raised, up to the last of `times`.

    `times` are the instants that can raise it, in order. Between two of them it can only end, so it is asked at each
    and just before each.
    """
    since = times[-1]
    for time in reversed(times):
        if not raised(time):
            break
        since = time
        # Not raised just before: it had ended since the time before this one, and was raised again here.
        if not raised(time - TICK):
            break
    return since
