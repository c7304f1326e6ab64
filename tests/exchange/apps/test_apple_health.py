"""Exports of Apple Health: read in pieces, and refused where they are made to do harm."""

from __future__ import annotations

import tracemalloc
import zipfile
from pathlib import Path

import pytest

from diary.errors import DiaryError
from diary.exchange.apps import apple_health
from tests.exchange.apps import lines_of, read

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!-- HealthKit Export Version: 12 -->
<!ELEMENT HealthData (ExportDate,Me,(Record|Correlation)*)>
<!ATTLIST HealthData
  locale CDATA #REQUIRED
>
]>
<HealthData locale="en_US">
 <ExportDate value="2024-03-10 09:00:00 -0800"/>
"""


def record(kind: str, word: str, start: str, end: str = "", inside: str = "") -> str:
    """One symptom, as the phone writes it."""
    return (
        f' <Record type="HKCategoryTypeIdentifier{kind}" sourceName="Health" creationDate="{start}" '
        f'startDate="{start}" endDate="{end or start}" value="HKCategoryValue{word}">{inside}</Record>\n'
    )


HEART_RATE = (
    ' <Record type="HKQuantityTypeIdentifierHeartRate" sourceName="Watch" unit="count/min" value="61" '
    'startDate="2024-03-01 09:00:00 -0800" endDate="2024-03-01 09:00:00 -0800">\n'
    '  <MetadataEntry key="HKMetadataKeyHeartRateMotionContext" value="0"/>\n </Record>\n'
)
ZONE = '\n  <MetadataEntry key="HKTimeZone" value="America/Los_Angeles"/>\n '
HEADACHE = record("Headache", "SeverityMild", "2024-03-02 09:00:00 -0800")
BODY = (
    HEART_RATE
    + record("LowerBackPain", "SeverityModerate", "2024-03-01 09:00:00 -0800", "2024-03-01 11:00:00 -0800", ZONE)
    + f'<Correlation type="x">{HEADACHE}</Correlation>'
    + HEADACHE
    + record("Headache", "SeverityNotPresent", "2024-03-03 09:00:00 -0800")
    + record("Headache", "SeverityUnspecified", "2024-03-04 09:00:00 -0800")
    + record("ChestTightnessOrPain", "SeveritySevere", "2024-03-05 09:00:00 -0800")
    + record("AbdominalCramps", "PresencePresent", "2024-03-06 09:00:00 -0800")
)
EXPORT = f"{HEAD}{BODY}</HealthData>\n"
LINES = [
    "2024-03-01T09:00:00-08:00; center lower back - | LowerBackPain: Moderate\nUntil: 2024-03-01 11:00:00 -0800",
    "2024-03-02T09:00:00-08:00; center head - | Headache: Mild",
    "2024-03-04T09:00:00-08:00; center head - | Headache: Unspecified",
    "2024-03-06T09:00:00-08:00; center abdomen - cramping | AbdominalCramps: Present",
]


def test_symptoms_come_in_and_their_words_are_no_numbers(tmp_path: Path) -> None:
    found = read(tmp_path, EXPORT, name="export.xml")
    assert (found.app, found.open) == ("Apple Health", [("names", "Symptoms", "ChestTightnessOrPain")])
    assert lines_of(found.records) == LINES
    assert found.records[0].at.zone == "America/Los_Angeles"
    assert "records of other kinds that were left out: 1" in map(str, found.plan.remarks)
    # The place in the file, with the lines of the document type.
    line = next(number for number, text in enumerate(EXPORT.splitlines(), 1) if "NotPresent" in text)
    assert found.fates[2] == f"line {line}: left out: it says that it was not there"


def zipped(folder: Path, content: str | bytes, name: str = "apple_health_export/export.xml") -> Path:
    """The export as the phone shares it."""
    path = folder / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("apple_health_export/export_cda.xml", "<ClinicalDocument/>" + " " * 10_000)
        archive.writestr(name, content)
    return path


@pytest.mark.parametrize("name", ["apple_health_export/export.xml", "apple_health_export/Exportación.xml"])
def test_the_zip_of_the_phone_is_read_without_unpacking(tmp_path: Path, name: str) -> None:
    content = zipped(tmp_path, EXPORT + " " * 20_000, name).read_bytes()
    assert lines_of(read(tmp_path, content, name="export.zip").records) == LINES


def refusal(path: Path) -> str:
    with pytest.raises(DiaryError) as caught:
        apple_health.read(path)
    return str(caught.value)


def plain(folder: Path, content: str | bytes) -> Path:
    path = folder / "export.xml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


LAUGHS = '<!DOCTYPE HealthData [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><HealthData>&b;</HealthData>'
OUTSIDE = '<!DOCTYPE HealthData [<!ENTITY a SYSTEM "file:///etc/passwd">]><HealthData>&a;</HealthData>'
LATE = f"<HealthData>{' ' * 2_000_000}</HealthData>"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (LAUGHS, "it declares entities"),
        (OUTSIDE, "it declares entities"),
        (LAUGHS.replace("<!ENTITY", "<!entity"), "it declares entities"),
        (f"<!-- {' ' * 1_100_000} -->{LAUGHS}", "it declares entities or a type of its own"),
        ('<!DOCTYPE HealthData SYSTEM "http://example.org/x.dtd"><HealthData>&a;</HealthData>', "cut short or damaged"),
        (f"{HEAD}&a;</HealthData>", "cut short or damaged"),
        ("<HealthData>" + "<a>" * 100, "more than 60 elements within each other"),
        (f'<HealthData a="{"x" * 5_000_000}"/>', "one of its tags never ends"),
        ("<?xml version='1.0'?><other/>", "no export of Apple Health: it begins with other"),
        (EXPORT[:-40], "cut short or damaged"),
        (b"<HealthData>\xff\xfe</HealthData>", "cut short or damaged"),
        ("<?xml version='1.0'?>", "cut short or damaged"),
    ],
)  # fmt: skip
def test_what_no_export_does_is_refused(tmp_path: Path, content: str | bytes, reason: str) -> None:
    assert reason in refusal(plain(tmp_path, content))


def test_zips_that_no_phone_makes_are_refused(tmp_path: Path) -> None:
    bomb = zipped(tmp_path, f"<HealthData>{' ' * 30_000_000}</HealthData>")
    assert "packed in a way that no export is" in refusal(bomb)
    nothing = zipped(tmp_path, "text", "notes.txt")
    assert "packed" in refusal(nothing) or "no export" in refusal(nothing)
    whole = zipped(tmp_path, EXPORT).read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[: len(whole) // 2])
    assert "damaged" in refusal(tmp_path / "cut.zip") or "cut short" in refusal(tmp_path / "cut.zip")


def test_a_zip_that_says_it_is_smaller_than_it_is_gives_no_more_than_it_says(tmp_path: Path) -> None:
    content = bytearray(zipped(tmp_path, EXPORT, "export.xml").read_bytes())
    size = len(EXPORT.encode()).to_bytes(4, "little")
    (tmp_path / "lie.zip").write_bytes(bytes(content).replace(size, (200).to_bytes(4, "little")))
    assert "damaged" in refusal(tmp_path / "lie.zip")


def test_what_stands_in_a_large_file_needs_no_more_memory(tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    with path.open("w") as file:
        file.write(HEAD)
        for _ in range(400):
            file.write(HEART_RATE * 200)
            file.write(HEADACHE)
        file.write("</HealthData>")
    seen: list[int] = []
    tracemalloc.start()
    try:
        export = apple_health.read(path, lambda done, _: seen.append(done))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (len(export.rows), export.remarks) == (400, ("records of other kinds that were left out: 80,000",))
    assert path.stat().st_size > 20_000_000 > 4 * peak
    assert seen[-1] == path.stat().st_size


def test_more_symptoms_than_a_diary_has_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apple_health, "MOST_ROWS", 3)
    assert "more than 3 symptoms" in refusal(plain(tmp_path, EXPORT))
