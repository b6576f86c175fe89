"""The room window while people talk, or wait."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from chatxblock.domain.timestamps import stamp
from chatxblock.web.schemas.base import Done
from chatxblock.web.schemas.calls import Call, CallAnswer, ReadResource
from chatxblock.web.schemas.pages import PageOfQuestion, RoomData
from chatxblock.web.schemas.people import PeopleAnswer, Person
from chatxblock.web.schemas.reports import ReportAnswer
from chatxblock.web.schemas.resources import FindAnswer, ResourceWorkAnswer
from tests.gallery import data, pages
from tests.gallery.chat import NOBODY, Chat, Line
from tests.gallery.scene import Answering, Reader, Refusal, Scene, as_it_opens
from tests.gallery.scenes.lobby import FOUND
from tests.gallery.stage import Stage

LINA, OMAR, MEI, LONG, NOAH = "lina", "omar", "mei", "long", "noah"


def line(by: str, body: str, minutes: float) -> Line:
    """Return a line that was said so many minutes ago."""
    return Line(by=by, body=body, at=data.ago(minutes))


TALK = (
    line(OMAR, "Hi! What did you get for the determinant?", 2.8),
    line(LINA, "I always get zero, and I do not see my mistake.", 2.5),
    line(LINA, "Here is what I did: https://example.org/notes?part=b", 2.4),
    line(OMAR, "Zero may be right. What does the second row look like beside the first?", 2.2),
    line(LINA, "Oh. It is the first row times two.", 2.1),
)
WHILE = (
    *TALK,
    line(MEI, "I have the same question.", 2),
    line(
        LONG,
        "`det(A) = 0` means that the rows depend on each other:\n\n$$\\det\\begin{pmatrix}1&2\\\\2&4\\end{pmatrix}=0$$",
        1.6,
    ),
    line(NOAH, "So no inverse. Thanks 👍", 1.2),
    line(LONG, "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft " * 3, 1),
)
REPLACE = '<replace xmlns="urn:xmpp:message-correct:0" id="m{}"/>'
BACK = '<taken-back xmlns="urn:chatxblock:line:1"/>'
REPLY = (
    '<reply xmlns="urn:xmpp:reply:0" id="1"/><fallback xmlns="urn:xmpp:fallback:0" for="urn:xmpp:reply:0">'
    '<body start="0" end="44"/></fallback>'
)
SIGNS = '<reactions xmlns="urn:xmpp:reactions:0" id="{}">{}</reactions>'


def signs(by: str, place: int, *given: str) -> Line:
    """Return that somebody set signs at the line in that place."""
    marks = SIGNS.format(place, "".join(f"<reaction>{sign}</reaction>" for sign in given))
    return Line(by=by, body="", at=data.ago(1), marks=marks)


MARKED = (
    *TALK[:2],
    Line(by=LINA, body="That was the wrong matrix, sorry.", at=data.ago(2.2)),
    Line(by=LINA, body="[taken back]", at=data.ago(2.1), marks=REPLACE.format(3) + BACK),
    Line(by=OMAR, body="Zero may be rihgt.", at=data.ago(2)),
    Line(by=OMAR, body="Zero may be right.", at=data.ago(1.9), marks=REPLACE.format(5)),
    Line(
        by=LINA, body="> Hi! What did you get for the determinant?\nThe rows, you mean?", at=data.ago(1.5), marks=REPLY
    ),
    signs(LINA, 5, "💡", "👍"),
    signs(OMAR, 2, "✅"),
    signs(MEI, 5, "👍"),
)
TWO = [data.person(LINA, "asker"), data.person(OMAR, "helper")]
FIVE = [*TWO, data.person(MEI, "fellow"), data.person(LONG, "helper"), data.person(NOAH, "fellow")]
HERE: dict[str, Any] = {"state": "answered", "invited": 3, "seen": 2, "helpers": [data.name(OMAR)]}


def transcript(lines: Sequence[Line]) -> dict[str, Any]:
    """Return a kept log, as `docs/reference/transcript.schema.json` has it, as far as it is read here."""
    kept = [
        {
            "id": str(place),
            "time": stamp(one.at),
            "author": {"jid": data.address(one.by), "name": data.name(one.by)},
            "body": one.body,
            "message_id": f"m{place}",
            "replaces": None,
            "repeats": None,
        }
        for place, one in enumerate(lines, 1)
    ]
    return {"schema": "urn:chatxblock:transcript:1", "complete": True, "log": "kept", "lines": kept}


def room_data(reader: Reader, call: Call | None, me: str, **values: Any) -> RoomData:
    """Return what a room window begins with."""
    over = call is not None and call.state in ("archiving", "closed")
    told: dict[str, Any] = {
        "call_id": data.CALL,
        "call": call,
        "ticket": None if over else data.ticket(me),
        "me": data.me(me),
        "role": call.my_role if call else "asker",
        "page": PageOfQuestion(title="Unit 3: Matrices", url=f"{data.ORIGIN}/unit/3"),
        "place": call.place if call else data.CHAT,
        "may_name": True,
    }
    return RoomData(**pages.common(reader), **{**told, **values})


def room(
    name: str,
    title: str,
    /,
    call: Call | None,
    *,
    me: str = LINA,
    people: Sequence[Person] = TWO,
    chat: Chat = NOBODY,
    shown: str = "chatxblock-room chatxblock-log",
    play: Any = as_it_opens,
    script: str = "room",
    narrow: bool = False,
    drawings: Any = None,
    **values: Any,
) -> Scene:
    """Return a state of the room window."""
    told = (
        CallAnswer(call=call)
        if call
        else Refusal(status=404, code="call-not-found", sentence="There is no such question.")
    )
    answers: dict[str, Answering] = {
        "call": told,
        "people": PeopleAnswer(people=list(people)),
        "ticket": data.ticket(me),
        "find": FindAnswer(resources=FOUND.resources, calls=[]),
        "gone": told,
        "seen": told,
        "accept": told,
        "feedback": told,
        "resource_work": ResourceWorkAnswer(talks=[], review=[]),
        "followed_read": Done(),
        "report": ReportAnswer(report_id=data.number(51)),
        "transcript": transcript(TALK),
        **values.pop("answers", {}),
    }
    return Scene(
        name=f"room-{name}",
        screen="Room",
        title=title,
        page=lambda reader: pages.front_end(
            data.QUESTION, room_data(reader, call, me, **values), reader, script=script, template="room.html"
        ),
        answers=answers,
        chat=chat,
        shown=shown,
        play=play,
        narrow=narrow,
        drawings=drawings,
        meets=script == "room" and call is not None and call.room is not None and chat.state == "up",
        fixed=True,
    )


def waits(name: str, title: str, /, **values: Any) -> Scene:
    """Return a state of the asker's window before somebody has come."""
    return room(f"waiting-{name}", title, data.call(**values), people=TWO[:1], shown="chatxblock-waiting")


def talks(name: str, title: str, play: Any = as_it_opens, /, **values: Any) -> Scene:
    """Return a state of a talk between two."""
    chat = values.pop("chat", Chat(inside=(OMAR,), lines=TALK))
    return room(name, title, data.call(**{**HERE, **values}), chat=chat, play=play)


def unread(stage: Stage) -> None:
    """Let something be said while she reads further up."""
    stage.drawn_log().evaluate("log => { log.scrollTop = 0; log.dispatchEvent(new Event('scroll')); }")
    stage.wait(300)
    for body in ("Then the determinant is zero.", "Look at example 3.", "Is it clear now?"):
        stage.chat.say(OMAR, body)
    stage.wait(300)


def unsent(stage: Stage) -> None:
    """Cut the line, and let her write."""
    stage.chat.cut()
    stage.wait(200)
    stage.page.locator("chatxblock-composer textarea").fill("So the rows are not independent?")
    stage.page.locator("chatxblock-composer textarea").press("Enter")


def who_is_here(stage: Stage) -> None:
    """Open who is here."""
    stage.press("people")


def invited_box(stage: Stage) -> None:
    """Open what invites somebody."""
    stage.press("Invite")


def flag(stage: Stage) -> None:
    """Go by keyboard to the menu of a line."""
    stage.page.locator(".flag").last.focus()
    stage.page.locator(".flag").last.press("ArrowUp")


def line_menu(stage: Stage, mine: bool = False) -> None:
    """Open the menu of the last line of the other one's, or of one's own."""
    stage.page.locator(f"li.line{'.own' if mine else ':not(.own)'} > .flag").last.click()
    stage.page.locator("chatxblock-line-menu [role=menu]").wait_for()


def do_with_line(name: str, *, mine: bool = False) -> Callable[[Stage], None]:
    """Do something with a line."""

    def play(stage: Stage) -> None:
        line_menu(stage, mine)
        stage.page.locator("chatxblock-line-menu").get_by_role("menuitem", name=name).click()
        stage.wait(200)

    return play


def report_line(stage: Stage) -> None:
    """Report a line."""
    do_with_line("Report this line")(stage)


def report_in_words(stage: Stage) -> None:
    """Report somebody, for something that is not among the reasons."""
    stage.press("^More about")
    stage.press("^Report ")
    stage.press("Something else")
    stage.press("^Report$")


def reported(stage: Stage) -> None:
    """Report a line, and have it taken."""
    report_line(stage)
    stage.press("unkind")


LONG_TALK = tuple(
    line((OMAR, LINA)[place % 2], f"Step {place}: take {place} times row one from row {place + 1}.", 60 - place)
    for place in range(1, 41)
)
READ = [
    ReadResource(resource_id=data.number(12), title="Determinant zero, what now?", url=f"{data.ORIGIN}/resource/12")
]
FELLOW = data.call(**HERE, my_role="fellow")

SCENES = (
    waits("finding", "Helpers are looked for", next_round_at=data.SOON, next_size=3),
    waits("asked", "Three were asked, more will be", next_round_at=data.SOON, next_size=6, invited=3, usual_wait=95.0),
    waits("seen", "Two have seen it", next_round_at=data.SOON, next_size=6, invited=3, seen=2),
    waits("nobody", "Nobody is around", exhausted=True),
    waits("exhausted", "All were asked", exhausted=True, invited=9, seen=4, declined=2, round=3),
    room("coming", "Somebody is coming", data.call(**HERE, coming=[data.name(OMAR)]), people=TWO),
    talks("talk", "A talk of two"),
    talks("typing", "The other one is writing", chat=Chat(inside=(OMAR,), lines=TALK, typing=OMAR)),
    room(
        "helper",
        "A talk of two, as the helper has it",
        data.call(**HERE, my_role="helper", read=READ, context=data.context("the matrix has two alike rows")),
        me=OMAR,
        chat=Chat(inside=(LINA,), lines=TALK),
    ),
    room(
        "along",
        "A helper reads what goes with the question",
        data.call(
            **HERE,
            my_role="helper",
            question="I get 5. Why is that wrong?",
            context=data.context("the matrix A", exercise=data.EXERCISE, last_answer="5"),
        ),
        me=OMAR,
        chat=Chat(inside=(LINA,), lines=()),
    ),
    room(
        "five",
        "A talk of five, with long names",
        data.call(**{**HERE, "helpers": [data.name(OMAR), data.name(LONG)]}, question=data.LONG_QUESTION),
        people=FIVE,
        chat=Chat(inside=(OMAR, MEI, LONG, NOAH), lines=WHILE),
    ),
    room(
        "five-people",
        "A talk of five: who is here",
        data.call(**{**HERE, "helpers": [data.name(OMAR), data.name(LONG)]}),
        people=FIVE,
        chat=Chat(inside=(OMAR, MEI, LONG, NOAH), lines=WHILE),
        narrow=True,
        play=who_is_here,
    ),
    talks("unread", "Something new below", unread, chat=Chat(inside=(OMAR,), lines=LONG_TALK)),
    talks("lost", "The connection was lost", unsent),
    talks("conflict", "Open in too many windows", lambda stage: stage.chat.conflict()),
    room(
        "down",
        "The chat is down",
        data.call(invited=3, next_round_at=data.SOON),
        people=TWO[:1],
        chat=Chat(state="down"),
        shown="chatxblock-room",
    ),
    talks("solved", "She said that it is solved", solved=True),
    talks("knocking", "Somebody asks to be let in", knocking=[data.knocking(LONG)]),
    talks("went", "The helper has gone", lambda stage: stage.chat.go(OMAR)),
    talks("menu", "What else can be done", lambda stage: stage.press("^(More|⋯)$")),
    talks("invite", "Inviting somebody", invited_box),
    talks("export", "Taking the talk along", lambda stage: stage.press("[Ee]xport|[Ss]ave the")),
    talks("solved-dialog", "Is it solved?", lambda stage: stage.press("solved")),
    talks("leave", "Leaving, as the asker", lambda stage: stage.press("^Leave")),
    room(
        "leave-helper",
        "Leaving, as the helper",
        data.call(**HERE, my_role="helper"),
        me=OMAR,
        chat=Chat(inside=(LINA,), lines=TALK),
        play=lambda stage: stage.press("^Leave"),
    ),
    room(
        "leave-waiting",
        "Leaving before somebody came",
        data.call(invited=3, next_round_at=data.SOON),
        people=TWO[:1],
        shown="chatxblock-waiting",
        play=lambda stage: stage.press("^(Leave|Take)"),
    ),
    talks("flag", "The way to a line's menu, by keyboard", flag),
    talks("line-menu", "What can be done with a line", line_menu),
    talks("line-answer", "Answering a certain line", do_with_line("Answer")),
    talks("line-own", "What can be done with a line of one's own", lambda stage: line_menu(stage, True)),
    talks("line-edit", "Changing a line", do_with_line("Edit", mine=True)),
    talks("line-back", "Taking a line back", do_with_line("Take back", mine=True)),
    talks(
        "line-marks",
        "Lines that were changed, taken back, answered and reacted to",
        chat=Chat(inside=(OMAR,), lines=MARKED),
    ),
    talks("report", "Reporting a line", report_line),
    talks("report-words", "Reporting somebody, in words, and nothing written", report_in_words),
    talks("reported", "A line is reported", reported),
    room(
        "fellow",
        "As a fellow learner who was let in",
        FELLOW,
        me=MEI,
        people=[*TWO, data.person(MEI, "fellow")],
        chat=Chat(inside=(LINA, OMAR), lines=TALK),
    ),
    room(
        "staff",
        "As staff who is not part of it",
        data.call(**HERE, my_role="staff"),
        me="teacher",
        people=[*TWO, data.person("teacher", "staff")],
        chat=Chat(inside=(LINA, OMAR), lines=TALK),
    ),
)
