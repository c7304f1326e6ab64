"""One statement of the background: `surgery left knee 12 march 2025`, `worse sitting after 20 min, settles in 60 min`.

It begins with what it is about. A day, a month or a year and, of what makes it worse or better, minutes are understood
where they stand; all other words stay as they were typed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from diary.domain.grammar.amounts import match_duration
from diary.domain.grammar.day_phrases import match_day, match_day_phrase
from diary.domain.grammar.times import Here
from diary.domain.grammar.tokens import Token, cut_note, one_line, shown, tokens_of
from diary.domain.moments import Moment
from diary.domain.rehabilitation import Background
from diary.domain.vocabulary import TOPICS
from diary.errors import UnclearLine

WORDS: Mapping[str, str] = {
    **{topic: topic for topic in TOPICS},
    **dict.fromkeys(("operation", "op", "operated", "surgeries"), "surgery"),
    **dict.fromkeys(("injured", "accident", "trauma", "fracture"), "injury"),
    **dict.fromkeys(("start", "started", "onset", "cause", "since"), "began"),
    **dict.fromkeys(("aggravates", "aggravating", "provokes", "worsens"), "worse"),
    **dict.fromkeys(("eases", "easing", "relieves", "helps"), "better"),
    **dict.fromkeys(("goals", "aim", "want"), "goal"),
}
"""What a statement may begin with, and its topic."""
_IT = r"(?:(?:it|this|that|everything|(?:the|my) (?:[a-z]+ )?(?:pain|problem|injury|trouble)|pain|all) )"
_I = r"(?:(?:i|i've|i have|i had|had|having) )"
_DENIES = re.compile(
    r"\b(?:no|not|never|nothing|without|none|hardly|barely|cannot|don't know)\b|n['’]t\b", re.IGNORECASE
)
_SENTENCES = tuple(
    (re.compile(form + r"(?= |$)", re.IGNORECASE), topic, drops)
    for form, topic, drops in (
        (
            rf"{_IT}?(?:all )?(?:first )?(?:began|started|came on|comes from|is from|was caused by|has been going on)",
            "began",
            True,
        ),
        (rf"{_IT}?(?:is |gets |feels |was )?(?:better|eased|relieved|helped)(?! than)", "better", True),
        (rf"{_IT}?(?:is |gets |feels |was |hurts )?(?:worse|more|worst)(?! than)", "worse", True),
        (rf"{_IT}?(?:hurts|aches|flares up|is provoked)(?= (?:when|with|after|while|by|on|from) )", "worse", True),
        (
            rf"{_I}?(?:an? |the )?(?:(?:[a-z]+ )?(?:surgery|operation|replacement|arthroscopy)|operated)",
            "surgery",
            False,
        ),
        (rf"{_I}?(?:fell|twisted|tore|broke|sprained|crashed|injured|hurt myself)", "injury", False),
        (rf"{_I}?(?:an? )?(?:[a-z]+ )?(?:fall|accident|fracture|crash|whiplash)", "injury", False),
        (
            r"(?:i )?(?:want|wish|hope|would like|i'd like|like) to(?: be able to)?|(?:my|the) (?:goal|aim) is(?: to)?",
            "goal",
            True,
        ),
        (r"for|about|over|almost|nearly", "began", False),
    )
)
"""How people begin a statement in whole sentences, its topic, and whether these words say no more than that."""
_MAKES = re.compile(
    r"(?P<what>.+?) (?:make(?:s)?|making) (?:it|this|the pain|everything) (?P<way>worse|better)(?P<more> .*)?$",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"(?P<what>.+?) (?P<way>helps?|eases? it|relieves? it|hurts?|provokes? it|aggravates? it)(?P<more> .*)?$",
    re.IGNORECASE,
)
_DATED = ("began", "injury", "surgery")
_TIMED = ("worse", "better")
_SETTLES = frozenset({"settles", "settle", "settled", "gone", "passes", "calms", "lasts", "lasting"})
_SMALL = frozenset(
    {"after", "within", "in", "for", "about", "around", "from", "of", "on", "by", "more", "than", "over"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BackgroundDraft:
    """The statement of one line, without an id."""

    at: Moment
    topic: str
    name: str = ""
    since: str = ""
    minutes: int | None = None
    settles: int | None = None
    note: str = ""

    def background(self, id: str, recorded: datetime | None) -> Background:
        """The statement with an id and the time of writing."""
        return Background(
            id=id, at=self.at, recorded=recorded, note=self.note, topic=self.topic, name=self.name, since=self.since,
            minutes=self.minutes, settles=self.settles,
        )  # fmt: skip


def parse_background(words: Sequence[str], *, now: Here, topic: str = "") -> BackgroundDraft:
    """A statement from an argument list; UnclearLine where it is about none of the topics, or says nothing.

    With `topic` it begins without the word.
    """
    cut = cut_note(words)
    source = one_line(" ".join(cut.chunks))
    tokens = tokens_of(source)
    start = 0
    if not topic:
        first = tokens[0].text if tokens else ""
        topic = WORDS.get(first, "")
        if not topic and (told := _sentence(source)):
            return parse_background([told[1], *(["--", cut.note] if cut.note else [])], now=now, topic=told[0])
        if not topic:
            topics = ("began", "worse", "better", "goal")
            dated = any(match_day(tokens, at, now) or tokens[at].text == "since" for at in range(len(tokens)))
            order = topics if dated else (*topics[1:], topics[0])
            lines = tuple(f"{each} {source}" for each in order) if source else ()
            raise UnclearLine(f"“{shown(source)}”: what is it about? Begin with {', '.join(TOPICS)}", lines)
        if first != "since":
            start, tokens = tokens[0].end, tokens[1:]
        if topic == "goal" and [token.text for token in tokens[:2]] == ["is", "to"]:
            start, tokens = tokens[1].end, tokens[2:]
    found = _read(source, start, tokens, topic, now)
    if not (found.name or found.since or cut.note):
        raise UnclearLine(f"{TOPICS[topic]}: write it in your own words", (f"{topic} NAME",))
    return BackgroundDraft(
        at=now.moment, topic=topic, name=found.name, since=found.since, minutes=found.minutes, settles=found.settles,
        note=cut.note,
    )  # fmt: skip


def _sentence(source: str) -> tuple[str, str] | None:
    """The topic of a statement in a whole sentence, and its words; None where it can't be told."""
    if _DENIES.search(source):
        return None
    makes = _MAKES.match(source)
    for form, topic, drops in () if makes else _SENTENCES:
        if match := form.match(source):
            return topic, source[match.end() :].strip(" ,:") if drops else source
    makes = makes or _DOES.match(source)
    if makes is None or makes["what"].casefold() in ("it", "this", "that", "what", "pain", "the pain"):
        return None
    topic = "better" if makes["way"].casefold().startswith(("better", "help", "eas", "reliev")) else "worse"
    return topic, f"{makes['what']}{makes['more'] or ''}"


def background_words(statement: Background) -> str:
    """A statement in the words of its command."""
    words = [statement.topic, statement.name, f"since {statement.since}" if statement.since else ""]
    words.append("" if statement.minutes is None else f"after {statement.minutes} min")
    words.append("" if statement.settles is None else f"settles in {statement.settles} min")
    return " ".join(word for word in words if word)


@dataclass(slots=True)
class _Found:
    name: str = ""
    since: str = ""
    minutes: int | None = None
    settles: int | None = None


def _read(source: str, start: int, tokens: Sequence[Token], topic: str, here: Here) -> _Found:
    found, used = _Found(), set[int]()
    index = 0
    while index < len(tokens):
        taken = _day(tokens, index, here, found) if topic in _DATED and not found.since else 0
        taken = taken or (_minutes(tokens, index, found) if topic in _TIMED else 0)
        used |= set(range(index, index + taken))
        index += taken or 1
    kept = [token for place, token in enumerate(tokens) if place not in used]
    # As typed, with the articles that the tokens drop: cut where something was understood.
    pieces: list[str] = []
    places = [place for place in range(len(tokens)) if place not in used]
    for place, token in zip(places, kept, strict=True):
        after = tokens[place - 1].end if place else start
        gap = " " if place - 1 in used else source[after : token.start]
        pieces.append(f"{gap}{token.raw}")
    found.name = " ".join(re.sub(r"\s+([,;])", r"\1", "".join(pieces)).strip(" ,;:.").split())
    return found


def _day(tokens: Sequence[Token], index: int, here: Here, found: _Found) -> int:
    phrase = match_day_phrase(tokens, index, here, ends=False)
    if phrase and phrase.field == "since":
        found.since = phrase.day
        return phrase.used
    lead = 1 if tokens[index].text in _SMALL and index + 1 < len(tokens) else 0
    day = match_day(tokens, index + lead, here)
    # "May" alone may be the verb, and "second" no day: a month needs its year or the small word before it.
    if day and (lead or day[0] > 1 or any(c.isdigit() for c in tokens[index].text) or "day" in tokens[index].text):
        found.since = day[1]
        return lead + day[0]
    return 0


def _minutes(tokens: Sequence[Token], index: int, found: _Found) -> int:
    at, settling = index, False
    while at < len(tokens) and (tokens[at].text in _SETTLES or tokens[at].text in _SMALL):
        settling = settling or tokens[at].text in _SETTLES
        at += 1
    if at < len(tokens) and tokens[at].text in ("at", "once", "immediately") and settling:
        return 0
    if at >= len(tokens) or (length := match_duration(tokens, at)) is None:
        return 0
    used, seconds = length
    minutes = -(-seconds // 60)
    if settling and found.settles is None:
        found.settles = minutes
    elif not settling and found.minutes is None:
        found.minutes = minutes
    else:
        return 0
    return at - index + used
