"""The body in words: regions, sides, other words for them, and words that name more than one region."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from diary.errors import InvalidValue

LEFT, RIGHT, BOTH, CENTER = "left", "right", "both", "center"
SIDES = (LEFT, RIGHT, BOTH, CENTER)
FRONT, BACK = "front", "back"

SIDE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "left": LEFT, "l": LEFT, "lt": LEFT, "lft": LEFT, "left sided": LEFT,
        "right": RIGHT, "r": RIGHT, "rt": RIGHT, "rgt": RIGHT, "right sided": RIGHT,
        "both": BOTH, "bilateral": BOTH, "bilaterally": BOTH, "left and right": BOTH, "right and left": BOTH,
        "l and r": BOTH, "r and l": BOTH, "two sided": BOTH,
        "center": CENTER, "centre": CENTER, "middle": CENTER, "mid": CENTER, "central": CENTER, "midline": CENTER,
    }
)  # fmt: skip
"""No "left-hand": that is a hand. The grammar treats hyphens and spaces alike."""


def also(words: str) -> tuple[str, ...]:
    """The other words for a name, from one text with commas."""
    return tuple(words.split(", "))


@dataclass(frozen=True, slots=True)
class Region:
    """A body region, where both pictures of the body show it, and what it means to the rules."""

    name: str
    paired: bool
    """A paired one needs a side; one on the midline is center where no side is given."""
    views: tuple[str, ...]
    """The views that show it; the chart draws it in the first of them only."""
    drawn: tuple[float, float, float]
    """The middle of its area in the picture of the body, x and y in the units of `charts/body_outline.py`, of the left
    one of a pair; and how far around it no other area begins."""
    other_words: tuple[str, ...] = ()
    leg: bool = False
    """Red flags compare the two legs: numbness in both of them is an emergency sign."""
    low: bool = False
    """Pain here makes weakness in both legs an emergency sign (NHS and NICE on cauda equina syndrome)."""
    clot: bool = False
    """Swelling here may be a clot (NHS on deep vein thrombosis)."""
    below_clot: bool = False
    """Swelling here may be one where the same leg hurts at a site with `clot`."""
    far: bool = False
    """Burning here may come from a nerve, as these sites are far from the spine."""
    saddle: bool = False
    """Numbness here is asked about: also in both legs, or between them?"""
    head: bool = False
    """The one region where sudden severe pain is an emergency sign."""

    @property
    def sides(self) -> tuple[str, ...]:
        """The sides it can have. One on the midline has a default, which comes first."""
        return (LEFT, RIGHT, BOTH) if self.paired else (CENTER, LEFT, RIGHT, BOTH)


# From head to toe, the order of every list. A word that may also mean another region belongs in _TOO_WIDE, not here.
# The words have no apostrophes and no articles, because the grammar drops both.
_REGIONS = (
    Region("head", False, (FRONT, BACK), (0, 192, 9),
        also("headache, headaches, skull, forehead, temple, temples, scalp, migraine, back of head"), head=True),
    Region("jaw", True, (FRONT,), (5, 177, 3), also("tmj, jawbone")),
    Region("neck", False, (FRONT, BACK), (0, 164, 3), also("cervical spine, c spine, nape, back of neck")),
    Region("shoulder", True, (FRONT, BACK), (18.5, 154, 7),
        also("shoulder joint, rotator cuff, frozen shoulder, deltoid")),
    Region("upper back", False, (BACK,), (0, 148, 9),
        also("thoracic, thoracic spine, t spine, between shoulder blades, upper spine, traps, trap, trapezius")),
    Region("chest", False, (FRONT,), (0, 146, 11),
        also("chest muscle, chest muscles, pec, pecs, pectoral, "
            "ribs, rib, ribcage, rib cage, sternum, breastbone, breast bone")),
    Region("abdomen", False, (FRONT,), (0, 128, 10), also("tummy, belly, stomach, abdominal, stomachache")),
    Region("mid back", False, (BACK,), (0, 134.5, 7),
        also("midback, middle back, middle of back, mid spine, middle spine")),
    Region("lower back", False, (BACK,), (0, 121, 8),
        also("low back, lowback, lowerback, lumbar, lumbar spine, lumbago, small of back, lower spine, lbp, l4, l5, "
            "l4 l5, l4 and l5, l5 s1, l5 and s1"), low=True, saddle=True),
    Region("SI joint", True, (BACK,), (6.5, 110, 4),
        also("sij, sacroiliac, sacroiliac joint, sacro iliac joint"), low=True),
    Region("pelvis", False, (FRONT,), (0, 112, 5), also("pelvic, pelvic floor, sacrum, pubic bone"),
        low=True, saddle=True),
    Region("tailbone", False, (BACK,), (0, 105, 3), also("coccyx, tail bone")),
    Region("upper arm", True, (FRONT, BACK), (23.5, 145, 6),
        also("biceps, bicep, triceps, tricep, humerus, upperarm")),
    Region("elbow", True, (FRONT, BACK), (26.5, 131, 4),
        also("tennis elbow, golfers elbow, elbow joint, inner elbow, outer elbow")),
    Region("forearm", True, (FRONT, BACK), (30, 118, 7), also("lower arm, fore arm"), far=True),
    Region("wrist", True, (FRONT, BACK), (33, 106, 3), also("wrist joint"), far=True),
    Region("hand", True, (FRONT, BACK), (35.6, 93, 6), also("palm, back of hand"), far=True),
    Region("thumb", True, (FRONT, BACK), (28.4, 92, 3), also("thumb joint, base of thumb"), far=True),
    Region("fingers", True, (FRONT, BACK), (36, 80, 4),
        also("finger, knuckle, knuckles, fingertip, fingertips, index finger, middle finger, ring finger, "
            "little finger, pinky, pinkie"), far=True),
    Region("buttock", True, (BACK,), (12, 94, 8),
        also("glute, glutes, gluteal, bum, bum cheek, butt cheek"), leg=True, low=True, saddle=True),
    Region("hip", True, (FRONT,), (14.5, 107, 5), also("hip joint, outer hip"), leg=True),
    Region("groin", True, (FRONT,), (8, 98, 4), leg=True, saddle=True),
    Region("thigh", True, (FRONT,), (11, 82, 14),
        also("quad, quads, quadriceps, upper leg, inner thigh, outer thigh, front of thigh, femur, itb, it band, "
            "iliotibial band"), leg=True, clot=True),
    Region("hamstring", True, (BACK,), (11, 82, 14),
        also("hamstrings, hammy, back of thigh, posterior thigh"), leg=True, clot=True),
    Region("knee", True, (FRONT, BACK), (11, 60, 7),
        also("kneecap, kneecaps, knee cap, patella, patellar tendon, knee joint, inner knee, outer knee, "
            "back of knee, front of knee"), leg=True, below_clot=True),
    Region("shin", True, (FRONT,), (11, 41, 12),
        also("tibia, shinbone, shin bone, shin splint, shin splints"), leg=True, clot=True, far=True),
    Region("calf", True, (BACK,), (11, 40, 12),
        also("calfs, calf muscle, achilles, achilles tendon, achilles heel"), leg=True, clot=True, far=True),
    Region("ankle", True, (FRONT, BACK), (9.5, 20, 5),
        also("ankle joint, inner ankle, outer ankle"), leg=True, below_clot=True, far=True),
    Region("heel", True, (BACK,), (8, 4, 4), also("heel bone, back of heel"), leg=True, far=True),
    Region("foot", True, (FRONT, BACK), (11, 5, 5),
        also("sole, soles, arch, arches, instep, forefoot, midfoot, ball of foot, top of foot, bottom of foot, "
            "sole of foot, arch of foot"), leg=True, below_clot=True, far=True),
    Region("toes", True, (FRONT,), (23, 3, 9), also("toe, big toe, little toe, toe joint"),
        leg=True, far=True),
)  # fmt: skip
REGIONS: Mapping[str, Region] = MappingProxyType({region.name: region for region in _REGIONS})
LEG_SITES = frozenset(region.name for region in _REGIONS if region.leg)


def plural(site: str) -> str:
    """The plural of a region: knees, feet, calves, toes."""
    return {"foot": "feet", "calf": "calves", "toes": "toes", "fingers": "fingers"}.get(site, f"{site}s")


PAIR_WORDS = frozenset(also("lower arms, palms, kneecaps, soles")) | {
    plural(name)
    for name, region in REGIONS.items()
    if region.paired and name not in ("jaw", "groin", "fingers", "hamstring", "toes")
}
"""Plurals that mean both sides. Toes, fingers, quads and hamstrings do not: one side has several of them."""

_TOO_WIDE = {
    "leg, legs": "thigh, knee, shin, calf or foot",
    "lower leg, lower legs": "shin or calf",
    "arm, arms": "upper arm, elbow, forearm, wrist or hand",
    "back, backache, back ache": "upper back or lower back",
    "spine, spinal, backbone, vertebra, disc, disk": "neck, upper back or lower back",
    # The adjective of the neck and of the cervix; "cervical spine" is clear.
    "cervical": "neck or pelvis",
    "face, cheek, ear, tooth, teeth": "jaw or head",
    "throat": "neck or chest",
    "shoulder blade, shoulder blades, scapula": "shoulder or upper back",
    "collarbone, collar bone, clavicle": "shoulder or chest",
    "armpit, axilla": "shoulder, upper arm or chest",
    "side, sides": "chest, abdomen, hip or lower back",
    "flank, flanks, loin, loins, kidney, kidneys": "lower back, abdomen or groin",
    "waist": "lower back, abdomen or hip",
    # Numb between the legs is an emergency sign (cauda equina syndrome: NHS, NICE), a numb buttock is not.
    "bottom, backside, butt, seat, rear": "buttock or tailbone, or saddle-numbness where it is numb between the legs",
    "adductor, adductors": "groin or thigh",
    "trunk, torso": "chest, abdomen, upper back or lower back",
    "core": "abdomen or lower back",
    "body, everywhere, all over, whole body": "the places one by one, the worst first",
    "limb, limbs": "upper arm, forearm, thigh or calf",
    "joint, joints": "shoulder, elbow, wrist, hip, knee or ankle",
    "muscle, muscles, tendon, bone, bones, skin, nerve": "the place, such as thigh, calf or lower back",
}
TOO_WIDE: Mapping[str, str] = MappingProxyType(
    {word: question for words, question in _TOO_WIDE.items() for word in also(words)}
)
"""Words that name more than one region, with the regions to ask about: nothing is guessed."""


def region(name: str) -> Region:
    """The region with this name; KeyError where there is none."""
    return REGIONS[name]


_MANY = tuple(name for name in REGIONS if plural(name) == name)


def is_many(name: str) -> bool:
    """Whether a place, by its name, is spoken of as several: both knees hurt, the left toes hurt."""
    return name.casefold().startswith(f"{BOTH} ") or name.endswith(_MANY)


def yours(name: str) -> str:
    """A place, by its name, as it is said to the person: "your left knee", "both knees"."""
    return name if name.casefold().startswith(f"{BOTH} ") else f"your {name}"


def place_name(site: str | None, side: str | None) -> str:
    """A place in words: "left knee", "both knees", "lower back", "left lower back", "" for the whole person."""
    if not site:
        return ""
    if side in (None, "", CENTER):
        return site
    if side == BOTH:
        return f"both {plural(site)}" if REGIONS[site].paired else f"both sides of the {site}"
    return f"{side} {site}"


def places_named(text: str) -> tuple[tuple[str, str], ...]:
    """The places of a list of their names, separated by commas; InvalidValue for any other word."""
    known = {place_name(each.name, side): (each.name, side) for each in REGIONS.values() for side in each.sides}
    names = [" ".join(name.lower().split()) for name in text.split(",") if name.strip()]
    for name in names:
        if name not in known:
            raise InvalidValue(f"“{name}” is no place that can be listed; write for example lower back, left knee")
    return tuple(dict.fromkeys(known[name] for name in names))
