"""`diary session --response`: lines for people; the JSON is tested with its page."""

from __future__ import annotations

from tests.cli.conftest import Run


def test_without_a_session_it_says_what_it_takes(run: Run) -> None:
    run("log 3 neck")
    answer = run("session --response")
    assert (answer.status, answer.err) == (0, "")
    assert answer.out.startswith("It takes a session with levels before it")


def test_each_kind_and_the_latest_sessions_have_words_beside_the_light(run: Run) -> None:
    run("log 2 left knee 2026-03-03 20:00")
    run("session home: squats pain 7, bridges pain 2 eased 2026-03-04 18:00")
    run("log 2 left knee 2026-03-05 08:00")
    out = " ".join(run("session --response").out.split())
    assert "After home (session), left knee, 1 time: before → highest → last 2 → 2 → 2;" in out
    # Always done together: one row, with the pain during each of them.
    assert "After bridges, squats (exercise), left knee, 1 time:" in out
    assert "during bridges 2, squats 7; next morning 2 → 2; made easier 1 of 1 time; traffic light: red once." in out
    assert "- Red: the session, pain during 7." in out
    assert "- Green: bridges, pain during 2, eased." in out
    assert "Thomeé 1997 and Silbernagel 2007" in out


def test_it_saves_nothing_and_takes_no_words(run: Run) -> None:
    run("log 3 neck")
    assert run("session physio --response").status == 2
    assert run("session physio --json").status == 2
    assert "physio" not in run("list --all").out
