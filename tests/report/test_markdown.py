"""Markdown: plain to read, and nothing in it that a reader takes for markup."""

from __future__ import annotations

import pytest

from diary.report.markdown import escaped


def test_it_has_the_same_facts_in_the_same_order(markdown: str) -> None:
    assert markdown.startswith("# Pain diary report\n\nKim Sample, born 1 May 1980  \n12 Oct – 2 Nov 2026")
    assert "- **Change** Lower back: the mean of a week, 1.9 → 3.2, does not show it" in markdown
    assert (
        "| Lower back; 19 days | ▃▂▂··▂▂▂▂▂▂▂▂▂▃▂·▂▂▃▄▅ | 6 | 2; logged | 1–6 "
        "| 1.9 → 3.2 (+1.3); no clear change, but now 6, 4 above | aching, dull, stiff |" in markdown
    )
    assert (
        "This diary does not replace professional advice. Rules edition 2, data " in markdown.rstrip().splitlines()[-1]
    )
    assert markdown.index("## In short") < markdown.index("## Sites") < markdown.index("## Log")


def test_every_row_of_a_table_has_as_many_cells_as_its_head(markdown: str) -> None:
    counts: list[set[int]] = [set()]
    for line in markdown.splitlines():
        if line.startswith("|"):
            counts[-1].add(line.replace("\\|", "").count("|"))
        elif counts[-1]:
            counts.append(set())
    assert all(len(found) <= 1 for found in counts)
    assert len(counts) > 6


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a *b* _c_ `d`", "a \\*b\\* \\_c\\_ \\`d\\`"),
        ("[x](http://y)", "\\[x\\](http://y)"),
        ("<script>", "\\<script\\>"),
        ("# head", "\\# head"),
        ("- item", "\\- item"),
        ("1. one", "1\\. one"),
        ("line\n- item\n2) two", "line\n\\- item\n2\\) two"),
        ("a | b", "a \\| b"),
        ("---", "\\---"),
        ("&amp; $x$ ~~y~~", "\\&amp; \\$x\\$ \\~\\~y\\~\\~"),
        ("12 Oct – 2 Nov, 3.5", "12 Oct – 2 Nov, 3.5"),
    ],
)
def test_signs_of_markup_are_made_plain(written: str, shown: str) -> None:
    assert escaped(written) == shown
