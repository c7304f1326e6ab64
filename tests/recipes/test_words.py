"""Recipes "a symptom, a quality" and "a body region": one line, and every interface knows it."""

from __future__ import annotations

from pathlib import Path

from tests.recipes.conftest import Program

SYMPTOM = '    Word("wobbling", "a joint that shakes under load", also("wobbly, wobbles"), role=Role.ALONE),\n'
REGION = '    Region("eye", True, (FRONT,), (4, 187, 2), also("eyeball, eyelid")),\n'
LISTS = """
from diary.tui.screens.today.words import lines_for
print([line.word for line in lines_for("left knee")])
"""


def test_a_symptom_is_one_line(program: Program, tmp_path: Path) -> None:
    program.edit("diary/domain/vocabulary.py", "_SYMPTOMS = (\n", f"_SYMPTOMS = (\n{SYMPTOM}")
    assert len(program.touched) == 1
    _, listed, csv, _, warned, completions = program.diary(
        "log 4 left knee wobbly",
        "list",
        "export -o -",
        "export -o all.json",
        "check",
        "completions bash",
    )
    assert "wobbling" in listed
    assert "wobbling" in csv
    assert '"wobbling"' in (tmp_path / "all.json").read_text("utf-8")
    # Its role makes it an emergency sign.
    assert "now: wobbling" in warned
    assert "wobbling" in completions
    assert "'wobbling'" in program.code(LISTS)


def test_a_body_region_is_one_line(program: Program, tmp_path: Path) -> None:
    program.edit("diary/domain/body.py", '    Region("jaw"', f'{REGION}    Region("jaw"')
    assert len(program.touched) == 1
    _, saved, listed, chart, *_ = program.diary(
        "log 7 left eye yesterday",
        "log 4 eyes",
        "list",
        "chart",
        "report --sections sites -o report.pdf",
        "report --sections sites -o report.html",
    )
    assert saved.startswith("4 both eyes ")
    assert "left eye 7/10" in listed
    assert "Left eye   latest 7" in chart
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    page = (tmp_path / "report.html").read_text("utf-8")
    assert "Body chart, front and back, with the latest levels: left eye 7, both eyes 4." in page


def test_a_body_region_is_on_the_body_map(program: Program) -> None:
    program.edit("diary/domain/body.py", '    Region("jaw"', f'{REGION}    Region("jaw"')
    program.diary("log 7 left eye, 4 neck")
    (lines,) = program.screen("b e y e")
    assert any("› left eye  7" in line for line in lines)
    # The arrow at the left eye with its level, and the right eye without one beyond the middle of the face.
    assert any("‹7›" in line and "·" in line.partition("‹7›")[2][:4] for line in lines)
