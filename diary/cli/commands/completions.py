"""`diary completions`: completion for a shell, with the diary's commands, sites and words."""

from __future__ import annotations

import argparse

from diary.cli.context import Context, say
from diary.cli.shells import Offers, bash, fish, zsh
from diary.domain.vocabulary import CARES, QUALITIES, REGIONS, SIDES, SYMPTOMS

HELP = """Print the completion for bash, zsh or fish: commands, options, sites, sides, qualities and symptoms. Write it
to a file that your shell reads when it starts."""
EXAMPLES = (
    "diary completions bash > ~/.local/share/bash-completion/completions/diary",
    "diary completions zsh > ~/.zfunc/_diary",
    "diary completions fish > ~/.config/fish/completions/diary.fish",
)
SHELLS = {"bash": bash, "zsh": zsh, "fish": fish}
PLACES = (*dict.fromkeys(word for name in REGIONS for word in name.split()), *SIDES)
FEELINGS = (*QUALITIES, *SYMPTOMS)
WORDS = {
    "log": (*PLACES, *FEELINGS, "sudden", "yesterday"),
    "edit": ("last", *PLACES, *FEELINGS),
    "usual": (*PLACES, "interference"),
    "known": (*PLACES, *FEELINGS),
    "search": (*PLACES, *FEELINGS),
    "motion": (*PLACES,),
    "care": tuple(CARES),
    "session": ("again", "physio", "home", "effort", "new"),
    "show": ("last",),
    "delete": ("last",),
    "completions": tuple(SHELLS),
}
VALUES = {"--site": PLACES, "--side": SIDES, "--quality": tuple(QUALITIES), "--symptom": tuple(SYMPTOMS)}


def configure(parser: argparse.ArgumentParser) -> None:
    """The shell."""
    parser.add_argument("shell", choices=tuple(SHELLS))


def run(args: argparse.Namespace, context: Context) -> int:
    """Print it."""
    say(SHELLS[args.shell](offers()))
    return 0


def offers() -> Offers:
    """What may follow each command (its options, then the words it understands), and each option."""
    from importlib import import_module

    from diary.analysis.rules.registry import RULE_NAMES
    from diary.cli.main import COMMANDS
    from diary.cli.parsers import Parser
    from diary.settings import MEANINGS

    words = {**WORDS, "told": (*RULE_NAMES, *PLACES, "all"), "config": tuple(MEANINGS), "demo": tuple(COMMANDS)}
    words["ack"] = words["told"]
    found: dict[str, tuple[str, ...]] = {}
    values: dict[str, tuple[str, ...]] = dict(VALUES)
    for name, (module_name, _) in COMMANDS.items():
        module = import_module(f"diary.cli.commands.{module_name}")
        parser = Parser(f"diary {name}")
        module.configure(parser)
        options: list[str] = []
        for action in parser._actions:
            options += action.option_strings
            if action.choices and action.option_strings:
                values[action.option_strings[-1]] = tuple(str(choice) for choice in action.choices)
        found[name] = (*options, *words.get(name, ()))
    return Offers(found, values)
