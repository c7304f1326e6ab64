"""Where the thresholds come from, rule by rule."""

from __future__ import annotations

CHANGE = "Farrar 2001, Childs 2005, Ostelo 2008 (how much change in pain counts)"
SORENESS = "Bishop 2011, Abboud 2019, Pettitt 2010 (how soreness after back exercise runs)"
SEVERE = "Jensen 2001, Boonstra 2014 (where severe pain starts)"
SPINE = "NHS and NICE guidance on cauda equina syndrome"
MUSCLE = "NIOSH on muscle breakdown after hard exercise (rhabdomyolysis)"
CLOT = "NHS on blood clots in the leg (deep vein thrombosis)"
JOINT = "NHS on hot, swollen joints"
NERVES = "NHS and NICE guidance on back pain with numbness, tingling or weakness"
REASONED = "The cut points are reasoned, not published"

SOURCES: dict[str, tuple[str, ...]] = {
    "not-improving-48h": (SORENESS, CHANGE),
    "worsening": (CHANGE, "Parry (flares in diaries of knee pain)"),
    "slow-drift": (CHANGE,),
    "sudden-severe": (SEVERE, CHANGE),
    "expected-soreness": (SORENESS,),
    "emergency-signs": (SPINE, MUSCLE, CLOT, JOINT),
    "neurological": (NERVES,),
    "nerve-like-pain": (NERVES,),
    "general-signs": (JOINT, "NICE guidance on back pain: signs of another illness"),
    "interference": (REASONED,),
    "swelling": (CLOT, JOINT),
    "fatigue": (REASONED,),
    "range-of-motion": (REASONED,),
}
