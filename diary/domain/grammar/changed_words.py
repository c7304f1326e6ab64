"""A record of the rehabilitation in the words of its command, and with other words, as `diary edit` takes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from diary.domain.grammar.background_phrase import WORDS, background_words, parse_background
from diary.domain.grammar.programme_phrase import parse_programme, plan_words
from diary.domain.grammar.score_phrase import parse_score, score_words, when_asked
from diary.domain.grammar.times import Here
from diary.domain.grammar.tokens import cut_note, one_line
from diary.domain.grammar.treatment_phrase import parse_treatment, treatment_words
from diary.domain.records import Record
from diary.domain.rehabilitation import Activity, Background, Plan, Score, Treatment
from diary.errors import ErrorHint, UsageError


def words_of(record: Record) -> str:
    """The record in the words that `with_words` takes, without its time and note; "" for other kinds."""
    match record:
        case Score():
            return score_words(record)
        case Plan():
            days = (("since", record.since), ("until", record.until))
            return " ".join((plan_words(record), *(f"{word} {day}" for word, day in days if day)))
        case Treatment():
            return treatment_words(record)
        case Activity():
            asked = {"weekly": "weekly", "visits": "at visits", "never": "never"}.get(record.asked, "")
            return f"{record.name} {asked}".strip()
        case Background():
            return background_words(record)
    return ""


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
                raise UsageError("a plan line is of one exercise", ErrorHint("other-exercises"))
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
            name, asked = when_asked(one_line(" ".join(cut.chunks)))
            return replace(old, name=name, asked=asked or old.asked, note=cut.note)
        case Background():
            topic = "" if words and words[0].casefold() in WORDS else old.topic
            return parse_background(words, now=here, topic=topic).background(old.id, old.recorded)
    return None
