"""What reads the logs after all tests would find what must not be there."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.support import hygiene
from tests.support.learner import token_for

SAID = "Quokka says the line"
LOGS = ("site/log/sweep.log", "site/stderr.txt", "ejabberd/log/ejabberd.log", "ejabberd/log/crash", "a.log")
TOKEN = token_for("anna@chat.test", "x" * 48)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with a log of each kind in which all is well, and with files that are none; somebody said something.

    It stands apart from the folders of the other tests, which are read in the end.
    """
    monkeypatch.setattr(hygiene, "_noted", set(hygiene.noted()))
    monkeypatch.setattr(hygiene, "_gone", {})
    hygiene.note(SAID)
    with TemporaryDirectory() as folder:
        root = Path(folder)
        for name in LOGS:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text("call 1: log incomplete\nroom 2: ended\n")
        (root / "ejabberd/server.json").write_text('{"service_password": "pass-word", "token_secret": "key-key"}')
        (root / "archive.db").write_text(SAID)
        yield root


def test_logs_in_which_all_is_well_pass(run: Path) -> None:
    assert len(hygiene.logs_in(run)) == len(LOGS)
    hygiene.check(run)


@pytest.mark.parametrize("name", LOGS)
@pytest.mark.parametrize("leak", [SAID, "Lina Petrova", hygiene.QUESTION, TOKEN, "pass-word", "key-key"])
def test_whatever_stands_in_a_log_is_found(run: Path, name: str, leak: str) -> None:
    with (run / name).open("a") as log:
        log.write(f"and then\ninfo: <<{leak}>>\nroom 3: ended\n")
    with pytest.raises(AssertionError) as failed:
        hygiene.check(run)
    assert str(failed.value).startswith(str(run / name))
    assert str(failed.value).endswith(f": info: <<{leak}>>"[:500])


@pytest.mark.parametrize("text", ["Why?", "x" * 40, "line 1", "one", 7, None])
def test_what_may_stand_in_a_log_for_another_reason_is_not_looked_for(text: object) -> None:
    before = hygiene.noted()
    hygiene.note(text)
    assert hygiene.noted() == before


def test_a_long_text_is_found_by_its_beginning(run: Path) -> None:
    hygiene.note("Numbat, how long is this going to be? " * 1000 + "\nmore")
    (run / "a.log").write_text("error: Numbat, how long is this going to be? Numbat, how long is …(truncated)")
    with pytest.raises(AssertionError, match="Numbat"):
        hygiene.check(run)


def test_a_log_that_is_gone_in_the_end_is_read_too(run: Path) -> None:
    hygiene.keep(run / "never written")
    (run / "soon gone").write_text(f"error: {SAID}")
    hygiene.keep(run / "soon gone")
    (run / "soon gone").unlink()
    with pytest.raises(AssertionError, match="soon gone holds 'Quokka"):
        hygiene.check(run)


def test_records_of_every_level_are_kept_with_the_errors_behind_them(run: Path) -> None:
    with hygiene.recorded(run / "records.log"):
        logging.getLogger("chatxblock.some.module").debug("half of %s", "a sentence")
        error = KeyError(SAID)
        error.__cause__ = ValueError("deep below")
        logging.getLogger("other").error("it failed", exc_info=error)
    kept = (run / "records.log").read_text()
    assert "chatxblock.some.module DEBUG half of a sentence" in kept
    assert "deep below" in kept
    with pytest.raises(AssertionError, match="Quokka"):
        hygiene.check(run)
