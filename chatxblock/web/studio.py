"""The form in Studio in which an author sets a block up: what it begins with, what it asks, and keeping what it says.

Nothing here asks anybody for help. This module must not know how a block shows the form.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Final, TypeVar

from django.conf import settings
from django.utils.translation import get_language
from webob import Request, Response

from chatxblock.domain.calls.rounds import MOST_ROUNDS, write_plan
from chatxblock.domain.clean_names import listed_names
from chatxblock.errors import NotAllowed
from chatxblock.errors import gettext_noop as _
from chatxblock.openedx import platform
from chatxblock.openedx.members import Member
from chatxblock.web import studio_checks, studio_form
from chatxblock.web.hints import hints_of
from chatxblock.web.responses import Json, get, language, post, refusal
from chatxblock.web.schemas.base import Input, Output
from chatxblock.web.schemas.csrf import Csrf, CsrfToken
from chatxblock.web.schemas.studio import (
    BadSettings,
    Finding,
    StaleSettings,
    StudioData,
    StudioEdits,
    StudioGroup,
    StudioKept,
    StudioLook,
    StudioPeople,
    StudioPerson,
    StudioSearch,
    Value,
)
from chatxblock.web.schemas.texts import clean
from chatxblock.web.sentences import translated

AUTHORS_ONLY: Final = _("Only the authors of this course can change this block.")
MOST_PEOPLE: Final = 20
"""How many people a search shows at once."""
MOST_IN_GROUP: Final = 200
"""How many people of a group are put on a list at once."""

Taken = TypeVar("Taken", bound=Input)
Answered = Output | Json[Any]


def answer(block: Any, request: Request, taken: type[Taken], handler: Callable[[Any, Taken], Answered]) -> Response:
    """Answer a POST of JSON by whoever may edit the block."""
    if not platform.may_edit(block):
        return refusal(NotAllowed(AUTHORS_ONLY))
    return post(request, lambda body: handler(block, taken.model_validate(body)))


def token(block: Any, request: Request) -> Response:
    """Answer a GET by whoever may edit the block with the newest CSRF token."""
    if not platform.may_edit(block):
        return refusal(NotAllowed(AUTHORS_ONLY))
    return get(request, lambda: CsrfToken(token=platform.csrf_token()), "")


def form(block: Any, script: str) -> StudioData:
    """Return what the form begins with."""
    kept = studio_form.values(block)
    course = platform.course_key(block)
    names = listed_names(str(kept["helpers"]))
    begun: dict[str, Any] = {**_look(block, kept), **language()}
    return StudioData(
        fields=studio_form.fields(block),
        values=kept,
        seen=studio_form.mark(kept),
        people=[_person(member) for member in platform.members(course, names)] if platform.in_a_course(block) else [],
        plan=write_plan(studio_checks.site_plan()),
        most_rounds=MOST_ROUNDS,
        csrf=Csrf(
            cookie=settings.CSRF_COOKIE_NAME,
            header=settings.CSRF_HEADER_NAME.removeprefix("HTTP_").replace("_", "-"),
            token=platform.csrf_token(),
            url="",
        ),
        script=script,
        texts={},
        now=datetime.now(UTC),
        **begun,
    )


def look(block: Any, told: StudioEdits) -> StudioLook:
    """Return what there is to be said of the settings as they stand in the form; nothing is kept."""
    return StudioLook(**_look(block, _wished(block, told)))


def people(block: Any, told: StudioSearch) -> StudioPeople:
    """Return whom of the course a part of a name fits, or who is in a group; nobody for a block in no course."""
    if not platform.in_a_course(block):
        return StudioPeople(people=[], groups=[], more=False)
    course = platform.course_key(block)
    if told.group:
        found = platform.of_group(course, told.group, MOST_IN_GROUP + 1)
        most = MOST_IN_GROUP
    else:
        query = clean(told.query).strip()
        found = platform.named_like(course, query, MOST_PEOPLE + 1) if query else []
        most = MOST_PEOPLE
    groups = [StudioGroup(key=key, name=name) for key, name in platform.groups(course)]
    return StudioPeople(people=[_person(member) for member in found[:most]], groups=groups, more=len(found) > most)


def keep(block: Any, told: StudioEdits) -> Answered:
    """Keep the settings, unless something is wrong with them, or somebody else has changed them meanwhile."""
    kept, wished = studio_form.values(block), _wished(block, told)
    if told.seen and told.seen != studio_form.mark(kept):
        return Json(value=_stale(kept, wished), status=409)
    found = studio_checks.findings(block, wished)
    errors = [finding for finding in found if finding.level == "error"]
    if errors:
        return Json(value=BadSettings(error=errors[0].words, code="bad-settings", findings=found), status=400)
    for name in studio_form.NAMES:
        if name in told.defaults and block.fields[name].is_set_on(block):
            block.fields[name].delete_from(block)
        elif wished[name] != kept[name]:
            setattr(block, name, wished[name])
    changed = [studio_form.label(block, name) for name in studio_form.NAMES if wished[name] != kept[name]]
    return StudioKept(result="success", changed=changed, seen=studio_form.mark(studio_form.values(block)))


def _wished(block: Any, told: StudioEdits) -> dict[str, Value]:
    """Return all settings as they would be."""
    wished = studio_form.values(block)
    for name in studio_form.NAMES:
        if name in told.defaults:
            wished[name] = block.fields[name].default
        elif name in told.values:
            wished[name] = studio_form.read(block, name, told.values[name])
    return wished


def _look(block: Any, wished: Mapping[str, Value]) -> dict[str, Any]:
    found: list[Finding] = studio_checks.findings(block, wished)
    return {"findings": found, "hints": hints_of(str(wished["hints"]), get_language() or "")}


def _stale(kept: Mapping[str, Value], wished: Mapping[str, Value]) -> StaleSettings:
    return StaleSettings(
        error=translated(_("Somebody else changed these settings since you opened them. Nothing of yours is lost.")),
        code="changed-meanwhile",
        values=dict(kept),
        seen=studio_form.mark(kept),
        changed=[name for name in studio_form.NAMES if kept[name] != wished[name]],
    )


def _person(member: Member) -> StudioPerson:
    user = platform.user_of(member)
    return StudioPerson(username=member.username, name=user.name, image_url=user.image_url or "", staff=member.staff)
