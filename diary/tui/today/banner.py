"""The findings on top of Today, in words."""

from __future__ import annotations

import textwrap

from textual.reactive import reactive

from diary.domain.findings import Finding, Tier
from diary.review import DISCLAIMER, TIER_LABELS, TIER_MARKS
from diary.tui.parts.pen import Drawn, Pen
from diary.tui.parts.said import TIER_STYLES, clipped, with_keys


class Banner(Drawn):
    """The highest finding: its sign and what it asks for, its title, its summary, and the keys that go on from it."""

    DEFAULT_CSS = """
    Banner { height: auto; max-height: 40%; padding: 0 1; }
    """

    finding: reactive[Finding | None] = reactive(None, layout=True)
    others: reactive[int] = reactive(0, layout=True)
    state: reactive[str] = reactive("opening", layout=True)
    """opening, empty, open, or closed where the diary could not be opened."""

    answered: reactive[tuple[bool, bool, bool]] = reactive((False, False, False), layout=True)
    """Which of the first questions have an answer."""

    _keys: list[tuple[str, str]]

    def draw(self, pen: Pen, width: int) -> None:
        """At most a title and two lines, and the line that says what this is not."""
        self._keys = []
        if self.state == "open" and self.finding is not None:
            self._draw_finding(pen, self.finding, width)
        elif self.state == "open":
            pen.write("  Nothing is raised. ", "bold")
            pen.write("What is logged gives no reason to.", "$quiet")
        elif self.state == "empty":
            self._draw_welcome(pen, width)
        elif self.state == "opening":
            pen.write("  Opening the diary … you can type already.", "$quiet")
        elif self.state == "closed":
            pen.write("✗ The diary could not be opened; nothing can be saved now.", "bold $text-error")
        pen.line()
        pen.write(f"  {DISCLAIMER}", "$quiet")
        # On a narrow screen the keys stand here, on a line of their own where even that is too narrow.
        room = sum(len(key) + len(word) + 4 for key, word in self._keys)
        if self._keys:
            if pen.column + room > width:
                pen.line()
            pen.to(width - room + 2)
            self._draw_keys(pen, self._keys)

    def _draw_welcome(self, pen: Pen, width: int) -> None:
        pen.write("  Welcome. ", "bold")
        pen.write("Begin with a number: how bad is it now, 0 to 10? Then Enter.")
        asked = (
            ("o", "where it usually hurts, and how much"),
            ("k", "what was there before this began"),
            ("e", "your emergency number"),
        )
        pen.line()
        pen.write("  Three answers make the warnings better. They can wait:", "$quiet")
        for (key, words), done in zip(asked, self.answered, strict=True):
            pen.line()
            pen.write("  ")
            pen.write(f"{key} ", "bold $text-accent", press=key)
            pen.write(f"{'[x]' if done else '[ ]'} {words}", press=key)

    def _draw_finding(self, pen: Pen, finding: Finding, width: int) -> None:
        label = TIER_LABELS[finding.tier].upper() if finding.tier else "STILL UNKNOWN"
        style = TIER_STYLES[finding.tier] if finding.tier else "bold"
        mark = TIER_MARKS[finding.tier] if finding.tier else "? "
        if finding.tier in (Tier.DISCUSS, Tier.EXPECTED):
            label = label.capitalize()
        told = " (told)" if finding.acknowledged else ""
        keys = [("w", "why")] + ([("t", "told")] if finding.raised and not finding.acknowledged else [])
        if self.others:
            keys.append(("f", f"{self.others} more"))
        room = sum(len(key) + len(word) + 4 for key, word in keys)
        head = f"{label}{told} · {finding.title}"
        lines = textwrap.wrap(head, width - 2 - (room if width >= 90 else 0))
        for index, line in enumerate(lines):
            if index:
                pen.line()
            pen.write(mark if index == 0 else "  ", style)
            pen.write(line, style)
            if index == 0 and width >= 90:
                pen.to(width - room + 2)
                self._draw_keys(pen, keys)
        most = 1 if self.app.size.height < 22 else 2
        if finding.tier is Tier.EMERGENCY:
            most = 4
        body = finding.summary if finding.tier is not Tier.EMERGENCY else finding.next_step
        shown = textwrap.wrap(with_keys(body), width - 2)
        for index, line in enumerate(shown[:most], 1):
            pen.line()
            cut = index == most and len(shown) > most
            pen.write(f"  {clipped(line + ' …', width - 2) if cut else line}")
        self._keys = [] if width >= 90 else keys

    def _draw_keys(self, pen: Pen, keys: list[tuple[str, str]]) -> None:
        for index, (key, word) in enumerate(keys):
            pen.write("   " if index else "")
            pen.write(key, "bold $text-accent", press=key)
            pen.write(f" {word}", press=key)

    def pressed(self, name: str) -> None:
        """The same as the key."""
        self.app.simulate_key(name)
