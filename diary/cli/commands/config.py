"""`diary config`: the settings."""

from __future__ import annotations

import argparse

from diary.cli.backup_duties import old_backup_line
from diary.cli.context import Context, say, talk, tell_done
from diary.errors import UsageError
from diary.settings import FORMER, MEANINGS, changed, write_settings

HELP = "Show the settings, or change one. They are in a small TOML file that only you can read."
EXAMPLES = ("diary config", "diary config emergency_number 112", "diary config name 'A. Person'", "diary config --path")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the name and the value of a setting."""
    parser.add_argument("name", nargs="?", help="the setting")
    parser.add_argument("value", nargs="*", help="its new value; an empty value restores the default")
    parser.add_argument("--path", action="store_true", help="show the path of the settings file")
    parser.add_argument("--json", action="store_true", help="print JSON for programs")


def run(args: argparse.Namespace, context: Context) -> int:
    """List the settings, show one, or change one."""
    settings = context.settings
    if args.path:
        say(str(context.settings_path))
    elif args.json:
        from diary.cli.json_shapes import print_json

        print_json({name: getattr(settings, name) for name in MEANINGS})
    elif args.name is None:
        width = max(map(len, MEANINGS))
        for name, meaning in MEANINGS.items():
            say(f"{name:<{width}}  {_shown(getattr(settings, name)) or '-':<12}  {meaning}")
        if old := old_backup_line(context):
            talk(f"{old[0].upper()}{old[1:]}.")
    elif args.name in FORMER:
        talk(f"{args.name} is no setting any more: there is nothing left to set.")
    elif not args.value:
        if args.name not in MEANINGS:
            raise UsageError(f"there is no setting {args.name[:30]!r}; the settings are {', '.join(MEANINGS)}")
        say(_shown(getattr(settings, args.name)))
    else:
        fresh = changed(settings, args.name, " ".join(args.value))
        write_settings(context.settings_path, fresh)
        say(f"{args.name} = {_shown(getattr(fresh, args.name))}")
        tell_done("Saved.")
    return 0


def _shown(value: object) -> str:
    # As in TOML: true, not True. What is shown can be typed again.
    return str(value).lower() if isinstance(value, bool) else str(value)
