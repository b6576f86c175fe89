"""The form in Studio in which an author sets the block up."""

from __future__ import annotations

import json
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from django.template.loader import render_to_string

from chatxblock.block import ChatXBlock
from chatxblock.domain.calls.rounds import MOST_ROUNDS
from chatxblock.web import responses, studio_form
from chatxblock.web.hints import hints_of
from chatxblock.web.responses import Page
from chatxblock.web.schemas.csrf import Csrf
from chatxblock.web.schemas.studio import Finding, StudioData, StudioGroup, StudioLook, StudioPeople, StudioPerson
from tests.gallery import data, pages
from tests.gallery.scene import Reader, Scene, as_it_opens
from tests.gallery.stage import Stage

EDITOR = """<!DOCTYPE html>
<html lang="{language}" dir="{direction}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Editing: Ask a helper</title>
    <style>
      body {{ max-width: 70rem; margin: 0 auto; font: 1rem/1.5 sans-serif; }}
      h1 {{ padding: 0 1rem; font-size: 1.25rem; }}
    </style>
  </head>
  <body>
    <main>
      <h1>Editing: Ask a helper</h1>
      <div class="xblock">{block}</div>
    </main>
    <script nonce="gallery" src="/public/studio.js"></script>
    <script nonce="gallery">
      const runtime = {{ handlerUrl: (element, name) => `/handler/${{name}}`, notify: () => undefined }};
      ChatXBlockStudio(runtime, document.querySelector(".xblock"), {json});
    </script>
  </body>
</html>
"""
BLOCK = SimpleNamespace(fields=ChatXBlock.fields)
HINTS = "Look at the rows\nIs one a *multiple* of the other?\n\nA page about determinants\nhttps://en.wikipedia.org/wiki/Determinant"
OWN = "3 peers 20s\n8 listed 30s\n10 everyone 60s"
GROUPS = [StudioGroup(key="cohort:1", name="Evening group")]


def somebody(localpart: str, *, staff: bool = False) -> StudioPerson:
    """Return a person of the course."""
    return StudioPerson(username=localpart, name=data.name(localpart), image_url=data.picture(localpart), staff=staff)


ON_LIST = (somebody("omar"), somebody("mei"))


def form(reader: Reader, findings: Sequence[Finding], **values: Any) -> Page:
    """Return the form of a block that has these settings, the others as they come."""
    kept = {name: ChatXBlock.fields[name].default for name in studio_form.NAMES} | values
    told = StudioData(
        fields=studio_form.fields(BLOCK),
        values=kept,
        seen="seen",
        people=list(ON_LIST),
        plan="3 peers 60s\n6 listed 60s\n12 everyone 90s",
        most_rounds=MOST_ROUNDS,
        findings=list(findings),
        hints=hints_of(kept["hints"], "en"),
        csrf=Csrf(cookie="csrftoken", header="X-CSRFToken", token="t", url=""),
        script=pages.resource("studio-form.js"),
        texts=dict(reader.texts),
        language=reader.language,
        direction=reader.direction,
        now=data.NOW,
    )
    known = {"language": reader.language, "direction": reader.direction}
    block = render_to_string("chatxblock/studio.html", known)
    return pages.plain(EDITOR.format(block=block, json=responses.dumps(json.dumps(told.plain())), **known))


def scene(name: str, title: str, findings: Sequence[Finding] = (), *, play: Any = as_it_opens, **values: Any) -> Scene:
    """Return a state of the form."""
    return Scene(
        name=f"studio-{name}",
        screen="Studio form",
        title=title,
        page=lambda reader: form(reader, findings, **values),
        answers={
            "studio_people": StudioPeople(
                people=[somebody("noah"), somebody("long", staff=True)], groups=GROUPS, more=True
            ),
            "studio_look": StudioLook(findings=list(findings), hints=hints_of(values.get("hints", ""), "en")),
        },
        shown="chatxblock-studio-form chatxblock-studio-rounds .sentence, chatxblock-studio-form textarea",
        play=play,
    )


def look_for_somebody(stage: Stage) -> None:
    """Type a part of a name."""
    stage.write("no", "#find-people")


LISTED_ONLY = Finding(
    field="rounds",
    level="warning",
    words="Only people on your list may help: a round of others asks those on your list, or nobody.",
)
WRONG = (
    Finding(
        field="helpers",
        level="error",
        words="We do not know these people in this course: \u2068omr\u2069. Check the spelling.",
    ),
    Finding(field="calls_cap", level="error", words="“Most rooms a helper” has to be a number between 1 and 20."),
)
SCENES = (
    scene("new", "A block that nobody has set up"),
    scene("own", "Hints, people on the list, and rounds of one's own", hints=HINTS, helpers="omar\nmei", rounds=OWN),
    scene("search", "Somebody is looked for", helpers="omar\nmei", play=look_for_somebody),
    scene("warned", "The settings contradict", [LISTED_ONLY], helpers="omar\nmei", who_helps="listed", rounds=OWN),
    scene("wrong", "Something is wrong", WRONG, helpers="omr", calls_cap="two", form="button"),
)
