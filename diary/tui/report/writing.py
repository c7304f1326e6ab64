"""Making the report, in a thread. It answers by messages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

from diary.errors import DiaryError
from diary.files import write_private
from diary.tui.report.choice import Choice, days_of

if TYPE_CHECKING:
    from textual.widget import Widget

    from diary.review import Review
    from diary.settings import Settings


class Previewed(Message):
    """What will be in the report, as text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class Progress(Message):
    """How far it is, in words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class Written(Message):
    """The report is in that file; or, without a file, why it is not."""

    def __init__(self, path: Path | None, reason: str = "") -> None:
        super().__init__()
        self.path, self.reason = path, reason


def preview(screen: Widget, review: Review, choice: Choice, settings: Settings) -> None:
    """Make the report as text."""
    from diary.report import report_model, to_markdown  # 30 ms

    first, last = days_of(choice, review)
    sections = sorted(choice.sections)
    report = report_model(review, since=first, until=last, sections=sections, notes=choice.notes, settings=settings)
    screen.post_message(Previewed(to_markdown(report)))


def write(screen: Widget, review: Review, choice: Choice, settings: Settings, path: Path) -> None:
    """Make the report and write the file: whole or not at all, readable by its owner only."""
    from diary.report import report_model, to_html, to_markdown, to_pdf  # 30 ms, with typst and matplotlib 1 s

    first, last = days_of(choice, review)
    try:
        screen.post_message(Progress("1 of 3: gathering the facts …"))
        sections = sorted(choice.sections)
        report = report_model(review, since=first, until=last, sections=sections, notes=choice.notes, settings=settings)
        screen.post_message(Progress("2 of 3: drawing and setting the pages …"))
        if choice.format == "pdf":
            content = to_pdf(report, paper=settings.paper, large=settings.large)
        elif choice.format == "html":
            content = to_html(report).encode("utf-8")
        else:
            content = to_markdown(report).encode("utf-8")
        screen.post_message(Progress("3 of 3: writing the file …"))
        write_private(path, content)
    except (OSError, DiaryError) as error:
        screen.post_message(Written(None, str(getattr(error, "strerror", None) or error).lower()))
    except Exception as error:  # noqa: BLE001  whatever it is, a person must be told
        screen.post_message(Written(None, f"something went wrong inside the program ({type(error).__name__})"))
    else:
        screen.post_message(Written(path))
