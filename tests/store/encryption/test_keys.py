"""Keys: SQLCipher's own derivation, and the recovery code that people type from paper."""

from __future__ import annotations

import random
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary.files import DATABASE_MARK
from diary.store.encryption import forms
from diary.store.encryption.keys import Key, code_of, derived, key_from, mistyped_lines, read_code
from tests.store.encryption.conftest import PASSPHRASE, SALT

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def test_sqlcipher_opens_the_file_with_the_passphrase_alone(encrypted: Path) -> None:
    cipher = pytest.importorskip("sqlcipher3.dbapi2")
    connection = cipher.connect(encrypted)
    connection.execute(f"PRAGMA key = '{PASSPHRASE}'")
    assert connection.execute("SELECT count(*) FROM entry").fetchone() == (1,)
    assert encrypted.read_bytes()[:16] == SALT
    connection.close()


@given(st.binary(min_size=32, max_size=32))
def test_a_code_is_read_as_it_was_written(raw: bytes) -> None:
    code = code_of(Key(raw, SALT))
    assert read_code(code) == raw
    assert read_code(code.lower().replace("-", " ").replace("\n", "  ")) == raw
    assert read_code(code.replace("0", "o").replace("1", "l")) == raw
    assert [len(line) for line in code.split("\n")] == [17] * 4


@given(st.binary(min_size=32, max_size=32), st.integers(0, 59), st.sampled_from(LETTERS))
def test_one_wrong_letter_is_nearly_always_noticed(raw: bytes, at: int, letter: str) -> None:
    letters = code_of(Key(raw, SALT)).replace("-", "").replace("\n", "")
    typed = letters[:at] + letter + letters[at + 1 :]
    assert read_code(typed) in (None, raw) or mistyped_lines(typed) == []


def test_wrong_letters_are_found_in_their_line() -> None:
    of = random.Random(3)
    missed = 0
    for _ in range(500):
        letters = list(code_of(Key(of.randbytes(32), SALT)).replace("-", "").replace("\n", ""))
        at = of.randrange(60)
        letters[at] = of.choice([each for each in LETTERS if each != letters[at]])
        found = mistyped_lines("".join(letters))
        assert found in ([], [at // 15 + 1])
        missed += not found
    # Two letters check each line: one error in 1,024 is missed, and then the file does not open.
    assert missed <= 4


def test_lines_that_were_swapped_are_noticed() -> None:
    lines = code_of(Key(bytes(range(32)), SALT)).split("\n")
    assert read_code("\n".join([lines[1], lines[0], *lines[2:]])) is None


def test_a_passphrase_is_no_code_and_a_code_is_no_passphrase() -> None:
    key = derived(PASSPHRASE, SALT)
    assert key_from(PASSPHRASE, SALT) == key
    assert key_from(code_of(key), SALT) == key
    assert read_code("A" * 60) is None


def test_a_key_shows_itself_nowhere() -> None:
    key = Key(b"k" * 32, SALT)
    assert (b"k" * 32).hex() not in repr(key)
    assert "k" * 32 not in repr(key)


def test_what_the_readme_says_reads_the_file_by_hand(encrypted: Path, key: Key, tmp_path: Path) -> None:
    cipher = pytest.importorskip("sqlcipher3.dbapi2")
    readme = (Path(forms.__file__).parent / "README.md").read_text("utf-8")
    script = readme.partition("```sh\n")[2].partition("```")[0]
    (tmp_path / "code.txt").write_text(f"{code_of(key)}\n")
    done = subprocess.run(["sh", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    raw = done.stdout.strip()
    assert bytes.fromhex(raw) == key.raw
    for pragma in (f"PRAGMA key = '{PASSPHRASE}'", f"PRAGMA key = \"x'{raw}'\""):
        with closing(cipher.connect(str(encrypted))) as connection:
            connection.execute(pragma)
            assert connection.execute("SELECT count(*) FROM entry").fetchone() == (1,)
            plain = tmp_path / f"{len(pragma)}.db"
            connection.execute(f"ATTACH DATABASE '{plain}' AS plain KEY ''")
            connection.execute("SELECT sqlcipher_export('plain')")
        assert plain.read_bytes().startswith(DATABASE_MARK)
