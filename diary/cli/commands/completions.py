"""`diary completions`: a completion script for a shell, with commands, options, sites and words."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from diary.cli.context import Context, say
from diary.domain.grammar import completion
from diary.domain.scores import READY_MADE
from diary.domain.vocabulary import CARES, QUALITIES, SIDES, SYMPTOMS, TOPICS

FILE_OPTIONS = ("-o", "--output", "--db", "--salvage")
FILE_COMMANDS = ("import", "inbox", "restore", "backup")
_BASH_VALUES = """    {name}) COMPREPLY=( $(compgen -W '{words}' -- "$cur") ); return ;;"""


@dataclass(frozen=True, slots=True)
class Offers:
    """The words to offer: after each command, and as values of each option with a fixed choice."""

    after_command: Mapping[str, tuple[str, ...]]
    after_option: Mapping[str, tuple[str, ...]]

    @property
    def commands(self) -> tuple[str, ...]:
        """The names of the commands."""
        return tuple(self.after_command)

    @property
    def file_commands(self) -> tuple[str, ...]:
        """The commands that take a file."""
        return tuple(name for name in FILE_COMMANDS if name in self.after_command)


def bash(offers: Offers) -> str:
    """The script for bash, from version 3 on."""
    # bash 3 of macOS has neither `compopt` (hence 2>/dev/null) nor `mapfile`; file names may contain spaces.
    return f"""_diary() {{
  local cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD-1]}} command= words= word IFS=$' \\t\\n'
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case $word in
      {"|".join(offers.commands)}) command=$word; break ;;
    esac
  done
  case $prev in
    {"|".join((*FILE_OPTIONS, *offers.file_commands))})
      IFS=$'\\n'; compopt -o filenames 2>/dev/null
      COMPREPLY=( $(compgen -f -- "$cur") ); return ;;
{_cases(offers.after_option, _BASH_VALUES)}
  esac
  case $command in
    '') words='{" ".join(offers.commands)}' ;;
{_cases(offers.after_command, "    {name}) words='{words}' ;;")}
  esac
  COMPREPLY=( $(compgen -W "$words" -- "$cur") )
}}
complete -F _diary diary"""


def zsh(offers: Offers) -> str:
    """The script for zsh: as a file in fpath, or read with `source` after compinit."""
    # In fpath zsh runs the file as the function itself; after `source` it must be registered: the last line.
    return f"""#compdef diary
_diary() {{
  local command= word
  for word in ${{words[2,CURRENT-1]}}; do
    case $word in
      {"|".join(offers.commands)}) command=$word; break ;;
    esac
  done
  case ${{words[CURRENT-1]}} in
    {"|".join((*FILE_OPTIONS, *offers.file_commands))}) _files; return ;;
{_cases(offers.after_option, "    {name}) compadd -- {words}; return ;;")}
  esac
  case $command in
    '') compadd -- {" ".join(offers.commands)} ;;
{_cases(offers.after_command, "    {name}) compadd -- {words} ;;")}
  esac
}}
if [ "$funcstack[1]" = "_diary" ]; then _diary "$@"; else compdef _diary diary; fi"""


def fish(offers: Offers) -> str:
    """The script for fish."""
    unless = f"not __fish_seen_subcommand_from {' '.join(offers.commands)}"
    lines = ["complete -c diary -f", f"complete -c diary -n '{unless}' -a '{' '.join(offers.commands)}'"]
    lines += [f"complete -c diary -n '__fish_seen_subcommand_from {name}' -F" for name in offers.file_commands]
    for name, words in offers.after_command.items():
        seen = f"complete -c diary -n '__fish_seen_subcommand_from {name}'"
        if plain := " ".join(word for word in words if not word.startswith("-")):
            lines.append(f"{seen} -a '{plain}'")
        for option in (word for word in words if word.startswith("--")):
            values = offers.after_option.get(option, ())
            takes = " -r -F" if option in FILE_OPTIONS else f" -x -a '{' '.join(values)}'" if values else ""
            lines.append(f"{seen} -l {option.removeprefix('--')}{takes}")
        if "-o" in words:
            lines.append(f"{seen} -s o -r -F")
    return "\n".join(lines)


def _cases(table: Mapping[str, Iterable[str]], line: str) -> str:
    return "\n".join(line.format(name=name, words=" ".join(words)) for name, words in table.items())


HELP = """Print a completion script for bash, zsh or fish: commands, options, sites, sides, qualities and symptoms.
Write it to a file that your shell reads when it starts."""
EXAMPLES = (
    "diary completions bash > ~/.local/share/bash-completion/completions/diary",
    "diary completions zsh > ~/.zfunc/_diary",
    "diary completions fish > ~/.config/fish/completions/diary.fish",
)
SHELLS = {"bash": bash, "zsh": zsh, "fish": fish}


def _single_words(names: Iterable[str]) -> tuple[str, ...]:
    """The words of these names: a shell completes "lower back" word by word."""
    return tuple(dict.fromkeys(word for name in names for word in name.split()))


PLACES, FEELINGS = _single_words(completion.PLACES), _single_words(completion.FEELINGS)
WORDS = {
    "log": _single_words(completion.ENTRY_WORDS),
    "edit": ("last", *PLACES, *FEELINGS),
    "usual": (*PLACES, "interference"),
    "known": (*PLACES, *FEELINGS),
    "search": (*PLACES, *FEELINGS),
    "motion": (*PLACES,),
    "care": tuple(CARES),
    "session": ("again", "programme", "physio", "home", "effort", "new"),
    "programme": ("add", "change", "end", "daily", "since", "until"),
    "score": ("add", "activity", "ask", "end", *_single_words(READY_MADE), "weekly", "visits", "never"),
    "treatment": ("start", "stop", "since", "until", "daily", "needed"),
    "background": tuple(TOPICS),
    "show": ("last",),
    "delete": ("last",),
    "completions": tuple(SHELLS),
}
VALUES = {"--site": PLACES, "--side": SIDES, "--quality": tuple(QUALITIES), "--symptom": tuple(SYMPTOMS)}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the name of the shell."""
    parser.add_argument("shell", choices=tuple(SHELLS))


def run(args: argparse.Namespace, context: Context) -> int:
    """Print the script."""
    say(SHELLS[args.shell](offers()))
    return 0


def offers() -> Offers:
    """The words for each command (its options, then its vocabulary) and for each option with choices."""
    # Read from the parsers themselves, so that a new option is completed without a change here.
    from importlib import import_module

    from diary.cli.main import COMMANDS
    from diary.cli.options import Parser
    from diary.review.rule_book import RULE_OF
    from diary.settings import MEANINGS

    words = {**WORDS, "told": (*RULE_OF, *PLACES, "all"), "config": tuple(MEANINGS), "demo": tuple(COMMANDS)}
    words["ack"] = words["told"]
    after_command: dict[str, tuple[str, ...]] = {}
    values: dict[str, tuple[str, ...]] = dict(VALUES)
    for name, (module_name, _) in COMMANDS.items():
        module = import_module(f"diary.cli.commands.{module_name}")
        parser = Parser(f"diary {name}")
        module.configure(parser)
        options: list[str] = []
        # argparse has no public way to list the options of a parser.
        for action in parser._actions:
            options += action.option_strings
            if action.choices and action.option_strings:
                values[action.option_strings[-1]] = tuple(str(choice) for choice in action.choices)
        after_command[name] = (*options, *words.get(name, ()))
    return Offers(after_command, values)
