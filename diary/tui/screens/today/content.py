"""What Today shows of the diary, as frozen values. The widgets only draw them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from diary.domain.findings import Finding, Status, Tier
from diary.domain.vocabulary import place_name
from diary.review.snapshot import DAYS_SHOWN, Review, SiteState
from diary.tui.screens.today.draft import NOWHERE, Draft, Felt, Place
from diary.tui.widgets.texts import capital, number_text


@dataclass(frozen=True, slots=True)
class SiteRow:
    """One line of the table of sites."""

    place: Place
    name: str
    latest: int | None
    usual: float | None
    days: tuple[float | None, ...]
    status: str
    """Where an open episode stands, or what else is to say, in one line."""
    felt: Felt
    """What the draft holds for it."""
    editing: bool = False
    """Whether the draft changes an entry that is kept already."""

    @property
    def words(self) -> str:
        """The words of the draft, as they are said beside the site; "" for none."""
        words = ", ".join(sorted(self.felt.words))
        return words if self.editing or not words else f"not saved: {words}"


@dataclass(frozen=True, slots=True)
class TodayPicture:
    """Everything on the upper half of Today."""

    rows: tuple[SiteRow, ...]
    sessions: frozenset[int]
    """Which of the last days had a session, counted from the oldest shown."""
    top: Finding | None
    """The finding to show first: raised and not told, else raised, else what is still unknown."""
    others: int
    """How many more are raised above `expected` and not told."""
    decides: str = ""
    """What to log, and when, so that what is open can be told; "" where the top says so itself."""
    good: str = ""
    """The first of the good news."""


def picture(review: Review | None, order: tuple[Place, ...], draft: Draft) -> TodayPicture:
    """Today, for a review and a draft; `order` are the sites in the order they stand in."""
    states = {(state.site, state.side): state for state in review.sites} if review else {}
    rows = tuple(_row(place, states.get(place), review, draft) for place in order)
    if draft.homeless or not rows:
        # Before the diary is open nobody knows whether there are sites in it.
        name = "Where? press b" if review is not None else "…"
        rows = (*rows, SiteRow(NOWHERE, name, None, None, (None,) * DAYS_SHOWN, "", draft.at(NOWHERE)))
    top, others = _top(review)
    deciding = review.deciding if review else None
    decides = deciding.next_step if deciding is not None and deciding is not top else ""
    good = review.good_news[0].sentence if review and review.good_news else ""
    return TodayPicture(rows, _sessions(review), top, others, decides, good)


def order_of(
    review: Review | None, before: tuple[Place, ...], draft: Draft, added: tuple[Place, ...]
) -> tuple[Place, ...]:
    """The sites to show: those shown before keep their places, so that nothing moves under a finger."""
    if draft.editing is not None:
        places = [(reading.site, reading.side) for reading in draft.editing.readings]
        places += [place for place, _ in draft.felt if place != NOWHERE] + list(added)
        return tuple(dict.fromkeys(places))
    current = [(state.site, state.side) for state in review.sites] if review else []
    wanted = dict.fromkeys([*current, *added, *(place for place, _ in draft.felt if place != NOWHERE)])
    kept = [place for place in before if place in wanted]
    return tuple(dict.fromkeys([*kept, *wanted]))


def _row(place: Place, state: SiteState | None, review: Review | None, draft: Draft) -> SiteRow:
    name = capital(place_name(*place))
    felt = draft.at(place)
    if state is None or review is None:
        return SiteRow(place, name, None, None, (None,) * DAYS_SHOWN, "new here", felt, draft.editing is not None)
    usual = state.usual.level if state.usual else None
    status = _status(state, review)
    return SiteRow(place, name, state.latest, usual, state.days, status, felt, draft.editing is not None)


def _status(state: SiteState, review: Review) -> str:
    """Where an open episode stands; else since when nothing was logged; else where the level is."""
    if state.episode is not None:
        for finding in review.findings:
            if finding.rule == "not-improving-48h" and finding.place == (state.site, state.side):
                facts = finding.facts
                if facts.get("episode") and finding.started:
                    day = (review.today - finding.started.date()).days + 1
                    if facts["latest"] <= facts["clears_at"]:
                        return f"day {day}, eased from {facts['peak']} to {facts['latest']}"
                    return f"day {day}, peak {facts['peak']}, eases at {number_text(facts['clears_at'])}"
    if state.silent > 1:
        return f"not logged for {state.silent} days"
    if state.usual is None:
        return "usual level not known"
    above = state.latest - state.usual.level
    return "as usual" if abs(above) < 1 else f"{abs(above):g} {'above' if above > 0 else 'below'} usual"


def _sessions(review: Review | None) -> frozenset[int]:
    if review is None:
        return frozenset()
    first = review.today - timedelta(days=DAYS_SHOWN - 1)
    days = ((session.at.day - first).days for session in review.snapshot.sessions[-60:])
    return frozenset(day for day in days if 0 <= day < DAYS_SHOWN)


def _top(review: Review | None) -> tuple[Finding | None, int]:
    if review is None:
        return None, 0
    untold = review.untold
    if untold:
        return untold[0], len(untold) - 1
    emergency = [finding for finding in review.raised if finding.tier is Tier.EMERGENCY]
    if emergency:
        return emergency[0], 0
    if review.raised:
        return review.raised[0], 0
    unknown = [f for f in review.shown if f.status in (Status.PENDING, Status.INSUFFICIENT, Status.CANNOT_JUDGE)]
    # What the next entry decides comes first; that the weeks can't be seen yet comes last.
    unknown.sort(key=lambda finding: (finding is not review.deciding, finding.rule == "slow-drift"))
    return (unknown[0] if unknown else None), 0
