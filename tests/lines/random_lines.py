"""Random lines from words that people write, and what must be true of each of them, whatever it says."""

from __future__ import annotations

import random
import re
import shlex
from datetime import datetime
from zoneinfo import ZoneInfo

from diary.domain.grammar.entry import EntryDraft, echo_of, parse_line, parse_log
from diary.domain.grammar.lexicon import index
from diary.domain.grammar.times import Here
from diary.domain.grammar.tokens import one_line, tokens_of
from diary.domain.vocabulary import BOTH, LEFT, RIGHT
from diary.errors import InvalidValue, UnclearLine, UsageError

BERLIN = ZoneInfo("Europe/Berlin")
HERE = Here(datetime(2026, 3, 5, 20, 0, tzinfo=BERLIN), BERLIN, "Europe/Berlin")
PLACEHOLDERS = ("NUMBER", "SIDE", "PLACE")
_NUMBERS = (
    "6",
    "4/10",
    "7.5",
    "3-4",
    "five",
    "about 5",
    "0",
    "11",
    ">5",
    "60/100",
    "8 hours",
    "3 sets",
    "3x10",
    "2 to 3",
    "½",
)
_UNKNOWN = (
    "gardening", "the stairs", "woke up", "didn't", "it's",
    "my dog's", "drove to work", "physio", "shoulderr", "burnig",
    "yesteday", "😖", "(bad)", "\"quoted\"", "$HOME", "`ls`", "a;b",
    "don't know", "slept", "typing", "carried shopping",
    "can't wipe", "down there", "dropped a cup", "NUMBER", "PLACE", "left work", "right after lunch", "-", "#1", "!",
)  # fmt: skip
TIMES = (
    "yesterday",
    "21:00",
    "this morning",
    "last night",
    "since Tuesday",
    "for 2 days",
    "at 8",
    "mon 8am",
    "tomorrow",
)
_JOINTS = (
    ",",
    "and",
    ";",
    "--",
    "@",
    "with",
    "but",
    "after",
    "when",
    "no",
    "not",
    "gone",
    "worse",
    "better",
    "down to",
)
_PHRASES = tuple(" ".join(key) for key in index())
_SITES, _SIDES, _WORDS = (
    tuple(" ".join(key) for key, meaning in index().items() if meaning.role in roles)
    for roles in (("site", "wide"), ("side",), ("quality", "symptom", "course"))
)
_BETWEEN = (", ", "; ", " and ", " ", " radiating to ", " with ")


def random_line(source: random.Random) -> str:
    """A line of up to twelve pieces; of three, one has up to four clauses, each about a place more often than not."""
    if source.random() < 1 / 3:
        clauses = [_clause(source) for _ in range(source.randint(1, 4))]
        return "".join(each for clause in clauses for each in (clause, source.choice(_BETWEEN))).rstrip(" ,;")
    kinds = (_NUMBERS, _UNKNOWN, TIMES, _JOINTS, _PHRASES, _PHRASES)
    return " ".join(source.choice(source.choice(kinds)) for _ in range(source.randint(1, 12)))


def _clause(source: random.Random) -> str:
    kinds = ((_SITES, 0.8), (_SIDES, 0.5), (_NUMBERS, 0.6), (_WORDS, 0.4), (TIMES, 0.15), (_UNKNOWN, 0.2),
             (_JOINTS, 0.1), (("fatigue 4/10", "interference 2 to 3", "at rest 1", "worst 8"), 0.1))  # fmt: skip
    pieces = [source.choice(kind) for kind, chance in kinds if source.random() < chance]
    source.shuffle(pieces)
    return " ".join(pieces)


def faults_of(line: str) -> list[str]:
    """What is wrong with the answer to a line; nothing where all holds that must hold for every line."""
    try:
        draft = parse_line(line, now=HERE)
    except UnclearLine as refusal:
        return _faults_of_refusal(line, refusal)
    except (UsageError, InvalidValue) as refusal:
        return [] if str(refusal).isprintable() else ["an unprintable message"]
    again = parse_line(echo_of(draft, HERE), now=HERE)
    return [] if _fields(again) == _fields(draft) else [f"the echo “{echo_of(draft, HERE)}” is another entry"]


def _fields(draft: EntryDraft) -> tuple[object, ...]:
    return (draft.at, draft.readings, draft.symptoms, draft.interference, draft.fatigue, draft.note)


def _faults_of_refusal(line: str, refusal: UnclearLine) -> list[str]:
    text = str(refusal)
    faults = [] if text and text.isprintable() else ["no message, or an unprintable one"]
    for printed in refusal.lines:
        words = shlex.split(printed)
        before = words[: words.index("--")] if "--" in words else words
        has_holder = any(holder in (word.rstrip(",") for word in before) for holder in PLACEHOLDERS)
        try:
            parse_log(words, now=HERE)
        except (UsageError, InvalidValue) as error:
            faults += [] if has_holder else [f"“{printed}” is refused: {error}"]
        else:
            faults += [f"“{printed}” makes something up"] if has_holder else []
    typed_holder = any(holder in line.split() for holder in PLACEHOLDERS)
    # Two lines may each have one half; together, and with the message, nothing is lost.
    told = _plain(" ".join((text, *refusal.lines))) if refusal.lines else ""
    lost = [word for word in _words_that_matter(line) if not _is_told(word, told)] if told and not typed_holder else []
    return faults + ([f"lost: {', '.join(lost)}"] if lost else [])


def _is_told(word: str, told: str) -> bool:
    """Whether the word, or what a phrase with it means, is among what was said; of both sides, a line names each."""
    return word in told or any(
        (meaning.value and meaning.value.casefold() in told)
        or ((meaning.role, meaning.value) == ("side", BOTH) and LEFT in told and RIGHT in told)
        for key, meaning in index().items()
        if word.replace("'", "") in key
    )


def _words_that_matter(line: str) -> list[str]:
    """The words of a line but for those that say nothing by themselves."""
    # Kinds of level are named in one way, whichever of their words was typed.
    roles = ("filler", "link", "pain", "kind", "interference", "overall", "radiate")
    quiet = {word for key, meaning in index().items() if meaning.role in roles for word in key}
    texts = [_plain(token.raw) for token in tokens_of(one_line(line.split(" --", 1)[0]))]
    joints = {
        "am",
        "and",
        "&",
        "plus",
        "down",
        "to",
        "into",
        "about",
        "around",
        *(name.casefold() for name in PLACEHOLDERS),
    }
    return [text for text in texts if re.search(r"[^\W_]", text) and text.replace("'", "") not in quiet | joints]


def _plain(text: str) -> str:
    return text.casefold().replace("’", "'").replace("'\\''", "'")
