"""Both rules about the course at one site are one card: one title, two reasons, one advice."""

from __future__ import annotations

import pytest

from diary.cli.commands.check import lines
from diary.cli.commands.status import line
from diary.domain.body import REGIONS
from diary.domain.findings import Finding
from diary.domain.moments import Moment
from diary.domain.text import capital
from diary.domain.vocabulary import place_name
from diary.report.message import message_of
from diary.review.announce import acknowledgements, changes_between
from diary.review.snapshot import Review, review_of
from tests.analysis.diaries import at, diary, levels

COURSE = {"not-improving-48h", "worsening"}


def reviewed(until: str, *more: str, place: str = "knee left", course: str = "2 2 5 5 6") -> Review:
    return review_of(diary(f"d0 08:00 usual {place} 2", levels(place, course), *more), at(until))


def course_card(review: Review) -> Finding:
    (card,) = (card for card in review.cards if {part.rule for part in card.each} & COURSE)
    return card


def test_two_reasons_are_one_card_with_one_advice() -> None:
    review = reviewed("d4 21:00")
    assert {finding.rule for finding in review.raised} == COURSE
    card = course_card(review)
    assert card.title == "Left knee has not eased after 48 hours and is getting worse"
    assert card.summary == (
        "5 → 5 → 6 since Wed 20:00; the latest entry was 48 hours later. Before: 2. "
        "Day by day: 2 → 2 → 5 → 5 → 6. Usual: 2."
    )
    text = " ".join(" ".join(lines(review, review.shown, explain=False)).split())
    assert text.count("Tell your therapist or doctor") == 1
    assert line(review).count("Left knee") == 1
    assert "more (diary check)" not in line(review)
    assert message_of(review).count("Left knee has") == 1


def test_it_is_announced_once_and_its_end_too() -> None:
    before, now = reviewed("d4 19:00"), reviewed("d4 21:00")
    assert [change.finding.title for change in changes_between(before, now)] == [course_card(now).title]
    (over,) = changes_between(now, reviewed("d5 21:00", course="2 2 5 5 6 2"))
    assert (over.kind, over.finding.title, over.ending) == ("cleared", course_card(now).title, "")


def test_one_reason_that_ends_is_no_end_of_the_card() -> None:
    both, one = reviewed("d4 21:00"), reviewed("d7 09:00")
    assert {finding.rule for finding in one.raised if not finding.waiting} == {"not-improving-48h"}
    assert not [change for change in changes_between(both, one) if change.kind == "cleared"]


def test_telling_covers_all_that_the_card_stands_for() -> None:
    card = course_card(reviewed("d4 21:00"))
    acks = acknowledgements(card, at=Moment.of(at("d4 21:00")), recorded=at("d4 21:00"))
    assert {ack.rule for ack in acks} == COURSE
    assert len({ack.id for ack in acks}) == 2


def test_what_was_told_is_named_beside_what_was_not() -> None:
    review = reviewed("d4 21:00", "d4 20:30 told worsening knee left")
    card = course_card(review)
    assert card.title == "Left knee has not eased after 48 hours and is getting worse (told)"
    assert not card.acknowledged


@pytest.mark.parametrize(
    ("until", "title"),
    [
        ("d6 08:00", "Left knee has not eased after 48 hours and is getting worse"),
        ("d6 08:01", "Left knee had not eased after 48 hours and was getting worse at the last entry, on Friday"),
        ("d12 10:00", "Left knee had not eased after 48 hours and stayed above the usual level or rose "
         "at the last entry, on 9 Jan"),
    ],
)  # fmt: skip
def test_it_speaks_of_now_for_36_hours(until: str, title: str) -> None:
    assert course_card(reviewed(until)).title == title


def test_an_entry_for_an_earlier_day_that_ends_it_is_named() -> None:
    level = ["d0 20:00 knee left 2", "d2 20:00 knee left 5", "d3 12:00 knee left 5"]
    usual, now = "d0 08:00 usual knee left 2", at("d5 10:00")
    before = review_of(diary(usual, level), now)
    assert [finding.rule for finding in before.raised] == ["worsening"]
    (change,) = changes_between(before, review_of(diary(usual, level, "d3 23:00 knee left 1"), now))
    assert (change.kind, change.ending) == ("cleared", " The entry you added for Thursday ended this.")


@pytest.mark.parametrize(
    ("site", "side"), [(region.name, side) for region in REGIONS.values() for side in region.sides]
)  # fmt: skip
@pytest.mark.parametrize(
    ("stated", "until"), [(True, 50), (True, 95), (True, 145), (False, 50), (True, 300), (True, 100)]
)
def test_places_read_as_people_speak(site: str, side: str, stated: bool, until: int) -> None:
    place, name = f"{site} {side}", place_name(site, side)
    usual = [f"d0 08:00 usual {place} 2"] if stated else []
    given = diary(usual, levels(place, "2 2 5 5 6"), f"d4 20:00 {place} 8 sharp, weakness, swelling, numbness")
    review = review_of(given, at(f"d0 {until}:00"))
    texts = [
        str(text)
        for finding in (*review.findings, *review.cards)
        for text in (finding.title, finding.clinic_title, finding.summary, finding.next_step, finding.question or "",
                     finding.clears_when)
    ]  # fmt: skip
    texts += [news.sentence for news in review.good_news]
    several = side == "both" or site in ("toes", "fingers")
    for text in texts:
        assert "your both" not in text
        for verb in (" has ", " is ", " stays ", " was ", " does it ") if several else (" have ", " are ", " stay "):
            assert f"{capital(name)}{verb}" not in text, text
        if several:
            assert f"{capital(name)}: how much does it" not in text
            assert f"{capital(name)}: is it getting" not in text
