"""The lobby, in the unit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from chatxblock.web.schemas.bars import Bar
from chatxblock.web.schemas.base import Done
from chatxblock.web.schemas.calls import Call, CallAnswer
from chatxblock.web.schemas.exercises import ExercisesAnswer, ShownExercise
from chatxblock.web.schemas.leaving import Unfinished
from chatxblock.web.schemas.pages import Candidacy, Hint, InboxPlace, LobbyData, LobbyNews
from chatxblock.web.schemas.resources import FindAnswer, FollowedAnswer, HelpedAnswer, ResourceAnswer
from tests.gallery import data, pages
from tests.gallery.scene import Answering, Reader, Refusal, Scene, as_it_opens
from tests.gallery.scenes.resources import resource
from tests.gallery.stage import Stage

HINTS = [
    Hint(title="Look at the rows", html="<p>Is one of them a <em>multiple</em> of another?</p>", url=None),
    Hint(title="A page about determinants", html="", url="https://example.org/determinants"),
]
FOUND = FindAnswer(
    resources=[
        data.found(11, "Why is a matrix with two alike rows not invertible?", verified=True),
        data.found(12, "Determinant zero, what now?", helped=4),
    ],
    calls=[data.found_call(13)],
)
MARKED = FindAnswer(
    resources=[*FOUND.resources, data.found(14, data.MARKED_QUESTION)],
    calls=[data.found_call(13).model_copy(update={"question": data.MARKED_QUESTION})],
)
EXERCISES = ExercisesAnswer(
    exercises=[ShownExercise(key="problem@1", title="Determinants", text=data.EXERCISE, answer="5")]
)
FOLLOWED = FollowedAnswer(
    call_id=data.number(31),
    question="How do I see whether a matrix has an inverse?",
    resource_id=data.number(32),
    title="When a matrix has an inverse",
    answer=data.ANSWER,
    url=f"{data.ORIGIN}/resource/32",
)


def lobby_data(reader: Reader, **values: Any) -> LobbyData:
    """Return what a lobby begins with."""
    told: dict[str, Any] = {
        "state": "ready",
        "person": "lina",
        "call": None,
        "title": pages.HEADING,
        "prompt": pages.PROMPT,
        "window_url": pages.handler("window", "CALL_ID"),
        "inbox": None,
        "left": [],
        "around": "few",
        "answered": [],
        "own_left": [],
        "unfinished": [],
        "followed": [],
        "staff_page_url": None,
        "helper_page_url": pages.handler("helper_page"),
        "joining": True,
        "may_ask": True,
        "form": "card",
        "hints": [],
    }
    return LobbyData(**pages.common(reader), **{**told, **values})


def news(call: Call | None = None, barred: Bar | None = None) -> LobbyNews:
    """Return what is new for an open lobby."""
    return LobbyNews(call=call, around=None if call else "few", answered=[], unfinished=[], followed=[], barred=barred)


def helps(reader: Reader) -> InboxPlace:
    """Return an inbox of somebody who was never asked whether she helps."""
    state = data.duty(helps=None, **data.OFF_DUTY)
    return InboxPlace(
        script=pages.resource("inbox.js"),
        window_url=pages.handler("inbox_window"),
        page_url=pages.handler("helper_page"),
        duty=state,
    )


def lobby(
    name: str, title: str, /, *, shown: str = "chatxblock-lobby textarea", play: Any = as_it_opens, **values: Any
) -> Scene:
    """Return a state of the lobby."""
    answers: dict[str, Answering] = {
        "lobby": values.pop("news", news(values.get("call"))),
        "find": values.pop("find", FindAnswer(resources=[], calls=[])),
        "call": values.pop("looked", Refusal(status=404, code="call-not-found", sentence="There is no such question.")),
        "resource_read": ResourceAnswer(resource=resource()),
        "resource_helped": HelpedAnswer(helped=13, helped_me=True),
        "ticket": data.ticket("lina"),
        "inbox": data.inbox(state=data.duty(helps=None, **data.OFF_DUTY)),
        "left_read": Done(),
        "followed_read": Done(),
        **values.pop("answers", {}),
    }
    init = values.pop("init", "")
    return Scene(
        name=f"lobby-{name}",
        screen="Lobby",
        title=title,
        page=lambda reader: pages.unit(lobby_data(reader, **values), reader),
        answers=answers,
        shown=shown,
        play=play,
        init=init,
    )


def open_call(name: str, title: str, **values: Any) -> Scene:
    """Return a state of the lobby in which her question is open."""
    call = data.call(**values)
    looked = CallAnswer(call=call)
    return lobby(name, title, shown="chatxblock-open-call", call=call, looked=looked)


def ask(stage: Stage, text: str = data.QUESTION) -> None:
    """Write a question and ask it."""
    stage.write(text, "chatxblock-lobby textarea")
    stage.page.locator("chatxblock-lobby textarea").press("Control+Enter")
    stage.page.locator("chatxblock-lobby form").evaluate("form => form.requestSubmit()")
    stage.wait(300)


def ended(stage: Stage, **values: Any) -> None:
    """Let her question end without her."""
    stage.answer(lobby=news(data.call(**{"rev": 2, "state": "closed", "room": None, **values})))
    stage.wait(30_000)


def along(stage: Stage) -> None:
    """Write a question, and look what may go with it."""
    stage.write("I get 5. Why is that wrong?", "chatxblock-lobby textarea")
    stage.page.locator("chatxblock-along .offer button").click()
    stage.wait(300)


def sent_along(stage: Stage) -> None:
    """Send the exercise and the last answer."""
    along(stage)
    for place in range(2):
        stage.page.locator("chatxblock-along input").nth(place).check()


def opened(stage: Stage) -> None:
    """Open what others learned."""
    stage.write(data.QUESTION, "chatxblock-lobby textarea")
    stage.press("two alike rows")


NO_WINDOWS = "window.open = () => null;"
ASKED: Mapping[str, Answering] = {
    "ask": CallAnswer(call=data.call(invited=3)),
    "call": CallAnswer(call=data.call(invited=3)),
}

SCENES = (
    lobby("form", "Before asking"),
    lobby("hints", "With hints and two or three people around", hints=HINTS),
    lobby(
        "typed",
        "A question typed, and what is like it",
        find=FOUND,
        hints=HINTS,
        play=partial(Stage.write, text=data.QUESTION, box="chatxblock-lobby textarea"),
    ),
    lobby("opened", "A resource opened in place", find=MARKED, play=opened),
    lobby("along", "What may go with a question", answers={"exercises": EXERCISES}, play=along),
    lobby(
        "along-nothing",
        "A unit without an exercise",
        answers={"exercises": ExercisesAnswer(exercises=[])},
        play=along,
    ),
    lobby("along-down", "The exercises cannot be had", answers={"exercises": None}, play=along),
    lobby("along-sent", "The exercise and the last answer go along", answers={"exercises": EXERCISES}, play=sent_along),
    lobby("empty", "Asked without a question", play=lambda stage: ask(stage, "")),
    lobby(
        "near-limit",
        "Near the limit of what a question may hold",
        play=partial(Stage.write, text=(data.LONG_QUESTION * 8)[:1990], box="chatxblock-lobby textarea"),
    ),
    lobby("alone", "Nobody is around", around="none"),
    lobby(
        "barred",
        "Barred until the day after tomorrow, with a question typed",
        barred=data.bar("asking", data.NOW + timedelta(days=2)),
        shown="chatxblock-barred .barred",
        news=news(barred=data.bar("asking", data.NOW + timedelta(days=2))),
        play=partial(Stage.write, text=data.QUESTION, box="chatxblock-lobby textarea"),
    ),
    lobby("button", "Behind a button", form="button", shown="chatxblock-lobby-button button"),
    lobby(
        "button-open",
        "Behind a button, which was pressed",
        form="button",
        hints=HINTS,
        shown="chatxblock-lobby-button button",
        play=lambda stage: stage.press("^Stuck"),
    ),
    lobby(
        "button-call",
        "Behind a button, while her question is open",
        form="button",
        call=data.call(state="answered", helpers=["Omar Haddad"], invited=3),
        shown="chatxblock-lobby-button button",
    ),
    open_call("finding", "Her question is open: helpers are looked for", room=None, next_round_at=data.SOON),
    open_call("asked", "Her question is open: three were asked", invited=3, seen=1),
    open_call(
        "coming",
        "Her question is open: somebody is coming",
        invited=3,
        seen=2,
        state="answered",
        helpers=[data.name("omar")],
        coming=[data.name("omar")],
    ),
    open_call(
        "here",
        "Her question is open: somebody is in her room",
        invited=3,
        seen=2,
        state="answered",
        helpers=[data.name("omar")],
        question=data.LONG_QUESTION,
    ),
    lobby(
        "stopped",
        "Her question was closed by a teacher",
        call=data.call(invited=3),
        shown="chatxblock-open-call",
        play=lambda stage: ended(stage, stopped=data.stopped()),
    ),
    lobby(
        "ended", "Her question ended without her", call=data.call(invited=3), shown="chatxblock-open-call", play=ended
    ),
    lobby(
        "left",
        "Her question was left for the teachers",
        call=data.call(invited=3),
        shown="chatxblock-open-call",
        play=lambda stage: ended(stage, left_for_staff=True, exhausted=True),
    ),
    lobby("own-left", "What she left for the teachers", own_left=[data.own_left()], shown="chatxblock-answers"),
    lobby(
        "answered",
        "What a teacher answered",
        own_left=[data.own_left(data.late_answer())],
        answered=[data.late_answer()],
        shown="chatxblock-answers",
    ),
    lobby(
        "candidacy",
        "Far enough to help: an invitation",
        candidacy=Candidacy(unit="u", reason="points", percent=90, window_url=pages.handler("inbox_window")),
        shown="chatxblock-candidacy",
    ),
    lobby("followed", "A question that she follows was answered", followed=[FOLLOWED], shown="chatxblock-followed"),
    lobby(
        "unfinished",
        "What she is asked once more of a talk",
        shown="chatxblock-unfinished",
        unfinished=[
            Unfinished(
                call_id=data.CALL, question=data.QUESTION, helped_wanted=True, quote_wanted=True, asked_to_quote=False
            )
        ],
    ),
    lobby("blocked", "The browser has blocked her room's window", answers=ASKED, init=NO_WINDOWS, play=ask),
    lobby(
        "down",
        "The server does not answer",
        answers={"ask": None, "call": None, "lobby": None, "find": None},
        init=NO_WINDOWS,
        play=ask,
    ),
    lobby(
        "refused",
        "She was too quick",
        answers={
            "ask": Refusal(
                status=429,
                code="too-many-requests",
                sentence="You asked often in the last minute. Wait a moment, then ask again.",
            )
        },
        init=NO_WINDOWS,
        play=ask,
    ),
    Scene(
        name="lobby-would-help",
        screen="Lobby",
        title="She is asked whether she would help others",
        page=lambda reader: pages.unit(lobby_data(reader, inbox=helps(reader)), reader),
        answers={
            "lobby": news(),
            "inbox": data.inbox(state=data.duty(helps=None, **data.OFF_DUTY)),
            "find": FindAnswer(resources=[], calls=[]),
            "ticket": data.ticket("lina"),
        },
        shown="chatxblock-duty",
    ),
)
