"""The settings file: what is typed, what is written, what is read again."""

from __future__ import annotations

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
    least, most = ALLOWED[name]
    assert getattr(changed(Settings(), name, f" {most} ").thresholds, name) == most
    for wrong in (str(least - 1), str(most + 1), "six", "6.5", "-6", "²", "9999999"):
        with pytest.raises(InvalidValue, match=f"{name} must be a whole number from {least} to {most}"):
            changed(Settings(), name, wrong)


def test_an_empty_value_takes_the_default_back() -> None:
    settings = replace(Settings(), fatigue_from=6, name="A. Person")
    assert changed(settings, "fatigue_from", "").thresholds == REASONED
    assert changed(settings, "name", "").name == ""


def test_what_is_written_is_read_again_and_what_is_not_ours_stays(tmp_path: Path) -> None:
    file = tmp_path / "config" / "diary.toml"
    file.parent.mkdir()
    file.write_text("# mine\nfuture = 3\n", "utf-8")
    kept = replace(Settings(), emergency_number="112", motion_degrees=15, large=True)
    write_settings(file, kept)
    assert read_settings(file) == kept
    assert "# mine" in file.read_text("utf-8")
    assert "future = 3" in file.read_text("utf-8")


@pytest.mark.parametrize("text", ['fatigue_from = "4"', "fatigue_from = 99", "fatigue_from = true", "large = 1"])
def test_a_value_of_another_kind_is_named(tmp_path: Path, text: str) -> None:
    file = tmp_path / "diary.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(DiaryError, match=text.partition(" ")[0]):
        read_settings(file)


@pytest.mark.parametrize("text", ["fatigue_from = 99\nname = 'Kim'", "fatigue_from = = 3"])
def test_what_is_wrong_is_told_and_the_default_holds_where_a_warning_must_not_wait(tmp_path: Path, text: str) -> None:
    file, said = tmp_path / "diary.toml", list[str]()
    file.write_text(text, "utf-8")
    settings = read_settings(file, said.append)
    assert settings.thresholds == REASONED
    assert settings.name == ("Kim" if "Kim" in text else "")
    assert len(said) == 1
    assert str(file) in said[0]


def test_a_file_that_is_no_toml_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "diary.toml"
    file.write_text("fatigue_from = = 3", "utf-8")
    with pytest.raises(DiaryError, match="not valid TOML"):
        write_settings(file, Settings(name="Kim"))
    assert file.read_text("utf-8") == "fatigue_from = = 3"
