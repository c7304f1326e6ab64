"""`diary log` with no words: an entry by questions, with the latest entry's answers to be taken once more."""

from __future__ import annotations

from collections.abc import Callable

from diary.cli.context import Context
from diary.cli.questions import ask, ask_until, begin
from diary.domain.grammar.entry import Draft, parse_log
from diary.domain.grammar.times import Here, parse_time
from diary.domain.records import Entry, Reading
from diary.domain.vocabulary import SIDE_WORDS, place_name
from diary.errors import NoDiaryYet, UsageError

MOST_PLACES = 8
HOW = "How does it feel, and what comes with it? Such as dull, sharp, numb, sudden."


def ask_entry(context: Context) -> Draft:
    """An entry by questions. What comes with the pain is asked for anew each time: it is never taken over."""
    here, last = context.here, _latest_entry(context)
    offers = list(last.readings) if last else []
    begin()
    parts: list[str] = []
    while len(parts) < MOST_PLACES:
        offer = offers[len(parts)] if len(parts) < len(offers) else None
        part = _ask_place(parts, offer, here)
        if not part:
            break
        parts.append(part)
    way = ask_until("How much is pain in the way of your day, 0 to 10?", _fits(here, "interference"), empty="nothing")
    when = ask_until("When?", lambda text: _time(text, here), empty="now")
    note = ask("A note? (Enter: none)")
    words = ", ".join([*parts, *([f"interference {way}"] if way else [])])
    return parse_log([f"{words} {when}".strip(), *(["--", note] if note else [])], now=here)


def _ask_place(parts: list[str], offer: Reading | None, here: Here) -> str:
    """One site with its level and words; "" where there is none more."""

    asked = ""

    def place(text: str) -> str:
        nonlocal asked
        if text:
            if asked and text.casefold() in SIDE_WORDS:  # the answer to "which side?"
                text = f"{text} {asked}"
            asked = text
            parse_log([", ".join([*parts, f"1 {text}"])], now=here)
        elif not parts:
            raise UsageError("name a place, such as left knee")
        return text

    offered = place_name(offer.site, offer.side) if offer else ""
    where = ask_until(
        "Where else?" if parts else "Where does it hurt?", place, offered=offered, empty="nowhere else" if parts else ""
    )
    if not where:
        return ""
    same = offer if where == offered else None
    level, felt = _ask_level(where, same, here)

    def words(text: str) -> str:
        parse_log([f"{level} {where} {felt} {text}"], now=here)
        return text

    if felt:
        more = ask_until(f"Kept: {felt}. What else comes with it?", words, empty="nothing else")
    else:
        more = ask_until(HOW, words, offered=" ".join(same.qualities) if same else "", empty="no word")
    return " ".join(part for part in (level, where, felt, more) if part)


def _ask_level(where: str, same: Reading | None, here: Here) -> tuple[str, str]:
    """The level, asked for once more where words stood in its place; and those words."""
    offered = str(same.pain) if same and same.pain is not None else ""

    def has_level(text: str) -> bool:
        return any(reading.pain is not None for reading in parse_log([f"{text} {where}"], now=here).readings)

    def level(text: str) -> str:
        if text and not has_level(text):
            raise UsageError("a number from 0 to 10, or - for no level")
        return text

    answer = ask_until(
        f"How bad is it at your {where}, 0 to 10?", _fits(here, "", where), offered=offered, empty="no level"
    )
    if not answer or has_level(answer):
        return answer, ""
    again = f"{answer} is no level, and is kept beside it. How bad is it, 0 to 10?"
    return ask_until(again, level, offered=offered, empty="no level"), answer


def _fits(here: Here, before: str, after: str = "") -> Callable[[str], str]:
    """An answer that is understood between these words; none at all is one, too."""

    def understand(text: str) -> str:
        if text:
            parse_log([f"{before} {text} {after}".strip()], now=here)
        return text

    return understand


def _time(text: str, here: Here) -> str:
    if text:
        parse_time(text, now=here)
    return text


def _latest_entry(context: Context) -> Entry | None:
    try:
        with context.store() as store:
            return store.latest_entry()
    except NoDiaryYet:
        return None
