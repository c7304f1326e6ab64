"""New words for a record of the rehabilitation, as `diary edit` takes them: those of its own command."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from diary.domain.grammar.background_phrase import WORDS, parse_background
from diary.domain.grammar.programme_phrase import parse_programme
from diary.domain.grammar.score_phrase import parse_score, score_words
from diary.domain.grammar.times import Here
from diary.domain.grammar.tokens import cut_note, one_line
from diary.domain.grammar.treatment_phrase import parse_treatment
from diary.domain.records import Record
from diary.domain.rehabilitation import Activity, Background, Plan, Score, Treatment
from diary.errors import UsageError


def with_words(old: Record, words: Sequence[str], here: Here) -> Record | None:
    """The record with new content; days that the words do not give stay. None for other kinds."""
    match old:
        case Score():
            # A number alone is the new value.
            named = len(old.answers) == 1 and len(words) == 1 and words[0].lstrip("+-").replace(".", "").isdigit()
            again = score_words(replace(old, answers=(replace(old.answers[0], value=0),))).replace("+0", "0")
            line = again.replace(" 0", f" {words[0]}", 1).split() if named else words
            return parse_score(line, now=here).score(old.id, old.recorded)
        case Plan():
            draft = parse_programme(words, now=here)
            if len(draft.exercises) != 1:
                raise UsageError("a plan line is of one exercise; add the others with diary programme add")
            return draft.exercises[0].plan(
                id=old.id, at=old.at, recorded=old.recorded, since=draft.since or old.since,
                until=draft.until or old.until,
            )  # fmt: skip
        case Treatment():
            found = parse_treatment(words, now=here)
            new = found.treatment(old.id, old.recorded)
            return replace(new, at=old.at, since=found.since or old.since, until=found.until or old.until)
        case Activity():
            cut = cut_note(words)
            return replace(old, name=one_line(" ".join(cut.chunks)), note=cut.note)
        case Background():
            topic = "" if words and words[0].casefold() in WORDS else old.topic
            return parse_background(words, now=here, topic=topic).background(old.id, old.recorded)
    return None
