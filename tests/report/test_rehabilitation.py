"""Background, function, programme and treatments in the report; their figures are worked out here from the records."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from pypdf import PdfReader

from diary.domain.records import Care, Diary, Exercise, Known, Motion, Question, Record, Session, Visit
from diary.domain.rehabilitation import Activity, Answer, Background, Plan, Score, Treatment
from diary.report import report_model, to_html, to_markdown, to_pdf
from diary.report.blocks import Heading, Items, Para, Sheet, Table
from diary.report.document import sheet_of
from diary.report.first_page import ROOMS
from diary.review.snapshot import review_of
from tests.charts.diaries import BACK, NOW, entry, moment, session

TODAY = NOW.date()
WORDS = ("Background", "Function", "Exercise programme")


def day(ago: int) -> date:
    return TODAY - timedelta(days=ago)


def score(ago: int, *answers: tuple[str, float]) -> Score:
    at = moment(ago)
    return Score(
        id=f"{ago}{answers}", at=at, recorded=at.instant, answers=tuple(Answer(name, value) for name, value in answers)
    )


def plan(name: str, since: int, until: int | None = None, **more: object) -> Plan:
    last = "" if until is None else day(until).isoformat()
    values: dict[str, object] = {"id": f"{name}{since}", "at": moment(since), "since": day(since).isoformat()}
    return Plan(**(values | {"name": name, "until": last} | more))  # type: ignore[arg-type]


def told(topic: str, name: str, **more: object) -> Background:
    return Background(id=f"{topic}{name}", at=moment(50), topic=topic, name=name, **more)  # type: ignore[arg-type]


BACKGROUND: list[Record] = [
    told("began", "lifting a box", since="2025-11"),
    told("surgery", "ACL repair, left knee", since="2025-03-12"),
    told("worse", "sitting", minutes=20, settles=60),
    told("better", "walking", minutes=5),
    told("goal", "climb stairs without the rail"),
    Known(id="k", at=moment(50), site="foot", side="left", symptoms=("numbness",)),
    Known(id="l", at=moment(50), symptoms=("night-pain",)),
    Known(id="m", at=moment(40), symptoms=("night-pain",), ended=True),
]
VISIT = Visit(id="v", at=moment(14, 10), name="Ms Weber")


def records() -> list[Record]:
    """Six weeks: three activities, PEG, a change, a programme whose dose went up, treatments, medicines."""
    found: list[Record] = [entry(ago, {BACK: 3}) for ago in range(42)]
    found += [Activity(id=name, at=moment(41), name=name, since=day(41).isoformat()) for name in ("stairs", "shopping")]
    for ago, stairs, shopping in ((41, 3, 5), (27, 4, 5), (14, 4, 5), (7, 5, 4), (1, 6, 4)):
        found.append(score(ago, ("stairs", stairs), ("shopping", shopping)))
    found += [score(30, *_peg(6, 5, 7)), score(2, *_peg(5, 4, 5)), score(13, ("change", 2)), score(9, ("sleep", 4))]
    found += [
        plan("bridge", 41, sets=3, reps=10, per_week=3),
        plan("clamshell", 41, 8, sets=2, reps=12, per_week=7),
        plan("clamshell", 7, sets=3, reps=12, per_week=3),
        plan("walking", 41, seconds=1800),
    ]
    for ago in (20, 13, 11, 9, 6, 2):
        bridge = Exercise("bridge", done="eased", because="too sore") if ago in (9, 6) else Exercise("bridge")
        clam = Exercise("clamshell", done="skipped", because="no time") if ago == 6 else Exercise("Clamshell")
        found.append(session(ago, "home", exercises=(bridge, clam)))
    found += [
        _treatment("naproxen", "500 mg", 30, 10, True),
        _treatment("naproxen", "250 mg", 9, None, True),
        _treatment("paracetamol", "1 g", 30, None, False),
        _treatment("night splint", "", 12, None, None),
        _treatment("old cream", "", 40, 20, None),
    ]
    for ago, dose, relief in ((20, "400 mg", 9), (5, "400 mg", 3), (4, "400 mg", None), (4, "200 mg", 5)):
        found.append(
            Care(id=f"c{ago}{dose}", at=moment(ago), activity="medication", name="ibuprofen", dose=dose, relief=relief)
        )
    return found


def _peg(pain: int, enjoyment: int, activity: int) -> tuple[tuple[str, float], ...]:
    return ("peg pain", pain), ("peg enjoyment", enjoyment), ("peg activity", activity)


def _treatment(name: str, dose: str, since: int, until: int | None, regular: bool | None) -> Treatment:
    last = "" if until is None else day(until).isoformat()
    return Treatment(
        id=f"t{name}{since}", at=moment(35), name=name, dose=dose, regular=regular, since=day(since).isoformat(),
        until=last,
    )  # fmt: skip


def sheet(*more: Record, **choices: object) -> Sheet:
    return sheet_of(report_model(review_of(Diary.of(more), NOW), **choices))  # type: ignore[arg-type]


def part(made: Sheet, heading: str) -> dict[str, str]:
    """The lines of a list under a heading, by their lead."""
    blocks = [*made.first, *made.behind]
    at = next((n for n, block in enumerate(blocks) if isinstance(block, Heading) and block.text == heading), None)
    if at is None:
        return {}
    items = blocks[at + 1]
    assert isinstance(items, Items)
    return {item.lead: item.text for item in items.items}


def table(made: Sheet, name: str) -> dict[str, tuple[str, ...]]:
    found = [block for block in (*made.first, *made.behind) if isinstance(block, Table) and block.name == name]
    return {row[0].removesuffix(" (hardest now)"): row[1:] for block in found for row in block.rows}


def headings(made: Sheet) -> list[str]:
    return [block.text for block in (*made.first, *made.behind) if isinstance(block, Heading)]


def test_the_background_heads_the_first_report() -> None:
    made = sheet(*records(), *BACKGROUND)
    assert isinstance(made.first[0], Heading)
    assert made.first[0].text == "Background"
    assert part(made, "Background") == {
        "Began": "lifting a box, since Nov 2025",
        "Operation": "ACL repair, left knee, 12 Mar 2025",
        "Worse with": "sitting, after 20 min, settles in 60 min; better with walking, helps within 5 min "
        "(usually; 13 Sep)",
        "There from the start": "numbness at the left foot; pain that wakes at night, no longer since 23 Sep",
        "Goals": "climb stairs without the rail",
    }


def test_later_reports_tell_it_too_with_what_was_written_since() -> None:
    new = Background(id="new", at=moment(5), topic="worse", name="stairs")
    first, later = (part(sheet(*records(), *BACKGROUND, *more), "Background") for more in ((), (VISIT, new)))
    assert later == first | {
        "Worse with": "sitting, after 20 min, settles in 60 min; stairs; better with walking, helps within 5 min "
        "(usually; 13 Sep and 28 Oct)"
    }


def test_an_appointment_that_is_to_come_or_of_today_leaves_it_the_first_report() -> None:
    for ago in (0, -3):
        made = sheet(*records(), *BACKGROUND, Visit(id="w", at=moment(ago, 8)))
        assert "Worse with" in part(made, "Background")


def test_words_in_a_note_are_told_only_where_notes_are() -> None:
    statement = Background(id="b", at=moment(9), topic="worse", minutes=30, note="long drives")
    assert part(sheet(statement), "Background") == {"Worse with": "after 30 min, long drives (usually; 24 Oct)"}
    assert part(sheet(statement, notes=False), "Background") == {"Worse with": "after 30 min (usually; 24 Oct)"}


@pytest.mark.parametrize("since", [None, day(27)])
def test_the_scores_are_those_of_the_records(since: date | None) -> None:
    every = [each for each in records() if isinstance(each, Score)]
    made = sheet(*records(), VISIT, since=since)
    first_day = since or VISIT.at.day
    found = table(made, "Function")
    for name in ("stairs", "shopping"):
        values = [(each.at.day, answer.value) for each in every for answer in each.answers if answer.name == name]
        before = [(at, value) for at, value in values if at <= first_day]
        oldest, earlier, *between, newest, changes = found[name.capitalize()]
        assert (oldest, earlier, newest) == tuple(
            f"{value:g} ({at.day} {at:%b})" for at, value in (values[0], before[-1], values[-1])
        )
        # Of the values between, only what is higher or lower than those; here there is none.
        assert between in ([], ["–"])
        for (since_then, value), text in zip((before[-1], values[0]), changes.split("\n"), strict=True):
            change = values[-1][1] - value
            judged = "better, a real change" if change >= 3 else "no clear change"
            assert text.startswith(f"{change:+g} since {since_then.day} {since_then:%b}, ".replace("-", "−") + judged)
    pegs = [each for each in every if each.answers[0].name == "peg pain"]
    first, latest = (sum(answer.value for answer in each.answers) / 3 for each in (pegs[0], pegs[-1]))
    assert (round(first, 1), round(latest, 1)) == (6, 4.7)
    assert (first - latest) / first < 0.3
    peg = found["PEG (pain, enjoyment, activity)"]
    assert peg[0].startswith("6 (")
    assert peg[-2].startswith("4.7 (")
    assert peg[-1] == "−1.3 since 3 Oct, no clear change: matters from 30 % on"
    mean = found["Mean of the activities"]
    assert (mean[0][:2], mean[-2][:2]) == ("4 ", "5 ")
    assert mean[-1].endswith("+1 since 22 Sep, no clear change")
    (key,) = [
        block.text for block in made.first if isinstance(block, Para) and block.text.startswith("Activities: 0 unable")
    ]
    assert key.startswith(
        "Activities: 0 unable, 10 as before; a real change is more than the error of measurement: 3 points, "
        "of their mean 3."
    )
    said = (
        f"{day(ago).day} Oct: pain {a}, enjoyment {b}, activity {c}" for ago, a, b, c in ((30, 6, 5, 7), (2, 5, 4, 5))
    )
    assert (
        f"PEG: mean of three, 0 none to 10; a change matters from 30 % of the earlier value on. {'; '.join(said)}."
        in key
    )


def test_the_value_before_a_flare_stands_beside_that_of_now_and_an_older_one_is_marked() -> None:
    rising = [entry(ago, {BACK: 2}) for ago in range(30, 2, -1)] + [entry(ago, {BACK: 6}) for ago in (2, 1, 0)]
    stairs = [score(ago, ("stairs", value)) for ago, value in ((40, 3), (26, 5), (20, 6), (9, 8), (1, 5))]
    made = sheet(*rising, *stairs, score(10, *_peg(3, 2, 3)), VISIT)
    found = table(made, "Function")
    assert found["Stairs"] == (
        "3 (23 Sep)", "6 (13 Oct)", "8 (24 Oct, before this flare)", "5 (1 Nov)",
        "−3 since 24 Oct, worse, a real change\n+2 since 23 Sep, no clear change",
    )  # fmt: skip
    assert found["PEG (pain, enjoyment, activity)"][-2] == "2.7 (23 Oct, before this flare)"
    calm = table(sheet(*rising[:-3], *stairs, VISIT), "Function")["Stairs"]
    assert calm[2] == "8 (24 Oct)"
    assert calm[-1].startswith("−1 since 13 Oct, no clear change")


def test_one_value_is_too_few_and_a_change_is_no_course() -> None:
    found = table(sheet(*records(), VISIT), "Function")
    assert found["Sleep"] == ("–", "–", f"4 ({day(9).day} Oct)", "rated once: too few to say")
    assert found["Change since the visit before"][-2:] == (f"+2 ({day(13).day} Oct)", "better than at the visit before")


def test_what_was_rated_after_a_period_is_not_in_its_report() -> None:
    made = sheet(*records(), since=day(30), until=day(10))
    assert table(made, "Function")["Stairs"][-2] == f"4 ({day(14).day} Oct)"
    assert "PEG (pain, enjoyment, activity)" in table(made, "Function")
    assert table(made, "Function")["PEG (pain, enjoyment, activity)"][-1] == "rated once: too few to say"


@pytest.mark.parametrize(("since", "until"), [(14, 0), (20, 8), (7, 0)])
def test_the_programme_is_done_of_planned_in_the_records(since: int, until: int) -> None:
    made = sheet(*records(), since=day(since), until=day(until))
    of_time = [each for each in records() if isinstance(each, Session) and day(since) <= each.at.day <= day(until)]
    planned = {"bridge": 0.0, "clamshell": 0.0}
    for ago in range(until, since + 1):
        planned["bridge"] += 3 / 7
        planned["clamshell"] += (7 if ago >= 8 else 3) / 7
    found = table(made, "Exercise programme")
    for name, share in planned.items():
        kinds = [e.done for each in of_time for e in each.exercises if e.name.casefold() == name]
        assert found[name.capitalize()][1].startswith(f"{len(kinds) - kinds.count('skipped')} of {round(share)}")
        for word, count in (("made easier", kinds.count("eased")), ("skipped", kinds.count("skipped"))):
            assert (word in found[name.capitalize()][1]) == bool(count)
    assert found["Walking"] == ("30 min", "not logged")


def test_a_changed_dose_is_said_with_its_last_day() -> None:
    found = table(sheet(*records(), VISIT), "Exercise programme")
    assert found["Clamshell"][0] == "3x12, 3 times a week; until 25 Oct: 2x12, daily"
    assert found["Bridge"] == ("3x10, 3 times a week", "5 of 6, made easier twice: too sore")


def test_it_is_said_in_which_kinds_of_sessions_the_exercises_were_done() -> None:
    done = [
        session(ago, kind, exercises=(Exercise("bridge"),)) for ago, kind in ((9, "home"), (7, "physio"), (5, "home"))
    ]
    again = session(5, "physio", 20.0, exercises=(Exercise("bridge"),))
    skipped = session(3, "gym", exercises=(Exercise("bridge", done="skipped"),))
    found = table(sheet(plan("bridge", 13, per_week=2), *done, again, skipped, VISIT), "Exercise programme")
    # Two sessions on a day are one day of it; that of the first counts.
    assert found["Bridge"][1] == "3 of 4 (2 in home, 1 in physio), skipped once"
    found = table(sheet(plan("bridge", 13, per_week=2), done[0], VISIT), "Exercise programme")
    assert found["Bridge"][1] == "1 of 4"


def test_a_measurement_has_its_day_and_one_of_before_says_so() -> None:
    bends = [
        Motion(id=f"m{ago}", at=moment(ago), movement="flexion", side="left", value=value)
        for ago, value in ((20, 90.0), (9, 95.0), (2, 101.0))
    ]
    made = part(sheet(*records(), *bends, VISIT), "Every day")
    assert made["Range of motion"] == (
        "left flexion 90 (13 Oct, before this time) → 101 degrees (31 Oct; more movement, a real change, beyond the "
        "error of measurement, 10)"
    )
    made = part(sheet(*records(), *bends[1:], VISIT), "Every day")
    assert made["Range of motion"] == (
        "left flexion 95 (24 Oct) → 101 degrees (31 Oct; less than the error of measurement, 10)"
    )


def test_the_log_has_scores_questions_and_changes_of_the_programme() -> None:
    asked = Question(id="q", at=moment(4), note="May I swim?")
    made = sheet(*records(), asked, VISIT)
    (log,) = (block for block in made.behind if isinstance(block, Table) and block.name == "Log")
    said = [f"{row[0]} | {' | '.join(row[1:])}" for row in log.rows]
    for line in (
        "Sun 1 Nov 20:00 | score: stairs 6, shopping 4 | ", "Thu 29 Oct 20:00 | question | May I swim?",
        "Mon 26 Oct 20:00 | planned: clamshell 3x12, 3 times a week, since 26 Oct 2026 | ",
        "Sun 25 Oct | planned until this day: clamshell 2x12, daily | ",
    ):  # fmt: skip
        assert line in said
    assert not any("question" in " ".join(row) for row in _log_of(sheet(*records(), asked, VISIT, notes=False)))


def _log_of(made: Sheet) -> tuple[tuple[str, ...], ...]:
    return next(block.rows for block in made.behind if isinstance(block, Table) and block.name == "Log")


def test_treatments_have_dose_and_days_and_single_tablets_are_counted_apart() -> None:
    made = part(sheet(*records(), VISIT), "What was used")
    assert made["Regular"] == "naproxen 500 mg, 3 Oct – 23 Oct; naproxen 250 mg, since 24 Oct"
    assert made["As needed"] == "paracetamol 1 g, since 3 Oct"
    assert made["Treatments"] == "night splint, since 21 Oct"
    # Three tablets in this time, two of them rated; the one of before does not count.
    assert made["Medicines taken"] == (
        "ibuprofen (400 mg twice, 200 mg once) 3 times on 2 days, relief 3 to 5 of 10 (rated twice, time not logged)"
    )


def test_an_absent_part_takes_no_space() -> None:
    made = sheet(entry(1, {BACK: 3}))
    assert not set(headings(made)) & {*WORDS, "Every day", "Function over time", "More scores"}


def test_scores_beyond_those_that_fit_are_on_a_further_page() -> None:
    many = [score(ago, *((f"activity {n}", 5 + n % 3) for n in range(9))) for ago in (9, 2)]
    made = sheet(*many)
    shown = [block for block in made.first if isinstance(block, Table) and block.name == "Function"]
    assert [len(block.rows) for block in shown] == [ROOMS[0].scores]
    assert "More scores" in headings(made)
    assert len(table(made, "Function")) == 10
    assert any(isinstance(block, Para) and "4 more scores on a further page." in block.text for block in made.first)


def test_the_three_formats_say_the_same() -> None:
    report = report_model(review_of(Diary.of([*records(), *BACKGROUND]), NOW))
    pages = PdfReader(io.BytesIO(to_pdf(report))).pages
    pdf = " ".join(" ".join(page.extract_text() for page in pages).split())
    for text in (pdf, to_html(report), to_markdown(report)):
        for said in (
            *WORDS, "lifting a box, since Nov 2025", "settles in 60 min", "numbness at the left foot",
            "better, a real change", "31 Oct: pain 5", "naproxen 250 mg, since 24 Oct", "made easier twice: too sore",
            "night splint",
        ):  # fmt: skip
            assert said in text, said
    assert len(pages[0].extract_text()) > 500
