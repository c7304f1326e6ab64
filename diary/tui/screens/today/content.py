"""The content of Today as frozen values, made from a review and a draft. The widgets only draw them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from diary.domain.findings import Finding, Status, Tier
from diary.domain.levels import LEVELS
from diary.domain.records import Reading
from diary.domain.text import capital
from diary.domain.vocabulary import place_name
from diary.review.snapshot import DAYS_SHOWN, Review, SiteState
from diary.tui.screens.today.draft import NO_PLACE, Draft, Place, SiteInput


@dataclass(frozen=True, slots=True)
class SiteRow:
    """One line of the table of sites."""

    place: Place
    name: str
    latest: int | None
    usual: float | None
    usual_from: str
    """stated or logged; "" where it is not known."""
    days: tuple[int | None, ...]
    """The highest level of each day that is shown, oldest first; None for a day without one."""
    status: str
    """The course of an open episode or of the level, in a few words."""
    given: SiteInput
    """What the draft holds for the site."""
    editing: bool = False
    """Whether the draft changes a saved entry."""
    aged: str = ""
    """The day of the latest level where it is too old to be called now."""
    levels: tuple[str, ...] = ()
    """The levels beside the one of now that the form has open: those of the last entry here, and of the draft."""

    @property
    def words(self) -> str:
        """The words of the draft for the site, as shown beside it; "" for none."""
        words = ", ".join(sorted(self.given.words))
        return words if self.editing or not words else f"not saved: {words}"


@dataclass(frozen=True, slots=True)
class TodayContent:
    """The upper half of Today: banner and sites."""

    rows: tuple[SiteRow, ...]
    sessions: frozenset[int]
    """Which of the days shown had a session; 0 is the oldest of them."""
    top: Finding | None
    """The finding to show: raised and not told, else raised, else one that is still unknown; None for none of them."""
    others: int
    """How many more findings above `expected` are raised and not told."""
    deciding_text: str = ""
    """What to log, and when, so that an open question can be decided; "" where the top finding says so itself."""
    good_news: str = ""
    """The first sentence of good news; "" for none."""


def today_content(review: Review | None, order: tuple[Place, ...], draft: Draft) -> TodayContent:
    """The content for a review, None while the diary is being opened, and a draft; `order` gives the order of sites."""
    states = {(state.site, state.side): state for state in review.sites} if review else {}
    rows = tuple(_row(place, states.get(place), review, draft) for place in order)
    if draft.has_unplaced_input or not rows:
        # While the diary is being opened it is not known yet whether it has sites.
        name = "Where? press b" if review is not None else "…"
        rows = (*rows, SiteRow(NO_PLACE, name, None, None, "", (None,) * DAYS_SHOWN, "", draft.at(NO_PLACE)))
    top, others = _top(review)
    deciding = review.deciding if review else None
    deciding_text = deciding.next_step if deciding is not None and deciding is not top else ""
    good_news = review.good_news[0].sentence if review and review.good_news else ""
    return TodayContent(rows, _sessions(review), top, others, deciding_text, good_news)


QUESTIONS = (("o", "usual level"), ("k", "known before"), ("e", "emergency number"))
"""The keys of the first questions."""
ASKED_FOR = timedelta(days=14)
"""So long from the first entry they stand on Today; later they would only be in the way, and help has them."""


def first_questions(review: Review, answered: tuple[bool, bool, bool]) -> tuple[tuple[str, str], ...]:
    """The first questions that have no answer yet, as keys with words; none in an old diary."""
    first = next((entry.at.day for entry in review.entries), None)
    if first is None or review.called_today - first > ASKED_FOR:
        return ()
    return tuple(question for question, done in zip(QUESTIONS, answered, strict=True) if not done)


def sites_of_edit(draft: Draft, added: tuple[Place, ...]) -> tuple[Place, ...]:
    """The sites of an entry that is being changed, then those that were added to it."""
    readings = draft.editing.readings if draft.editing else ()
    given = (place for place, _ in draft.inputs if place != NO_PLACE)
    return tuple(dict.fromkeys([*((each.site, each.side) for each in readings), *given, *added]))


def _row(place: Place, state: SiteState | None, review: Review | None, draft: Draft) -> SiteRow:
    name = capital(place_name(*place))
    given = draft.at(place)
    if state is None or review is None:
        stated = [each for each in review.diary.usuals if (each.site, each.side) == place] if review else []
        level, status = (stated[-1].level, "not logged yet") if stated else (None, "first entry here")
        return SiteRow(
            place,
            name,
            None,
            level,
            "stated" if stated else "",
            (None,) * DAYS_SHOWN,
            status,
            given,
            draft.editing is not None,
            levels=_levels(None, given),
        )
    usual, source = (state.usual.level, state.usual.source) if state.usual else (None, "")
    status = _status(state, review)
    is_old = not review.is_now(state.latest_at)
    aged = _day_name(state.latest_at.date(), review.today) if is_old else ""
    levels = _levels(review.course(*place).rows[-1][1], given)
    editing = draft.editing is not None
    return SiteRow(place, name, state.latest, usual, source, state.days, status, given, editing, aged, levels)


def _day_name(day: date, today: date) -> str:
    days = (today - day).days
    return "today" if not days else f"{day:%a}" if days < 7 else f"{day.day} {day:%b}"


def _levels(last: Reading | None, given: SiteInput) -> tuple[str, ...]:
    rated = {name for name in LEVELS if last is not None and getattr(last, name) is not None}
    return tuple(name for name in LEVELS if name in rated or given.get(name) is not None)


def _status(state: SiteState, review: Review) -> str:
    """The course of an open episode; else since when nothing was logged; else the level against the usual one."""
    if state.episode is not None:
        for finding in review.findings:
            if finding.rule == "not-improving-48h" and finding.place == (state.site, state.side):
                facts = finding.facts
                # Against a usual level that nobody knows it may be no rise. When it clears, the finding says.
                if facts.get("episode") and finding.started and not finding.provisional:
                    since = f"up since {_day_name(finding.started.date(), review.today)}"
                    if facts["latest"] <= facts["clears_at"]:
                        return f"{since}, eased {facts['highest']} to {facts['latest']}"
                    return f"{since}, highest {facts['highest']}"
    if state.silent > 1:
        return f"not logged for {state.silent} days"
    if state.usual is None:
        return "usual level not known"
    above = state.latest - state.usual.level
    # A usual level from the diary is a median and may be a half.
    return "as usual" if abs(above) < 1 else f"{abs(above):g} {'above' if above > 0 else 'below'} usual"


def _sessions(review: Review | None) -> frozenset[int]:
    if review is None:
        return frozenset()
    first = review.called_today - timedelta(days=DAYS_SHOWN - 1)
    # This runs at each key: the last 60 are plenty for 14 days, whatever the length of the diary.
    days = ((session.at.called_day(review.night) - first).days for session in review.snapshot.sessions[-60:])
    return frozenset(day for day in days if 0 <= day < DAYS_SHOWN)


_UNANSWERED = (Status.PENDING, Status.CANNOT_JUDGE)


def _top(review: Review | None) -> tuple[Finding | None, int]:
    if review is None:
        return None, 0
    untold = review.untold_cards
    if untold:
        return untold[0], len(untold) - 1
    # An emergency stays on top even when it was told, before the other told ones.
    emergency = [finding for finding in review.raised if finding.tier is Tier.EMERGENCY]
    if emergency:
        return emergency[0], 0
    if review.raised:
        return review.cards[0], 0
    # Asked for is only what a rule waits for: that the next entries of a site will tell more is so in every diary.
    unknown = [f for f in review.shown if f.status in _UNANSWERED or (f.facts.get("episode") and not f.raised)]
    # First what the next entry decides; last slow drift, which stays unknown for the first weeks of every diary.
    unknown.sort(key=lambda finding: (finding is not review.deciding, finding.rule == "slow-drift"))
    return (unknown[0] if unknown else None), 0
