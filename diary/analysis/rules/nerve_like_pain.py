"""nerve-like-pain: pain that shoots, shocks or radiates; sharp pain that is new or strong; burning hands and feet."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import datetime

from diary.analysis.converted import all_converted
from diary.analysis.rules.base import (
    NOTHING_NEW,
    SEVEN_DAYS,
    Flags,
    Rule,
    Scope,
    Wording,
    at_place,
    flag_judges,
    flags,
    one_entry_counts,
    signs_of,
)
from diary.analysis.rules.phrases import (
    ADVICE_TODAY,
    NERVES,
    NEXT_VISIT,
    REASONED,
    TELL,
    ask_known,
    listed,
    logged_on,
    place,
)
from diary.analysis.series import DAY, TOGETHER, ordinal
from diary.analysis.snapshot import Snapshot
from diary.analysis.symptoms import Sign, new_signs
from diary.domain.findings import Finding, Sentence, Tier
from diary.domain.text import capital
from diary.domain.vocabulary import REGIONS, Role, words_of

NAME = "nerve-like-pain"
WORDS = words_of(Role.NERVE)
SHARP, BURNING = "sharp", "burning"
SHARP_FROM = 3
"""Sharp alone is no nerve word: it counts from this level (0–10) on."""
SHARP_STRONG, SHARP_RISE = 5, 2
"""From this level on it counts where it is that far above the usual one, however often it was sharp before."""
SHARP_BEFORE = 28 * DAY
"""Sharp is news where it was not there for so long: who ticks it every day is not sent to a doctor every day."""
SHARP_DAYS, BURNING_DAYS = 3, 3
FAR_SITES = frozenset(region.name for region in REGIONS.values() if region.far)
BESIDE = WORDS | words_of(Role.NUMB, Role.WEAK)
"""With one of these at the same place, sharp pain counts at once."""


def search(snapshot: Snapshot) -> Flags:
    """The signs of the diary."""
    at_once = _Sharp(snapshot)
    enough, on_days = [], []
    for mark in new_signs(snapshot.signs, (*WORDS, SHARP, BURNING)):
        if mark.word in WORDS:
            enough.append(mark)
        elif mark.word == BURNING:
            if mark.site in FAR_SITES:
                on_days.append(mark)
        elif _is_sharp(mark):
            (enough if at_once.counts(mark) else on_days).append(mark)
    return flags(
        NAME,
        enough,
        at_once.tier,
        on_days,
        {SHARP: SHARP_DAYS, BURNING: BURNING_DAYS},
        lambda mark: [other.evidence() for other in at_once.near(mark)],
        lambda mark: all_converted(one.entry for one in (mark, *at_once.near(mark))),
    )


judge, lapsed, marked = flag_judges(search)


class _Sharp:
    """The sharp pains of a diary, and which of them count at once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.times: dict[tuple[str | None, str | None], list[datetime]] = {}
        """When it was sharp at a place, known or not."""
        self.beside: dict[tuple[str | None, str | None], list[Sign]] = {}
        """The new words of `BESIDE` at a place."""
        for mark in snapshot.signs:
            if _is_sharp(mark):
                self.times.setdefault((mark.site, mark.side), []).append(mark.time)
            elif mark.word in BESIDE and not mark.known:
                self.beside.setdefault((mark.site, mark.side), []).append(mark)

    def near(self, mark: Sign) -> Sequence[Sign]:
        """The words with which a sharp pain counts at once; none for another word."""
        beside = self.beside.get((mark.site, mark.side), []) if mark.word == SHARP else []
        low = bisect_left(beside, mark.time - TOGETHER, key=_time)
        return beside[low : bisect_right(beside, mark.time + TOGETHER, key=_time)]

    def counts(self, mark: Sign) -> bool:
        """Whether one sharp pain is enough."""
        place, time = (mark.site or "", mark.side or ""), mark.time
        times = self.times[place]
        latest = bisect_left(times, time) - 1
        if latest < 0 or times[latest] < time - SHARP_BEFORE:
            return True
        if self.near(mark):
            return True
        level = mark.reading.pain if mark.reading else None
        if level is None or level < SHARP_STRONG:
            return False
        usual = self.snapshot.courses[place].usual(ordinal(mark.entry.at))
        return usual is None or level >= usual.level + SHARP_RISE

    def tier(self, mark: Sign) -> Tier:
        """What a sign asks for."""
        if mark.word == BURNING:
            return Tier.REPORT
        return Tier.DISCUSS if mark.word == SHARP and not self.counts(mark) else Tier.IMMEDIATE


def _time(mark: Sign) -> datetime:
    return mark.time


def _is_sharp(mark: Sign) -> bool:
    level = mark.reading.pain if mark.reading and mark.word == SHARP else None
    return level is not None and level >= SHARP_FROM


def wording(finding: Finding, as_of: datetime, _: str) -> Wording:
    """The words of an answer."""
    if not finding.raised:
        return Wording(Sentence("No nerve-like pain"), NOTHING_NEW)
    words, days = signs_of(finding), finding.facts["days"]
    logged = logged_on(finding, as_of)
    title = Sentence("{words} pain{place}", words=capital(listed(words)), place=at_place(finding))
    known = ask_known(f"{words[0]} {place(finding)}".strip())
    often = Sentence("{logged} On {days} of the last seven days.", logged=logged, days=max(days.values()))
    if finding.tier is Tier.DISCUSS:
        return Wording(title, often, NEXT_VISIT, SEVEN_DAYS, known)
    nerve = Sentence("Worked muscles feel different: a dull ache. A nerve may be involved.")
    # Sharp pain is as often one of a joint in a movement: it alone says nothing of a nerve.
    sharp = Sentence("Worked muscles feel different: a dull ache. Sharp pain can have another cause.")
    why = Sentence(
        "{often} {why}" if finding.tier is Tier.REPORT else "{logged} {why}",
        often=often,
        logged=logged,
        why=sharp if set(words) == {SHARP} else nerve,
    )
    return Wording(title, why, TELL if finding.tier is Tier.REPORT else ADVICE_TODAY, SEVEN_DAYS, known)


def _counted(finding: Finding) -> str:
    if finding.tier is Tier.IMMEDIATE:
        return (
            f"{one_entry_counts(finding)}; sharp pain counts from a level of {SHARP_FROM} on, where it is new, strong, "
            "or beside numbness, tingling or weakness"
        )
    return f"on {BURNING_DAYS if finding.tier is Tier.REPORT else SHARP_DAYS} or more of the last seven days"


RULE = Rule(
    name=NAME,
    scope=Scope.PERSON,
    judge=judge,
    lapsed=lapsed,
    wording=wording,
    past_title=lambda past: f"{capital(listed(past.signs))} pain{at_place(past)}",
    how="Pain that is shooting, electric or radiating; sharp at 3 or more for the first time in 28 days, at 5 or more "
    "and 2 above usual, or beside numbness, tingling or weakness; sharp on 3 days of a week; burning at an arm or leg "
    "from the forearm or shin down on 3 days of a week.",
    counted=_counted,
    sources=(NERVES, REASONED),
    symptoms=frozenset({*WORDS, SHARP, BURNING}),
    beside=BESIDE,
    marked=marked,
    part_of_emergency=True,
    incremental=True,
)
