"""The map: written with proposals and questions, kept as a person edits it, obeyed, and changed later."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from diary.errors import DiaryError, InvalidValue
from diary.exchange.apps.map_file import answered, completed_map, questions
from diary.exchange.apps.name_map import read_map
from diary.exchange.apps.proposals import proposal
from diary.exchange.apps.recognise import foreign_file
from diary.exchange.apps.rows import Export, Fact, ForeignRow
from diary.exchange.apps.targets import target_of
from diary.exchange.import_plan import apply
from diary.store.diary_store import DiaryStore, open_diary
from tests.exchange.apps import Answers, lines_of, read
from tests.exchange.diaries import BERLIN


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("Back (lower) pain", "lower back"),
        ("Back (mid) pain", "mid back"),
        ("LowerBackPain", "lower back"),
        ("Shoulder (left)", "left shoulder"),
        ("KNEE_LEFT", "left knee"),
        ("CHEST_RIGHT_BACK", "right upper back"),
        ("ABDOMEN_LEFT_BACK", "left lower back"),
        ("GROIN_LEFT_BACK", "left buttock"),
        ("THIGH_LEFT_BACK", "left hamstring"),
        ("Headache", "head"),
        ("Stomach ache", "abdomen"),
        ("AbdominalCramps", "abdomen, cramping"),
        ("Left foot numbness", "left foot, numbness"),
        ("both hands", "both hands"),
        ("ShortnessOfBreath", "breathlessness"),
        ("Fever", "fever"),
    ],
)
def test_a_name_that_is_clear_is_proposed(name: str, target: str) -> None:
    assert proposal(name) == (target, "")
    assert target_of(target) is not None


@pytest.mark.parametrize(
    ("name", "remark"),
    [
        ("Knee pain", "which knee: left, right or both?"),
        ("Back pain", "“back” is too wide: upper back or lower back?"),
        ("LOWER_LEG_LEFT_BACK", "“lower leg” is too wide: shin or calf?"),
        ("Chest pain", '"chest" for the place, "chest-pain" for the warning sign'),
        ("ChestTightnessOrPain", '"chest" for the place, "chest-pain" for the warning sign'),
        ("Trouble peeing", 'perhaps "bladder-trouble", which is a warning sign'),
        ("pain when my left knee bends", 'perhaps "left knee"'),
        ("Numbness", 'where? such as "left foot, numbness"; "numbness" alone is said of all places of the row'),
        ("Anxiety", ""),
        ("", ""),
    ],
)
def test_any_other_name_is_a_question_and_nothing_is_assumed(name: str, remark: str) -> None:
    assert proposal(name) == ("?", remark)


NAMES = ['say "what"', "two\nlines", "a.b", "tab\t", "=x", "ünï", "'", "\\n", "#", "[a]", "0", " "]


def test_any_name_can_stand_in_a_map_and_is_found_again() -> None:
    rows = [
        ForeignRow(f"line {number}", "2024-03-01", facts=(Fact(name, name, name, scale=name),))
        for number, name in enumerate(NAMES, 1)
    ]
    export = Export("Test", tuple(rows), dict.fromkeys(NAMES, ""))
    text = completed_map(export, "x.csv")
    for name in NAMES:
        text = answered(text, ("names", name, name), "left knee")
    assert read_map(text, "m").names == {name: {name: "left knee"} for name in NAMES}
    assert completed_map(export, "x.csv", text) == text
    assert questions(completed_map(export, "x.csv")) != []


def test_what_a_person_wrote_stays_and_only_what_is_new_is_added(tmp_path: Path) -> None:
    header = "FeatureName,Timestamp,Value\n"
    first = read(tmp_path, f"{header}Knee,2022-09-14T21:30:41Z,4\n").map
    edited = first.replace('Knee = "?"', 'Knee = "left knee"   # the bad one', 1) + "\n# my own line\n"
    path = tmp_path / "next.csv"
    path.write_text(f"{header}Knee,2022-09-14T21:30:41Z,4\nToe,2022-09-15T21:30:41Z,4\n")
    foreign = foreign_file(path, path.read_bytes)
    assert foreign is not None
    later = completed_map(foreign.read({}), "next.csv", edited)
    assert 'Knee = "left knee"   # the bad one' in later
    assert "# my own line" in later
    assert tomllib.loads(later)["names"]["Trackers"]["Toe"] == "?"
    assert [question.keys for question in questions(later)] == [
        ("names", "Trackers", "Toe"), ("levels", "Knee"), ("levels", "Toe")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[names", "can't be read"),
        ('names = "x"', "needs [names] on a line of its own"),
        ("[names.Symptom]\nx = 3", "stands a text in quotation marks"),
        ('[columns]\nx = "zoo"', "says 'zoo' for the column “x”; use one of date"),
        ('[options]\ndates = "first"', "says dates = 'first'; use one of day-month, month-day, ?"),
        ('[options]\nnotes = "yes"', "says notes = 'yes'; use one of beside, all, none"),
    ],
)
def test_a_map_that_cannot_be_read_is_refused_with_the_place(text: str, reason: str) -> None:
    with pytest.raises(DiaryError) as caught:
        read_map(text, "x.map.toml")
    assert "x.map.toml" in str(caught.value)
    assert reason in str(caught.value)


TABLE = "FeatureName,Timestamp,Value,Label,Note\nback,2024-03-01T09:00:00+01:00,4,,a note\n"
LEVEL: Answers = {("levels", "back"): "0-10"}


@pytest.mark.parametrize(
    ("answer", "level", "line"),
    [
        ("lower back", "0-10", "center lower back 4 | a note"),
        ("left knee, both hips", "0-10", "left knee 4; both hip 4 | a note"),
        ("left knee, burning, numbness", "0-10", "left knee 4 burning numbness | a note"),
        ("lower back", "empty", "center lower back - | a note\nback: 4"),
        ("note", "empty", "| a note\nback: 4"),
        ("fever", "empty", "fever | a note\nback: 4"),
        ("burning", "empty", "| a note\nback: 4"),
        ("medicine", "empty", "activity medication; name back; dose 4 | a note"),
        ("ice: cold pack", "empty", "activity ice; name cold pack; dose 4 | a note"),
        ("session: yoga", "empty", "activity yoga | a note\n4"),
    ],
)
def test_what_an_answer_makes_of_a_row(tmp_path: Path, answer: str, level: str, line: str) -> None:
    answers: Answers = {("names", "Trackers", "back"): answer, ("levels", "back"): level}
    (found,) = lines_of(read(tmp_path, TABLE, answers).records)
    assert found.replace("2024-03-01T09:00:00+01:00", "").removeprefix("; ").strip() == line


@pytest.mark.parametrize(
    ("answer", "level", "reason"),
    [
        ("zoo", "0-10", "the map says 'zoo' for “back”: “zoo”: “zoo” is no site the diary knows"),
        ("knee", "0-10", "which knee: left, right or both?"),
        ("?", "0-10", "the map has no answer for “back”"),
        ("lower back", "?", "the map has no answer for the scale “back”"),
        ("lower back", "0-100", "the map has no answer for the scale “back”"),
        ("interference", "?", "the map has no answer for the scale “back”"),
    ],
)
def test_an_answer_that_means_nothing_keeps_the_row_out(tmp_path: Path, answer: str, level: str, reason: str) -> None:
    found = read(tmp_path, TABLE, {("names", "Trackers", "back"): answer, ("levels", "back"): level})
    assert (found.records, len(found.fates)) == ([], 1)
    assert reason in found.fates[0]


def test_notes_alone_come_in_where_the_map_says_so(tmp_path: Path) -> None:
    answers: Answers = {("names", "Trackers", "back"): "ignore"}
    assert read(tmp_path, TABLE, answers).records == []
    answers[("options", "notes")] = "all"
    assert lines_of(read(tmp_path, TABLE, answers).records) == ["2024-03-01T09:00:00+01:00 | a note"]
    assert lines_of(
        read(tmp_path, TABLE, {**LEVEL, ("names", "Trackers", "back"): "neck", ("options", "notes"): "none"}).records
    ) == ["2024-03-01T09:00:00+01:00; center neck 4"]


@pytest.fixture
def store(tmp_path: Path) -> DiaryStore:
    return open_diary(tmp_path / "diary.db", clock=BERLIN, program="import", create=True)


def entries(store: DiaryStore) -> list[str]:
    diary = store.read()
    return sorted(lines_of(list(diary.records())))


def test_a_changed_map_changes_what_came_in_and_undo_takes_it_back(tmp_path: Path, store: DiaryStore) -> None:
    def run(answer: str, *, update: bool = False) -> list[str]:
        answers = {**LEVEL, ("names", "Trackers", "back"): answer}
        found = read(tmp_path, TABLE, answers, store=store, update=update)
        apply(found.plan, store)
        return [row.fate.value for row in found.plan.rows]

    with store:
        assert run("lower back") == ["new"]
        first = entries(store)
        assert run("lower back") == ["same"]
        # Without being told to, nothing that is in the diary changes.
        for answer in ("upper back", "medicine", "ignore"):
            assert run(answer) == ["changed"]
            assert entries(store) == first
        assert run("upper back", update=True) == ["updated"]
        assert entries(store) == ["2024-03-01T09:00:00+01:00; center upper back 4 | a note"]
        store.undo()
        assert entries(store) == first
        # A row that is another kind of record by now, or none.
        assert run("medicine", update=True) == ["updated"]
        assert entries(store) == ["2024-03-01T09:00:00+01:00; activity medication; name back; dose 4 | a note"]
        store.undo()
        assert entries(store) == first
        assert run("ignore", update=True) == ["removed"]
        assert entries(store) == []
        store.undo()
        assert entries(store) == first


def test_what_was_deleted_stays_deleted(tmp_path: Path, store: DiaryStore) -> None:
    with store:
        found = read(tmp_path, TABLE, {**LEVEL, ("names", "Trackers", "back"): "neck"}, store=store)
        apply(found.plan, store)
        store.delete(found.records[0].id)
        again = read(tmp_path, TABLE, {**LEVEL, ("names", "Trackers", "back"): "neck"}, store=store)
        assert (again.records, again.plan.writes) == ([], False)


def test_equal_rows_are_records_of_their_own_in_any_order(tmp_path: Path, store: DiaryStore) -> None:
    head, row = TABLE.splitlines()
    other = row.replace(",4,", ",5,")
    answers = {**LEVEL, ("names", "Trackers", "back"): "neck"}
    with store:
        apply(read(tmp_path, "\n".join((head, row, row, other)), answers, store=store).plan, store)
        assert len(entries(store)) == 3
        later = read(tmp_path, "\n".join((head, other, row, row, row)), answers, store=store)
        assert [row.fate for row in later.plan.rows] == ["same", "same", "same", "new"]


def test_a_target_is_read_once_and_the_same(tmp_path: Path) -> None:
    assert target_of(" ? ") is None
    assert target_of("Lower Back") == target_of("lower back")
    with pytest.raises(InvalidValue, match="too wide"):
        target_of("leg")


def mixed(*values: str) -> Export:
    facts = [Fact("Columns", "pain", value, "pain") for value in values]
    rows = tuple(ForeignRow(f"line {n}", f"2026-01-0{n}", facts=(fact,)) for n, fact in enumerate(facts, start=2))
    return Export("sheet", rows)


def test_numbers_among_words_are_asked_about_and_never_become_words() -> None:
    written = completed_map(mixed("4", "6", "moderate", "7/10"), "sheet.csv")
    levels = tomllib.loads(written)["levels"]["pain"]
    assert levels == {"*": "?", "moderate": "", "7/10": "?"}
    assert {question.keys for question in questions(written)} >= {("levels", "pain", "*"), ("levels", "pain", "7/10")}


def test_numbers_among_words_keep_their_value_once_the_map_says_so() -> None:
    export = mixed("4", "6.5", "moderate", "7/10")
    written = completed_map(export, "sheet.csv")
    for name, answer in (("*", "0-10"), ("7/10", 7)):
        written = answered(written, ("levels", "pain", name), answer)
    names = read_map(written, "map")
    assert [names.level(row.facts[0]).level for row in export.rows] == [4, None, None, 7]
    # A later dry run leaves the answers.
    assert completed_map(export, "sheet.csv", written) == written


@pytest.mark.parametrize("quoted", ["7", " 7 "])
def test_a_level_in_quotation_marks_is_that_level(quoted: str) -> None:
    written = answered(completed_map(mixed("7/10", "moderate"), "sheet.csv"), ("levels", "pain", "7/10"), quoted)
    assert read_map(written, "map").level(Fact("Columns", "pain", "7/10", "pain")).level == 7


@pytest.mark.parametrize("quoted", ["11", "5.5", "high"])
def test_any_other_answer_in_quotation_marks_is_refused(quoted: str) -> None:
    written = answered(completed_map(mixed("7/10", "moderate"), "sheet.csv"), ("levels", "pain", "7/10"), quoted)
    with pytest.raises(InvalidValue, match="write a whole number, 0–10"):
        read_map(written, "map").level(Fact("Columns", "pain", "7/10", "pain"))
