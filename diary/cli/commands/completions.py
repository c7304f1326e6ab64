"""`diary completions`: completion for a shell, with the diary's commands, sites and words."""

from __future__ import annotations

import argparse

from diary.cli.context import Context, say
from diary.domain.vocabulary import CARES, QUALITIES, REGIONS, SIDES, SYMPTOMS

HELP = "Print the completion for bash, zsh or fish: commands, options, sites, sides, qualities and symptoms."
EXAMPLES = (
    "diary completions bash > ~/.local/share/bash-completion/completions/diary",
    "diary completions zsh > ~/.zfunc/_diary",
    "diary completions fish > ~/.config/fish/completions/diary.fish",
)
SHELLS = ("bash", "zsh", "fish")
PLACES = (*dict.fromkeys(word for name in REGIONS for word in name.split()), *SIDES)
FEELINGS = (*QUALITIES, *SYMPTOMS)
WORDS = {
    "log": (*PLACES, *FEELINGS, "sudden", "yesterday"),
    "edit": ("last", *PLACES, *FEELINGS),
    "usual": (*PLACES, "interference"),
    "known": (*PLACES, *FEELINGS),
    "care": tuple(CARES),
    "session": ("again", "physio", "home", "effort", "new"),
    "show": ("last",),
    "delete": ("last",),
    "completions": SHELLS,
}


def configure(parser: argparse.ArgumentParser) -> None:
    """The shell."""
    parser.add_argument("shell", choices=SHELLS)


def run(args: argparse.Namespace, context: Context) -> int:
    """Print it."""
    script = {"bash": bash, "zsh": zsh, "fish": fish}[args.shell]
    say(script(words_by_command()))
    return 0


def words_by_command() -> dict[str, tuple[str, ...]]:
    """What may follow each command: its options, then the words it understands."""
    from importlib import import_module

    from diary.cli.main import COMMANDS
    from diary.cli.parsers import Parser

    found = {}
    for name, (module_name, _) in COMMANDS.items():
        module = import_module(f"diary.cli.commands.{module_name}")
        parser = Parser(f"diary {name}")
        module.configure(parser)
        options = [option for action in parser._actions for option in action.option_strings if option.startswith("--")]
        rules: tuple[str, ...] = ()
        if module_name == "told":
            from diary.analysis.rules.registry import RULE_NAMES

            rules = (*RULE_NAMES, *PLACES)
        found[name] = (*options, *WORDS.get(name, rules))
    return found


def bash(words: dict[str, tuple[str, ...]]) -> str:
    """For bash: words by command; file names where an option takes one."""
    cases = "\n".join(f"    {name}) words='{' '.join(of)}' ;;" for name, of in words.items())
    return f"""_diary() {{
  local cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD-1]}} words=
  case $prev in
    -o|--output|--db|import|restore) COMPREPLY=( $(compgen -f -- "$cur") ); return ;;
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=( $(compgen -W '{" ".join(words)}' -- "$cur") ); return
  fi
  case ${{COMP_WORDS[1]}} in
{cases}
  esac
  COMPREPLY=( $(compgen -W "$words" -- "$cur") )
}}
complete -F _diary diary"""


def zsh(words: dict[str, tuple[str, ...]]) -> str:
    """For zsh: the same."""
    cases = "\n".join(f"    {name}) compadd -- {' '.join(of)} ;;" for name, of in words.items())
    return f"""#compdef diary
_diary() {{
  case $words[CURRENT-1] in
    -o|--output|--db|import|restore) _files; return ;;
  esac
  if (( CURRENT == 2 )); then
    compadd -- {" ".join(words)}; return
  fi
  case $words[2] in
{cases}
  esac
}}
compdef _diary diary"""


def fish(words: dict[str, tuple[str, ...]]) -> str:
    """For fish: the same."""
    lines = ["complete -c diary -f", f"complete -c diary -n __fish_use_subcommand -a '{' '.join(words)}'"]
    for name, of in words.items():
        plain = " ".join(word for word in of if not word.startswith("--"))
        condition = f"-n '__fish_seen_subcommand_from {name}'"
        if plain:
            lines.append(f"complete -c diary {condition} -a '{plain}'")
        for option in (word.removeprefix("--") for word in of if word.startswith("--")):
            files = " -r -F" if option in ("output", "db") else ""
            lines.append(f"complete -c diary {condition} -l {option}{files}")
    return "\n".join(lines)
