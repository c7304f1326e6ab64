"""`diary tell`: what is raised, as a short message to send or to read out."""

from __future__ import annotations

import argparse

from diary.cli.context import Context, say
from diary.review import DISCLAIMER, Review

HELP = "A short message about what is raised, to send to your therapist or to read out on the telephone."
EXAMPLES = ("diary tell", "diary tell | xclip")


def configure(parser: argparse.ArgumentParser) -> None:
    """Nothing of its own."""


def run(args: argparse.Namespace, context: Context) -> int:
    """Make the message."""
    with context.store() as store:
        found = context.review(store)
    say(message(found))
    return 0


def message(found: Review) -> str:
    """The message: what is raised, the current levels, the open questions."""
    raised = [finding for finding in found.raised if finding.site is not None or finding.summary]
    lines = [f"From my pain diary, {found.today:%A} {found.today.day} {found.today:%B}:"]
    if raised:
        lines += [
            f"- {finding.title}. {finding.summary}" + (" (told before)" if finding.acknowledged else "")
            for finding in raised
        ]
    else:
        lines.append("- Nothing is flagged at the moment.")
    for state in found.sites:
        usual = f", usual {state.usual.level:g}" if state.usual else ""
        lines.append(f"- {state.name[:1].upper()}{state.name[1:]}: {state.latest}/10 now{usual}.")
    lines += [f"- My question: {question.note}" for question in found.diary.questions if question.reported is None]
    return "\n".join([*lines, f"Self-reported. {DISCLAIMER}"])
