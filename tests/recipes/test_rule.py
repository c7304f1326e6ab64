"""The recipe "add a rule": its file, its test, and a line of the registry."""

from __future__ import annotations

import json

from tests.recipes.conftest import Program

RULE = '''"""very-high: the latest level of a site is 9 or more."""

from __future__ import annotations

from datetime import datetime

from diary.analysis.rules.base import Rule, Scope, Wording, at_beginning
from diary.analysis.rules.phrases import NEXT_VISIT, REASONED
from diary.analysis.series import Course
from diary.analysis.snapshot import Snapshot
from diary.domain.findings import Finding, Sentence, Status, Tier

NAME = "very-high"
LEVEL = 9


def judge(course: Course, snapshot: Snapshot) -> Finding:
    """The answer for one site."""
    latest = course.latest
    high = latest is not None and latest.level >= LEVEL
    return Finding(
        rule=NAME,
        status=Status.RAISED if high else Status.CLEAR,
        tier=Tier.DISCUSS if high else None,
        site=course.site,
        side=course.side,
        started=latest.local if latest and high else None,
        since=latest.local if latest and high else None,
        threshold=LEVEL,
        evidence=(latest.evidence(),) if latest else (),
    )


def wording(finding: Finding, as_of: datetime, _: str) -> Wording:
    """The words of an answer."""
    title = Sentence("{site}: a very high level" if finding.raised else "{site}: no very high level",
                     site=at_beginning(finding))
    return Wording(title, Sentence("The latest level is compared with {level}.", level=LEVEL), NEXT_VISIT)


RULE = Rule(
    name=NAME,
    scope=Scope.SITE,
    judge=judge,
    wording=wording,
    past_title=lambda past: f"{at_beginning(past)}: the level was very high",
    how="A latest level of 9 or more.",
    counted=lambda finding: f"a level of {LEVEL} or more",
    sources=(REASONED,),
    chart_mark="very high level",
)
'''


def test_a_rule_is_its_file_its_test_and_a_line(program: Program) -> None:
    program.add("diary/analysis/rules/very_high.py", RULE)
    registry = "diary/analysis/rules/registry.py"
    program.edit(registry, "    swelling,\n", "    swelling,\n    very_high,\n")
    program.edit(registry, "    expected_soreness.RULE,\n", "    expected_soreness.RULE,\n    very_high.RULE,\n")
    assert len(program.touched) == 2

    _, check, check_json, history, *_, told = program.diary(
        "log 9 left knee --at 'yesterday 20:00'",
        "check --explain",
        "check --json",
        "history",
        "chart -o chart.svg",
        "report -o report.md --sections summary,flags,rules",
        "report -o report.pdf",
        "told --help",
    )
    title = "Left knee: a very high level"
    assert title in check
    assert "The cut points are reasoned" in check
    finding = next(each for each in json.loads(check_json)["findings"] if each["rule"] == "very-high")
    assert (finding["status"], finding["tier"], finding["title"]) == ("raised", "discuss", title)
    assert "Left knee: the level was very high" in history
    assert "very high level" in (program.folder / "chart.svg").read_text("utf-8")
    report = (program.folder / "report.md").read_text("utf-8")
    assert title in report
    assert "A latest level of 9 or more." in report
    assert (program.folder / "report.pdf").read_bytes().startswith(b"%PDF")
    assert "very-high" in told
    _, findings, below = program.screen("enter", "f", "down")
    assert any(title in line for line in findings)
    assert "a level of 9 or more" in " ".join(below)
    # It is acknowledged like any other, and a lower level ends it.
    _, _, after = program.diary("told very-high left knee", "log 3 left knee", "history")
    assert "cleared" in after
