"""Answers about sudden pain, sessions, soreness, and findings nobody was told of, worked out by hand from the text."""

from __future__ import annotations

from tests.analysis.oracle.case_lines import Case

K = "knee left"
NI, W, S, R, E = "not-improving-48h", "worsening", "sudden-severe", "session-response", "expected-soreness"
U1, U2, U4 = (f"d0 08:00 usual knee left {level} | " for level in (1, 2, 4))

SUDDEN: list[Case] = [
    ("5 is 4 above", U1 + "d1 20:00 knee left 5 sudden", "d1 20:00", S, K, "raised immediate"),
    ("5 is 3 above", U2 + "d1 20:00 knee left 5 sudden", "d1 20:00", S, K, "clear"),
    ("4 is no pain for it", "d0 08:00 usual knee left 0 | d1 20:00 knee left 4 sudden", "d1 20:00", S, K, "clear"),
    ("7 that came on suddenly", "d0 08:00 usual knee left 9 | d1 20:00 knee left 7 sudden", "d1 20:00", S, K,
     "raised immediate"),
    ("without the tick a report", U4 + "d1 20:00 knee left 7", "d1 20:00", S, K, "raised report"),
    ("8 and 4 above", U4 + "d1 20:00 knee left 8", "d1 20:00", S, K, "raised immediate"),
    ("8 and 3 above", "d0 08:00 usual knee left 5 | d1 20:00 knee left 8", "d1 20:00", S, K, "raised report"),
    ("twice, 10 h apart", U4 + "d1 20:00 knee left 7 | d2 06:00 knee left 7", "d2 06:00", S, K, "raised immediate"),
    ("twice, sooner", U4 + "d1 20:00 knee left 7 | d2 05:59 knee left 7", "d2 05:59", S, K, "raised report"),
    ("twice, 48 h apart", U4 + "d1 20:00 knee left 7 | d3 20:00 knee left 7", "d3 20:00", S, K, "raised immediate"),
    ("twice, later", U4 + "d1 20:00 knee left 7 | d3 20:01 knee left 7", "d3 20:01", S, K, "raised report"),
    ("unknown: 7", "d1 20:00 knee left 7", "d1 20:00", S, K, "raised report provisional"),
    ("unknown: 10", "d1 20:00 knee left 10", "d1 20:00", S, K, "raised immediate provisional"),
    ("unknown: 7 with the tick", "d1 20:00 knee left 7 sudden", "d1 20:00", S, K, "raised immediate"),
    ("unknown: 6 with the tick", "d1 20:00 knee left 6 sudden", "d1 20:00", S, K, "clear"),
    ("10 above 8, once", "d0 08:00 usual knee left 8 | d1 20:00 knee left 10", "d1 20:00", S, K, "clear"),
    ("10 above 8, twice", "d0 08:00 usual knee left 8 | d1-2 20:00 knee left 10", "d2 20:00", S, K, "raised report"),
    ("fallen after 24 h", U4 + "d1 20:00 knee left 9 | d2 20:00 knee left 6", "d2 20:00", S, K, "raised discuss"),
    ("not sooner", U4 + "d1 20:00 knee left 9 | d2 19:59 knee left 6", "d2 19:59", S, K, "raised immediate"),
    ("not to 7", U4 + "d1 20:00 knee left 9 | d2 20:00 knee left 7", "d2 20:00", S, K, "raised immediate"),
    ("not by 1", U4 + "d1 20:00 knee left 7 | d2 20:00 knee left 6", "d2 20:00", S, K, "raised report"),
    ("the most urgent speaks", U4 + "d1 20:00 knee left 9 | d2 20:00 knee left 6 | d4 20:00 knee left 7", "d4 20:00", S,
     K, "raised report"),
    ("seven days", U4 + "d1 20:00 knee left 7 | d2 20:00 told sudden-severe knee left", "d8 20:00", S, K,
     "raised report"),
    ("longer, and told", U4 + "d1 20:00 knee left 7 | d2 20:00 told sudden-severe knee left", "d8 20:01", S, K,
     "clear"),
    ("from another app", U4 + "d1 20:00 knee left 8 @app", "d1 20:00", S, K, "raised discuss"),
    ("twice, the second from another app", U4 + "d1 20:00 knee left 7 | d2 06:00 knee left 7 @app", "d2 06:00", S, K,
     "raised immediate"),
    ("twice, the first from another app", U4 + "d1 20:00 knee left 7 @app | d2 06:00 knee left 7", "d2 06:00", S, K,
     "raised immediate"),
    ("twice, both from another app", U4 + "d1 20:00 knee left 7 @app | d2 06:00 knee left 7 @app", "d2 06:00", S, K,
     "raised discuss"),
    ("4 above and sudden from another app, after one logged here",
     U4 + "d1 20:00 knee left 7 | d2 06:00 knee left 8 sudden @app", "d2 06:00", S, K, "raised immediate"),
    ("10 above 8, the second from another app and sudden", "d0 08:00 usual knee left 8 | d1 20:00 knee left 10 | "
     "d2 20:00 knee left 10 sudden @app", "d2 20:00", S, K, "raised report"),
]  # fmt: skip

THREE = "d1 10:00 session | d4 10:00 session | d7 10:00 session | "
APART = U2 + "d1 10:00 session {} | d10 10:00 session {} | d19 10:00 session {} | "
SIXES = "d2+ 20:00 knee left {0} 2 | d11+ 20:00 knee left {1} 2 | d20 20:00 knee left {2}"
LATE = "d1 10:00 session | d4 10:00 session 60 | d12 10:00 session | d2+ 20:00 knee left 4 . . 4 . . . . . . . 4"
GYM = APART.format("gym", "Gym", "gym")

RESPONSES: list[Case] = [
    ("not recovered between sessions", U2 + THREE + "d2+ 20:00 knee left 4 . . 4 . . 4", "d8 20:00", R, K,
     "raised discuss"),
    ("recovered once", U2 + THREE + "d2+ 20:00 knee left 4 2 . 4 . . 4", "d8 20:00", R, K, "clear"),
    ("large every time", APART.format("", "", "") + SIXES.format(6, 6, 6), "d20 20:00", R, K, "raised discuss"),
    ("3 every time", APART.format("", "", "") + SIXES.format(5, 5, 5), "d20 20:00", R, K, "clear"),
    ("larger each time", GYM + SIXES.format(3, 4, 5), "d20 20:00", R, K, "raised discuss"),
    ("no kind given is one kind", APART.format("", "", "") + SIXES.format(3, 4, 5), "d20 20:00", R, K,
     "raised discuss"),
    ("of two kinds", APART.format("gym", "swim", "gym") + SIXES.format(3, 4, 5), "d20 20:00", R, K, "clear"),
    ("not each larger", GYM + SIXES.format(3, 3, 5), "d20 20:00", R, K, "clear"),
    ("the last rise is 1", GYM + SIXES.format(1, 2, 3), "d20 20:00", R, K, "clear"),
    ("only two", U2 + "d1 10:00 session | d4 10:00 session | d2+ 20:00 knee left 4 . . 4", "d5 20:00", R, K,
     "insufficient"),
    ("no reading later than 24 h", U2 + THREE + "d2+ 20:00 knee left 4 . . 4 | d8 10:00 knee left 4", "d8 10:00", R, K,
     "insufficient"),
    ("a reading at 48 h", U2 + THREE + "d2+ 20:00 knee left 4 . . 4 | d9 10:00 knee left 4", "d9 10:00", R, K,
     "raised discuss"),
    ("one known only by date", U2 + THREE + "d2+ 20:00 knee left 4 . . 4 | d8 knee left 4", "d8 20:00", R, K,
     "insufficient"),
    ("no baseline", THREE + "d2+ 20:00 knee left 4 . . 4 . . 4", "d8 20:00", R, K, "insufficient"),
    ("28 days", U2 + THREE + "d2+ 20:00 knee left 4 . . 4 . . 4", "d29 10:00", R, K, "raised discuss"),
    ("more than 28 days", U2 + THREE + "d2+ 20:00 knee left 4 . . 4 . . 4", "d29 10:01", R, K, "insufficient"),
    ("a session that was skipped", U2 + "d1 10:00 session | d4 10:00 session | d7 10:00 session skipped | "
     "d2+ 20:00 knee left 4 . . 4 . . 4", "d8 20:00", R, K, "insufficient"),
    ("recovered after the next one had begun", U2 + LATE + " | d4 09:00 knee left 2", "d13 20:00", R, K,
     "raised discuss"),
    ("recovered a minute before", U2 + LATE + " | d4 08:59 knee left 2", "d13 20:00", R, K, "clear"),
]  # fmt: skip

S1 = U1 + "d1 10:00 session | "

SORENESS: list[Case] = [
    ("dull the day after", S1 + "d2 10:00 knee left 4 dull", "d2 20:00", E, K, "raised expected"),
    ("heavy, pulling, deep", S1 + "d2 10:00 knee left 4 heavy pulling deep", "d2 20:00", E, K, "raised expected"),
    ("no quality, and clicking", S1 + "d2 10:00 knee left 4 clicking", "d2 20:00", E, K, "raised expected"),
    ("throbbing", S1 + "d2 10:00 knee left 4 throbbing", "d2 20:00", E, K, "clear"),
    ("locking", S1 + "d2 10:00 knee left 4 locking", "d2 20:00", E, K, "clear"),
    ("swelling that was there from the start", "d0 08:00 known knee left swelling | " + S1 +
     "d2 10:00 knee left 4 swelling", "d2 20:00", E, K, "clear"),
    ("fatigue of the whole person", S1 + "d2 10:00 knee left 4, fatigue", "d2 20:00", E, K, "clear"),
    ("a symptom at another site, in another entry", S1 + "d2 10:00 knee left 4 | d2 11:00 shoulder right numbness",
     "d2 20:00", E, K, "raised expected"),
    ("a sign of the whole person, in another entry", S1 + "d2 10:00 knee left 4 | d2 11:00 fever", "d2 20:00", E, K,
     "clear"),
    ("6 h after", S1 + "d1 16:00 knee left 4", "d2 20:00", E, K, "raised expected"),
    ("sooner", S1 + "d1 15:59 knee left 4", "d2 20:00", E, K, "clear"),
    ("4 above", S1 + "d2 10:00 knee left 5", "d2 20:00", E, K, "raised expected"),
    ("5 above", S1 + "d2 10:00 knee left 6", "d2 20:00", E, K, "clear"),
    ("above 6", "d0 08:00 usual knee left 5 | d1 10:00 session | d2 10:00 knee left 7", "d2 20:00", E, K, "clear"),
    ("a reading 36 h old", S1 + "d2 10:00 knee left 4", "d3 22:00", E, K, "raised expected"),
    ("older", S1 + "d2 10:00 knee left 4", "d3 22:01", E, K, "clear"),
    ("120 h", S1 + "d2 10:00 knee left 5 | d5 10:00 knee left 3", "d6 10:00", E, K, "raised expected"),
    ("later", S1 + "d2 10:00 knee left 5 | d5 10:00 knee left 3", "d6 10:01", E, K, "clear"),
    ("unknown", "d1 10:00 session | d2 10:00 knee left 4", "d2 20:00", E, K, "raised expected provisional"),
    ("not improving", S1 + "d2 10:00 knee left 4 | d3 10:00 knee left 4", "d3 10:00", E, K, "clear"),
]  # fmt: skip

FAR = U2 + "d1 20:00 knee left 5 | d3 20:00 knee left 5"
TOLD = " | d4 20:00 told not-improving-48h knee left tier=report"
WORSE = U2 + "d1+ 20:00 knee left 4 4"
SEVERE = U4 + "d1 20:00 knee left 7"

UNTOLD: list[Case] = [
    ("not improving: ten days of silence", FAR, "d13 20:00", NI, K, "raised report"),
    ("then not told yet", FAR, "d13 20:01", NI, K, "raised discuss"),
    ("up to 28 days", FAR, "d31 20:00", NI, K, "raised discuss"),
    ("not longer", FAR, "d31 20:01", NI, K, "insufficient"),
    ("told before", FAR + TOLD, "d13 20:01", NI, K, "insufficient"),
    ("told while it is not told yet", FAR + " | d15 20:00 told not-improving-48h knee left tier=discuss", "d15 20:00",
     NI, K, "insufficient"),
    ("told before it was raised", FAR + " | d3 19:59 told not-improving-48h knee left", "d13 20:01", NI, K,
     "raised discuss"),
    ("told of another place", FAR + " | d4 20:00 told not-improving-48h knee right", "d13 20:01", NI, K,
     "raised discuss"),
    ("told at a lower tier than it has", FAR + " | d4 20:00 told not-improving-48h knee left tier=discuss",
     "d13 20:01", NI, K, "raised discuss"),
    ("confirmed after it was told", FAR + " | d3 21:00 told not-improving-48h knee left tier=report | "
     "d4 20:00 knee left 5", "d14 20:01", NI, K, "raised discuss confirmed"),
    ("a later reading below base+k", FAR + " | d20 20:00 knee left 3", "d20 20:00", NI, K, "clear"),
    ("a later reading at base+k opens another", FAR + " | d20 20:00 knee left 4", "d20 20:00", NI, K,
     "raised discuss"),
    ("and when that is raised it takes its place", FAR + " | d20 20:00 knee left 4 | d22 20:00 knee left 4",
     "d22 20:00", NI, K, "raised report"),
    ("the fall of the tier after 14 days ends nothing", U2 + "d1-17 20:00 knee left 5", "d27 20:01", NI, K,
     "raised discuss confirmed"),
    ("cleared in its own episode", U2 + "d1 20:00 knee left 8 | d3+ 20:00 knee left 8 5 5", "d15 20:01", NI, K,
     "insufficient"),
    ("a limit of 14 days", "d1 20:00 knee left 5 | d3-12 20:00 knee left 5", "d22 20:01", NI, K, "insufficient"),
    ("today's statement judges", FAR + " | d14 08:00 usual knee left 5", "d14 09:00", NI, K, "insufficient"),
    ("worsening: three days later", WORSE, "d5 00:00", W, K, "raised discuss"),
    ("up to 28 days", WORSE, "d30 20:00", W, K, "raised discuss"),
    ("not longer", WORSE, "d30 20:01", W, K, "insufficient"),
    ("told", WORSE + " | d2 21:00 told worsening knee left", "d5 00:00", W, K, "insufficient"),
    ("a later reading below U+2", WORSE + " | d9 20:00 knee left 3", "d9 20:00", W, K, "insufficient"),
    ("a later reading at U+2", WORSE + " | d9 20:00 knee left 4", "d9 20:00", W, K, "raised discuss"),
    ("the rule answers clear", U2 + "d1+ 20:00 knee left 9 9 . . 6 6", "d6 20:00", W, K, "clear"),
    ("the word, then silence", "d1-2 20:00 knee left getting-worse", "d5 20:00", W, K, "raised discuss"),
    ("the word without a level: later levels are compared with none", "d1-2 20:00 knee left getting-worse | "
     "d7 20:00 knee left 3 | d8 20:00 knee left 6", "d8 20:00", W, K, "raised discuss"),
    ("the word with one level, a later one 2 below it", "d1 20:00 knee left 5 getting-worse | "
     "d2 20:00 knee left getting-worse | d6 20:00 knee left dull | d7 20:00 knee left 3", "d7 20:00", W, K,
     "insufficient"),
    ("the word with one level, a later one 1 below it", "d1 20:00 knee left 5 getting-worse | "
     "d2 20:00 knee left getting-worse | d6 20:00 knee left dull | d7 20:00 knee left 4", "d7 20:00", W, K,
     "raised discuss"),
    ("sudden: after seven days", SEVERE, "d8 20:01", S, K, "raised discuss"),
    ("up to 28 days", SEVERE, "d29 20:00", S, K, "raised discuss"),
    ("not longer", SEVERE, "d29 20:01", S, K, "clear"),
    ("told", SEVERE + " | d3 20:00 told sudden-severe knee left", "d8 20:01", S, K, "clear"),
    # The second reading came before the first had fallen: what was told never fell, and covers it.
    ("told, and another before it had eased", "d0 08:00 usual knee left 2 | d1 20:00 knee left 9 | "
     "d1 21:00 told sudden-severe knee left | d2 19:00 knee left 9 | d2 20:00 knee left 5", "d9 19:01", S, K, "clear"),
    ("told, and another after it had eased", "d0 08:00 usual knee left 2 | d1 20:00 knee left 9 | "
     "d1 21:00 told sudden-severe knee left | d2 20:00 knee left 5 | d3 20:00 knee left 9", "d10 20:01", S, K,
     "raised discuss"),
    ("fallen before", SEVERE + " | d3 20:00 knee left 5", "d8 20:01", S, K, "clear"),
    ("fallen since", SEVERE + " | d20 20:00 knee left 5", "d20 20:00", S, K, "clear"),
    ("a later reading 1 below", SEVERE + " | d20 20:00 knee left 6", "d20 20:00", S, K, "raised discuss"),
    ("the latest that has not fallen", SEVERE + " | d3 20:00 knee left 9 | d5 20:00 knee left 6", "d29 20:00", S, K,
     "raised discuss"),
    ("and not longer", SEVERE + " | d3 20:00 knee left 9 | d5 20:00 knee left 6", "d29 20:01", S, K, "clear"),
    ("a higher tier after it was told", SEVERE + " | d1 21:00 told sudden-severe knee left tier=report | "
     "d3 20:00 knee left 8", "d10 20:01", S, K, "raised discuss"),
]  # fmt: skip
