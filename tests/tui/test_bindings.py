"""Every binding of ours has an id and words, a key that exists and is allowed, and a place in help and palette."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import Keys, _character_to_key

import diary.tui
from diary.tui.app import DiaryApp
from diary.tui.screens.help import bindings_of, commands
from tests.tui.driving import Driven, app_of, press

# Keys that a terminal, a shell or a multiplexer keeps for itself, or sends as Tab, Enter or Backspace.
FORBIDDEN = {f"ctrl+{letter}" for letter in "abhijmosz"}


def our_classes() -> Iterator[type[DOMNode]]:
    """Every class of the screen that can have bindings."""
    for module in pkgutil.walk_packages(diary.tui.__path__, "diary.tui."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, type) and issubclass(value, DOMNode) and value.__module__ == module.name:
                yield value


def our_bindings() -> list[tuple[type[DOMNode], Binding]]:
    """Every binding that these classes declare themselves, one for each key."""
    # Through `vars`, so that inherited bindings are not listed again for each subclass.
    return [(cls, binding) for cls in our_classes() for binding in Binding.make_bindings(vars(cls).get("BINDINGS", []))]


ALL = our_bindings()
KNOWN = {key.value for key in Keys}


def test_there_are_bindings_to_walk() -> None:
    # A walk that finds no class would let every test below pass.
    assert len(ALL) > 80
    assert any(cls is DiaryApp for cls, _ in ALL)


@pytest.mark.parametrize(("cls", "binding"), ALL, ids=[f"{cls.__name__}-{b.key}" for cls, b in ALL])
def test_each_binding_is_named_explained_and_on_a_key_that_exists(cls: type[DOMNode], binding: Binding) -> None:
    assert binding.id
    assert binding.description
    assert binding.tooltip
    assert binding.key not in FORBIDDEN
    single = binding.key.rpartition("+")[2]
    assert single in KNOWN or len(single) == 1 or single in {_character_to_key(c) for c in "?/=-+.,!"}
    name = binding.action.partition("(")[0]
    target = DiaryApp if name.startswith("app.") or cls is DiaryApp else cls
    bare = name.rpartition(".")[2]
    if not name.startswith("screen."):
        assert hasattr(target, f"action_{bare}"), f"{cls.__name__} has no action {bare}"


def test_no_id_is_used_for_two_actions() -> None:
    actions: dict[str, set[tuple[str, str]]] = {}
    for cls, binding in ALL:
        assert binding.id
        actions.setdefault(binding.id, set()).add((cls.__name__, binding.action))
    assert {id: uses for id, uses in actions.items() if len(uses) > 1} == {}


@pytest.mark.parametrize("key", ["", "h", "g", "f", "s", "r"])
async def test_what_is_bound_on_a_screen_stands_in_help_and_in_the_palette(sample: Driven, key: str) -> None:
    async with sample.run() as pilot:
        if key:
            await press(pilot, key)
        app = app_of(pilot)
        listed = {binding.id for _, binding in bindings_of(app.screen)}
        bound = {active.binding.id for active in app.screen.active_bindings.values() if active.binding.id}
        digits = {id for id in bound if id and id[-1].isdigit()}
        assert bound - digits <= listed  # help shows the digits as one line
        offered = [command.title for command in commands(app, app.screen)]
        assert len(offered) >= len(listed) - 1
