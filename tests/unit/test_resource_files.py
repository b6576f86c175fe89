"""Which files of a talk are offered to whoever makes a resource of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from chatxblock.domain.calls.person import Person
from chatxblock.domain.calls.transcript import Line, Transcript
from chatxblock.domain.files.file import TalkFile
from chatxblock.domain.resources.files import OfferedFile, offered
from chatxblock.testing import START, MemoryStore
from tests.contracts.file_contract import a_file
from tests.contracts.store_contract import a_call, person

STORE = MemoryStore()
ASKER, HELPER = person(STORE, "alex"), person(STORE, "bo")
CALL = a_call(ASKER)


def sent(by: Person, **changes: object) -> TalkFile:
    return a_file(CALL.id, by, kept_at=START, **changes)


def handing_on(number: int, who: Person, file: TalkFile, **more: Any) -> Line:
    """A line that hands a file on."""
    address = f"http://lms.test/handler/file/{file.id}.1800000000.{'a' * 24}"
    at = START + timedelta(seconds=number)
    told = {"body": file.line(address), "message_id": f"m{number}", **more}
    return Line(id=str(number), sent_at=at, author=who.localpart, **told)


def offers(files: list[TalkFile], *lines: Line, agreed: tuple[str, ...] = ()) -> list[OfferedFile]:
    people = {one.localpart: one for one in (ASKER, HELPER)}
    log = Transcript(call=CALL, lines=lines, people=people, complete=True, exported_at=START)
    return offered(log, files, agreed, reader=ASKER, hide=lambda text: f"<{text}>", label=lambda who: who[:1])


def test_what_was_said_is_offered_once_in_the_order_of_the_talk_and_without_names() -> None:
    one, two = sent(ASKER, name="Alex.png", alt=""), sent(HELPER)
    found = offers([two, one], handing_on(1, ASKER, one), handing_on(2, HELPER, two), handing_on(3, ASKER, one))
    assert [(offer.file.id, offer.line) for offer in found] == [(one.id, "1"), (two.id, "2")]
    assert (found[0].file.name, found[0].file.alt, found[0].file.key) == ("<Alex.png>", "<>", one.key)


def test_one_s_own_and_what_has_a_yes_may_be_taken() -> None:
    one, two = sent(ASKER), sent(HELPER)
    lines = (handing_on(1, ASKER, one), handing_on(2, HELPER, two))
    assert [(offer.own, offer.quotable) for offer in offers([one, two], *lines)] == [(True, True), (False, False)]
    agreed = offers([one, two], *lines, agreed=(HELPER.localpart,))
    assert [(offer.own, offer.quotable) for offer in agreed] == [(True, True), (False, True)]


def test_what_was_taken_back_changed_away_or_handed_on_by_somebody_else_is_not() -> None:
    one, two, three, four = (sent(ASKER) for _ in range(4))
    back = Line(
        id="11", sent_at=START + timedelta(seconds=11), author=ASKER.localpart, body="x", replaces="m1", taken_back=True
    )
    changed = replace(handing_on(12, ASKER, two), body="It was the wrong one.", replaces="m2")
    lines = (handing_on(1, ASKER, one), handing_on(2, ASKER, two), handing_on(3, HELPER, three), back, changed)
    assert offers([one, two, three, four], *lines) == []
    assert offers([one], handing_on(1, ASKER, sent(ASKER, id=UUID(int=7)))) == []


def test_what_is_to_be_seen_stands_as_its_sender_said_it_last() -> None:
    one = sent(ASKER, alt="A matrix")
    first = handing_on(1, ASKER, one)
    told = [f"{one.name}\nTwo rows,\u202e two\x07 columns\n", f"{one.name}\n"]
    for words, expected in zip(told, ["<Two rows, two columns>", "<>"], strict=True):
        body = words + first.body.splitlines()[-1]
        for author, alt in ((ASKER, expected), (HELPER, "<A matrix>")):
            change = replace(handing_on(2, author, one), body=body, replaces="m1")
            assert [offer.file.alt for offer in offers([one], first, change)] == [alt]
