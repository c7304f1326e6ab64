"""The warning signs as a page to read: what each is, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from diary.domain.findings import Tier
from diary.domain.text import capital
from diary.domain.vocabulary import SYMPTOMS


class PageSign(NamedTuple):
    """One sign of the page; `symptom` is its name in the vocabulary, "" where several count together."""

    tier: Tier
    symptom: str
    name: str
    meaning: str


WHAT_TO_DO: dict[Tier, str] = {
    Tier.EMERGENCY: "Call {number} now, if nobody has examined this yet.",
    Tier.IMMEDIATE: "Contact a doctor or your therapist today; at night or on a weekend the out-of-hours service.",
    Tier.REPORT: "Tell your therapist or doctor, today or on the next working day.",
    Tier.DISCUSS: "Bring it up at your next appointment.",
}
ANY_NUMBER = "your emergency number (112, 911, 999 …)"
NONE_THERE = "None of these? Keep that you read them"

# The tiers are those of the rules emergency-signs, neurological, general-signs, swelling, sudden-severe and fatigue.
_ROWS: tuple[tuple[Tier, tuple[str, ...]], ...] = (
    (
        Tier.EMERGENCY,
        (
            "saddle-numbness", "bladder-trouble", "bowel-trouble", "sexual-change", "foot-drop", "dark-urine",
            "chest-pain",
            "Both legs: numb, tingling, or pain that shoots down both",
            "Both legs weak, with back pain or numbness",
            "Breathlessness with a swollen or painful calf or thigh",
            "Fever with a hot joint",
            "Sudden severe headache",
            "Headache with numbness or weakness",
        ),
    ),
    (
        Tier.IMMEDIATE,
        (
            "numbness", "tingling", "weakness", "breathlessness", "fever", "hot-joint", "cant-bear-weight",
            "Swelling of a calf, shin or thigh",
            "Sudden severe pain",
            "Weight loss together with pain at night",
        ),
    ),
    (Tier.REPORT, ("weight-loss", "night-pain")),
    (Tier.DISCUSS, ("swelling", "giving-way", "locking", "fatigue")),
)  # fmt: skip


def page_signs() -> Iterator[PageSign]:
    """All signs, the most urgent first."""
    for tier, signs in _ROWS:
        for sign in signs:
            word = SYMPTOMS.get(sign)
            if word:
                yield PageSign(tier, sign, capital(word.phrase or sign), word.meaning)
            else:
                yield PageSign(tier, "", sign, "")


def what_to_do(tier: Tier, emergency_number: str) -> str:
    """What signs of this tier ask for, with the emergency number of the settings."""
    return WHAT_TO_DO[tier].format(number=emergency_number or ANY_NUMBER)
