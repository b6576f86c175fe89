"""Learning resources: reading one, and writing one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from chatxblock.rendering import render
from chatxblock.web.schemas.base import Done
from chatxblock.web.schemas.pages import EditorData, PageOfQuestion, ResourceData
from chatxblock.web.schemas.resource_files import OfferedFile, ShownFile
from chatxblock.web.schemas.resources import (
    HelpedAnswer,
    Preview,
    PublishAnswer,
    Quote,
    QuotesProblem,
    Resource,
    ResourceAnswer,
    ResourceLog,
    Revision,
    Talk,
    TalkLine,
)
from chatxblock.web.shown_files import files_html
from tests.gallery import data, pages
from tests.gallery.drawing import PICTURE, SEEN, drawn
from tests.gallery.scene import Answering, Refusal, Scene, as_it_opens
from tests.gallery.stage import Stage

BODY = """I tried to invert $\\begin{pmatrix}1&2\\\\2&4\\end{pmatrix}$ and a row of zeros came up.

> What does the second row look like beside the first?

It is the first row times two. So the rows **depend on each other**, and

$$\\det A = 1\\cdot 4 - 2\\cdot 2 = 0.$$

```python
import numpy as np
np.linalg.det(np.array([[1, 2], [2, 4]]))  # 0.0
```

| What you see | What it means |
|---|---|
| a row of zeros | no inverse |
| $\\det A \\ne 0$ | exactly one inverse |

1. Look at the rows first.
2. Compute the determinant if you are not sure.
"""
LOG = ResourceLog(
    call_id=data.CALL,
    question=data.QUESTION,
    window_url=f"{data.ORIGIN}/window/1",
    transcript_url=f"{data.ORIGIN}/transcript/1",
)
OLDER = Revision(
    rev=1,
    title="Not invertible?",
    answer=data.ANSWER,
    body="Look at the rows.",
    tags=["matrix"],
    by=data.name("omar"),
    at=data.ago(900),
)


def resource(**values: Any) -> Resource:
    """Return a published resource; what is given is otherwise."""
    body, answer, files = values.get("body", BODY), values.get("answer", data.ANSWER), values.get("files", [])
    told: dict[str, Any] = {
        "resource_id": data.number(12),
        "rev": 2,
        "title": "Why is a matrix with two alike rows not invertible?",
        "answer": answer,
        "body": body,
        "answer_html": render(answer),
        "html": render(body),
        "files_html": files_html(files),
        "files": files,
        "tags": ["matrix", "determinant"],
        "state": "published",
        "hidden_for": None,
        "authors": [data.name("omar"), data.name("long")],
        "sources": 2,
        "logs_gone": 1,
        "verified": True,
        "helped": 12,
        "helped_me": False,
        "reported_by_me": False,
        "may_edit": False,
        "may_review": False,
        "created_at": data.ago(60 * 24 * 20),
        "updated_at": data.ago(60 * 24 * 12),
        "url": f"{data.ORIGIN}/resource/12",
        "edit_url": None,
        "logs": [],
        "revisions": [],
    }
    return Resource(**{**told, **values})


def reading(name: str, title: str, /, **values: Any) -> Scene:
    """Return a state of the page on which a resource is read."""
    shown = resource(**values)
    place = PageOfQuestion(title="Unit 3: Matrices", url=f"{data.ORIGIN}/unit/3")
    published = shown.state == "published"
    return Scene(
        name=f"resource-{name}",
        screen="Resource",
        title=title,
        page=lambda reader: pages.front_end(
            shown.title,
            ResourceData(**pages.common(reader), resource=shown, page=place),
            reader,
            script="resource",
            template="resource.html",
        ),
        answers={"resource_helped": HelpedAnswer(helped=13, helped_me=True)},
        drawings=drawn,
        shown="chatxblock-resource" if published else "article",
    )


SAID: tuple[tuple[str, str, dict[str, bool]], ...] = (
    ("asker", "I always get zero, and I do not see my mistake.", {"own": True}),
    ("helper", "Zero may be right. What does the second row look like beside the first?", {}),
    ("asker", "Oh. It is the first row times two.", {"own": True}),
    ("helper 2", "So no inverse.", {"quotable": False}),
    ("helper 2", "Nice question, by the way.", {"quotable": False, "asked": True}),
)


def file(name: str, kind: str, place: int, *, alt: str = "", drawing: str = PICTURE) -> dict[str, Any]:
    """Return what is told of a picture or file."""
    size = {"width": 600, "height": 360} if kind != "pdf" else {"width": 0, "height": 0}
    url = f"{data.ORIGIN}/drawing/{drawing}"
    return {"file_id": data.number(80 + place), "name": name, "alt": alt, "kind": kind, "url": url, **size}


OFFERED: tuple[tuple[dict[str, Any], dict[str, Any]], ...] = (
    (file("matrix.jpg", "jpeg", 1, alt=SEEN), {"own": True}),
    (file("مصفوفة.pdf", "pdf", 2), {"own": True}),
    (
        file("a-drawing-of-the-two-rows-that-depend-on-each-other-in-the-lecture.png", "png", 3),
        {"speaker": "helper"},
    ),
    (file("figure.png", "png", 4), {"speaker": "helper 2", "quotable": False}),
)
SHOWN = [ShownFile(**OFFERED[0][0]), ShownFile(**OFFERED[1][0])]


def offered() -> list[OfferedFile]:
    """Return what people sent in the talk."""
    told: dict[str, Any] = {"speaker": "asker", "own": False, "quotable": True, "asked": False}
    return [OfferedFile(**{**one, **told, **more}, line=f"f{place}") for place, (one, more) in enumerate(OFFERED)]


def talk(*files: OfferedFile) -> Talk:
    """Return the talk that a draft is made of."""
    lines = [
        TalkLine(
            id=str(place),
            said_at=data.ago(60 - place),
            speaker=speaker,
            body=body,
            **{"own": False, "quotable": True, "asked": False, **more},
        )
        for place, (speaker, body, more) in enumerate(SAID, 1)
    ]
    return Talk(call_id=data.CALL, question=data.QUESTION, lines=lines, files=list(files), complete=True)


def editor(
    name: str,
    title: str,
    play: Any = as_it_opens,
    /,
    answers: Mapping[str, Answering] | None = None,
    offers: Sequence[OfferedFile] = (),
    narrow: bool = False,
    **values: Any,
) -> Scene:
    """Return a state of the page on which a resource is written."""
    written = resource(**{**DRAFT, **values})
    saved = ResourceAnswer(resource=written.model_copy(update={"rev": written.rev + 1}))
    return Scene(
        name=f"editor-{name}",
        screen="Editor",
        title=title,
        page=lambda reader: pages.front_end(
            "Write a learning resource",
            EditorData(**pages.common(reader), resource=written, talks=[talk(*offers)], review=True, person="omar"),
            reader,
            script="resource-editor",
            template="resource_editor.html",
        ),
        answers={
            "resource_save": saved,
            "resource_preview": Preview(answer_html=written.answer_html, html=written.html),
            "quote_wish": Done(),
            **(answers or {}),
        },
        drawings=drawn,
        narrow=narrow,
        shown="chatxblock-resource-editor textarea",
        play=play,
    )


DRAFT: dict[str, Any] = {
    "state": "draft",
    "may_edit": True,
    "verified": False,
    "helped": 0,
    "sources": 1,
    "logs_gone": 0,
    "edit_url": f"{data.ORIGIN}/resource_editor/12",
    "logs": [LOG],
    "revisions": [OLDER],
    "updated_at": data.ago(4),
}
EMPTY: dict[str, Any] = {"title": "", "answer": "", "body": "", "tags": [], "revisions": []}
THEIRS = resource(
    **{**DRAFT, "rev": 3, "answer": "Two alike rows: the determinant is zero.", "body": "Somebody else's text."}
)
STALE = Refusal(
    status=409,
    code="stale-resource",
    sentence="Somebody else changed this text meanwhile.",
    more={"resource": THEIRS.plain()},
)
QUOTES = QuotesProblem(
    error="This has words of people who have not said yes to it.",
    code="quotes-without-consent",
    quotes=[Quote(call_id=data.CALL, line="4", speaker="helper 2")],
)


def writes(stage: Stage) -> None:
    """Change the short answer, and let it be saved."""
    stage.write("Two alike rows: the determinant is zero, so there is no inverse.", "#answer")
    stage.wait(4_000)


def previews(stage: Stage) -> None:
    """Look how it will be read, which is a tab on a phone."""
    stage.press("^Preview$")
    stage.wait(2_000)


def looks_further(stage: Stage) -> None:
    """Look what else can be done, at the lower end: the page grows as its preview is drawn, and as that comes."""
    stage.press("^More")
    for part in (".rendered pre span", "chatxblock-more button"):
        stage.page.locator(part).first.wait_for()
    stage.page.evaluate("scrollTo(0, document.body.scrollHeight)")


def chooses(stage: Stage) -> None:
    """Look at what people sent, which is a tab on a phone."""
    tab = stage.page.locator("#tab-talk")
    if tab.count():
        tab.evaluate("one => one.click()")
    files = stage.page.locator("chatxblock-talk-files ul")
    files.wait_for()
    files.evaluate("list => list.scrollIntoView({ block: 'end' })")
    stage.wait(500)


SCENES = (
    reading("read", "Read by a learner"),
    reading(
        "writer",
        "Read by whoever wrote it",
        may_edit=True,
        edit_url=f"{data.ORIGIN}/resource_editor/12",
        logs=[LOG],
        helped_me=True,
    ),
    reading("pictures", "With a picture and a file of its talk", files=SHOWN, body="It is the first row times two."),
    reading("draft", "A draft", **DRAFT),
    reading("hidden", "Hidden after reports", **{**DRAFT, "state": "hidden", "hidden_for": "reports"}),
    editor("empty", "Nothing written yet", **EMPTY),
    editor("draft", "A draft"),
    editor("saved", "Saved a moment ago", writes),
    editor("pictures", "Pictures, one is shown", chooses, offers=offered(), files=SHOWN[:1], narrow=True),
    editor("stale", "Somebody else changed it meanwhile", writes, answers={"resource_save": STALE}),
    editor("away", "No connection", writes, answers={"resource_save": None}),
    editor("more", "What else can be done", looks_further, state="published"),
    editor(
        "quotes",
        "Quotes people who have not said yes",
        partial(Stage.press, name="^Publish$"),
        answers={
            "resource_publish": Refusal(
                status=409, code=QUOTES.code, sentence=QUOTES.error, more={"quotes": QUOTES.plain()["quotes"]}
            )
        },
    ),
    editor(
        "published",
        "Published, with three that are like it",
        partial(Stage.press, name="^Publish$"),
        answers={
            "resource_publish": PublishAnswer(
                resource=resource(**{**DRAFT, "state": "published", "rev": 3}),
                like=[data.found(11, "Determinant zero, what now?")],
            )
        },
    ),
)
