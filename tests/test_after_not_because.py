"""What came after a session need not come from it: no text of the program says that it does."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import diary

CAUSAL = re.compile(r"\b(because of|caused?( by)|causes|due to|thanks to|owing to|brought on by|triggered by)\b", re.I)
HOUSE = Path(diary.__file__).parent
# The words of people in notes, which are looked for there, are no text of the program.
OF_PEOPLE = {
    "sign_patterns.py",
    "sign_words.py",
    "lexicon.py",
    "small_words.py",
    "senses.py",
    "denials.py",
    "asked_words.py",
    "background_phrase.py",
}


def texts(path: Path) -> list[str]:
    """The strings of a module without its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said
    ]


def test_no_text_says_that_one_thing_causes_another() -> None:
    assert "because of" in "".join(texts(Path(__file__)))  # it does look into strings
    modules = [path for path in HOUSE.rglob("*.py") if path.name not in OF_PEOPLE]
    found = [(path.name, text) for path in modules for text in texts(path) if CAUSAL.search(text)]
    assert found == []


def test_the_pages_about_exercise_say_after_and_not_because() -> None:
    places = ("analysis/response.py", "analysis/rules/session_response.py", "charts/response.py", "report/tables.py",
              "report/first_page.py", "tui/screens/sessions/screen.py")  # fmt: skip
    assert [place for place in places if any("because" in text for text in texts(HOUSE / place))] == []
