"""The meaning of lines: a table of phrases with their readings, and one of phrases refused with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from diary.domain.grammar.entry import EntryDraft, parse_line, parse_log
from diary.domain.grammar.times import Here
from diary.domain.records import Reading
from diary.domain.vocabulary import QUALITIES, REGIONS, SIDES, SYMPTOMS
from diary.errors import InvalidValue, UnclearLine, UsageError

BERLIN = ZoneInfo("Europe/Berlin")
# A Thursday.
HERE = Here(datetime(2026, 3, 5, 20, 0, tzinfo=BERLIN), BERLIN, "Europe/Berlin")


def r(site: str, side: str, pain: int | None = None, words: str = "", sudden: bool = False) -> Reading:
    """A reading; its words in the order of the vocabulary."""
    names = words.split()
    assert all(name in QUALITIES or name in SYMPTOMS for name in names)
    qualities = tuple(name for name in names if name in QUALITIES)
    return Reading(site, side, pain, qualities, tuple(name for name in names if name in SYMPTOMS), sudden)


KNEE = r("knee", "left", 6)
BACK = r("lower back", "center", 6)

READINGS: list[tuple[str, list[Reading]]] = [
    # Levels, sites and sides in any order.
    ("6 left knee", [KNEE]),
    ("left knee 6", [KNEE]),
    ("knee left 6", [KNEE]),
    ("knee 6 left", [KNEE]),
    ("l knee 6", [KNEE]),
    ("6/10 left knee", [KNEE]),
    ("6 out of 10 left knee", [KNEE]),
    ("left knee pain 6", [KNEE]),
    ("my left knee hurts 6", [KNEE]),
    ("pain level 6 in the left knee", [KNEE]),
    ("six left knee", [KNEE]),
    ("6, left knee", [KNEE]),
    ("LEFT KNEE 6", [KNEE]),
    ("left-knee 6.", [KNEE]),
    ("6 knee (left)", [KNEE]),
    ("6 left kneecap", [KNEE]),
    ("6 left back of the knee", [KNEE]),
    ("0 left knee", [r("knee", "left", 0)]),
    ("10 left knee", [r("knee", "left", 10)]),
    ("zero left knee", [r("knee", "left", 0)]),
    ("10/10 right hip", [r("hip", "right", 10)]),
    ("4 rt shoulder", [r("shoulder", "right", 4)]),
    ("4 r rotator cuff", [r("shoulder", "right", 4)]),
    ("4 r frozen shoulder", [r("shoulder", "right", 4)]),
    ("3 left achilles", [r("calf", "left", 3)]),
    ("3 right heel", [r("heel", "right", 3)]),
    ("3 heels", [r("heel", "both", 3)]),
    ("3 right arch", [r("foot", "right", 3)]),
    ("3 right sole", [r("foot", "right", 3)]),
    ("3 left calves", [r("calf", "left", 3)]),
    ("3 left hamstring", [r("hamstring", "left", 3)]),
    ("3 left quad", [r("thigh", "left", 3)]),
    ("3 left ITB", [r("thigh", "left", 3)]),
    ("3 left IT band", [r("thigh", "left", 3)]),
    ("3 right upper arm", [r("upper arm", "right", 3)]),
    ("3 right big toe", [r("toes", "right", 3)]),
    ("3 left middle finger", [r("fingers", "left", 3)]),
    ("3 left thumb", [r("thumb", "left", 3)]),
    ("3 thumbs", [r("thumb", "both", 3)]),
    ("3 left-hand", [r("hand", "left", 3)]),
    ("3 left glute", [r("buttock", "left", 3)]),
    ("2 tmj right", [r("jaw", "right", 2)]),
    ("2 left lower arm", [r("forearm", "left", 2)]),
    # Midline regions.
    ("6 lower back", [BACK]),
    ("6 low back", [BACK]),
    ("6 lumbar", [BACK]),
    ("6 lumbar spine", [BACK]),
    ("6 small of the back", [BACK]),
    ("6 lower-back", [BACK]),
    ("6 center lower back", [BACK]),
    ("6 centre lower back", [BACK]),
    ("6 left lower back", [r("lower back", "left", 6)]),
    ("6 lower back left side", [r("lower back", "left", 6)]),
    ("6 right side of the neck", [r("neck", "right", 6)]),
    ("6 both sides of the lower back", [r("lower back", "both", 6)]),
    ("5 tummy", [r("abdomen", "center", 5)]),
    ("5 headache", [r("head", "center", 5)]),
    ("5 thoracic spine", [r("upper back", "center", 5)]),
    ("5 ribs left", [r("chest", "left", 5)]),
    ("5 coccyx", [r("tailbone", "center", 5)]),
    ("5 si joint right", [r("SI joint", "right", 5)]),
    ("5 SI joints", [r("SI joint", "both", 5)]),
    ("5 left sacroiliac joint", [r("SI joint", "left", 5)]),
    ("6 LBP", [BACK]),
    ("6 L4/L5", [BACK]),
    ("6 L5", [BACK]),
    ("6 mid back", [r("mid back", "center", 6)]),
    ("6 traps", [r("upper back", "center", 6)]),
    ("6 between the shoulder blades", [r("upper back", "center", 6)]),
    ("5 cervical spine", [r("neck", "center", 5)]),
    # Both sides.
    ("6 both knees", [r("knee", "both", 6)]),
    ("6 knees", [r("knee", "both", 6)]),
    ("6 knee both", [r("knee", "both", 6)]),
    ("6 bilateral knee", [r("knee", "both", 6)]),
    ("6 left and right knee", [r("knee", "both", 6)]),
    ("6 left/right knee", [r("knee", "both", 6)]),
    ("6 left knees", [KNEE]),
    ("numb feet", [r("foot", "both", None, "numbness")]),
    ("4 both toes", [r("toes", "both", 4)]),
    ("4 both groins", [r("groin", "both", 4)]),
    ("4 calves", [r("calf", "both", 4)]),
    ("4 hands", [r("hand", "both", 4)]),
    ("4 upper arms", [r("upper arm", "both", 4)]),
    # Qualities and symptoms in their natural forms.
    ("6 left knee sharp", [r("knee", "left", 6, "sharp")]),
    ("sharp left knee 6", [r("knee", "left", 6, "sharp")]),
    ("6 left knee stabbing", [r("knee", "left", 6, "sharp")]),
    ("6 left knee achy", [r("knee", "left", 6, "aching")]),
    ("6 sore left knee", [r("knee", "left", 6, "aching")]),
    ("6 stiff and sore left knee", [r("knee", "left", 6, "aching stiff")]),
    ("6 left knee sharp numb", [r("knee", "left", 6, "sharp numbness")]),
    ("6 left knee sharp, numb", [r("knee", "left", 6, "sharp numbness")]),
    ("6 left knee sharp and numb and tingling", [r("knee", "left", 6, "sharp numbness tingling")]),
    ("6 left knee, sharp with numbness", [r("knee", "left", 6, "sharp numbness")]),
    ("6 left knee sharp/burning", [r("knee", "left", 6, "burning sharp")]),
    ("6 left knee sharp; swollen", [r("knee", "left", 6, "sharp swelling")]),
    ("6 left knee puffy", [r("knee", "left", 6, "swelling")]),
    ("6 left knee throbs", [r("knee", "left", 6, "throbbing")]),
    ("6 left calf cramp", [r("calf", "left", 6, "cramping")]),
    ("6 lower back electric shock", [r("lower back", "center", 6, "electric")]),
    ("6 lower back spreading", [r("lower back", "center", 6, "radiating")]),
    ("6 left knee very tender", [r("knee", "left", 6, "tender")]),
    ("6 left knee sharp sharp", [r("knee", "left", 6, "sharp")]),
    ("numb left foot", [r("foot", "left", None, "numbness")]),
    ("left foot no feeling", [r("foot", "left", None, "numbness")]),
    ("pins and needles right hand", [r("hand", "right", None, "tingling")]),
    ("left hand tingly", [r("hand", "left", None, "tingling")]),
    ("left knee gives way", [r("knee", "left", None, "giving-way")]),
    ("left knee locks up and clicks", [r("knee", "left", None, "locking clicking")]),
    ("can't put weight on my left ankle", [r("ankle", "left", None, "cant-bear-weight")]),
    ("cannot walk on left foot", [r("foot", "left", None, "cant-bear-weight")]),
    ("5 left thigh heavy, pulling, deep", [r("thigh", "left", 5, "heavy pulling deep")]),
    ("5 right shoulder pinches and gnaws", [r("shoulder", "right", 5, "pinching gnawing")]),
    ("weak left ankle", [r("ankle", "left", None, "weakness")]),
    ("hot-joint left knee", [r("knee", "left", None, "hot-joint")]),
    ("hot joint left knee", [r("knee", "left", None, "hot-joint")]),
    ("left knee red hot joint", [r("knee", "left", None, "hot-joint")]),
    ("foot-drop left foot", [r("foot", "left", None, "foot-drop")]),
    ("left foot drop", [r("foot", "left", None, "foot-drop")]),
    ("foot drop left", [r("foot", "left", None, "foot-drop")]),
    ("left foot drop, 3 lower back", [r("foot", "left", None, "foot-drop"), r("lower back", "center", 3)]),
    ("left foot gone numb", [r("foot", "left", None, "numbness")]),
    ("drop foot left foot", [r("foot", "left", None, "foot-drop")]),
    ("stiff neck", [r("neck", "center", None, "stiff")]),
    ("tummy ache", [r("abdomen", "center", None, "aching")]),
    # Suddenly.
    ("8 left knee sudden", [r("knee", "left", 8, "", True)]),
    ("8 left knee came on suddenly", [r("knee", "left", 8, "", True)]),
    ("suddenly 8 left knee", [r("knee", "left", 8, "", True)]),
    ("8 left knee all of a sudden, sharp", [r("knee", "left", 8, "sharp", True)]),
    # Getting worse belongs to its site.
    ("6 left knee worse", [r("knee", "left", 6, "getting-worse")]),
    ("6 left knee getting worse", [r("knee", "left", 6, "getting-worse")]),
    ("6 left knee, worse than usual", [r("knee", "left", 6, "getting-worse")]),
    ("worse, 6 left knee", [r("knee", "left", 6, "getting-worse")]),
    # Several sites.
    ("6 left knee, 4 right hip", [KNEE, r("hip", "right", 4)]),
    ("6 left knee and 4 right hip", [KNEE, r("hip", "right", 4)]),
    ("6 left knee & 4 right hip", [KNEE, r("hip", "right", 4)]),
    ("6 left knee; 4 right hip dull", [KNEE, r("hip", "right", 4, "dull")]),
    ("6 left knee,4 right hip", [KNEE, r("hip", "right", 4)]),
    ("6 left knee ,4 right hip", [KNEE, r("hip", "right", 4)]),
    ("6 left knee sharp, numb, 4 right hip", [r("knee", "left", 6, "sharp numbness"), r("hip", "right", 4)]),
    ("6 left knee, 4 right hip and numb", [KNEE, r("hip", "right", 4, "numbness")]),
    ("6 left knee, numb left foot", [KNEE, r("foot", "left", None, "numbness")]),
    ("6 left knee, 4 right knee", [KNEE, r("knee", "right", 4)]),
    ("6 left knee, left knee sharp", [r("knee", "left", 6, "sharp")]),
    ("6 lower back, 4 left lower back", [BACK, r("lower back", "left", 4)]),
    ("6 knee, left", [KNEE]),
    ("sharp, 6, left knee", [r("knee", "left", 6, "sharp")]),
    # A bare list shares what is said of one site; a site with words of its own takes nothing from the others.
    ("6 left knee and right hip", [KNEE, r("hip", "right", 6)]),
    ("6 left knee, right hip", [KNEE, r("hip", "right", 6)]),
    ("neck and shoulders tight 4", [r("neck", "center", 4, "tight"), r("shoulder", "both", 4, "tight")]),
    ("5 left hand, wrist, elbow dull", [r(site, "left", 5, "dull") for site in ("hand", "wrist", "elbow")]),
    ("left foot stiff, left ankle 3", [r("foot", "left", None, "stiff"), r("ankle", "left", 3)]),
    # Sites without a comma, where it is clear what belongs to what.
    ("6 left knee 4 right hip", [KNEE, r("hip", "right", 4)]),
    ("left knee 6 right hip 4", [KNEE, r("hip", "right", 4)]),
    ("left knee, 6, right hip, 4", [KNEE, r("hip", "right", 4)]),
    ("left knee 6 right 4", [KNEE, r("knee", "right", 4)]),
    ("6 left knee with a numb left foot", [KNEE, r("foot", "left", None, "numbness")]),
    ("right foot drop 3 lower back", [r("foot", "right", None, "foot-drop"), r("lower back", "center", 3)]),
    (
        "6 lower back radiating to left calf",
        [r("lower back", "center", 6, "radiating"), r("calf", "left", None, "radiating")],
    ),
    (
        "6 lower back shooting down to left calf numb",
        [r("lower back", "center", 6, "shooting radiating"), r("calf", "left", None, "numbness")],
    ),
    # A time takes its numbers with it.
    ("yesterday 6 left knee", [KNEE]),
    ("6 left knee 2h ago", [KNEE]),
    ("mon 6 left knee", [KNEE]),
    ("3 mar 6 left knee", [KNEE]),
    ("8 am 6 left knee", [KNEE]),
    ("yesterday: 6 left knee", [KNEE]),
]


@pytest.mark.parametrize(("line", "readings"), READINGS)
def test_a_line_is_understood(line: str, readings: list[Reading]) -> None:
    draft = parse_line(line, now=HERE)
    assert draft.readings == tuple(readings)
    assert (draft.symptoms, draft.interference, draft.fatigue, draft.note) == ((), None, None, "")


@pytest.mark.parametrize(("line", "readings"), READINGS)
def test_one_quoted_argument_is_the_same_line(line: str, readings: list[Reading]) -> None:
    assert parse_log([line], now=HERE).readings == tuple(readings)


WHOLE_PERSON = [
    ("fever", ("fever",)),
    ("a temperature", ("fever",)),
    ("can't pee", ("bladder-trouble",)),
    ("cannot pee", ("bladder-trouble",)),
    ("can not pass water", ("bladder-trouble",)),
    ("can't hold my bladder", ("bladder-trouble",)),
    ("lost control of my bowels", ("bowel-trouble",)),
    ("bladder trouble", ("bladder-trouble",)),
    ("bowel-trouble", ("bowel-trouble",)),
    ("numb between the legs", ("saddle-numbness",)),
    ("saddle numbness", ("saddle-numbness",)),
    ("sexual change", ("sexual-change",)),
    ("can't get an erection", ("sexual-change",)),
    ("no feeling during sex", ("sexual-change",)),
    ("dark urine", ("dark-urine",)),
    ("tea-coloured urine", ("dark-urine",)),
    ("chest pain", ("chest-pain",)),
    ("chest pain, short of breath", ("chest-pain", "breathlessness")),
    ("out of breath", ("breathlessness",)),
    ("woke me up", ("night-pain",)),
    ("pain at night", ("night-pain",)),
    ("lost weight", ("weight-loss",)),
    ("fatigue", ("fatigue",)),
    ("more than tired muscles", ("fatigue",)),
    ("worse", ("getting-worse",)),
    ("overall worse", ("getting-worse",)),
]


@pytest.mark.parametrize(("line", "symptoms"), WHOLE_PERSON)
def test_an_entry_may_be_about_the_whole_person_alone(line: str, symptoms: tuple[str, ...]) -> None:
    draft = parse_line(line, now=HERE)
    assert draft.symptoms == symptoms
    assert draft.readings == ()


def test_a_whole_person_symptom_beside_a_reading_is_of_the_person() -> None:
    for line in ("6 left knee fever", "6 left knee, fever", "fever, 6 left knee", "fever; 6 left knee"):
        draft = parse_line(line, now=HERE)
        assert (draft.readings, draft.symptoms) == ((KNEE,), ("fever",)), line


def test_a_whole_person_symptom_may_be_all_a_site_has() -> None:
    assert parse_line("left knee fever", now=HERE).readings == (r("knee", "left", None, "fever"),)


def test_overall_worse_is_of_the_person_also_beside_a_site() -> None:
    draft = parse_line("6 left knee overall worse", now=HERE)
    assert (draft.readings, draft.symptoms) == ((KNEE,), ("getting-worse",))


def test_worse_before_several_sites_is_of_the_person() -> None:
    assert parse_line("worse, 6 left knee, 4 right hip", now=HERE).symptoms == ("getting-worse",)


def test_chest_pain_with_a_level_is_a_warning_sign_and_a_level_at_the_chest() -> None:
    draft = parse_line("7 chest pain sudden", now=HERE)
    assert draft.readings == (r("chest", "center", 7, "", True),)
    assert draft.symptoms == ("chest-pain",)
    assert "warning sign" in draft.remarks[0]


@pytest.mark.parametrize(
    ("line", "interference", "fatigue"),
    [
        ("interference 4", 4, None),
        ("interference 4/10", 4, None),
        ("in the way 4", 4, None),
        ("gets in the way of my day 7", 7, None),
        ("6 left knee interference 4", 4, None),
        ("interference: 4, 6 left knee", 4, None),
        ("6 left knee fatigue 5", None, 5),
        ("fatigue 5 interference 0", 0, 5),
    ],
)
def test_numbers_of_interference_and_fatigue_are_no_levels(
    line: str, interference: int | None, fatigue: int | None
) -> None:
    draft = parse_line(line, now=HERE)
    assert (draft.interference, draft.fatigue) == (interference, fatigue)
    assert draft.readings == ((KNEE,) if "knee" in line else ())


REFUSED = [
    # Unknown words, with a suggestion where a spelling is close.
    ("6 left blorb", "“blorb” is not understood"),
    ("6 left shoulde", "did you mean shoulder?"),
    ("6 left kneee", "did you mean knee?"),
    ("6 left knie", "did you mean knee?"),
    ("6 lowr", "did you mean lower back?"),
    ("6 left hard", "“hard” is not understood as a place"),
    ("6 left knee sharp?", "log what is certain"),
    ("6 left knee --pain", "is it an option"),
    ("٦ left knee", "is not understood"),
    # Too wide.
    ("6 leg", "leg: thigh, knee, shin, calf or foot?"),
    ("6 left leg", "leg: thigh, knee, shin, calf or foot?"),
    ("6 lower leg", "lower leg: shin or calf?"),
    ("6 back", "back: upper back or lower back?"),
    ("6 back pain", "back: upper back or lower back?"),
    ("6 backache", "upper back or lower back?"),
    ("6 spine", "spine: neck, upper back or lower back?"),
    ("6 arm", "upper arm, elbow, forearm, wrist or hand?"),
    ("6 left side", "left side: chest, abdomen, hip or lower back?"),
    ("6 left shoulder blade", "shoulder or upper back?"),
    ("6 bottom", "saddle-numbness"),
    ("6 left loin", "lower back, abdomen or groin?"),
    ("numb joint", "joint: shoulder, elbow"),
    # Sides.
    ("6 knee", "Write left knee, right knee or both knees"),
    ("6 foot", "Write left foot, right foot or both feet"),
    ("6 toes", "which side?"),
    ("6 hamstrings", "hamstrings: which side?"),
    ("6 center knee", "knee has no middle"),
    ("6 left right knee", "write both knees"),
    ("6 left both knees", "two sides"),
    ("left 6", "6: at which site?"),
    ("left", "left: of what?"),
    # Levels.
    ("11 left knee", "whole numbers from 0 to 10"),
    ("-1 left knee", "below 0"),
    ("6/5 left knee", "out of 10"),
    ("2100 left knee", "a time is written 21:00"),
    ("6", "6: at which site?"),
    ("6 sharp", "6: at which site?"),
    ("mild left knee", "mild is 1 to 3"),
    ("severe left knee", "severe is 7 to 10"),
    # One level for one site.
    ("6 left knee 4", "two levels (6 and 4)"),
    ("6 6 left knee", "two levels"),
    ("6 left knee, 4 left knee", "two levels (6 and 4) for left knee"),
    ("6 left knee, 4", "two levels"),
    ("6 both knees, 4 left knee", "two levels for left knee"),
    ("6 left knee right hip", "two sites in one part"),
    ("numb, 6 left knee, 4 right hip", "numb: at which site?"),
    # A site with nothing else; words without a site.
    ("left knee", "left knee: how bad is it"),
    ("numb", "numbness: at which site?"),
    ("sudden", "sudden: at which site?"),
    # Nothing at all.
    ("", "nothing to log"),
    (",", "nothing to log"),
    ("yesterday", "nothing to log"),
    ("overall", "goes with a symptom"),
    # Negations.
    ("6 left knee no numbness", "leave out what is not there"),
    ("6 left knee not sharp", "leave out what is not there"),
    ("6 left knee isn't sharp", "leave out what is not there"),
    ("6 left knee isn’t sharp", "leave out what is not there"),
    ("6 left knee isnt sharp", "leave out what is not there"),
    ("6 left knee numbness gone", "leave out what is not there"),
    ("6 left knee less sharp", "leave out what is not there"),
    ("6 left knee without numbness", "leave out what is not there"),
    ("6 left knee w/o numbness", "leave out what is not there"),
    ("6 left knee never numb", "leave out what is not there"),
    ("6 left knee numbness went away", "leave out what is not there"),
    ("left knee better", "how bad is it"),
    ("zero numbness left knee", "leave out what is not there"),
    ("no feeling of numbness left foot", "leave out what is not there"),
    ("no fever", "leave out what is not there"),
    ("no pain left knee", "level 0, such as 0 left knee"),
    ("mustn't 6 left knee", "leave out what is not there"),
    ("foot drop", "which side?"),
    ("can't sleep", "goes into the note"),
    # Words that are not exact enough.
    ("tired", "more than tired muscles"),
    ("6 left knee tired", "more than tired muscles"),
    ("tired 5", "more than tired muscles"),
    ("exhausted", "more than tired muscles"),
    ("6 left knee hot", "hot-joint"),
    ("sharp or burning left knee", "log what is certain"),
    ("sciatica 6", "name the places"),
    ("incontinence", "bladder-trouble or bowel-trouble"),
    ("interference", "needs its number"),
    ("interference, 4 left knee", "needs its number"),
    ("interference 4 interference 5", "given twice"),
    ("interference 11", "0 to 10"),
    # Times.
    ("6 left knee 21:00", "did you mean yesterday 21:00?"),
    ("6 left knee 25:00", "not a time of day"),
    ("6 left knee tomorrow", "still to come"),
    ("6 left knee yesterday today", "more than one time"),
    ("6 left knee 8:00 9:00", "more than one time"),
    ("6 left knee @", "a time follows it"),
    ("6 left knee @sharp", "a time follows it"),
    ("6 left knee 30 min", "30 min ago"),
    ("6 left knee 2 hours", "2 hours ago"),
    ("6 left knee 1/3/2026", "2026-03-01"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "reason"), REFUSED)
def test_a_line_is_refused_with_its_reason(line: str, reason: str) -> None:
    with pytest.raises((UsageError, InvalidValue)) as refusal:
        parse_line(line, now=HERE)
    assert reason in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_the_tables_are_long_enough_to_mean_something() -> None:
    assert len(READINGS) + len(WHOLE_PERSON) + len(REFUSED) >= 200


NOTES: list[tuple[list[str], str]] = [
    (["6", "left", "knee", "--", "after", "stairs"], "after stairs"),
    (["6", "left", "knee", "--note", "after", "stairs"], "after stairs"),
    (["6", "left", "knee", "--note=after the", "stairs"], "after the stairs"),
    (["6", "left", "knee", "after the stairs"], "after the stairs"),
    (["after the stairs", "6", "left", "knee"], "after the stairs"),
    (["6 left knee -- after -- stairs"], "after -- stairs"),
    (["6 left knee", "--", "no numbness, leg"], "no numbness, leg"),
    (["6", "left", "knee", "slept badly", "--", "rain"], "slept badly; rain"),
    (["6", "left", "knee", "--"], ""),
    (["6", "left knee", "—", "a phone wrote this"], "a phone wrote this"),
    (["6", "left", "knee", "--", "two\nlines\tand a tab"], "two lines and a tab"),
    (["6", "left", "knee", "it is still there"], "it is still there"),
]


@pytest.mark.parametrize(("words", "note"), NOTES)
def test_the_note_is_cut_off(words: list[str], note: str) -> None:
    draft = parse_log(words, now=HERE)
    assert (draft.readings, draft.note) == ((KNEE,), note)


def test_a_remark_quotes_the_text_taken_as_the_note() -> None:
    assert "after the stairs" in parse_log(["6", "left", "knee", "after the stairs"], now=HERE).remarks[0]


def test_a_quoted_argument_of_words_is_words() -> None:
    draft = parse_log(["6", "left knee", "numb and tingling", "yesterday 21:00"], now=HERE)
    assert draft.readings == (r("knee", "left", 6, "numbness tingling"),)
    assert draft.at.iso() == "2026-03-04T21:00:00+01:00"


def test_a_mistake_in_a_line_quoted_whole_is_named_and_not_taken_as_a_note() -> None:
    with pytest.raises(UsageError, match="shoulde"):
        parse_log(["6 left shoulde"], now=HERE)


def test_a_note_alone_is_an_entry() -> None:
    assert parse_log(["--", "slept", "badly"], now=HERE).note == "slept badly"


def test_quotes_in_a_piped_line_are_not_special() -> None:
    assert parse_line('6 left knee "after stairs"', now=HERE).note == '"after stairs"'


PLACED = (
    ("5 yesterday evening", "left knee 5 yesterday evening"),
    ("stiff, 4", "left knee stiff, 4"),
    ("numb", "left knee numb"),
    ("3 at rest 5 on movement", "left knee 3 at rest 5 on movement"),
    ("5 after walking -- slept badly", "left knee 5 after walking -- slept badly"),
    ("5 knee-deep in work", ""),
    ("left 6", ""),
    ("both sides 5", ""),
    ("5 banana", ""),
    ("5 leg", ""),
    ("5, 3", ""),
    ("5 right hip", "5 right hip"),
    ("worse", "worse"),
    ("-- slept badly", "-- slept badly"),
)


@pytest.mark.parametrize(("typed", "same"), PLACED)
def test_a_line_that_names_no_place_is_about_the_one_that_is_chosen(typed: str, same: str) -> None:
    if not same:
        with pytest.raises(UnclearLine):
            parse_line(typed, now=HERE, place=("knee", "left"))
        return
    taken, whole = parse_line(typed, now=HERE, place=("knee", "left")), parse_line(same, now=HERE)
    said = tuple(each for each in taken.remarks if each != "no place was written: taken as left knee")
    assert replace(taken, remarks=()) == replace(whole, remarks=())
    assert said == whole.remarks
    assert (taken.remarks == said) == (typed == same)


@pytest.mark.parametrize("place", [(name, side) for name in REGIONS for side in SIDES])
def test_every_place_can_be_the_chosen_one(place: tuple[str, str]) -> None:
    if REGIONS[place[0]].paired and place[1] == "center":
        return
    (reading,) = parse_line("5", now=HERE, place=place).readings
    assert (reading.site, reading.side) == place


def test_what_is_wrong_beside_a_missing_place_is_asked_alone() -> None:
    with pytest.raises(UnclearLine, match=r"^two levels \(5 and 3\) for left knee") as caught:
        parse_line("5, 3", now=HERE, place=("knee", "left"))
    assert "PLACE" not in " ".join(caught.value.lines)


def test_a_plural_taken_as_both_sides_gives_a_remark() -> None:
    assert parse_line("6 knees", now=HERE).remarks == ("knees: taken as both knees",)


def test_a_numb_groin_is_kept_and_the_saddle_is_asked_about() -> None:
    draft = parse_line("numb groin both sides, 7 lower back", now=HERE)
    assert draft.readings == (r("groin", "both", None, "numbness"), r("lower back", "center", 7))
    assert any("saddle-numbness" in remark for remark in draft.remarks)


@pytest.mark.parametrize(
    ("line", "best", "worst", "remark"),
    [
        ("left knee 3-4", 3, 4, "3 to 4 counted as 4, best 3, worst 4"),
        ("left knee 3-4 worst 6", 3, 6, "3 to 4 counted as 4, best 3"),
        ("left knee 3-4 at rest", None, None, "3 to 4 counted as 4"),
        ("left knee 4, interference 2-3", None, None, "2 to 3 counted as 3"),
    ],
)
def test_of_a_range_a_remark_names_the_ends_that_are_kept(
    line: str, best: int | None, worst: int | None, remark: str
) -> None:
    draft = parse_line(line, now=HERE)
    assert (draft.readings[0].best, draft.readings[0].worst) == (best, worst)
    assert remark in draft.remarks


def test_text_that_is_too_long_or_broken_is_refused() -> None:
    for line in ("6 left knee -- " + "x" * 200_000, "knee " * 1000, "6 left knee \udcff"):
        with pytest.raises(UsageError):
            parse_line(line, now=HERE)


def test_a_draft_becomes_an_entry() -> None:
    draft: EntryDraft = parse_line("6 left knee fever interference 3 yesterday 21:00 -- stairs", now=HERE)
    entry = draft.entry("abc", HERE.now)
    assert (entry.id, entry.recorded, entry.note, entry.interference) == ("abc", HERE.now, "stairs", 3)
    assert (entry.readings, entry.symptoms, entry.at) == (draft.readings, draft.symptoms, draft.at)


def test_a_whole_person_symptom_stays_of_the_person_where_two_mentions_of_a_site_are_one() -> None:
    draft = parse_line("4 left foot, left foot feverish", now=HERE)
    assert draft.readings == (r("foot", "left", 4),)
    assert draft.symptoms == ("fever",)
