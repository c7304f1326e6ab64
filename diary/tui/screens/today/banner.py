"""The highest finding at the top of Today, and what else is open or has eased."""

from __future__ import annotations

from collections.abc import Sequence

from textual.reactive import reactive

from diary.domain.findings import DISCLAIMER, TIER_LABELS, Finding, Tier
from diary.domain.text import capital, printable
from diary.tui.widgets.canvas import Canvas, CanvasWidget
from diary.tui.widgets.fitting import clipped, whole_clauses, wrapped
from diary.tui.widgets.texts import TIER_MARKS, TIER_STYLES, with_keys

WIDE = 90
"""Columns from which the keys stand beside the title."""
LOW = 22
"""Rows of the terminal below which texts are shorter, so that the form stays in sight."""
HIGH = 28
"""Rows of the terminal from which on they are as long as most of them need."""


class Banner(CanvasWidget):
    """The highest finding: its tier, title and summary, or what to do; and the keys that answer it."""

    DEFAULT_CSS = """
    Banner { height: auto; max-height: 40%; padding: 0 1; }
    Banner.urgent { max-height: 100%; }
    """

    finding: reactive[Finding | None] = reactive(None, layout=True)
    others: reactive[int] = reactive(0, layout=True)
    state: reactive[str] = reactive("opening", layout=True)
    """opening, empty, open, or closed where the diary could not be opened."""
    reason: reactive[str] = reactive("", layout=True)
    """Why the diary could not be opened, and what to do."""
    answered: reactive[tuple[bool, bool, bool]] = reactive((False, False, False), layout=True)
    """Which of the first questions have an answer: usual level, known before, emergency number."""
    questions: reactive[tuple[tuple[str, str], ...]] = reactive((), layout=True)
    """The keys of the first questions that are still asked once there are entries, with their words."""
    deciding_text: reactive[str] = reactive("", layout=True)
    """What to log, and when, so that an open question can be decided; "" for nothing."""
    good_news: reactive[str] = reactive("", layout=True)
    """What has eased or is over; "" for nothing."""

    _keys: list[tuple[str, str]]

    def watch_finding(self) -> None:
        """Let an urgent finding take all the height it needs."""
        self._set_urgent()

    def watch_state(self) -> None:
        """Let the reason why the diary could not be opened take all the height it needs."""
        self._set_urgent()

    def _set_urgent(self) -> None:
        # What to do today must never be cut off; everything else on the screen can wait.
        is_urgent = self.finding is not None and says_what_to_do(self.finding)
        self.set_class(is_urgent or self.state == "closed", "urgent")

    def draw(self, canvas: Canvas, width: int) -> None:
        """Draw the finding or what stands in its place, a line each for what decides and good news, the disclaimer."""
        self._keys = []
        if self.state == "open" and self.finding is not None:
            self._draw_finding(canvas, self.finding, width)
        elif self.state == "open":
            canvas.write("  Nothing is raised. ", "bold")
            # Never "all is well": the diary does not know what was not logged.
            canvas.write("What is logged gives no reason to.", "$quiet")
        elif self.state == "empty":
            self._draw_welcome(canvas, width)
        elif self.state == "closed":
            self._draw_closed(canvas, width)
        # Beside a call for help nothing says what to log next, or what has eased.
        emergency = self.finding is not None and self.finding.tier is Tier.EMERGENCY and self.finding.raised
        if self.state == "open" and not (self._low and self.has_class("urgent")):
            for mark, text in (("? ", self.deciding_text), ("✓ ", self.good_news)):
                if text and not emergency:
                    canvas.new_line()
                    canvas.write(clipped(f"{mark}{text}", width), "$quiet")
        canvas.new_line()
        canvas.write(f"  {DISCLAIMER}", "$quiet")
        # Where the title has no room for the keys, they stand beside the disclaimer, or on a line of their own.
        offered = keys_for(self.finding, self.others) if self.finding is not None else []
        keys = [*self._keys, *(each for each in self.questions if each not in offered)]
        if keys:
            room = keys_width(keys)
            if canvas.column + room > width:
                canvas.new_line()
            canvas.move_to(width - room + 2)
            self._draw_keys(canvas, keys)

    def _draw_closed(self, canvas: Canvas, width: int) -> None:
        """Write why the diary could not be opened and what to do, uncut."""
        canvas.write("✗ The diary could not be opened; nothing can be saved now.", "bold $text-error")
        canvas.new_line()
        for line in wrapped(capital(printable(self.reason)), width - 2):
            canvas.new_line()
            canvas.write(f"  {line}")
        canvas.new_line()
        canvas.new_line()
        canvas.write("  ")
        self._draw_keys(canvas, [("q", "close"), ("?", "help")])
        canvas.new_line()

    def _draw_welcome(self, canvas: Canvas, width: int) -> None:
        canvas.write("  Welcome. ", "bold")
        canvas.write("How bad is it now? Type 0 to 10, then Enter.")
        asked = (
            ("o", "where it usually hurts, and how much"),
            ("k", "what was there before this began"),
            ("e", "your emergency number"),
        )
        canvas.new_line()
        canvas.write("  ")
        self._draw_keys(canvas, [("a", "write it in words: 5 left knee yesterday evening")])
        canvas.new_line()
        canvas.write("  These make the warnings more exact, and can wait:", "$quiet")
        for (key, words), done in zip(asked, self.answered, strict=True):
            canvas.new_line()
            canvas.write("  ")
            canvas.write(f"{key} ", "bold $text-accent", press=key)
            canvas.write(f"{'[x]' if done else '[ ]'} {words}", press=key)

    def _draw_finding(self, canvas: Canvas, finding: Finding, width: int) -> None:
        label = TIER_LABELS[finding.tier].upper() if finding.tier else ""
        style = TIER_STYLES[finding.tier] if finding.tier else "bold"
        mark = TIER_MARKS[finding.tier] if finding.tier else "? "
        if finding.tier in (Tier.DISCUSS, Tier.EXPECTED):
            label = label.capitalize()
        told = " (told)" if finding.acknowledged else ""
        if finding.tier is Tier.EMERGENCY:
            # Its title already says "call", and so what the label would say.
            call, colon, signs = finding.title.partition(":")
            head = f"{call.upper()}{told}{colon}{signs}"
        elif not label or finding.tier is Tier.EXPECTED:
            head = finding.title
        else:
            head = f"{label}{told} · {finding.title}"
        keys = keys_for(finding, self.others)
        room = keys_width(keys)
        lines = wrapped(head, width - len(mark) - (room if width >= WIDE else 0))
        fits = width >= WIDE or len(lines[-1]) + len(mark) + room <= width
        for index, line in enumerate(lines):
            if index:
                canvas.new_line()
            canvas.write(mark if index == 0 else " " * len(mark), style)
            canvas.write(line, style)
            if fits and index == (0 if width >= WIDE else len(lines) - 1):
                canvas.move_to(width - room + 2)
                self._draw_keys(canvas, keys)
        self._keys = [] if fits else keys
        room = self._lines_of_text()
        if says_what_to_do(finding):
            for line in wrapped(with_keys(finding.next_step), width - 2):
                canvas.new_line()
                canvas.write(f"  {line}", "bold")
            self._draw_whole(canvas, [finding.summary], width, 0 if self._low else max(1, room - 2))
        else:
            # What the title asks for comes first, but soreness that is to be expected asks for nothing.
            texts = [with_keys(finding.next_step), str(finding.summary)]
            self._draw_whole(canvas, texts[::-1] if finding.tier is Tier.EXPECTED else texts, width, room)

    def _lines_of_text(self) -> int:
        """The lines for what to do and what was seen: more of them on a screen that has room for all of Today."""
        if self._low:
            # There the lines for what decides and for good news count as well.
            return 2 - bool(self.deciding_text) - bool(self.good_news)
        return 2 if self.app.size.height < HIGH else 4

    def _draw_whole(self, canvas: Canvas, texts: Sequence[str], width: int, most: int) -> None:
        """Write of each text, from a line of its own, what ends whole within so many lines together; else one cut."""
        lines: list[str] = []
        for text in texts:
            lines += whole_clauses(text, width - 2, most - len(lines))
        for line in lines or [clipped(text, width - 2) for text in texts[:1] if most > 0]:
            canvas.new_line()
            canvas.write(f"  {line}")

    @property
    def _low(self) -> bool:
        return self.app.size.height < LOW

    def _draw_keys(self, canvas: Canvas, keys: list[tuple[str, str]]) -> None:
        for index, (key, word) in enumerate(keys):
            canvas.write("   " if index else "")
            canvas.write(key, "bold $text-accent", press=key)
            canvas.write(f" {word}", press=key)

    def pressed(self, name: str) -> None:
        """Do the same as the key."""
        self.app.simulate_key(name)


def says_what_to_do(finding: Finding) -> bool:
    """Whether the banner shows what to do, uncut, before the summary: where it is for today, or may be."""
    # Severe pain is for today if it came on suddenly, which only the person knows and is asked for.
    may_be_urgent = any(hint.answer == "sudden" for hint in finding.hints)
    # A known emergency sign is only at discuss, but its text says when to call.
    is_sign = finding.rule == "emergency-signs"
    return finding.raised and (finding.tier in (Tier.EMERGENCY, Tier.IMMEDIATE) or is_sign or may_be_urgent)


def keys_for(finding: Finding, others: int) -> list[tuple[str, str]]:
    """Keys with their words: why, told, the answer to the finding's question, and what else is raised."""
    keys = [("w", "why")]
    if finding.raised and not finding.acknowledged and finding.tier is not Tier.EXPECTED:
        keys.append(("t", "told"))
    ways = {hint.answer for hint in finding.hints}
    if "usual" in ways:
        keys.append(("o", "usual level"))
    if "known" in ways:
        keys.append(("k", "known before"))
    if others:
        keys.append(("f", f"{others} more"))
    return keys


def keys_width(keys: list[tuple[str, str]]) -> int:
    """The columns that the keys take, with a gap before them."""
    return sum(len(key) + len(word) + 4 for key, word in keys)
