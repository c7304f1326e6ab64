"""The body in words: regions, sides, other words for them, and words that name more than one region."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

LEFT, RIGHT, BOTH, CENTER = "left", "right", "both", "center"
SIDES = (LEFT, RIGHT, BOTH, CENTER)

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
    """A body region. A paired one needs a side; one on the midline is center where no side is given."""

    name: str
    paired: bool
    other_words: tuple[str, ...] = ()
    leg: bool = False

    @property
    def sides(self) -> tuple[str, ...]:
        """The sides it can have. One on the midline has a default, which comes first."""
        return (LEFT, RIGHT, BOTH) if self.paired else (CENTER, LEFT, RIGHT, BOTH)


# From head to toe, the order of every list. A word that may also mean another region belongs in _TOO_WIDE, not here.
# The words have no apostrophes and no articles, because the grammar drops both.
_REGIONS = (
    Region(
        "head",
        False,
        also("headache, headaches, skull, forehead, temple, temples, scalp, migraine, back of head"),
    ),
    Region("jaw", True, also("tmj, jawbone")),
    Region("neck", False, also("cervical spine, c spine, nape, back of neck")),
    Region("shoulder", True, also("shoulder joint, rotator cuff, deltoid")),
    Region("upper back", False, also("thoracic, thoracic spine, t spine, between shoulder blades, upper spine")),
    Region("chest", False, also("ribs, rib, ribcage, rib cage, sternum, breastbone, breast bone")),
    Region("abdomen", False, also("tummy, belly, stomach, abdominal, stomachache")),
    Region(
        "lower back",
        False,
        also("low back, lowback, lowerback, lumbar, lumbar spine, lumbago, small of back, lower spine"),
    ),
    Region("pelvis", False, also("pelvic, pelvic floor, sacrum, sacroiliac, sacroiliac joint, si joint, pubic bone")),
    Region("tailbone", False, also("coccyx, tail bone")),
    Region("upper arm", True, also("biceps, bicep, triceps, tricep, humerus, upperarm")),
    Region("elbow", True, also("tennis elbow, golfers elbow, elbow joint, inner elbow, outer elbow")),
    Region("forearm", True, also("lower arm, fore arm")),
    Region("wrist", True, also("wrist joint")),
    Region("hand", True, also("palm, back of hand")),
    Region(
        "fingers",
        True,
        also(
            "finger, thumb, thumbs, knuckle, knuckles, fingertip, fingertips, index finger, middle finger, "
            "ring finger, little finger, pinky, pinkie"
        ),
    ),
    Region("buttock", True, also("glute, glutes, gluteal, bum, bum cheek, butt cheek"), leg=True),
    Region("hip", True, also("hip joint, outer hip"), leg=True),
    Region("groin", True, leg=True),
    Region(
        "thigh",
        True,
        also(
            "hamstring, hamstrings, quad, quads, quadriceps, upper leg, inner thigh, outer thigh, back of "
            "thigh, front of thigh, femur"
        ),
        leg=True,
    ),
    Region(
        "knee",
        True,
        also(
            "kneecap, kneecaps, knee cap, patella, patellar tendon, knee joint, inner knee, outer knee, back "
            "of knee, front of knee"
        ),
        leg=True,
    ),
    Region("shin", True, also("tibia, shinbone, shin bone, shin splint, shin splints"), leg=True),
    Region("calf", True, also("calfs, calf muscle, achilles, achilles tendon, achilles heel"), leg=True),
    Region("ankle", True, also("ankle joint, inner ankle, outer ankle"), leg=True),
    Region(
        "foot",
        True,
        also(
            "sole, soles, heel, heels, arch, arches, instep, forefoot, midfoot, ball of foot, top of foot, "
            "bottom of foot, sole of foot, arch of foot"
        ),
        leg=True,
    ),
    Region("toes", True, also("toe, big toe, little toe, toe joint"), leg=True),
)
REGIONS: Mapping[str, Region] = MappingProxyType({region.name: region for region in _REGIONS})
# Red flags compare the two legs: numbness in both of them is an emergency sign.
LEG_SITES = frozenset(region.name for region in _REGIONS if region.leg)

PAIR_WORDS = frozenset(
    also(
        "shoulders, upper arms, elbows, forearms, lower arms, wrists, hands, palms, buttocks, hips, thighs, knees, "
        "kneecaps, shins, calves, ankles, feet, soles, heels"
    )
)
"""Plurals that mean both sides. Toes, fingers, quads and hamstrings do not: one side has several of them."""

_TOO_WIDE = {
    "leg, legs": "thigh, knee, shin, calf or foot",
    "lower leg, lower legs": "shin or calf",
    "arm, arms": "upper arm, elbow, forearm, wrist or hand",
    "back, backache, back ache, mid back, middle back, middle of back": "upper back or lower back",
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


def place_name(site: str | None, side: str | None) -> str:
    """A place in words: "left knee", "both knees", "lower back", "left lower back", "" for the whole person."""
    if not site:
        return ""
    if side in (None, "", CENTER):
        return site
    if side == BOTH:
        return f"both {plural(site)}" if REGIONS[site].paired else f"both sides of the {site}"
    return f"{side} {site}"


def plural(site: str) -> str:
    """The plural of a region: knees, feet, calves, toes."""
    return {"foot": "feet", "calf": "calves", "toes": "toes", "fingers": "fingers"}.get(site, f"{site}s")
