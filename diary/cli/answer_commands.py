"""The commands that answer a finding, in the texts of findings."""

from __future__ import annotations

from collections.abc import Mapping

from diary.domain.findings import Answer, Sentence

COMMAND_FOR_HINT: Mapping[Answer, str] = {
    "usual": "Answer with: diary usual {about} 2",
    "usual-interference": "Answer with: diary usual interference 2",
    "known": "Say so with: diary known {about}",
    "sudden": "Then write so with: diary edit last --sudden.",
    "both-legs": "If so, log that now: diary log numb both thighs, or diary log numb between the legs",
    "told": "write it down with: diary told",
    "motion": "Measure a movement with: diary motion left knee flexion 95",
}
"""For each answer to a finding, the command that gives it."""


def with_commands(text: Sentence) -> str:
    """A text of a finding that names the commands for its answers."""
    return text.worded(lambda hint: COMMAND_FOR_HINT[hint.answer].format(about=hint.about))
