"""Answers about red flags, worked out by hand from the text of the rules."""

from __future__ import annotations

from tests.analysis.oracle.case_lines import Case

A, N, L, G, F = "emergency-signs", "neurological", "nerve-like-pain", "general-signs", "interference"
CALL, KNOWN, NOW, DISCUSS = "raised emergency", "raised discuss", "raised immediate", "raised discuss"
K, HAND = "knee left", "hand left"
TOLD = " | d1 20:00 told nerve-like-pain knee left | "
CLOT_APP = "d1 20:00 breathlessness, knee left swelling @app | "
SHARP = "d0 20:00 knee left 3 sharp" + TOLD

EMERGENCY: list[Case] = [
    ("sexual change", "d1 20:00 sexual-change", "d1 20:00", A, "", CALL),
    ("saddle numbness at a site", "d1 20:00 knee left saddle-numbness", "d1 20:00", A, "", CALL),
    ("numb in both heels", "d1 20:00 heel both tingling", "d1 20:00", A, "", CALL),
    ("numb in both SI joints: no leg", "d1 20:00 SI joint both numbness", "d1 20:00", A, "", "clear"),
    ("left and right within 14 days", "d1 20:00 foot left numbness | d15 20:00 thigh right tingling", "d15 20:00", A,
     "", CALL),
    ("not within 14 days", "d1 20:00 foot left numbness | d15 20:01 thigh right tingling", "d15 20:01", A, "", "clear"),
    ("known in the other leg, not logged", "d0 08:00 known knee left numbness | d50 20:00 foot right tingling",
     "d50 20:00", A, "", CALL),
    ("known at both covers the other leg", "d0 08:00 known knee both numbness | d50 20:00 foot right tingling",
     "d50 20:00", A, "", CALL),
    ("known in one leg only, and logged", "d0 08:00 known knee left numbness | d50 20:00 knee left numbness",
     "d50 20:00", A, "", "clear"),
    ("known in the same leg", "d0 08:00 known knee left numbness | d50 20:00 foot left tingling", "d50 20:00", A, "",
     "clear"),
    ("known in both", "d0 08:00 known knee left numbness | d0 08:00 known foot right numbness | "
     "d1 20:00 knee left numbness, foot right numbness", "d1 20:00", A, "", KNOWN),
    ("known in both, worse", "d0 08:00 known knee left numbness | d0 08:00 known foot right numbness | "
     "d1 20:00 knee left numbness, foot right numbness getting-worse", "d1 20:00", A, "", CALL),
    ("ended", "d0 08:00 known knee both numbness | d1 08:00 ended knee both numbness | d2 20:00 knee both numbness",
     "d2 20:00", A, "", CALL),
    ("left and right known cover both", "d0 08:00 known knee left numbness | d0 08:00 known knee right numbness | "
     "d1 20:00 knee both numbness", "d1 20:00", A, "", KNOWN),
    ("weak legs with pain at the SI joint", "d1 20:00 thigh both weakness, SI joint left 1", "d1 20:00", A, "", CALL),
    ("weak legs with a named quality at the pelvis", "d1 20:00 thigh both weakness, pelvis 0 dull", "d1 20:00", A, "",
     CALL),
    ("weak legs alone", "d1 20:00 thigh both weakness", "d1 20:00", A, "", "clear"),
    ("within 24 h of the later leg", "d1 20:00 thigh left weakness | d9 20:00 knee right weakness | "
     "d10 20:00 lower back 3", "d10 20:00", A, "", CALL),
    ("of the earlier leg is not enough", "d1 20:00 thigh left weakness | d9 20:00 knee right weakness | "
     "d2 20:00 lower back 3", "d9 20:00", A, "", "clear"),
    ("known weakness in the other leg, and new numbness beside it", "d0 08:00 known knee left weakness | "
     "d9 20:00 knee right weakness | d9 20:00 tingling", "d9 20:00", A, "", CALL),
    ("weak and worse on two days", "d1 20:00 knee left weakness getting-worse | "
     "d8 20:00 knee left weakness getting-worse", "d8 20:00", A, "", CALL),
    ("eight days apart", "d1 20:00 knee left weakness getting-worse | d8 20:01 knee left weakness getting-worse",
     "d8 20:01", A, "", "clear"),
    ("at two sites", "d1 20:00 knee left weakness getting-worse | d2 20:00 foot left weakness getting-worse",
     "d2 20:00", A, "", "clear"),
    ("at a hand", "d1-2 20:00 hand left weakness getting-worse", "d2 20:00", A, "", "clear"),
    ("nerve pain in both legs", "d1 20:00 hamstring left shooting | d15 20:00 calf right radiating", "d15 20:00", A, "",
     CALL),
    ("breathless with pain at the calf", "d1 20:00 breathlessness | d2 20:00 calf left 2", "d2 20:00", A, "", CALL),
    ("longer apart", "d1 20:00 breathlessness | d2 20:01 calf left 2", "d2 20:01", A, "", "clear"),
    ("breathless with a swollen knee", "d1 20:00 breathlessness, knee left swelling", "d1 20:00", A, "", "clear"),
    ("and pain in that thigh two days before", "d1 20:00 breathlessness, knee left swelling | d0 08:00 thigh left 1",
     "d1 20:00", A, "", CALL),
    ("fever and a hot joint", "d1 20:00 knee left hot-joint | d2 20:00 fever", "d2 20:00", A, "", CALL),
    ("sudden headache", "d1 20:00 head 7 sudden", "d1 20:00", A, "", CALL),
    ("a lesser one", "d1 20:00 head 6 sudden", "d1 20:00", A, "", "clear"),
    ("a lesser one with weakness", "d1 20:00 head 6 sudden | d2 20:00 hand left weakness", "d2 20:00", A, "", CALL),
    ("until it is told", "d1 20:00 chest-pain", "d500 20:00", A, "", CALL),
    ("told and recent", "d1 20:00 chest-pain | d2 20:00 told emergency-signs", "d8 20:00", A, "", CALL),
    ("told and old", "d1 20:00 chest-pain | d2 20:00 told emergency-signs", "d8 20:01", A, "", "clear"),
    ("from another app", "d1 20:00 chest-pain @app", "d1 20:00", A, "", DISCUSS),
    ("with pain logged here that makes the swelling one of a clot", CLOT_APP + "d3 08:00 calf left 1", "d3 08:00", A,
     "", CALL),
    ("with such pain from another app too", CLOT_APP + "d3 08:00 calf left 1 @app", "d3 08:00", A, "", DISCUSS),
    ("not told before the pain that completes it", "d1 20:00 breathlessness, knee left swelling | "
     "d2 20:00 told emergency-signs | d3 08:00 calf left 1", "d30 08:00", A, "", CALL),
]  # fmt: skip

NERVES: list[Case] = [
    ("numb hand", "d1 20:00 hand left numbness", "d1 20:00", N, HAND, NOW),
    ("weak, at no site", "d1 20:00 weakness", "d1 20:00", N, "", NOW),
    ("part of an emergency sign", "d1 20:00 foot both numbness", "d1 20:00", N, "foot both", "clear"),
    ("part of one by now", "d1 20:00 foot left numbness | d10 20:00 foot right numbness", "d10 20:00", N, "foot left",
     "clear"),
    ("known at both covers left", "d0 08:00 known hand both numbness | d1 20:00 hand left numbness", "d1 20:00", N,
     HAND, "clear"),
    ("known at left does not cover both", "d0 08:00 known hand left numbness | d1 20:00 hand both numbness",
     "d1 20:00", N, "hand both", NOW),
    ("known at left and right does", "d0 08:00 known hand left numbness | d0 08:00 known hand right numbness | "
     "d1 20:00 hand both numbness", "d1 20:00", N, "hand both", "clear"),
    ("known without a site", "d0 08:00 known numbness | d1 20:00 hand left numbness", "d1 20:00", N, HAND, NOW),
    ("known, in an entry that says worse", "d0 08:00 known hand left numbness | d1 20:00 hand left numbness, knee left "
     "getting-worse", "d1 20:00", N, HAND, NOW),
    ("seven days", "d1 20:00 hand left numbness", "d8 20:00", N, HAND, NOW),
    ("then not told yet", "d1 20:00 hand left numbness", "d8 20:01", N, HAND, DISCUSS),
    ("up to 28 days", "d1 20:00 hand left numbness", "d29 20:00", N, HAND, DISCUSS),
    ("not longer", "d1 20:00 hand left numbness", "d29 20:01", N, HAND, "clear"),
    ("told", "d1 20:00 hand left numbness | d2 20:00 told neurological hand left", "d8 20:01", N, HAND, "clear"),
    ("told, then again after it had left", "d1 20:00 hand left numbness | d2 20:00 told neurological hand left | "
     "d10 20:00 hand left numbness", "d17 20:01", N, HAND, DISCUSS),
    ("told, then again before it had left", "d1 20:00 hand left numbness | d2 20:00 told neurological hand left | "
     "d7 20:00 hand left numbness", "d14 20:01", N, HAND, "clear"),
    ("shooting", "d1 20:00 knee left shooting", "d1 20:00", L, K, NOW),
    ("sharp 3, the first", "d1 20:00 knee left 3 sharp", "d1 20:00", L, K, NOW),
    ("sharp 2", "d1 20:00 knee left 2 sharp", "d1 20:00", L, K, "clear"),
    ("not the first in 28 days", SHARP + "d28 20:00 knee left 3 sharp", "d28 20:00", L, K, "clear"),
    ("the first in 28 days", SHARP + "d28 20:01 knee left 3 sharp", "d28 20:01", L, K, NOW),
    ("the first at that side", SHARP + "d10 20:00 knee right 3 sharp", "d10 20:00", L, "knee right", NOW),
    ("5, usual 3", SHARP + "d2 08:00 usual knee left 3 | d10 20:00 knee left 5 sharp", "d10 20:00", L, K, NOW),
    ("5, usual 4", SHARP + "d2 08:00 usual knee left 4 | d10 20:00 knee left 5 sharp", "d10 20:00", L, K, "clear"),
    ("5, unknown", SHARP + "d10 20:00 knee left 5 sharp", "d10 20:00", L, K, NOW),
    ("numb there within a day", SHARP + "d10 20:00 knee left 3 sharp | d11 20:00 knee left numbness", "d11 20:00", L,
     K, NOW),
    ("numb elsewhere", SHARP + "d10 20:00 knee left 3 sharp | d11 20:00 foot left numbness", "d11 20:00", L, K,
     "clear"),
    ("from another app, numb logged here", SHARP + "d10 20:00 knee left 3 sharp @app | d11 20:00 knee left numbness",
     "d11 20:00", L, K, NOW),
    ("logged here, shooting from another app", SHARP + "d10 20:00 knee left 3 sharp | "
     "d11 20:00 knee left shooting @app", "d11 20:00", L, K, NOW),
    ("both from another app", SHARP + "d10 20:00 knee left 3 sharp @app | d11 20:00 knee left numbness @app",
     "d11 20:00", L, K, DISCUSS),
    ("on three days", SHARP + "d10-12 20:00 knee left 3 sharp", "d12 20:00", L, K, DISCUSS),
    ("on two days", SHARP + "d10-11 20:00 knee left 3 sharp", "d11 20:00", L, K, "clear"),
    ("burning heel on three days", "d1-3 20:00 heel left 2 burning", "d3 20:00", L, "heel left", "raised report"),
    ("on two days", "d1-2 20:00 heel left 2 burning", "d2 20:00", L, "heel left", "clear"),
    ("burning knee", "d1-3 20:00 knee left 2 burning", "d3 20:00", L, K, "clear"),
    ("raised at discuss it is still untold", "d0 20:00 knee left 3 sharp | d6-8 20:00 knee left 3 sharp", "d16 20:00",
     L, K, DISCUSS),
]  # fmt: skip

GENERAL: list[Case] = [
    ("cannot bear weight", "d1 20:00 heel left cant-bear-weight", "d1 20:00", G, "heel left", NOW),
    ("not on a hand", "d1 20:00 hand left cant-bear-weight", "d1 20:00", G, HAND, "clear"),
    ("weight loss", "d1 20:00 weight-loss", "d1 20:00", G, "", "raised report"),
    ("with night pain within 7 days", "d1 20:00 night-pain | d8 20:00 weight-loss", "d8 20:00", G, "", NOW),
    ("later", "d1 20:00 night-pain | d8 20:01 weight-loss", "d8 20:01", G, "", "raised report"),
    ("night pain on three days", "d1-3 20:00 night-pain", "d3 20:00", G, "", "raised report"),
    ("on two", "d1-2 20:00 night-pain", "d2 20:00", G, "", "clear"),
    ("giving way on two days", "d1-2 20:00 knee left giving-way", "d2 20:00", G, K, DISCUSS),
    ("swelling on two days is none of these", "d1-2 20:00 knee left swelling", "d2 20:00", G, K, "clear"),
    ("giving way and locking", "d1 20:00 knee left giving-way | d2 20:00 knee left locking", "d2 20:00", G, K, "clear"),
    ("giving way left and right", "d1 20:00 knee left giving-way | d2 20:00 knee right giving-way", "d2 20:00", G, K,
     "clear"),
    ("fever, told as another place", "d1 20:00 fever | d2 20:00 told general-signs knee left", "d9 20:00", G, "",
     DISCUSS),
    ("interference 7 once", "d1 20:00 interference 7", "d1 20:00", F, "", "raised report provisional"),
    ("2 above the usual", "d0 08:00 usual interference 5 | d1 20:00 interference 7", "d1 20:00", F, "",
     "raised report"),
    ("1 above the usual", "d0 08:00 usual interference 6 | d1 20:00 interference 7", "d1 20:00", F, "", "clear"),
    ("5 twice", "d1 20:00 interference 5 | d2 20:00 interference 2 | d3 20:00 interference 5", "d3 20:00", F, "",
     "raised report provisional"),
    ("5 on one of the last three", "d1 20:00 interference 5 | d2-3 20:00 interference 2 | d4 20:00 interference 5",
     "d4 20:00", F, "", "clear"),
    ("none", "d1 20:00 knee left 2", "d1 20:00", F, "", "insufficient"),
    ("not told yet", "d0 20:00 interference 8 | d1-7 20:00 interference 2", "d7 20:01", F, "",
     "raised discuss provisional"),
    ("ended by later days", "d0-1 20:00 interference 5 | d2-3 20:00 interference 2", "d3 20:00", F, "", "clear"),
    ("a swollen hand", "d1 20:00 hand left swelling", "d1 20:00", "swelling", HAND, DISCUSS),
    ("a swollen hamstring", "d1 20:00 hamstring left swelling", "d1 20:00", "swelling", "hamstring left", NOW),
    ("a swollen knee with pain in that calf", "d1 20:00 knee left swelling | d3 20:00 calf left 1", "d3 20:00",
     "swelling", K, NOW),
    ("later than 48 h", "d1 20:00 knee left swelling | d3 20:01 calf left 1", "d3 20:01", "swelling", K, DISCUSS),
    ("from another app, pain logged here", "d1 20:00 knee left swelling @app | d2 20:00 calf left 1", "d2 20:00",
     "swelling", K, NOW),
    ("logged here, pain from another app", "d1 20:00 knee left swelling | d2 20:00 calf left 1 @app", "d2 20:00",
     "swelling", K, NOW),
    ("both from another app", "d1 20:00 knee left swelling @app | d2 20:00 calf left 1 @app", "d2 20:00", "swelling",
     K, DISCUSS),
    # A swollen calf needs no pain beside it, so the pain is no evidence.
    ("a calf from another app, pain logged here", "d1 20:00 calf left swelling @app | d2 20:00 calf left 1",
     "d2 20:00", "swelling", "calf left", DISCUSS),
    ("in the other calf", "d1 20:00 knee left swelling, calf right 5", "d1 20:00", "swelling", K, DISCUSS),
    ("in both", "d1 20:00 knee left swelling, calf both 5", "d1 20:00", "swelling", K, NOW),
    ("a swollen heel", "d1 20:00 heel left swelling, calf left 5", "d1 20:00", "swelling", "heel left", DISCUSS),
    ("tired on three days", "d1-2 20:00 fatigue | d3 20:00 fatigue 4", "d3 20:00", "fatigue", "", DISCUSS),
    ("on two", "d1 20:00 fatigue | d2 20:00 fatigue 4 | d3 20:00 fatigue 3", "d3 20:00", "fatigue", "", "clear"),
]  # fmt: skip


def motions(unit: str, *values: int) -> str:
    """One measurement a day."""
    return " | ".join(f"d{day} 20:00 motion bend left {value} {unit}" for day, value in enumerate(values))


ROM = "range-of-motion"
MOTION: list[Case] = [
    ("10 degrees", motions("deg", 100, 95, 90), "d2 20:00", ROM, "bend left", DISCUSS),
    ("9 degrees", motions("deg", 100, 95, 91), "d2 20:00", ROM, "bend left", "clear"),
    ("two measurements", motions("deg", 100, 80), "d2 20:00", ROM, "bend left", "insufficient"),
    ("5 cm", motions("cm", 20, 18, 15), "d2 20:00", ROM, "bend left", DISCUSS),
    ("4 cm", motions("cm", 20, 18, 16), "d2 20:00", ROM, "bend left", "clear"),
    ("5 cm short", motions("cm-short", 0, 2, 5), "d2 20:00", ROM, "bend left", DISCUSS),
    ("better by 5 cm", motions("cm-short", 5, 2, 0), "d2 20:00", ROM, "bend left", "clear"),
    ("2 of a rating", motions("self", 8, 7, 6), "d2 20:00", ROM, "bend left", DISCUSS),
    ("after a gain: below the best three", motions("deg", 60, 80, 90, 90, 80, 80), "d5 20:00", ROM, "bend left",
     DISCUSS),
    ("of five measurements", motions("deg", 80, 90, 90, 80, 80), "d4 20:00", ROM, "bend left", DISCUSS),
    ("9 below them", motions("deg", 60, 80, 90, 90, 80, 81), "d5 20:00", ROM, "bend left", "clear"),
    ("of four measurements not", motions("deg", 90, 90, 60, 85), "d3 20:00", ROM, "bend left", "clear"),
    ("60 days", "d0 20:00 motion bend left 100 deg | d30 20:00 motion bend left 95 deg | "
     "d60 20:00 motion bend left 90 deg", "d60 20:00", ROM, "bend left", DISCUSS),
    ("61 days", "d0 20:00 motion bend left 100 deg | d30 20:00 motion bend left 95 deg | "
     "d60 20:00 motion bend left 90 deg", "d60 20:01", ROM, "bend left", "insufficient"),
]  # fmt: skip
