"""The findings on top of Today, in words."""

from __future__ import annotations

from textual.reactive import reactive

from diary.domain.findings import Finding, Tier
from diary.review.rule_book import DISCLAIMER, TIER_LABELS, TIER_MARKS
from diary.tui.widgets.canvas import Canvas, Drawn
from diary.tui.widgets.texts import TIER_STYLES, capital, clipped, plain, with_keys, wrapped

WIDE = 90
"""Columns from which on the keys stand beside the title."""
LOW = 22
"""Rows below which every line counts."""


class Banner(Drawn):
    """The highest finding: its sign and what it asks for, its title, its summary, and the keys that go on from it."""

    DEFAULT_CSS = """
    Banner { height: auto; max-height: 40%; padding: 0 1; }
    Banner.urgent { max-height: 100%; }
    """

    finding: reactive[Finding | None] = reactive(None, layout=True)
    others: reactive[int] = reactive(0, layout=True)
    state: reactive[str] = reactive("opening", layout=True)
    """opening, empty, open, or closed where the diary could not be opened."""

    reason: reactive[str] = reactive("", layout=True)
    """Why it could not be opened, and what to do."""
    answered: reactive[tuple[bool, bool, bool]] = reactive((False, False, False), layout=True)
    """Which of the first questions have an answer."""
    decides: reactive[str] = reactive("", layout=True)
    """What to log, and when, so that an open question can be told."""
    good: reactive[str] = reactive("", layout=True)
    """What has eased or is over."""

    _keys: list[tuple[str, str]]

    def watch_finding(self) -> None:
        """What has to be done today is never cut off."""
        self._never_cut()

    def watch_state(self) -> None:
        """Nor is the way out where the diary could not be opened."""
        self._never_cut()

    def _never_cut(self) -> None:
        told = self.finding is not None and says_what_to_do(self.finding)
        self.set_class(told or self.state == "closed", "urgent")

    def draw(self, canvas: Canvas, width: int) -> None:
        """A title and two lines, a quiet line each for what decides and for good news, and what this is not."""
        self._keys = []
        if self.state == "open" and self.finding is not None:
            self._draw_finding(canvas, self.finding, width)
        elif self.state == "open":
            canvas.write("  Nothing is raised. ", "bold")
            canvas.write("What is logged gives no reason to.", "$quiet")
        elif self.state == "empty":
            self._draw_welcome(canvas, width)
        elif self.state == "opening":
            canvas.write("  Opening the diary … you can type already.", "$quiet")
        elif self.state == "closed":
            self._draw_closed(canvas, width)
        if self.state == "open" and not (self._low and self.has_class("urgent")):
            for mark, text in (("? ", self.decides), ("✓ ", self.good)):
                if text:
                    canvas.line()
                    canvas.write(clipped(f"{mark}{text}", width), "$quiet")
        canvas.line()
        canvas.write(f"  {DISCLAIMER}", "$quiet")
        # Where the title has no room for the keys they stand here, or even on a line of their own.
        if self._keys:
            room = keys_width(self._keys)
            if canvas.column + room > width:
                canvas.line()
            canvas.to(width - room + 2)
            self._draw_keys(canvas, self._keys)

    def _draw_closed(self, canvas: Canvas, width: int) -> None:
        """Why, and the way out; both whole."""
        canvas.write("✗ The diary could not be opened; nothing can be saved now.", "bold $text-error")
        canvas.line()
        for line in wrapped(capital(plain(self.reason)), width - 2):
            canvas.line()
            canvas.write(f"  {line}")
        canvas.line()
        canvas.line()
        canvas.write("  ")
        self._draw_keys(canvas, [("q", "close"), ("?", "help")])
        canvas.line()

    def _draw_welcome(self, canvas: Canvas, width: int) -> None:
        canvas.write("  Welcome. ", "bold")
        canvas.write("How bad is it now? Type 0 to 10, then Enter.")
        asked = (
            ("o", "where it usually hurts, and how much"),
            ("k", "what was there before this began"),
            ("e", "your emergency number"),
        )
        canvas.line()
        canvas.write("  Three answers make the warnings better. They can wait:", "$quiet")
        for (key, words), done in zip(asked, self.answered, strict=True):
            canvas.line()
            canvas.write("  ")
            canvas.write(f"{key} ", "bold $text-accent", press=key)
            canvas.write(f"{'[x]' if done else '[ ]'} {words}", press=key)

    def _draw_finding(self, canvas: Canvas, finding: Finding, width: int) -> None:
        label = TIER_LABELS[finding.tier].upper() if finding.tier else "STILL UNKNOWN"
        style = TIER_STYLES[finding.tier] if finding.tier else "bold"
        mark = TIER_MARKS[finding.tier] if finding.tier else "? "
        if finding.tier in (Tier.DISCUSS, Tier.EXPECTED):
            label = label.capitalize()
        told = " (told)" if finding.acknowledged else ""
        if finding.tier is Tier.EMERGENCY:
            # Its title says already what its label would.
            call, colon, signs = finding.title.partition(":")
            head = f"{call.upper()}{told}{colon}{signs}"
        elif finding.tier is Tier.EXPECTED:
            head = finding.title
        else:
            head = f"{label}{told} · {finding.title}"
        keys = keys_for(finding, self.others)
        room = keys_width(keys)
        lines = wrapped(head, width - 2 - (room if width >= WIDE else 0))
        fits = width >= WIDE or len(lines[-1]) + 2 + room <= width
        for index, line in enumerate(lines):
            if index:
                canvas.line()
            canvas.write(mark if index == 0 else "  ", style)
            canvas.write(line, style)
            if fits and index == (0 if width >= WIDE else len(lines) - 1):
                canvas.to(width - room + 2)
                self._draw_keys(canvas, keys)
        self._keys = [] if fits else keys
        if says_what_to_do(finding):
            lines = wrapped(with_keys(finding, finding.next_step), width - 2)
            for line in lines:
                canvas.line()
                canvas.write(f"  {line}", "bold")
            most = 0 if self._low else 1
            self._draw_cut(canvas, finding.summary, width, most)
        else:
            text = finding.summary if finding.raised else f"{finding.next_step} {finding.summary}"
            most = 2 if not self._low else 0 if self.decides and self.good else 1
            self._draw_cut(canvas, with_keys(finding, text), width, most)

    def _draw_cut(self, canvas: Canvas, text: str, width: int, most: int) -> None:
        """At most that many lines of a text; a cut shows."""
        lines = wrapped(text, width - 2)
        for index, line in enumerate(lines[:most], 1):
            canvas.line()
            cut = index == most and len(lines) > most
            canvas.write(f"  {clipped(line + ' …', width - 2) if cut else line}")

    @property
    def _low(self) -> bool:
        return self.app.size.height < LOW

    def _draw_keys(self, canvas: Canvas, keys: list[tuple[str, str]]) -> None:
        for index, (key, word) in enumerate(keys):
            canvas.write("   " if index else "")
            canvas.write(key, "bold $text-accent", press=key)
            canvas.write(f" {word}", press=key)

    def pressed(self, name: str) -> None:
        """The same as the key."""
        self.app.simulate_key(name)


def says_what_to_do(finding: Finding) -> bool:
    """Whether what to do comes first and whole: where it is for today, or hangs on what only the person knows."""
    hangs = any(hint.way == "sudden" for hint in finding.hints)
    return finding.raised and (
        finding.tier in (Tier.EMERGENCY, Tier.IMMEDIATE) or finding.rule == "emergency-signs" or hangs
    )


def keys_for(finding: Finding, others: int) -> list[tuple[str, str]]:
    """The keys that go on from a finding: why, told, the question that it asks, and what else is raised."""
    keys = [("w", "why")]
    if finding.raised and not finding.acknowledged and finding.tier is not Tier.EXPECTED:
        keys.append(("t", "told"))
    ways = {hint.way for hint in finding.hints}
    if "usual" in ways:
        keys.append(("o", "usual level"))
    if "known" in ways:
        keys.append(("k", "known before"))
    if others:
        keys.append(("f", f"{others} more"))
    return keys


def keys_width(keys: list[tuple[str, str]]) -> int:
    """The columns that they take, with a gap before them."""
    return sum(len(key) + len(word) + 4 for key, word in keys)
