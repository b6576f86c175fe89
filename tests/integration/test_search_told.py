"""The search, and whatever else is fed, is told of what is published, at once or by the sweep, whatever fails."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import ClassVar
from uuid import UUID, uuid4

import pytest
from django.core.management import call_command
from django.db.models import F
from pytest_django import Settings

from chatxblock import conf, wiring
from chatxblock.domain.ports import Document, DocumentKind
from chatxblock.domain.resources.resource import Resource
from chatxblock.models import OutboxRow, ResourceRow, SearchDocumentRow
from tests.integration.conftest import Site
from tests.support.learned import (
    INVERSE,
    QUESTION,
    as_staff,
    committed,
    drafted,
    published,
    questions,
    titles,
)


def test_what_the_search_still_knows_is_dropped_and_forgotten(site: Site, usage: str) -> None:
    gone, call = uuid4(), uuid4()
    for key, kind in ((gone, DocumentKind.RESOURCE), (call, DocumentKind.CALL)):
        wiring.search().changed(Document(id=key, kind=kind, course="workbench", title=QUESTION))
    hidden = published(usage)
    ResourceRow.objects.filter(pk=hidden.id).update(stage="hidden")
    assert SearchDocumentRow.objects.count() == 3
    assert (titles(site), questions(site)) == ([], [])
    assert SearchDocumentRow.objects.count() == 0


def test_what_is_published_changed_and_hidden_is_known_at_once(site: Site, usage: str) -> None:
    resource = published(usage)
    assert titles(site) == [INVERSE]
    resources = wiring.resources()
    text = replace(resource.text, title="What is the rank of a matrix?", answer="How many rows are independent.")
    with committed():
        resources.save(resource.id, resource.rev, text, as_staff())
    assert titles(site, question="rank") == ["What is the rank of a matrix?"]
    assert titles(site, question="inverse") == []
    with committed():
        resources.hide(resource.id, as_staff())
    assert titles(site, question="rank") == []
    assert not OutboxRow.objects.exists()


def test_what_is_merged_is_found_as_its_whole(site: Site, usage: str) -> None:
    part, whole = published(usage), published(usage, "What is a singular matrix?")
    with committed():
        wiring.resources().merge(part.id, whole.id, as_staff())
    assert titles(site, question="singular matrix inverse") == ["What is a singular matrix?"]
    assert SearchDocumentRow.objects.count() == 1


def test_what_was_not_told_at_once_is_told_by_the_sweep(site: Site, usage: str) -> None:
    draft = drafted(usage)
    wiring.resources().publish(draft.id, 1, as_staff(), review=False)  # killed before its commit was followed up
    site.ask("helper2", QUESTION)
    assert titles(site) == []
    call_command("chatxblock_sweep")
    assert titles(site) == [INVERSE]
    assert not OutboxRow.objects.exists()


def test_a_search_that_fails_fails_no_request_and_is_told_later(
    site: Site, usage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(document: Document) -> None:
        raise OSError(document.id)

    with monkeypatch.context() as patched:
        patched.setattr(wiring.search(), "changed", fail)
        resource = published(usage)
    assert ResourceRow.objects.get(pk=resource.id).stage == "published"
    assert OutboxRow.objects.get().attempts == 1
    OutboxRow.objects.update(due_at=F("due_at") - timedelta(minutes=1))
    call_command("chatxblock_sweep")
    assert titles(site) == [INVERSE]


class KnowledgeBase:
    """Another store that is fed."""

    known: ClassVar[dict[UUID, str]] = {}

    def __init__(self, *, site: str) -> None:
        self.site = site

    def changed(self, resource: Resource) -> None:
        self.known[resource.id] = f"{self.site}: {resource.text.title}"

    def forgotten(self, resource_id: UUID) -> None:
        self.known.pop(resource_id, None)


def test_another_store_is_fed_with_what_is_published_and_hidden(site: Site, usage: str, settings: Settings) -> None:
    backend = {"BACKEND": f"{__name__}.KnowledgeBase", "OPTIONS": {"site": "kb"}}
    settings.CHATXBLOCK = {**settings.CHATXBLOCK, "RESOURCE_LISTENERS": {"kb": backend}}
    conf.reset()
    for made in (wiring.outbox, wiring.resources):
        made.cache_clear()
    resource = published(usage)
    assert KnowledgeBase.known == {}  # the sweep's work, which holds up nobody's request
    call_command("chatxblock_sweep")
    assert KnowledgeBase.known == {resource.id: f"kb: {INVERSE}"}
    wiring.resources().hide(resource.id, as_staff())
    call_command("chatxblock_sweep")
    assert KnowledgeBase.known == {}
    conf.reset()
    for made in (wiring.outbox, wiring.resources):
        made.cache_clear()


def test_another_search_is_told_of_everything(site: Site, usage: str, capsys: pytest.CaptureFixture[str]) -> None:
    published(usage)
    drafted(usage, "A draft")
    site.ask("helper2", QUESTION)
    assert len(questions(site)) == 1
    SearchDocumentRow.objects.all().delete()
    assert (titles(site), questions(site)) == ([], [])
    call_command("chatxblock_sweep", "--tell-anew")
    assert "1 resources are told anew." in capsys.readouterr().out
    assert (titles(site), len(questions(site))) == ([INVERSE], 1)
