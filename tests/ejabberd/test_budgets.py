"""What one person may write, read and open, by all connections together, and that others do not feel it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from chatxblock.devserver.ejabberd import Ejabberd
from tests.ejabberd.fixtures import NOT_ALLOWED, TalkFixture, make_talk
from tests.support.archives import refusing
from tests.support.chat import MakeLearner, Service, log_in_at, new_name, settings_for
from tests.support.learner import Closed, Learner, error_of

pytest_plugins = ("tests.support.servers",)

BUSY = "resource-constraint"
RESULT = "{urn:xmpp:mam:2}result"
PAGE = '<query xmlns="urn:xmpp:mam:2"><set xmlns="http://jabber.org/protocol/rsm"><max>{}</max></set></query>'
KILOBYTE = 1024


@dataclass
class House:
    """A server, its service, and windows that are closed in the end."""

    server: Ejabberd
    service: Service
    windows: ExitStack

    def window(self, localpart: str = "") -> Learner:
        window = log_in_at(self.server, localpart or new_name())
        self.windows.callback(window.close)
        return window

    def talk(self) -> TalkFixture:
        return make_talk(self.service, self.server.rooms_domain, self.window)


def open_house(server: Ejabberd) -> Iterator[House]:
    with ExitStack() as held:
        server.start()
        held.callback(server.stop)
        service = Service(settings_for(server))
        held.callback(service.close)
        yield House(server, service, held.enter_context(ExitStack()))


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """As operators get it."""
    yield from open_house(Ejabberd(tmp_path_factory.mktemp("shipped")))


@pytest.fixture(scope="module")
def narrow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """As operators get it, but for rooms in which little may be written."""
    yield from open_house(
        Ejabberd(tmp_path_factory.mktemp("narrow"), budgets={"room_bytes": 10 * KILOBYTE, "room_reactions": 5})
    )


def text_of(stanza: ET.Element) -> str:
    return stanza.findtext("{jabber:client}error/{urn:ietf:params:xml:ns:xmpp-stanzas}text", "")


def write(window: Learner, room: str, size: int, times: int) -> list[ET.Element]:
    """Write so many lines of that size, identifiers included, and return what came back."""
    return answers(window, [window.say(room, "x" * (size - 32)) for _ in range(times)])


def answers(window: Learner, ids: list[str]) -> list[ET.Element]:
    """Return what comes back under each of these ids: a refusal may overtake what is granted."""
    found: dict[str, ET.Element] = {}
    while len(found) < len(ids):
        stanza = window.expect(lambda stanza: stanza.get("id") in ids)
        found[stanza.get("id", "")] = stanza
    return [found[one] for one in ids]


def test_a_person_writes_so_much_a_minute_by_all_windows_together(shipped: House) -> None:
    talk = shipped.talk()
    second = shipped.window(talk.asker.localpart)
    second.join(talk.address)
    assert {error_of(answer) for answer in write(talk.asker, talk.address, 8 * KILOBYTE, 5)} == {""}
    more = write(second, talk.address, 8 * KILOBYTE, 5)
    assert [error_of(answer) for answer in more] == ["", "", "", BUSY, BUSY]
    assert "as much as one person may in a minute" in text_of(more[-1])
    assert talk.asker.echo(talk.asker.say(talk.address, "x" * KILOBYTE)).get("type") == "error"
    assert {error_of(answer) for answer in write(talk.helper, talk.address, 8 * KILOBYTE, 8)} == {""}
    assert talk.log().total == 16


def test_luggage_counts_as_what_is_written(shipped: House) -> None:
    talk = shipped.talk()
    full = f'<replace xmlns="urn:xmpp:message-correct:0" id="{"r" * 256}"/>'
    sent = [talk.asker.say(talk.address, "x", message_id=f"{number:0256}", inner=full) for number in range(140)]
    refused = [error for answer in answers(talk.asker, sent) if (error := error_of(answer))]
    assert refused == [BUSY] * (140 - 64 * KILOBYTE // (2 * 256 + 1))


def test_a_person_writes_so_much_in_a_room_and_is_told(narrow: House) -> None:
    talk = narrow.talk()
    second = narrow.window(talk.asker.localpart)
    second.join(talk.address)
    assert {error_of(answer) for answer in write(talk.asker, talk.address, 2 * KILOBYTE, 4)} == {""}
    assert [error_of(answer) for answer in write(second, talk.address, 2 * KILOBYTE, 2)] == ["", NOT_ALLOWED]
    answer = talk.asker.echo(talk.asker.say(talk.address, "x"))
    assert error_of(answer) == NOT_ALLOWED
    assert text_of(answer) == "You have written as much as one person may in this conversation."
    assert answer.find("{*}error/{urn:chatxblock:call:1}ceiling") is not None
    assert {error_of(answer) for answer in write(talk.helper, talk.address, 2 * KILOBYTE, 5)} == {""}
    assert talk.log().total == 10
    elsewhere = narrow.talk()
    narrow.service.admit(elsewhere.room, [talk.asker.localpart])
    talk.asker.join(elsewhere.address)
    assert talk.asker.echo(talk.asker.say(elsewhere.address, "x")).get("type") == "groupchat"


def test_what_the_archive_refuses_is_not_counted_as_written(narrow: House) -> None:
    talk = narrow.talk()
    with refusing(narrow.server.folder, talk.address):
        assert {error_of(answer) for answer in write(talk.asker, talk.address, 4 * KILOBYTE, 5)} == {BUSY}
    sent = write(talk.asker, talk.address, 4 * KILOBYTE, 3)
    assert [error_of(answer) for answer in sent] == ["", "", NOT_ALLOWED]
    assert talk.log().total == 2


def test_a_person_sets_so_many_reactions_in_a_room_by_all_windows_and_lines_go_on(narrow: House) -> None:
    talk = narrow.talk()
    second = narrow.window(talk.asker.localpart)
    second.join(talk.address)
    signs = '<reactions xmlns="urn:xmpp:reactions:0" id="1"><reaction>👍</reaction></reactions>'
    first = answers(talk.asker, [talk.asker.say(talk.address, "", inner=signs) for _ in range(5)])
    assert {error_of(answer) for answer in first} == {""}
    refused = second.echo(second.say(talk.address, "", inner=signs))
    assert error_of(refused) == NOT_ALLOWED
    assert refused.find("{*}error/{urn:chatxblock:call:1}ceiling") is not None
    assert talk.helper.echo(talk.helper.say(talk.address, "", inner=signs)).get("type") == "groupchat"
    assert talk.asker.echo(talk.asker.say(talk.address, "x")).get("type") == "groupchat"
    assert talk.log().total == 7


def test_a_flood_by_many_windows_is_the_flood_of_one_person(shipped: House) -> None:
    talk = shipped.talk()
    windows = [talk.asker, *(shipped.window(talk.asker.localpart) for _ in range(3))]
    for window in windows[1:]:
        window.join(talk.address)
    sent = {window: [window.say(talk.address, "x") for _ in range(100)] for window in windows}
    for window in windows:
        window.settle()
    errors = [error_of(stanza) for window in windows for stanza in window.seen if stanza.get("id") in sent[window]]
    assert 50 < errors.count(BUSY) <= 100
    assert talk.helper.echo(talk.helper.say(talk.address, "may I?")).get("type") == "groupchat"


def test_a_person_reads_so_often_a_minute(shipped: House) -> None:
    talk = shipped.talk()
    second = shipped.window(talk.asker.localpart)
    second.join(talk.address)
    read = [window.ask("set", talk.address, PAGE.format(1)) for window in (talk.asker, second) for _ in range(61)]
    assert [error_of(answer) for answer in read] == [""] * 120 + [BUSY] * 2
    assert talk.helper.history(talk.address) == []


@pytest.mark.parametrize(("asked", "given"), [("250", 100), ("1000000", 100), ("100", 100), ("7", 7)])
def test_a_page_has_a_hundred_entries_at_most(shipped: House, asked: str, given: int) -> None:
    talk = shipped.talk()
    for number in range(120):
        talk.asker.say(talk.address, str(number))
    talk.asker.settle()
    already = len(talk.helper.seen)
    assert talk.helper.ask("set", talk.address, PAGE.format(asked)).get("type") == "result"
    assert len([stanza for stanza in talk.helper.seen[already:] if stanza.find(RESULT) is not None]) == given
    assert len(talk.log().lines) == 120


@pytest.mark.parametrize("asked", ["-1", "all", "9" * 200])
def test_a_page_of_no_size_harms_nobody(shipped: House, asked: str) -> None:
    talk = shipped.talk()
    talk.asker.ask("set", talk.address, PAGE.format(asked))
    assert talk.asker.history(talk.address) == []


def memory(server: Ejabberd) -> int:
    """Return the megabytes that the server holds."""
    status = Path(f"/proc/{server.pid}/status").read_text(encoding="utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) // KILOBYTE


def test_who_reads_no_answers_does_not_fill_the_server(
    ejabberd: Ejabberd, service: Service, learner: MakeLearner
) -> None:
    talk = make_talk(service, ejabberd.rooms_domain, learner)
    writers = [learner(talk.asker.localpart) for _ in range(6)]
    for writer in writers:
        writer.join(talk.address)
        assert {error_of(answer) for answer in write(writer, talk.address, 16 * KILOBYTE, 17)} == {""}
    talk.helper.history(talk.address)
    before = memory(ejabberd)
    page = f'<iq xmlns="jabber:client" type="set" id="{{}}" to="{talk.address}">{PAGE.format(100)}</iq>'
    readers = [learner(talk.stranger.localpart) for _ in range(2)]
    talk.service.admit(talk.room, [talk.stranger.localpart])
    for reader in readers:
        for number in range(400):
            reader.send(page.format(number))
    ids = [f"helper-{number}" for number in range(400)]
    for one in ids:
        talk.helper.send(page.format(one))
    talk.asker.settle()
    assert memory(ejabberd) - before < 150
    conditions = [error_of(answer) for answer in answers(talk.helper, ids)]
    assert conditions[:5] == [""] * 5
    assert conditions.count(BUSY) > 200
    assert memory(ejabberd) - before < 150


def test_who_reads_the_answers_goes_on_reading(shipped: House) -> None:
    talk = shipped.talk()
    talk.asker.echo(talk.asker.say(talk.address, "a line"))
    for _ in range(30):
        assert talk.helper.history(talk.address) == ["a line"]
    assert error_of(talk.helper.ask("set", f"{new_name()}@{shipped.server.rooms_domain}", PAGE.format(1)))
    assert talk.helper.history(talk.address) == ["a line"]


def test_the_asker_is_not_locked_out_by_the_windows_of_others(shipped: House) -> None:
    service, room = shipped.service, new_name()
    address = f"{room}@{shipped.server.rooms_domain}"
    service.make(room, occupants=2)
    names = [new_name() for _ in range(3)]
    service.admit(room, names)
    crowd = [shipped.window(name) for name in names[:2] for _ in range(14)]
    here = [window for number, window in enumerate(crowd) if number % 14 > 1]
    for window in here:
        assert window.join(address).get("type") is None
    asker = shipped.window(names[2])
    assert asker.join(address).get("type") is None
    assert len(here) == 24
    assert service.inside(room) == set(names)


def test_eight_tabs_an_inbox_two_rooms_and_a_phone_work(shipped: House) -> None:
    one, other = shipped.talk(), shipped.talk()
    name = one.helper.localpart
    one.helper.close()
    shipped.service.admit(other.room, [name])
    shipped.service.presence.make_duty_room(f"duty-{one.room}", password="sesame")
    windows = [shipped.window(name) for _ in range(12)]
    in_rooms = {windows[8]: one.address, windows[9]: other.address, windows[10]: one.address}
    for window, room in in_rooms.items():
        assert window.join(room).get("type") is None
    assert windows[11].join(f"duty-{one.room}@{shipped.server.rooms_domain}", password="sesame").get("type") is None
    for window, room in in_rooms.items():
        assert window.echo(window.say(room, "here")).get("type") == "groupchat"
        assert window.history(room)
    for window in windows:
        window.settle()
    shipped.window(name)
    with pytest.raises((Closed, ConnectionResetError)):
        windows[0].expect(lambda _: False)
    for window in windows[1:]:
        window.settle()
