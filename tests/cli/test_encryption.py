"""`encrypt` and `decrypt`, and other commands on an encrypted diary: what they say, and that no file holds a word."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from diary.store.encryption.keys import read_code
from diary.store.encryption.unlock import KEYS
from tests.cli.conftest import Run
from tests.keys import no_keys
from tests.tui.test_start import loaded_by

__all__ = ["no_keys"]

WORD = b"crocodile"


@pytest.fixture
def encrypted(run: Run, monkeypatch: pytest.MonkeyPatch) -> str:
    """An encrypted diary with an entry; the recovery code."""
    run("log 6 left knee sharp --", WORD.decode())
    monkeypatch.setenv("DIARY_PASSPHRASE_COMMAND", "echo four words about nothing")
    answer = run("encrypt")
    assert answer.status == 0
    assert "shown this once" in answer.err
    KEYS.forget()
    return answer.out


def files_with_word(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and WORD in path.read_bytes()]


def test_after_a_life_of_commands_no_file_holds_a_word(run: Run, encrypted: str, tmp_path: Path) -> None:
    for line in (
        f"log 4 neck -- {WORD.decode()} two",
        "edit last --note other",
        "undo",
        f"session physio: squats 3x10 -- {WORD.decode()}",
        "backup",
        "delete last",
        "undo",
        "restore newest --yes",
        "verify",
        "check",
        "status",
        f"search {WORD.decode()}",
    ):
        words, _, note = line.partition(" -- ")
        answer = run(words, *(["--", note] if note else []))
        assert answer.status == 0, (line, answer.err)
        KEYS.forget()
    assert files_with_word(tmp_path) == []
    assert WORD.decode() in run("list").out
    assert run("decrypt").status == 0
    assert files_with_word(tmp_path)
    assert WORD.decode() in run("list").out


def test_the_recovery_code_opens_it_too(run: Run, encrypted: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_code(encrypted) is not None
    monkeypatch.setenv("DIARY_PASSPHRASE_COMMAND", f"echo {' '.join(encrypted.split()).lower()}")
    assert WORD.decode() in run("list").out


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("", "nobody can be asked for its passphrase here; set DIARY_PASSPHRASE_COMMAND"),
        ("echo wrong words", "prints does not open"),
        ("false", "ended with status 1, so"),
        ("true", "prints nothing, so"),
        ("/no/such/program", "can't be run (no such file or directory), so"),
    ],
)
def test_without_the_passphrase_one_line_says_why(
    run: Run, encrypted: str, monkeypatch: pytest.MonkeyPatch, command: str, said: str
) -> None:
    monkeypatch.setenv("DIARY_PASSPHRASE_COMMAND", command)
    for words in ("list", "log 3 neck", "undo", "check", "status", "export -o x.csv", "encrypt", "decrypt"):
        answer = run(words)
        assert (answer.status, answer.out) == (1, ""), words
        assert said in answer.err
        assert answer.err.count("\n") == 1


def test_of_any_bytes_it_is_said_that_they_may_be_no_diary(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "diary.db").write_bytes(random.Random(1).randbytes(100_000))
    monkeypatch.setenv("DIARY_PASSPHRASE_COMMAND", "echo four words about nothing")
    answer = run("list")
    assert answer.status == 1
    assert "if it is the right one, the file is damaged, or is no diary" in answer.err


def test_a_person_is_asked_three_times(run: Run, encrypted: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DIARY_PASSPHRASE_COMMAND")
    monkeypatch.setattr("diary.cli.passphrase.can_ask", lambda: True)
    answers = iter(["wrong one", "four words about nothing", "a", "b", "c"])
    monkeypatch.setattr("diary.cli.passphrase._hidden", lambda _: next(answers))
    assert WORD.decode() in run("list").out
    KEYS.forget()
    answer = run("list")
    assert answer.status == 1
    assert "stays locked: that was not its passphrase, and not its recovery code" in answer.err


def test_a_new_passphrase_is_a_new_code(run: Run, encrypted: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("diary.cli.passphrase.can_ask", lambda: True)
    monkeypatch.setattr("diary.cli.passphrase._hidden", lambda _: "other words altogether")
    answer = run("encrypt --backups encrypt")
    assert answer.status == 0, answer.err
    assert read_code(answer.out) not in (None, read_code(encrypted))
    KEYS.forget()
    monkeypatch.setenv("DIARY_PASSPHRASE_COMMAND", "echo other words altogether")
    assert WORD.decode() in run("list").out


def test_remind_and_a_prompt_need_no_passphrase(
    run: Run, encrypted: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stamp = tmp_path / "diary.db-day"
    assert stamp.read_text() == "2026-03-05\n"
    assert stamp.stat().st_mode & 0o777 == 0o600
    monkeypatch.setenv("DIARY_PASSPHRASE_COMMAND", "false")
    assert (run("remind").status, run("status --short").out) == (0, "logged\n")
    later = "2026-03-06 09:00"
    assert run("remind", now=later).status == 10
    assert run("status --short", now=later).out == "not logged\n"
    stamp.unlink()
    answer = run("remind")
    assert answer.status == 1
    assert "not known before the next save" in answer.err


@pytest.mark.parametrize(
    "command",
    ["export -o out.csv", "export -o out.json", "report -o out.md", "chart -o out.svg", "verify --salvage out.json"],
)
def test_what_is_written_for_the_person_is_plain_and_says_so(
    run: Run, encrypted: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "It is not encrypted: whoever gets the file can read it." in run(command).err
    assert run("decrypt").status == 0
    assert "encrypted" not in run(f"{command.replace('out.', 'plain.')}").err


def test_what_is_rescued_from_a_damaged_diary_is_plain_and_says_so(
    run: Run, encrypted: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    content = bytearray((tmp_path / "diary.db").read_bytes())
    content[:4096] = bytes(4096)
    (tmp_path / "diary.db").write_bytes(content)
    assert "It is not encrypted" in run("verify --salvage out.json").err


@pytest.mark.parametrize("command", ["export -o -", "report -o -"])
def test_what_is_printed_into_a_pipe_is_plain_and_says_so(run: Run, encrypted: str, command: str) -> None:
    answer = run(command)
    assert WORD.decode() in answer.out
    assert answer.err.splitlines()[-1] == "diary: what is printed here is not encrypted."


def test_verify_names_backups_of_another_form_and_what_to_do(
    run: Run, encrypted: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert run("decrypt").status == 0
    plain = (tmp_path / "diary.db-backups").glob("*.db").__next__()
    content = plain.read_bytes()
    assert run("encrypt").status == 0
    plain.write_bytes(content)
    answer = run("verify")
    assert answer.status == 1
    assert (
        "1 can be read by whoever gets them: they are not encrypted; to have them follow: diary encrypt" in answer.out
    )
    done = run("encrypt")
    assert (done.status, done.err) == (
        0,
        "What an earlier run left is encrypted now. 1 backup encrypted too. The passphrase stays as it is.\n",
    )
    assert run("verify").status == 0
    sealed = plain.read_bytes()
    assert run("decrypt").status == 0
    plain.write_bytes(sealed)
    answer = run("verify")
    assert "1 can be read only with a passphrase, and the diary is not encrypted" in answer.out
    assert "to have them follow: diary decrypt" in answer.out
    KEYS.forget()
    done = run("decrypt")
    assert (done.status, done.err) == (
        0,
        "The diary is not encrypted.\nWhat an earlier run left is plain now too. 1 backup decrypted too.\n",
    )
    assert plain.read_bytes().startswith(b"SQLite format 3")
    assert "passphrase" not in run("verify").out


def test_a_plain_draft_beside_an_encrypted_diary_is_named_and_follows(run: Run, encrypted: str, tmp_path: Path) -> None:
    draft = tmp_path / "diary.db-unsaved" / "abc.json"
    draft.parent.mkdir(mode=0o700)
    draft.write_bytes(b"{}")
    draft.chmod(0o600)
    assert "1 can be read by whoever gets them" in run("verify").out
    assert run("encrypt").status == 0
    assert not draft.read_bytes().startswith(b"{")
    assert run("verify").status == 0


def test_a_plain_diary_loads_nothing_for_encrypted_ones(tmp_path: Path) -> None:
    code = (
        f"from diary.cli.main import main; assert main(['log', '3', 'neck', '--db', {str(tmp_path / 'x.db')!r}]) == 0"
    )
    assert not {"sqlcipher3", "cryptography", "keyring"} & set(loaded_by(code))


def test_the_key_can_be_kept_in_a_keyring(run: Run, encrypted: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ring = _Ring()
    monkeypatch.setattr("diary.store.encryption.keyring._library", lambda: ring)
    assert run("encrypt --keyring").status == 0
    KEYS.forget()
    monkeypatch.delenv("DIARY_PASSPHRASE_COMMAND")
    assert WORD.decode() in run("list").out
    KEYS.forget()
    ring.kept.clear()
    answer = run("list")
    assert answer.status == 1
    assert "holds no key for" in answer.err
    assert "diary encrypt --keyring" in answer.err


class _Ring:
    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, name: str) -> str | None:
        return self.kept.get((service, name))

    def set_password(self, service: str, name: str, password: str) -> None:
        self.kept[service, name] = password


def test_a_purge_takes_words_out_of_encrypted_backups(
    run: Run, encrypted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("backup")
    assert run("delete last --purge --backups --yes").status == 0
    assert WORD.decode() not in run("list").out
