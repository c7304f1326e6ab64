"""The picture in the README shows the report as it is today."""

from __future__ import annotations

import re

from tests.report.picture import PICTURE, drawn

README = PICTURE.parents[1] / "README.md"


def test_the_picture_is_that_of_the_report_now() -> None:
    assert drawn() == PICTURE.read_bytes(), "write it anew with: python -m tests.report.picture"


def test_the_readme_shows_it_with_words_for_who_cannot_see_it() -> None:
    words = re.findall(r"!\[([^\]]+)\]\(data/report\.png\)", README.read_text("utf-8"))
    assert [len(found) > 80 for found in words] == [True]
