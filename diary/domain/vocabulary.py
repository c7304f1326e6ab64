"""The words of the diary in one place: regions and sides (from `body`), qualities, symptoms, self-care.

The grammar, the body map, the forms, the CSV, the report and the help all use this table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from diary.domain.body import (
    BOTH,
    CENTER,
    LEFT,
    LEG_SITES,
    PAIR_WORDS,
    REGIONS,
    RIGHT,
    SIDE_WORDS,
    SIDES,
    TOO_WIDE,
    Region,
    also,
    is_many,
    place_name,
    plural,
    region,
    yours,
)

__all__ = [
    "ASKED",
    "BOTH",
    "CARES",
    "CENTER",
    "COURSES",
    "DONE",
    "HIGHEST",
    "LEFT",
    "LEG_SITES",
    "LOWEST",
    "PAIR_WORDS",
    "PERSON_ONLY",
    "PERSON_SYMPTOMS",
    "QUALITIES",
    "REGIONS",
    "RIGHT",
    "SEVERITY",
    "SIDES",
    "SIDE_WORDS",
    "SITE_SYMPTOMS",
    "SYMPTOMS",
    "TOO_WIDE",
    "TOPICS",
    "UNITS",
    "Region",
    "Role",
    "Word",
    "is_many",
    "place_name",
    "plural",
    "region",
    "severity",
    "words_of",
    "yours",
]

LOWEST, HIGHEST = 0, 10
"""The limits of every rating: pain, interference, fatigue, effort, relief."""


class Role(StrEnum):
    """What a quality or symptom means to the rules. A rule about one word alone names it: swelling, weight-loss."""

    ALONE = "alone"
    """Alone an emergency sign (NICE and NHS on cauda equina syndrome; NIOSH on rhabdomyolysis)."""
    NUMB = "numb"
    """A nerve may be under pressure; in both legs an emergency sign (NHS and NICE)."""
    WEAK = "weak"
    """As NUMB, but in both legs an emergency sign only with another sign beside it."""
    NERVE = "nerve"
    """Pain as from a nerve; in both legs an emergency sign."""
    GENERAL = "general"
    """May come from another illness, for which a doctor is needed today."""
    SORE = "sore"
    """How worked muscles feel: it fits soreness after exercise."""


@dataclass(frozen=True, slots=True)
class Word:
    """A quality or a symptom: its name, a plain line by which people recognise it, and other words for it."""

    name: str
    meaning: str
    other_words: tuple[str, ...] = ()
    of_site: bool = True
    """Whether it is felt at a site."""
    of_person: bool = False
    """Whether it is about the whole person."""
    role: Role | None = None
    phrase: str = ""
    """How a finding says it in a sentence, where that is not the name: "a hot joint"."""


_QUALITIES = (
    Word("dull", "a blunt, spread-out pain, hard to point at", also("dullness, blunt, dully"), role=Role.SORE),
    Word("aching", "like tired, worked muscles or the flu",
        also("ache, aches, achy, achey, ached, achiness, sore, soreness"), role=Role.SORE),
    Word("stiff", "hard to get moving, often after rest", also("stiffness, rusty"), role=Role.SORE),
    Word("tight", "tense, as if too short", also("tightness, tense, tension"), role=Role.SORE),
    Word("tender", "hurts when you press or touch it", also("tenderness"), role=Role.SORE),
    Word("burning", "hot or stinging, as after nettles", also("burn, burns, burned, burnt, stinging, stings, sting")),
    Word("throbbing", "beats or pulses", also("throb, throbs, throbbed, pulsing, pulsating, pounding, beating")),
    Word("cramping", "a muscle that clenches and won't let go", also("cramp, cramps, cramped, crampy, spasm, spasms")),
    Word("sharp", "sudden and cutting, like a knife or a needle",
        also("sharpness, stabbing, stab, stabs, knifelike, knife like, piercing, cutting")),
    Word("shooting", "darts from one place to another", also("shoots, darting, lancinating"), role=Role.NERVE),
    Word("electric", "like an electric shock",
        also("electric shock, electric shocks, shock, shocks, shocklike, shock like, zap, zaps, zapping, electrical"),
        role=Role.NERVE),
    Word("radiating", "spreads down an arm or a leg",
        also("radiates, radiate, radiated, spreading, spreads, travelling, traveling"), role=Role.NERVE),
    Word("heavy", "like a weight, slow to lift", also("heaviness, heavily, leaden"), role=Role.SORE),
    Word("pulling", "like a cord pulled tight when you move or stretch",
        also("pulls, pull, tugging, tugs, tug"), role=Role.SORE),
    Word("pinching", "as if caught between two fingers, often at one point of a movement",
        also("pinch, pinches, pinched, nipping, nips")),
    Word("gnawing", "goes on quietly and wears you down", also("gnaws, gnaw, nagging, nags")),
    Word("deep", "far inside, hard to reach with a hand", also("deeply, deep down, deep inside"), role=Role.SORE),
)  # fmt: skip
QUALITIES: Mapping[str, Word] = MappingProxyType({word.name: word for word in _QUALITIES})

# The other words have no apostrophes and no articles, because the grammar drops both: "cant pee", "numb between legs".
_SYMPTOMS = (
    Word("numbness", "less feeling, or none, in the skin",
        also("numb, deadness, no feeling, loss of feeling, lost feeling, cant feel, gone numb, went numb, goes numb, "
            "going numb, gone dead"), role=Role.NUMB),
    Word("tingling", "pins and needles, prickling",
        also("tingle, tingles, tingly, pins and needles, pins needles, prickling, prickly"), role=Role.NUMB),
    Word("weakness", "a muscle that does not do what it did, or a hand that drops things",
        also("weak, gone weak, went weak"), role=Role.WEAK),
    Word("swelling", "new or unusual puffiness or a thicker joint",
        also("swollen, swells, swell, swelled, puffy, puffiness, swelling up, swollen up")),
    # With fever an emergency sign: a joint may be infected (NHS on hot joints).
    Word("hot-joint", "a joint that is hot to the hand, often red",
        also("hot swollen joint, hot red joint, red hot joint, joint hot"), role=Role.GENERAL, phrase="a hot joint"),
    # Not a kind of weakness: alone it is an emergency sign.
    Word("foot-drop", "the front of the foot hangs or drags; hard to lift the toes",
        also("drop foot, dropped foot, footdrop, dropfoot, foot drops, foot drags, foot dragging"),
        role=Role.ALONE, phrase="a foot that drops"),
    Word("getting-worse", "worse than this usually is, or was until now",
        also("worse, worsening, worsened, got worse, becoming worse, worse than usual, worse than before"),
        of_person=True, phrase="getting worse"),
    # Not a kind of weakness: a joint gives way for pain or for a torn ligament too.
    Word("giving-way", "a joint that buckles or slips away under you",
        also("gives way, gave way, give way, giving out, gives out, gave out, buckles, buckling, buckled, unstable, "
            "instability"), phrase="giving way"),
    Word("locking", "a joint that gets stuck and has to be worked free",
        also("locks, locked, lock, locks up, locked up, locking up, gets stuck, got stuck")),
    Word("clicking", "clicks, cracks or grinds when it moves",
        also("clicks, click, clicked, clunking, clunks, clunk, popping, pops, popped, cracking, cracks, grinding, "
            "grinds, grating, snapping, snaps, crepitus")),
    # Four steps: the Ottawa rules, by which a clinic decides whether an ankle or a knee needs a picture.
    Word("cant-bear-weight", "can't stand on it or take four steps with it",
        also("cant put weight on, cant put weight through, cant take weight, cant walk on, cant stand on, "
            "cant step on, cant weight bear, unable to bear weight, unable to put weight on, unable to walk on, "
            "unable to stand on"), phrase="a leg that can't bear weight"),
    # "Tired" is not one of the words: it is asked about, because tired muscles are expected after exercise.
    Word("fatigue", "lasting tiredness that is more than tired muscles",
        also("fatigued, more than tired muscles, more than muscle tiredness, tired more than muscles"),
        of_site=False, of_person=True),
    # With bladder or bowel trouble the signs of cauda equina syndrome (guidance of NHS and NICE).
    Word("saddle-numbness", "numb between the legs, around the bottom or the genitals: where a saddle would touch",
        also("numb saddle, numb saddle area, saddle numb, saddle area numb, numb between legs, numbness between legs, "
            "no feeling between legs, numb genitals, genital numbness, numb perineum, numb bottom, "
            "saddle anaesthesia, saddle anesthesia"),
        of_site=False, of_person=True, role=Role.ALONE, phrase="numbness between the legs"),
    Word("bladder-trouble", "can't pass water, can't hold it, or can't feel it",
        also("bladder problem, bladder problems, bladder weakness, weak bladder, cant pee, cant wee, cant urinate, "
            "cant pass water, cant pass urine, cant empty bladder, cant hold urine, cant hold water, cant hold pee, "
            "cant hold bladder, cant feel bladder, cant control bladder, no bladder control, "
            "loss of bladder control, lost bladder control, lost control of bladder, trouble peeing, "
            "trouble urinating, difficulty peeing, difficulty urinating, wet myself, wetting myself, "
            "urinary retention, urinary incontinence"),
        of_site=False, of_person=True, role=Role.ALONE, phrase="trouble with the bladder"),
    Word("bowel-trouble", "can't hold stool, or can't feel it pass",
        also("bowel problem, bowel problems, bowel incontinence, faecal incontinence, fecal incontinence, "
            "cant hold stool, cant hold bowels, cant control bowels, cant control bowel, cant feel bowels, "
            "no bowel control, loss of bowel control, lost bowel control, lost control of bowels, soiled myself"),
        of_site=False, of_person=True, role=Role.ALONE, phrase="trouble with the bowels"),
    # Part of the same syndrome (guidance of NHS, NICE and GIRFT).
    Word("sexual-change", "a new loss of feeling in the genitals during sex, or of an erection or orgasm",
        also("sexual change, sexual problem, sexual problems, sexual numbness, loss of sexual feeling, "
            "no sexual feeling, numb during sex, no feeling during sex, cant get erection, "
            "cant get hard, loss of erection, lost erection, erection problem, erection problems, erection trouble, "
            "erectile dysfunction, impotence, impotent, cant orgasm"),
        of_site=False, of_person=True, role=Role.ALONE, phrase="a change in sexual feeling or function"),
    # After hard exercise a sign of rhabdomyolysis, muscle breakdown (NIOSH).
    Word("dark-urine", "urine like cola or strong tea, after hard exercise",
        also("brown urine, cola urine, cola coloured urine, cola colored urine, tea coloured urine, "
            "tea colored urine, dark pee, brown pee, dark wee, brown wee"),
        of_site=False, of_person=True, role=Role.ALONE, phrase="dark urine"),
    # Not the pain level of the region chest: the emergency sign.
    Word("chest-pain", "pressure, tightness or pain in the chest that is not a sore muscle",
        also("chest pains, chest pressure, chest tightness, pressure in chest, pain in chest, tightness in chest"),
        of_site=False, of_person=True, role=Role.ALONE, phrase="chest pain"),
    # With a swollen calf, shin or thigh an emergency sign: a clot (NHS on deep vein thrombosis).
    Word("breathlessness", "short of breath at rest or with little effort",
        also("breathless, short of breath, shortness of breath, out of breath, trouble breathing, "
            "difficulty breathing, cant breathe, cannot breathe"), of_site=False, of_person=True, role=Role.GENERAL),
    Word("fever", "38 °C or more, or shivering and hot",
        also("feverish, temperature, high temperature, running temperature"),
        of_site=False, of_person=True, role=Role.GENERAL),
    Word("night-pain", "pain that wakes you, or that no position eases at night",
        also("pain at night, night time pain, nighttime pain, woke me, wakes me, woke me up, wakes me up, "
            "woken by pain, pain woke me, pain wakes me"),
        of_site=False, of_person=True, phrase="pain that wakes you at night"),
    Word("weight-loss", "losing weight without trying",
        also("losing weight, lost weight, loss of weight"), of_site=False, of_person=True, phrase="weight loss"),
)  # fmt: skip
SYMPTOMS: Mapping[str, Word] = MappingProxyType({word.name: word for word in _SYMPTOMS})


def words_of(*roles: Role) -> frozenset[str]:
    """The qualities and symptoms with one of these roles."""
    return frozenset(word.name for word in (*_QUALITIES, *_SYMPTOMS) if word.role in roles)


SITE_SYMPTOMS = tuple(word.name for word in _SYMPTOMS if word.of_site)
PERSON_SYMPTOMS = tuple(word.name for word in _SYMPTOMS if word.of_person)
PERSON_ONLY = frozenset(word.name for word in _SYMPTOMS if not word.of_site)
"""Symptoms of the whole person only. Written at a site they are accepted and count the same."""

_CARES = (
    Word("ice", "cold on the sore place", also("cold, cooling, icing, iced, ice pack, cold pack")),
    Word("heat", "warmth on the sore place", also("warm, warmth, heat pack, hot bath, hot water bottle, heating pad")),
    Word("rest", "time off what brings it on", also("rested, resting, lying down")),
    Word("hydration", "drinking enough", also("water, drinking, hydrate, hydrated")),
    Word("movement", "gentle moving: a walk, easy stretches",
        also("walk, walking, walked, stretching, stretch, stretches, gentle movement, moving")),
    Word("medication", "a medicine: its name, the dose, how much it helped",
        also("medicine, meds, med, pill, pills, tablet, tablets, painkiller, painkillers")),
    Word("other", "anything else, with its name: TENS, massage, tape, foam roller, bath"),
)  # fmt: skip
CARES: Mapping[str, Word] = MappingProxyType({word.name: word for word in _CARES})

UNITS: Mapping[str, str] = MappingProxyType(
    {
        "deg": "degrees",
        "deg-short": "degrees short of full",
        "cm": "cm",
        "cm-short": "cm short of full",
        "self": "self-rating 0–10",
    }
)

COURSES = ("constant", "intermittent")
"""Whether pain is there all the time, or comes and goes."""
DONE = ("yes", "eased", "skipped")
"""How an exercise was done: as planned, less of it, or not at all."""
ASKED: Mapping[str, str] = MappingProxyType(
    {"weekly": "asked each week", "visits": "asked before each visit", "never": "never asked"}
)
"""When a score is due."""
TOPICS: Mapping[str, str] = MappingProxyType(
    {
        "began": "how it began",
        "injury": "injury",
        "surgery": "operation",
        "worse": "makes it worse",
        "better": "makes it better",
        "goal": "goal",
    }
)
"""What a statement of the background is about."""

SEVERITY: tuple[tuple[int, str], ...] = ((0, "none"), (1, "mild"), (4, "moderate"), (7, "severe"))
"""The lowest level of each band, and its word. Bands 1–3, 4–6 and 7–10: Jensen 2001, Boonstra 2014."""


def severity(level: float) -> str:
    """The word for a level: none, mild, moderate or severe."""
    return next(word for lowest, word in reversed(SEVERITY) if level >= lowest)
