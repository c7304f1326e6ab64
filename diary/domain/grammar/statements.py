"""Statements that a person makes once: `usual lower back 2`, `usual interference 1`, `known numb left foot`."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from diary.domain.grammar.entry import Understood, understand
from diary.domain.grammar.printed_line import as_typed_line
from diary.domain.grammar.times import Here
from diary.domain.grammar.tokens import shown
from diary.domain.moments import Moment
from diary.domain.records import Known, Usual
from diary.domain.vocabulary import PERSON_ONLY, place_name
from diary.errors import DiaryError, ErrorHint, UnclearLine, UsageError

_EXAMPLES = {"NUMBER": "3", "SIDE": "left", "PLACE": "knee"}
"""With what a printed line is tried for what only the person knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualDraft:
    """The level on most days, of a site or (without one) of interference."""

    at: Moment
    level: int
    site: str | None = None
    side: str | None = None
    note: str = ""
    remarks: tuple[str, ...] = ()

    def usual(self, id: str, recorded: datetime | None) -> Usual:
        """The statement with an id and the time of writing."""
        return Usual(
            id=id, at=self.at, recorded=recorded, note=self.note, level=self.level, site=self.site, side=self.side
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownDraft:
    """The words that were there from the start at one place, or without a place."""

    at: Moment
    site: str | None = None
    side: str | None = None
    qualities: tuple[str, ...] = ()
    symptoms: tuple[str, ...] = ()
    note: str = ""
    remarks: tuple[str, ...] = ()

    def known(self, id: str, recorded: datetime | None, *, ended: bool = False) -> Known:
        """The statement, or with `ended` the end of an earlier one, with an id and the time of writing."""
        return Known(
            id=id, at=self.at, recorded=recorded, note=self.note, site=self.site, side=self.side,
            qualities=self.qualities, symptoms=self.symptoms, ended=ended,
        )  # fmt: skip


def parse_usual(words: Sequence[str], *, now: Here, place: tuple[str, str] | None = None) -> UsualDraft:
    """A usual level from SITE LEVEL or `interference N`; UsageError for any other words, with lines that would work.

    `place` is the site and side of a level without a site.
    """
    try:
        return _usual(words, now, place)
    except UnclearLine as refusal:
        raise _checked(lambda typed: _usual(typed, now), refusal) from None


def _usual(words: Sequence[str], now: Here, place: tuple[str, str] | None = None) -> UsualDraft:
    line = _whole(words, now, place)
    content = line.line.content
    if content.symptoms or content.fatigue is not None or len(content.readings) > 1:
        raise UsageError("a usual level is one site and its level", ErrorHint("usual-place"))
    if content.readings and content.interference is None:
        reading = content.readings[0]
        if reading.qualities or reading.symptoms or reading.sudden:
            more = [*reading.qualities, *reading.symptoms, *(["sudden"] if reading.sudden else [])]
            kept = "; ".join(part for part in (" ".join(more), line.note) if part)
            level = "NUMBER" if reading.pain is None else reading.pain
            lines = (as_typed_line(f"{place_name(reading.site, reading.side)} {level}", kept),)
            raise UnclearLine("a usual level has no other words", lines, ErrorHint("known"))
        if reading.pain is not None:
            return UsualDraft(
                at=line.at, level=reading.pain, site=reading.site, side=reading.side, note=line.note,
                remarks=line.remarks + content.remarks,
            )  # fmt: skip
    elif content.interference is not None and not content.readings:
        return UsualDraft(at=line.at, level=content.interference, note=line.note, remarks=line.remarks)
    raise UsageError("which level is usual, and where?", ErrorHint("usual-level"))


def parse_known(words: Sequence[str], *, now: Here) -> tuple[KnownDraft, ...]:
    """Known symptoms and qualities: one draft for each place, and one for the words without a site."""
    try:
        return _known(words, now)
    except UnclearLine as refusal:
        raise _checked(lambda typed: _known(typed, now), refusal) from None


def _known(words: Sequence[str], now: Here) -> tuple[KnownDraft, ...]:
    # Here words without a site are complete; for an entry they would lack one.
    line = _whole(words, now, may_lack_a_site=True)
    content = line.line.content
    if any(atom.role in ("level", "interference", "fatigue", "sudden") for atom in line.line.atoms):
        raise UsageError("what was there from the start has no level", ErrorHint("usual"))
    person, drafts = set(content.symptoms), []
    remarks = line.remarks + content.remarks
    if not content.readings:
        return (_without_a_site(line),)
    for reading in content.readings:
        person |= set(reading.symptoms) & PERSON_ONLY
        of_site = tuple(name for name in reading.symptoms if name not in PERSON_ONLY)
        if of_site or reading.qualities:
            drafts.append(
                KnownDraft(
                    at=line.at, site=reading.site, side=reading.side, qualities=reading.qualities, symptoms=of_site,
                    note=line.note, remarks=remarks,
                )
            )  # fmt: skip
    if person:
        drafts.append(KnownDraft(at=line.at, symptoms=tuple(sorted(person)), note=line.note, remarks=remarks))
    return tuple(drafts)


def _checked(parse: Callable[[Sequence[str]], object], refusal: UnclearLine) -> UnclearLine:
    """The refusal with those of its lines that are a statement."""
    lines = []
    for line in refusal.lines:
        try:
            parse([_EXAMPLES.get(word, word) for word in shlex.split(line)])
        except DiaryError:
            continue
        lines.append(line)
    return UnclearLine(str(refusal), tuple(lines), refusal.hint)


def _whole(
    words: Sequence[str], now: Here, place: tuple[str, str] | None = None, *, may_lack_a_site: bool = False
) -> Understood:
    """A line of which every word is understood: a statement is compared with later entries, so nothing is left over."""
    line = understand(words, now, place, may_lack_a_site=may_lack_a_site)
    if left := "; ".join(text for _, _, text in line.line.left):
        # The same words without what is left over, which goes into the note.
        source = line.source
        for start, end, _ in reversed(line.line.left):
            source = f"{source[:start]} {source[end:]}"
        lines = (as_typed_line(" ".join(source.split()), line.note),) if source.strip() else ()
        raise UnclearLine(f"“{shown(left)}” is not understood; a note goes after --", lines)
    return line


def _without_a_site(line: Understood) -> KnownDraft:
    atoms = line.line.atoms
    side = next((atom for atom in atoms if atom.role == "side"), None)
    if side:
        raise UsageError(f"{side.raw}: of what? Write for example numb {side.value} foot")
    qualities = {atom.value for atom in atoms if atom.role == "quality"}
    symptoms = {atom.value for atom in atoms if atom.role in ("symptom", "person")}
    if not (qualities or symptoms):
        raise UsageError("what was there from the start? Write a symptom or a quality", ErrorHint("known-words"))
    return KnownDraft(
        at=line.at,
        qualities=tuple(sorted(qualities)),
        symptoms=tuple(sorted(symptoms)),
        note=line.note,
        remarks=line.remarks,
    )
