"""Logging from the command line: the saved entry, the output, and that wrong input saves nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest

from diary.cli.main import main
from tests.cli.conftest import Run


def entries(run: Run) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads(run("list --json").out)["entries"]
    return listed


def test_one_line_is_saved_and_its_echo_logs_the_same_entry_again(run: Run) -> None:
    first = run("log 6 left knee sharp numb yesterday 21:00 -- after the stairs")
    assert first.status == 0
    assert first.line == "6 left knee sharp numbness 2026-03-04T21:00 -- after the stairs"
    again = run(f"log {first.line}")
    assert again.line == first.line
    one, two = entries(run)
    # All but the id: the echo carries the time, so a repeated line gives an equal entry.
    assert {**one, "id": ""} == {**two, "id": ""}
    # What was not said is null or empty.
    said = [{name: value for name, value in each.items() if value not in (None, "")} for each in one["readings"]]
    assert said == [
        {
            "site": "knee",
            "side": "left",
            "pain": 6,
            "qualities": ["sharp"],
            "symptoms": ["numbness"],
            "sudden": False,
        }
    ]
    assert one["note"] == "after the stairs"


def test_flags_describe_one_site(run: Run) -> None:
    line = "log --pain 4 --site knee --side left --quality dull --symptom swelling --sudden --at 08:00"
    answer = run(line, "--note", "two", "words")
    assert answer.line == "4 left knee dull swelling sudden 2026-03-05T08:00 -- two words"


def test_a_pipe_takes_one_entry_a_line(run: Run) -> None:
    answer = run("log", stdin="5 neck stiff\n\n2 left knee -- it's fine\n")
    assert answer.status == 0
    assert len(entries(run)) == 2
    assert {entry["note"] for entry in entries(run)} == {"", "it's fine"}


def test_a_bad_line_in_a_pipe_is_named_and_nothing_is_saved(run: Run) -> None:
    answer = run("log -", stdin="5 neck\n11 neck\n")
    assert answer.status == 2
    assert "line 2" in answer.err
    assert "nothing was saved" in answer.err
    assert run("list").status == 1


@pytest.mark.parametrize(
    ("line", "status", "words"),
    [
        ("log 11 left knee", 2, "0 to 10"),
        ("log 60/100 left knee", 2, "6/10"),
        ("log 5 knee", 2, "left knee, right knee"),
        ("log 5 leg", 2, "thigh, knee, shin, calf or foot"),
        ("log 5 flurb", 2, "flurb"),
        ("log 5 lower bakc", 2, "did you mean lower back?"),
        ("log 5 lwoer back", 2, "did you mean lower back?"),
        ("log 5 bakc", 2, "“bakc” is not understood"),
        ("log no pain lower back", 2, "a site without pain is level 0, such as 0 lower back"),
        ("log right knee no pain", 2, "such as 0 right knee"),
        ("log no pain knee", 2, "such as 0 left knee"),
        ("care yoga 20 min", 2, "medication or other\n"),
        ("log 5 left knee no numbness", 2, "leave out"),
        ("log 5 left knee 23:30", 2, "did you mean yesterday 23:30?"),
        ("log left knee", 2, "left knee"),
        ("log 5 left knee --bogus", 2, "--bogus"),
        ("log 5 left knee --dry", 2, "--dry"),
        ("logg 5 left knee", 2, "did you mean diary log?"),
        ("list", 1, "diary log"),
        ("check", 1, "diary log"),
        ("undo", 1, "diary log"),
        ("usual lower back 11", 2, "0 to 10"),
        ("again", 1, "diary log"),
        ("check --as-of sometime", 2, "sometime"),
        ("export -o diary.doc", 2, ".csv or .json"),
        ("chart -o picture.gif", 2, ".png"),
        ("report", 2, "-o"),
        ("told", 1, "diary log"),
    ],
)
def test_bad_input_is_one_line_and_makes_no_diary(run: Run, line: str, status: int, words: str) -> None:
    answer = run(line)
    assert (answer.status, answer.out) == (status, "")
    assert words in answer.err
    first, *more = answer.err.splitlines()
    # All that is unclear in one line; after it only lines that are ready to be run.
    assert words.rstrip() in first
    assert not more or (
        more[0].startswith("To save it, run ")
        and all(each.startswith(f"  diary {line.split()[0]} ") for each in more[1:])
    )
    # A typing error must not leave an empty diary, which `remind` and `status` would treat as a real one.
    assert run("status").out.startswith("No entries yet")


def test_help_as_a_word_shows_what_the_option_shows(run: Run) -> None:
    assert run("help").out == run("--help").out != ""
    assert run("help log").out == run("log --help").out != ""
    assert "no command" in run("help flurb").err


def test_an_unknown_zone_is_reported_before_any_other_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "--tz", "Mars/Base"]) == 2
    assert "Mars/Base" in capsys.readouterr().err


def test_a_dry_run_saves_nothing(run: Run) -> None:
    assert run("log 6 left knee --dry-run").line == "6 left knee 2026-03-05T20:00"
    assert run("list").status == 1


def test_again_repeats_sites_and_qualities_and_nothing_else(run: Run) -> None:
    run("log 6 left knee sharp numb sudden, 2 neck stiff interference 3 08:00 -- note")
    answer = run("again 4 1")
    assert answer.line == "4 left knee sharp, 1 neck stiff 2026-03-05T20:00"
    assert run("again 4").status == 2
    assert run("again").line == "4 left knee sharp, 1 neck stiff 2026-03-05T20:00"


def test_again_and_the_questions_use_the_latest_entry_not_an_earlier_day_written_later(run: Run) -> None:
    run("log 6 left knee sharp, 2 neck 08:00")
    run("log 4 lower back yesterday 20:00")
    assert run("again --dry-run").line == "6 left knee sharp, 2 neck 2026-03-05T20:00"
    assert "[left knee]" in run("log", typed="\n" * 10).err
    assert run("delete last").out.count("left knee") == 1


def test_delete_and_repeated_undo_take_back_several_changes(run: Run) -> None:
    run("log 6 left knee")
    run("log 5 neck")
    assert run("delete last").status == 0
    assert [entry["readings"][0]["site"] for entry in entries(run)] == ["knee"]
    assert "Brought back" in run("undo").out
    assert len(entries(run)) == 2
    assert "Taken back" in run("undo").out
    assert "Taken back" in run("undo").out
    assert entries(run) == []
    assert run("undo").status == 1


def test_edit_keeps_time_and_note_unless_new_ones_are_given(run: Run) -> None:
    run("log 6 left knee 08:00 -- first")
    run("edit last 5 left knee dull")
    (entry,) = entries(run)
    assert (entry["time"], entry["note"]) == ("2026-03-05T08:00:00+01:00", "first")
    assert entry["readings"][0]["pain"] == 5
    run("edit last --at", "yesterday 09:00", "--note", "second")
    (entry,) = entries(run)
    assert (entry["time"], entry["note"], entry["late"]) == ("2026-03-04T09:00:00+01:00", "second", True)
    assert run("show last").out.count("before ") == 2


def test_every_kind_is_saved_and_listed(run: Run) -> None:
    for line in (
        "session physio 45 min effort 5",
        "usual lower back 2",
        "usual interference 1",
        "known numb left foot",
        "known --end numb left foot",
        "motion left knee flexion 95",
        "care medication ibuprofen 400 mg relief 6",
        "visit 2026-03-09T10:00 Dr Sommer",
        "ask May I cycle",
    ):
        assert run(line).status == 0, line
    listed = run("list --all").out
    for words in (
        "physio",
        "lower back 2",
        "known from before: numbness",
        "flexion 95",
        "ibuprofen",
        "Dr Sommer",
        "May I cycle",
    ):
        assert words in listed
    assert "May I cycle" in run("ask").out
    assert run("session again").status == 0


def test_the_usual_level_of_a_new_site_is_asked_for_once(run: Run) -> None:
    assert "diary usual left knee" in run("log 2 left knee").err
    assert "diary usual" not in run("log 2 left knee").err
    run("usual neck 1")
    assert "diary usual" not in run("log 1 neck").err


def test_search_finds_words_in_notes_and_everywhere(run: Run) -> None:
    run("log 6 left knee sharp -- after the Stairs")
    run("log 5 neck")
    assert "after the Stairs" in run("search stairs sharp").out
    assert run("search nothing-like-it").out == ""
    # "a note" stands in the list for an entry with only a note; nobody wrote it.
    run("log -- slept badly")
    assert "slept badly" in run("list").out
    assert run("search note").out == ""


def test_settings_are_saved_and_checked(run: Run) -> None:
    assert run("config emergency_number 112").status == 0
    assert run("config emergency_number").line == "112"
    assert run("config paper a5").status == 2
    assert run("config papers a4").status == 2
    run("log saddle-numbness")
    assert "Call 112 now" in run("check").out


def test_several_changes_are_taken_back_at_once_and_each_is_named(run: Run) -> None:
    for site in ("neck", "jaw right", "head"):
        run(f"log 3 {site}")
    run("edit last --pain 5")
    listed = run("undo --list").out.splitlines()
    assert [line[18:] for line in listed] == [  # without the time of the change, 18 columns
        "changed, was: head 3/10 (Thu 5 Mar 20:00)",
        "saved: 3 head 2026-03-05T20:00",
        "saved: 3 right jaw 2026-03-05T20:00",
        "saved: 3 neck 2026-03-05T20:00",
    ]
    answer = run("undo -n 3").out.splitlines()
    assert [line.partition(":")[0] for line in answer] == ["Put back as it was before", "Taken back", "Taken back"]
    assert [entry["readings"][0]["site"] for entry in entries(run)] == ["neck"]
    assert run("undo -n 2").status == 1
    assert entries(run) == []
    assert run("undo -n 0").status == 2


def others(run: Run) -> list[dict[str, Any]]:
    return sorted(json.loads(run("list --all --json").out)["others"], key=lambda record: str(record["kind"]))


def test_entries_of_one_pipe_keep_the_order_of_their_lines(run: Run) -> None:
    # All have the same instant and were written at once; only their ids keep the order.
    run("log", stdin="".join(f"{level} neck\n" for level in range(11)))
    assert [entry["readings"][0]["pain"] for entry in entries(run)] == list(range(11))


def test_known_symptoms_and_questions_can_be_edited_with_words(run: Run) -> None:
    run("known numb left foot")
    run("ask May I cycle")
    known, question = others(run)
    assert run(f"edit {known['id']} tingling left foot").status == 0
    assert run(f"edit {question['id']} May I swim").status == 0
    known, question = others(run)
    assert (known["symptoms"], known["time"]) == (["tingling"], "2026-03-05T20:00:00+01:00")
    assert question["note"] == "May I swim"


def test_an_edit_with_only_a_time_moves_the_entry(run: Run) -> None:
    run("log 6 left knee dull at 10:00 -- after the stairs")
    assert run("edit last yesterday 21:00").status == 0
    entry = json.loads(run("list --json").out)["entries"][0]
    assert entry["time"].startswith("2026-03-04T21:00")
    assert (entry["note"], entry["readings"][0]["pain"]) == ("after the stairs", 6)
    assert entry["readings"][0]["qualities"] == ["dull"]


def test_an_edit_with_only_a_level_changes_the_level_of_the_one_site(run: Run) -> None:
    run("log 4 left knee dull at 10:00 -- after the stairs")
    before = json.loads(run("list --json").out)["entries"][0]
    assert run("edit last 6").status == 0
    after = json.loads(run("list --json").out)["entries"][0]
    before["readings"][0]["pain"] = 6
    assert after == before
    assert run("edit last 10 yesterday 21:00").line.startswith("Wed 4 Mar 21:00  left knee 10/10, dull")


def test_an_edit_with_only_a_level_of_several_sites_names_the_command_to_run(run: Run) -> None:
    run("log 4 left knee dull, 2 neck, interference 3 at 10:00 -- after the stairs")
    refused = run("edit last 6")
    assert refused.status != 0
    command = refused.err.strip().partition("such as: diary ")[2]
    assert command.startswith("edit last 6 left knee dull, 2 neck")
    assert run(command).line == "Thu 5 Mar 10:00  left knee 6/10, dull; neck 2/10; interference 3/10 — after the stairs"


def test_an_edit_without_a_site_leaves_the_sites_as_they_are(run: Run) -> None:
    run("log 6 lower back dull, 3 left knee")
    run("edit last interference 5")
    (entry,) = entries(run)
    assert [(reading["site"], reading["pain"]) for reading in entry["readings"]] == [("lower back", 6), ("knee", 3)]
    assert entry["interference"] == 5


def test_what_was_deleted_is_listed_and_brought_back_by_its_id(run: Run) -> None:
    run("log 6 left knee")
    (entry,) = json.loads(run("list --json").out)["entries"]
    run("delete last")
    run("log 2 neck")
    prefix = entry["id"][:6]
    assert run("deleted").out.startswith(prefix)
    assert f"diary undo {prefix}" in run(f"show {prefix}").err
    assert run(f"undo {prefix}").out.startswith(f"Brought back: {prefix}")
    assert {each["readings"][0]["site"] for each in json.loads(run("list --json").out)["entries"]} == {"knee", "neck"}
    assert "Nothing was deleted" in run("deleted").err
    # It is a change like any other.
    assert run("undo").out.startswith("Taken back")
    assert run("redo").out.startswith("Brought back again")
    assert "nothing that was deleted" in run("undo last").err


def test_redo_says_what_it_does_again(run: Run) -> None:
    run("log 6 left knee")
    run("undo")
    assert run("redo").out.startswith("Saved again: ")
    assert "nothing to redo" in run("redo").err
