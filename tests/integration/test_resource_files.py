"""Pictures and files of a talk in the resource that is made of it: who takes them, who gets them, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.management import call_command
from pytest_django import Settings

from chatxblock import conf, wiring_files
from chatxblock.domain.resources import attaching
from chatxblock.models import FileRow, ResourceFileRow
from chatxblock.store import DjangoStore
from chatxblock.testing import MemoryRooms, MemoryVault
from tests.integration.conftest import Answer, Site
from tests.integration.sending import send
from tests.integration.test_files_kept import age, keep, sweeps
from tests.integration.test_resource_secrets import let_fellows_write
from tests.support.pictures import png
from tests.support.talks import Talk, of, say, text

ASKERS, HELPERS, NOTES = png(31, 7), png(9, 9), b"Row two is twice row one.\n"


@pytest.fixture
def vault(monkeypatch: pytest.MonkeyPatch) -> MemoryVault:
    vault = MemoryVault()
    monkeypatch.setattr(wiring_files, "vault", lambda: vault)
    return vault


@dataclass
class Album(Talk):
    """A talk in which the asker sent a picture and a text, and the helper a picture and one that was taken back."""

    def _put_out(self, who: str) -> None:
        super()._put_out(who)
        self.files = {
            "asker": self.hand_on("learner", ASKERS, "Lina <b>rows.png", alt="Two rows of Lina's"),
            "notes": self.hand_on("learner", NOTES, "notes.txt"),
            "helper": self.hand_on("helper1", HELPERS, "figure.png"),
        }
        self.unsaid = send(self.site, "helper1", self.call_id, png(5, 5)).value["file"]["file_id"]

    def hand_on(self, who: str, data: bytes, name: str, alt: str = "") -> str:
        """Send a file, and say in the room what hands it on."""
        answer = send(self.site, who, self.call_id, data, name, alt=alt)
        room = DjangoStore().load(UUID(self.call_id)).room
        say(self.site, self.rooms, room, who, answer.value["file"]["line"])
        return str(answer.value["file"]["file_id"])

    def offers(self, who: str) -> dict[str, dict[str, Any]]:
        (talk,) = self.draft(who)["talks"]
        return {file["file_id"]: file for file in talk["files"]}

    def show(self, who: str, which: str, **more: Any) -> Answer:
        """Let the resource show a file, or no longer."""
        ids = {"resource_id": self.resource("staff")["resource_id"], "file_id": self.files.get(which, which)}
        return self.site.post(who, "resource_show", {**ids, **more})

    def got(self, who: str, which: str) -> Any:
        """What somebody gets who follows the link of a file in the resource."""
        link = f"{self.resource('staff')['resource_id']}.{self.files.get(which, which)}"
        return self.site.get(who, "resource_file", link)


@pytest.fixture
def album(site: Site, rooms: MemoryRooms, vault: MemoryVault) -> Album:
    return Album(site, rooms, putting_out="helper2")


def published(album: Album, *which: str) -> dict[str, Any]:
    """A resource that everybody may read, with these files."""
    album.agree("learner", "helper1")
    for one in which:
        assert album.show("staff", one).status == 200
    return album.public()


def test_what_was_handed_on_is_offered_and_nothing_of_it_is_shown_by_itself(album: Album) -> None:
    offers = album.offers("learner")
    assert list(offers) == list(album.files.values())
    assert [(one["speaker"], one["own"], one["quotable"]) for one in offers.values()] == [
        ("asker", True, True),
        ("asker", True, True),
        ("helper", False, False),
    ]
    asker = offers[album.files["asker"]]
    assert (asker["name"], asker["alt"]) == ("asker _b_rows.png", "Two rows of asker's")
    assert (album.resource()["files"], album.resource()["files_html"]) == ([], "")
    album.agree("helper1")
    assert all(one["quotable"] for one in album.offers("learner").values())


def test_what_is_ticked_is_read_by_people_who_were_in_no_call(album: Album, site: Site) -> None:
    shown = published(album, "asker", "notes")
    assert [(one["name"], one["alt"]) for one in shown["files"]] == [
        ("asker _b_rows.png", "Two rows of asker's"),
        ("notes.txt", ""),
    ]
    page = site.get("helper3", "resource", shown["resource_id"]).content.decode()
    assert 'alt="Two rows of asker&#x27;s" width="31" height="7"' in page
    assert "<b>rows" not in page
    read = site.post("helper3", "resource_read", {"resource_id": shown["resource_id"]}).value["resource"]
    assert [one["url"] for one in read["files"]] != []
    got = album.got("helper3", "asker")
    assert (got.status_code, got.content, got["Content-Type"]) == (200, ASKERS, "image/png")
    assert got["Content-Disposition"].startswith("inline;")
    assert (got["Content-Security-Policy"], got["X-Content-Type-Options"]) == ("default-src 'none'; sandbox", "nosniff")
    notes = album.got("helper3", "notes")
    assert notes["Content-Disposition"].startswith("attachment;")


@pytest.mark.parametrize("state", ["draft", "published", "hidden"])
def test_who_gets_a_file_is_who_may_read_the_resource(album: Album, site: Site, state: str) -> None:
    album.agree("learner", "helper1")
    album.show("staff", "asker")
    if state != "draft":
        found = album.public()
    if state == "hidden":
        site.post("staff", "resource_hide", of(found))
    readers = {"learner": 200, "helper1": 200, "staff": 200, "helper2": 403, "helper3": 403}
    if state == "published":
        readers |= {"helper2": 200, "helper3": 200}
    told = {who: album.got(who, "asker").status_code for who in (*readers, "stranger", "anonymous")}
    assert told == {**readers, "stranger": 403, "anonymous": 403}
    others = {who: album.got(who, "helper").status_code for who in ("helper3", "stranger")}
    assert others == {"helper3": 403, "stranger": 403}


def test_what_is_unticked_hidden_or_deleted_is_served_no_more(album: Album, site: Site) -> None:
    found = published(album, "asker")
    assert album.show("learner", "asker", shown=False).value["resource"]["files"] == []
    assert album.got("helper3", "asker").status_code == 403
    album.show("learner", "asker")
    site.post("learner", "resource_hide", of(album.resource()))
    assert album.got("helper3", "asker").status_code == 403
    assert site.get("helper3", "resource_file", f"{uuid4()}.{uuid4()}").status_code == 403
    assert site.get("helper3", "resource_file", f"{found['resource_id']}/../x").status_code in (400, 404)


def test_another_ones_picture_is_taken_with_their_yes_alone(album: Album, site: Site) -> None:
    refused = album.show("learner", "helper")
    assert (refused.status, refused.value["code"]) == (409, "quotes-without-consent")
    assert refused.value["error"] == "Whoever sent this has not said yes to it. Ask them first."
    line = album.offers("learner")[album.files["helper"]]["line"]
    assert site.post("learner", "quote_wish", {"call_id": album.call_id, "line": line}).status == 200
    assert album.offers("learner")[album.files["helper"]]["asked"] is True
    album.agree("helper1")
    assert album.show("learner", "helper").status == 200


def test_who_shows_her_own_says_yes_by_publishing_and_nobody_says_it_for_her(album: Album, site: Site) -> None:
    album.agree("helper1")
    draft = album.resource()
    site.post("learner", "resource_save", text(draft, body="In other words.", answer=""))
    shown = album.show("learner", "asker").value["resource"]
    refused = site.post("helper1", "resource_publish", of(shown))
    assert (refused.status, refused.value["code"]) == (409, "quotes-without-consent")
    assert [(one["speaker"], one["file"]) for one in refused.value["quotes"]] == [("asker", "asker _b_rows.png")]
    assert site.post("learner", "resource_publish", of(shown)).status == 200
    saved = site.post("helper1", "resource_save", text(shown, body="In still other words.", answer=""))
    assert saved.value["resource"]["state"] == "published"


def test_a_yes_that_is_taken_back_hides_what_shows_it_until_it_is_gone(album: Album, site: Site) -> None:
    found = published(album, "helper")
    plain = site.post("staff", "resource_save", text(found, body="In other words.", answer="")).value["resource"]
    album.agree("helper1", yes=False)
    assert album.resource()["hidden_for"] == "consent"
    assert album.got("helper3", "helper").status_code == 403
    after = album.show("learner", "helper", shown=False).value["resource"]
    assert (after["state"], after["rev"], after["body"]) == ("published", plain["rev"] + 1, plain["body"])


def test_a_teachers_word_was_about_what_stood_there_and_the_text_stays_the_same(album: Album, site: Site) -> None:
    found = published(album)
    verified = site.post("staff", "resource_verify", of(found)).value["resource"]
    after = album.show("learner", "asker", alt="Two \u202erows\x07 of numbers").value["resource"]
    assert (verified["verified"], after["verified"], after["rev"]) == (True, False, found["rev"] + 1)
    assert after["files"][0]["alt"] == "Two rows of numbers"
    assert len(after["revisions"]) == len(found["revisions"])
    assert site.post("learner", "resource_save", text(found, body="x")).status == 409


@pytest.mark.parametrize("who", ["anonymous", "stranger", "helper2", "helper3"])
def test_nobody_else_chooses(album: Album, who: str) -> None:
    assert album.show(who, "asker").status in (403, 404)
    assert ResourceFileRow.objects.count() == 0


def test_a_fellow_learner_is_offered_and_sees_what_has_a_yes(album: Album, monkeypatch: pytest.MonkeyPatch) -> None:
    let_fellows_write(monkeypatch)
    album.agree("helper1")
    album.show("learner", "asker")
    assert list(album.offers("helper3")) == [album.files["helper"]]
    assert album.resource("helper3")["files"] == []
    assert [album.got("helper3", one).status_code for one in ("helper", "asker")] == [200, 404]
    assert album.offers("helper3")[album.files["helper"]]["url"].count("/resource_file/") == 1
    assert album.show("helper3", "asker").status == 404
    shown = album.show("helper3", "helper").value["resource"]
    assert [one["name"] for one in shown["files"]] == ["figure.png"]
    assert album.got("helper2", "helper").status_code == 403


def test_no_more_fit_than_may_and_what_nobody_handed_on_is_none(album: Album, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attaching, "MOST_FILES", 2)
    album.agree("helper1")
    album.show("staff", "helper")
    album.show("learner", "asker")
    assert album.show("learner", "asker").status == 200
    full = album.show("learner", "notes")
    assert (full.status, full.value["code"]) == (409, "files-full")
    assert full.value["error"] == "2 pictures and files fit into a resource. Take one out first."
    assert album.show("staff", album.unsaid).status == album.show("staff", str(uuid4())).status == 404
    assert album.show("learner", "notes", shown=False).status == 200


def test_it_outlives_the_log_of_its_talk(album: Album, site: Site, vault: MemoryVault, settings: Settings) -> None:
    published(album, "asker")
    resource_id = album.resource("staff")["resource_id"]
    keep(settings, logs=7, uploads=3)
    age(8)
    sweeps(4)
    assert list(vault.kept.values()) == [ASKERS]
    link = f"{resource_id}.{album.files['asker']}"
    assert site.get("helper3", "resource_file", link).content == ASKERS
    found = site.post("staff", "resource_read", {"resource_id": resource_id}).value["resource"]
    kept_on = site.post("staff", "resource_save", text(found, body="In other words.")).value["resource"]
    assert (kept_on["state"], len(kept_on["files"])) == ("published", 1)
    gone = {"resource_id": resource_id, "file_id": album.files["asker"], "shown": False}
    assert site.post("staff", "resource_show", gone).status == 200
    sweeps(1)
    assert (vault.kept, FileRow.objects.count()) == ({}, 0)
    conf.reset()


@pytest.mark.parametrize("agreed", [False, True], ids=["draft", "published"])
def test_who_goes_takes_it_along_or_leaves_it_as_her_words(
    album: Album, site: Site, vault: MemoryVault, agreed: bool
) -> None:
    if agreed:
        published(album, "asker")
    else:
        album.show("learner", "asker")
    resource_id = album.resource("staff")["resource_id"]
    call_command("chatxblock_person", "retire", "learner")
    sweeps(2)
    assert (ASKERS in vault.kept.values()) is agreed
    got = site.get("staff", "resource_file", f"{resource_id}.{album.files['asker']}")
    assert got.status_code == (200 if agreed else 404)
    assert set(FileRow.objects.filter(pk=album.files["asker"]).values_list("name", "alt")) <= {("", "")}
    found = site.post("staff", "resource_read", {"resource_id": resource_id}).value["resource"]
    saved = site.post("staff", "resource_save", text(found, body="In other words.")).value["resource"]
    assert saved["state"] == ("published" if agreed else "draft")


def test_where_files_are_off_nothing_is_shown(album: Album, settings: Settings) -> None:
    published(album, "asker")
    settings.CHATXBLOCK = {**settings.CHATXBLOCK, "FILES": {}}
    conf.reset()
    assert album.resource()["files"] == []
    assert album.offers("learner") == {}
    conf.reset()
