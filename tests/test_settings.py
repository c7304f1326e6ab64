"""The settings file: typed values, written values, and values read again."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from diary.domain.thresholds import ALLOWED, REASONED
from diary.errors import DiaryError, InvalidValue
from diary.settings import MEANINGS, Settings, changed, read_settings, write_settings


def test_every_setting_has_a_meaning_and_every_meaning_a_setting() -> None:
    assert set(MEANINGS) == set(Settings.__dataclass_fields__)


@pytest.mark.parametrize("name", ALLOWED)
def test_a_cut_point_is_a_whole_number_within_what_is_allowed(name: str) -> None:
    lowest, highest = ALLOWED[name]
    assert getattr(changed(Settings(), name, f" {highest} ").thresholds, name) == highest
    for wrong in (str(lowest - 1), str(highest + 1), "six", "6.5", "-6", "²", "9999999"):
        with pytest.raises(InvalidValue, match=f"{name} must be a whole number from {lowest} to {highest}"):
            changed(Settings(), name, wrong)


def test_an_empty_value_takes_the_default_back() -> None:
    settings = replace(Settings(), fatigue_from=6, name="A. Person")
    assert changed(settings, "fatigue_from", "").thresholds == REASONED
    assert changed(settings, "name", "").name == ""


def test_written_settings_are_read_again_and_unknown_names_stay(tmp_path: Path) -> None:
    file = tmp_path / "config" / "diary.toml"
    file.parent.mkdir()
    file.write_text("# mine\nfuture = 3\n", "utf-8")
    settings = replace(Settings(), emergency_number="112", motion_degrees=15, large=True)
    write_settings(file, settings)
    assert read_settings(file) == settings
    assert "# mine" in file.read_text("utf-8")
    assert "future = 3" in file.read_text("utf-8")


@pytest.mark.parametrize("text", ['fatigue_from = "4"', "fatigue_from = 99", "fatigue_from = true", "large = 1"])
def test_a_value_of_the_wrong_type_is_named(tmp_path: Path, text: str) -> None:
    file = tmp_path / "diary.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(DiaryError, match=text.partition(" ")[0]):
        read_settings(file)


@pytest.mark.parametrize("text", ["fatigue_from = 99\nname = 'Kim'", "fatigue_from = = 3"])
def test_with_complain_a_wrong_value_gives_one_line_and_the_default(tmp_path: Path, text: str) -> None:
    file, complaints = tmp_path / "diary.toml", list[str]()
    file.write_text(text, "utf-8")
    settings = read_settings(file, complaints.append)
    assert settings.thresholds == REASONED
    assert settings.name == ("Kim" if "Kim" in text else "")
    assert len(complaints) == 1
    assert str(file) in complaints[0]


def test_an_invalid_file_is_not_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "diary.toml"
    file.write_text("fatigue_from = = 3", "utf-8")
    with pytest.raises(DiaryError, match="not valid TOML"):
        write_settings(file, Settings(name="Kim"))
    assert file.read_text("utf-8") == "fatigue_from = = 3"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_a_file_with_a_byte_order_mark_is_read_and_changed(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "diary.toml"
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    file.write_bytes((mark + 'emergency_number = "112"\n').encode(encoding))
    settings = read_settings(file)
    assert settings.emergency_number == "112"
    write_settings(file, changed(settings, "name", "Kim"))
    assert read_settings(file) == Settings(emergency_number="112", name="Kim")


def test_a_file_that_is_a_pipe_or_a_folder_is_named_and_not_waited_for(tmp_path: Path) -> None:
    complaints: list[str] = []
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path, Path(os.devnull)):
        assert read_settings(path, complaints.append) == Settings()
        with pytest.raises(DiaryError, match="not an ordinary file"):
            write_settings(path, Settings(name="Kim"))
    assert len(complaints) == 3


@pytest.mark.parametrize(
    ("text", "taken"),
    [("112", True), ("15", True), ("+49 112", True), ("(0)112", True), ("000 / 112", True), ("144, 112", True),
     ("1-800-555-0199", True), ("", True), ("CALL SEE NOTE NOW", False), ("CALL 1 SEE NOTE", False), ("1", False),
     ("112 now", False), ("²²", False), ("٠١", True)],
)  # fmt: skip
def test_an_emergency_number_is_written_in_digits(text: str, taken: bool) -> None:
    if taken:
        assert changed(Settings(), "emergency_number", text).emergency_number == text
    else:
        with pytest.raises(DiaryError, match="written in digits"):
            changed(Settings(), "emergency_number", text)


def test_a_file_with_words_beside_the_number_still_counts(tmp_path: Path) -> None:
    file = tmp_path / "diary.toml"
    file.write_text('emergency_number = "112 (or the neighbour)"', "utf-8")
    assert read_settings(file).emergency_number.startswith("112")


@pytest.mark.parametrize(("typed", "kept"), [("04:00", "04:00"), ("4:00", "04:00"), ("11:59", "11:59"), ("", "00:00")])
def test_the_day_starts_before_noon(typed: str, kept: str) -> None:
    assert changed(replace(Settings(), day_starts="03:00"), "day_starts", typed).day_starts == kept


@pytest.mark.parametrize("typed", ["12:00", "24:00", "4", "4am", "04:60", "-1:00", "04:00:00", "²4:00", "midnight"])
def test_another_start_of_the_day_is_refused(typed: str) -> None:
    with pytest.raises(InvalidValue, match="day_starts is a time from 00:00 to 11:59"):
        changed(Settings(), "day_starts", typed)
