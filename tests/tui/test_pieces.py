"""The pure parts of the screen: the draft, the search, the figure, the columns of the chart, letters for words."""

from __future__ import annotations

from datetime import date

import pytest
from textual.theme import Theme

from diary.charts.body_outline import body_grid
from diary.charts.terminal.columns import chart_of
from diary.charts.terminal.lanes_below import pack_words
from diary.cli.answer_commands import COMMAND_FOR_HINT, with_commands
from diary.clock import Clock
from diary.domain.body import BACK, FRONT
from diary.domain.findings import EMPTY
from diary.domain.grammar.times import Here
from diary.domain.vocabulary import BOTH, CENTER, LEFT, QUALITIES, REGIONS, RIGHT, SITE_SYMPTOMS
from diary.review.snapshot import review_of
from diary.tui.screens.body_map.figure import cells_of, nearest
from diary.tui.screens.body_map.search import all_places, find_places, wide_word_question
from diary.tui.screens.quick_entry.line_kinds import KINDS, LineKind, parse_records
from diary.tui.screens.today.draft import Draft, level_after_digit
from diary.tui.screens.today.words import letters_for
from diary.tui.themes import CONTRAST, DARK, LIGHT
from diary.tui.widgets.body_picture import level_at
from diary.tui.widgets.chrome import ShownKey, keys_that_fit
from diary.tui.widgets.fitting import parts_that_fit, whole_items
from diary.tui.widgets.texts import KEY_FOR_HINT, record_text, with_keys
from tests.analysis.random_diaries import random_diary
from tests.tui.driving import Driven

KNEE = ("knee", "left")


@pytest.mark.parametrize(
    ("letters", "place"),
    [
        ("lk", ("knee", LEFT)),
        ("l k", ("knee", LEFT)),
        ("right kn", ("knee", RIGHT)),
        ("bk", ("knee", BOTH)),
        ("knee", ("knee", LEFT)),
        ("low", ("lower back", CENTER)),
        ("lower back", ("lower back", CENTER)),
        ("lumbar", ("lower back", CENTER)),
        ("left low", ("lower back", LEFT)),
        ("achilles right", ("calf", RIGHT)),
        ("rs", ("shoulder", RIGHT)),
        ("neck", ("neck", CENTER)),
        ("tummy", ("abdomen", CENTER)),
    ],
)
def test_a_few_letters_find_the_place(letters: str, place: tuple[str, str]) -> None:
    assert find_places(letters)[0] == place


@pytest.mark.parametrize(("typed", "side"), [("right", RIGHT), ("righ", RIGHT), ("left", LEFT), ("lef", LEFT)])
def test_a_side_alone_lists_all_its_places(typed: str, side: str) -> None:
    found = find_places(typed)
    assert set(found) == {(site, of) for site, of in all_places() if of == side}
    assert not REGIONS[found[-1][0]].paired  # a side of the back is rarely meant
    assert ("knee", RIGHT) in find_places("r")
    assert find_places("lo")[0][0] == "lower back"


def test_a_known_place_comes_before_others_like_it() -> None:
    assert find_places("kn", {("knee", RIGHT)})[0] == ("knee", RIGHT)


def test_a_word_that_is_too_wide_is_asked_about() -> None:
    assert wide_word_question("leg") == "leg: thigh, knee, shin, calf or foot?"


def test_every_place_can_be_found_by_its_name() -> None:
    for site, side in all_places():
        assert (site, side) in find_places(f"{'' if side == CENTER else side} {site}")


@pytest.mark.parametrize("rows", [16, 19, 30])
def test_the_figure_has_every_region_and_each_side_once(rows: int) -> None:
    middle = body_grid(FRONT, rows).columns // 2
    front, back = cells_of(FRONT, rows), cells_of(BACK, rows)
    assert {cell.place[0] for cell in (*front, *back)} == set(REGIONS)
    for cells in (front, back):
        assert len({cell.place for cell in cells}) == len(cells)
        for cell in cells:
            if REGIONS[cell.place[0]].paired:
                assert (cell.place[1] == LEFT) == (cell.column < middle)
            # Beside each stands room for the brackets of a chosen place.
            assert 0 <= cell.line < rows
            assert 0 < cell.column < middle * 2
            assert not any(other.line == cell.line and abs(other.column - cell.column) == 1 for other in cells)


@pytest.mark.parametrize("rows", range(16, 44))
@pytest.mark.parametrize("view", [FRONT, BACK])
def test_no_sign_of_a_place_stands_beside_the_figure(view: str, rows: int) -> None:
    grid = body_grid(view, rows)
    for place, (line, column) in grid.middles.items():
        quarters = [row[2 * column : 2 * column + 2] for row in grid.quarters[2 * line : 2 * line + 2]]
        assert any(each is not None for row in quarters for each in row), place


# A walk over the graph that the arrow keys make.
@pytest.mark.parametrize("view", [FRONT, BACK])
def test_arrows_reach_every_place_of_the_figure(view: str) -> None:
    cells = cells_of(view, 19)
    reached = {cells[0]}
    ahead = [cells[0]]
    while ahead:
        here = ahead.pop()
        for across, down in ((0, 1), (0, -1), (1, 0), (-1, 0)):
            there = nearest(cells, here, across, down)
            if there not in reached:
                reached.add(there)
                ahead.append(there)
    assert reached == set(cells)


def test_a_level_of_both_sides_shows_at_each() -> None:
    assert level_at({("knee", BOTH): 4}, KNEE) == 4
    assert level_at({("knee", BOTH): 4, KNEE: 6}, KNEE) == 6
    assert level_at({("knee", RIGHT): 4}, KNEE) is None


def test_each_word_has_a_letter_of_its_own() -> None:
    letters = letters_for([*QUALITIES, *SITE_SYMPTOMS, "sudden"])
    assert len(set(letters.values())) == len(QUALITIES) + len(SITE_SYMPTOMS) + 1
    assert (letters["dull"], letters["numbness"], letters["burning"]) == ("d", "n", "b")


@pytest.mark.parametrize(
    ("before", "digit", "after"), [(None, 1, 1), (1, 0, 10), (10, 0, 0), (0, 0, 0), (1, 1, 1), (7, 3, 3)]
)
def test_digits_make_levels(before: int | None, digit: int, after: int) -> None:
    assert level_after_digit(before, digit) == after


def test_a_draft_takes_back_what_was_given() -> None:
    draft = Draft.new().digit(KNEE, 4).ticked(KNEE, "dull").ticked(KNEE, "numbness")
    assert draft.readings[0].qualities == ("dull",)
    assert draft.readings[0].symptoms == ("numbness",)
    assert draft.ticked(KNEE, "dull").readings[0].qualities == ()
    assert not Draft.new().ticked(KNEE, "dull").ticked(KNEE, "dull").can_be_saved


def test_steps_stay_on_the_scale() -> None:
    assert Draft.new().step(KNEE, 0, -1).at(KNEE).level == 0
    assert Draft.new().step(KNEE, 10, 1).at(KNEE).level == 10
    assert Draft.new().step(KNEE, None, 1).untouched


def test_a_draft_that_failed_is_joined_with_what_was_typed_since() -> None:
    failed = Draft.new().digit(KNEE, 4).digit(("neck", CENTER), 2)
    later = Draft.new().digit(KNEE, 5)
    joined = failed.joined(later)
    assert (joined.id, joined.at(KNEE).level, joined.at(("neck", CENTER)).level) == (failed.id, 5, 2)


@pytest.mark.parametrize(("days", "width"), [(14, 60), (14, 100), (90, 50), (90, 100), (365, 80), (0, 40)])
def test_the_chart_never_bridges_a_gap_and_fits_its_width(sample: Driven, days: int, width: int) -> None:
    review = review_of(sample.kept(), sample.clock.local())
    chart = chart_of(review, ("lower back", CENTER), days, review.today, width)
    assert 0 < len(chart.columns) <= width + 1
    logged = {date.fromordinal(point.day) for point in review.course("lower back", CENTER).points}
    # Only here do days and columns match one to one.
    if chart.days_per_column == 1:
        for number in range((chart.last - chart.first).days + 1):
            day = chart.first.toordinal() + number
            cells = chart.columns[number * chart.columns_per_day : (number + 1) * chart.columns_per_day]
            assert any(cell.level is not None for cell in cells) == (date.fromordinal(day) in logged)


@pytest.mark.parametrize("seed", range(0, 60, 3))
def test_no_text_of_a_finding_names_a_command_here(seed: int) -> None:
    diary, as_of = random_diary(seed)
    for finding in review_of(diary, as_of).findings:
        for text in (finding.summary, finding.next_step, finding.question or EMPTY):
            assert "diary " not in with_keys(text), finding.rule
        assert "diary " not in f"{finding.title} {finding.clears_when}"


def test_each_answer_has_a_key_and_a_command_which_stand_in_the_text_that_asks_for_it() -> None:
    seen = set()
    for seed in (*range(90), 236):  # the last one has numbness that may be in both legs
        diary, as_of = random_diary(seed)
        for finding in review_of(diary, as_of).findings:
            for text in (finding.next_step, finding.question or EMPTY):
                for hint in text.hints:
                    assert KEY_FOR_HINT[hint.answer] in with_keys(text)
                    assert COMMAND_FOR_HINT[hint.answer].format(about=hint.about) in with_commands(text)
                    assert KEY_FOR_HINT[hint.answer] not in text
                    seen.add(hint.answer)
    # The random diaries must reach all of them, or a text without a key could go unseen.
    assert seen == set(KEY_FOR_HINT) == set(COMMAND_FOR_HINT)


def key(name: str, words: str, id: str = "") -> ShownKey:
    """A key in the line of keys."""
    return ShownKey(id or f"test.{name}", name, name, words, True)


def test_the_line_of_keys_leaves_out_what_is_too_long_for_its_rest() -> None:
    keys = [key("h", "history"), key("f", "findings and what to do"), key("r", "report")]
    assert keys_that_fit(keys, 80) == (keys, 3)
    assert keys_that_fit(keys, sum(each.width for each in keys) + 2) == (keys, 1)
    assert [shown.name for shown in keys_that_fit(keys, 20)[0]] == ["h", "r"]
    line = ShownKey("app.line", "c", "c", "log more…", True)
    assert keys_that_fit([line], 9) == ([line._replace(words="more…")], 3)


def test_the_legend_of_the_chart_is_never_cut() -> None:
    words = ["one column is 2 days, ░ their highest", "S session", "▲ raised", "· nothing logged"]
    lines = list(pack_words(words, 56))
    assert len(lines) == 2
    assert "  ".join(lines).split("  ") == words
    assert all(len(line) <= 56 for line in lines)


@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_the_example_of_each_line_is_understood(kind: LineKind, clock: Clock) -> None:
    here = Here(clock.now(), clock.zone, clock.zone_name)
    for text in kind.example.split(", or: "):
        # Of several examples in a text the later ones leave out the words before.
        if text in ("10 short", "6/10"):
            text = f"left knee flexion {text}"
        # The clock of the sample stands at 20:14, before that time.
        if text == "ice 21:00":
            text = "ice 12:00"
        records, _ = parse_records(kind, text, here, clock.now())
        assert records
        assert record_text(records[0])


def luminance(color: str) -> float:
    """The relative luminance of WCAG 2."""
    parts = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [DARK, LIGHT, CONTRAST], ids=lambda theme: theme.name)
@pytest.mark.parametrize("level", range(11))
def test_a_level_is_seen_on_the_screen_and_its_number_is_readable(theme: Theme, level: int) -> None:
    color = theme.variables[f"level-{level}"]
    # 3 to 1 is what WCAG 2 asks for what is drawn, and for large bold text, which these numbers are.
    for beside, least in ((str(theme.background), 3), (theme.variables[f"level-ink-{level}"], 4)):
        darker, lighter = sorted((luminance(color), luminance(beside)))
        assert (lighter + 0.05) / (darker + 0.05) >= least, beside


def test_a_record_is_cut_between_its_parts_and_not_in_a_word() -> None:
    text = "lower back 6, dull; left knee 3; interference 4 — Sitting is worse"
    assert parts_that_fit(text, 80) == text
    assert parts_that_fit(text, 40) == "lower back 6, dull; left knee 3 …"
    assert parts_that_fit(text, 52) == "lower back 6, dull; left knee 3; interference 4 …"
    assert parts_that_fit(text, 62) == "lower back 6, dull; left knee 3; interference 4 — Sitting is …"
    assert parts_that_fit("unbelievably long", 8) == "unbelie…"


def test_a_list_is_cut_after_a_whole_item_and_says_how_many_more() -> None:
    text = "physio, 45 min: bird dog 2x8, bridge, side plank 2x20s"
    assert whole_items(text, 60) == text
    assert whole_items(text, 48) == "physio, 45 min: bird dog 2x8, bridge, 1 more"
    assert whole_items(text, 24) == "physio, 3 more"
    assert whole_items("physio alone", 8) == "physio …"
