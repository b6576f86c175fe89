"""The steps on the chat server: who gets in, what a line becomes, and what nobody may do."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

from chatxblock.domain.ports import Notice
from chatxblock.errors import RoomNotFound, RoomsRefused, RoomsUnavailable
from chatxblock.ops.checkup.platform import SETTINGS
from chatxblock.ops.checkup.server import CheckContext, another_secret, cannot_connect
from chatxblock.ops.checkup.steps import Outcome, Step
from chatxblock.xmpp.learner import Learner
from chatxblock.xmpp.stanzas import CALL, CLIENT, CONFERENCE, DISCO_INFO, SHOWS_ARCHIVED

FAR = 5.0
"""Seconds between two clocks that nobody notices; a token is good for minutes."""
ARRIVAL = 5.0
"""Seconds within which a notice is there on any server that can be used."""
FOREIGN = "urn:chatxblock:check"
HOWTO = "docs/howto/ejabberd-in-production.md"
ELSEWHERE = "https://elsewhere.invalid"
LOGIN, ROOM, API, WEBSOCKET, TOKEN, ARCHIVE = "service login", "room", "api", "websocket", "token key", "archive"


def login(context: CheckContext) -> Outcome:
    """Look whether the service has a session: a room that is not there can be asked for only in one."""
    config = context.config
    place = f"{config.service_host}:{config.service_port}"
    try:
        context.rooms.read(context.room)
    except RoomNotFound:
        return Outcome(f"the service is logged in at {place}")
    except RoomsUnavailable:
        reason = cannot_connect(config)
        if reason:
            return Outcome(f"{place} cannot be reached: {reason}", f"Start ejabberd, open its port ({HOWTO}, 6).")
        return Outcome(
            f"{place} answers, and gives no session",
            "Look at SERVICE_PASSWORD, at the account, and at SERVICE_TLS with its certificate; the log says which.",
        )
    return Outcome("a room is there that nobody made", "Ask for help: two servers answer under one name.")


def room(context: CheckContext) -> Outcome:
    """Look whether the service can make a room."""
    context.touched.append(context.room)
    context.rooms.make(context.room, occupants=4)
    return Outcome(f"the service makes rooms at {context.config.rooms}")


def api(context: CheckContext) -> Outcome:
    """Look whether the API answers the one question, and no other."""
    context.rooms.inside(context.room)
    config = context.config
    harmless = {
        "connected_users_number": {},
        "registered_users": {"host": config.domain},
        "muc_online_rooms": {"service": config.rooms},
    }
    known = [command for command, arguments in harmless.items() if context.api.allows(command, arguments)]
    if known:
        return Outcome(
            f"the API also answers {', '.join(known)}", f"Narrow api_permissions: render it anew ({HOWTO}, 3)."
        )
    return Outcome("the API says who is inside a room, and nothing else that was asked")


def sessions(context: CheckContext) -> Outcome:
    """Look whether what a browser has open can be ended, on somebody who has nothing open."""
    nobody = {"user": f"check{uuid4().hex}"[:32], "host": context.config.domain}
    session = {**nobody, "resource": "none", "reason": "chatxblock_check"}
    asked = {"user_resources": nobody, "kick_session": session, "kick_user": nobody}
    refused = [command for command, arguments in asked.items() if not context.api.allows(command, arguments)]
    if refused:
        says = f"the API refuses {', '.join(refused)}: who logs out, or is retired, stays connected"
        return Outcome(says, f"Widen api_permissions: render it anew ({HOWTO}, 3).")
    return Outcome("who logs out, or is retired, can be disconnected")


def websocket(context: CheckContext) -> Outcome:
    """Look whether pages of the platform may connect."""
    if not context.origin:
        return Outcome("BASE_URL is empty, so nobody knows where pages come from", "Set BASE_URL, or give --origin.")
    if context.connects(context.origin):
        return Outcome(f"pages of {context.origin} may connect")
    mend = f"Render the configuration with --origin {context.origin} ({HOWTO}, 3)."
    return Outcome(f"pages of {context.origin} may not connect", mend)


def origin(context: CheckContext) -> Outcome:
    """Look whether pages of another site may not."""
    if context.connects(ELSEWHERE):
        return Outcome("pages of any site may connect", f"Set websocket_origin: render it with --origin ({HOWTO}, 3).")
    return Outcome("pages of other sites may not connect")


def token(context: CheckContext) -> Outcome:
    """Look whether our key opens the door, and another one does not."""
    mend = f"Make the key file of TOKEN_SECRET anew ({HOWTO}, 3), and look at both clocks."
    try:
        context.learner("asker")
    except RoomsRefused as exc:
        return Outcome(str(exc), mend)
    try:
        context.log_in(secret=another_secret()).close()
    except RoomsRefused:
        return Outcome("a token of ours logs a learner in, one of another key does not")
    return Outcome("a token of any key logs a learner in", mend)


def archive(context: CheckContext) -> Outcome:
    """Look whether a line that was said in a room is in its archive."""
    asker, address = context.learner("asker"), context.address(context.room)
    context.rooms.admit(context.room, [asker.localpart])
    refused = asker.join(address)
    if refused:
        raise RoomsRefused(f"Somebody who was let into a room cannot enter it ({refused}).")
    context.sent_at = datetime.now(UTC)
    echo = asker.echo(asker.say(address, "chatxblock_check", kind="groupchat"))
    if echo.find(f".//{{{CALL}}}not-archived") is not None:
        return Outcome("the archive refuses a line", f"Look at ejabberd's database: its log says why ({HOWTO}, 7).")
    lines = context.rooms.read(context.room).lines
    if [(line.body, line.author) for line in lines] != [("chatxblock_check", asker.localpart)]:
        return Outcome("a line that was said is not in the archive", f"Load mod_mam: render it anew ({HOWTO}, 7).")
    context.archived_at = lines[0].sent_at
    return Outcome("a line is archived (whether on SQL, as it must be, only mod_mam's db_type says)")


def clock(context: CheckContext) -> Outcome:
    """Compare the moment at which we sent a line with the one that the server wrote on it."""
    assert context.sent_at is not None
    assert context.archived_at is not None
    apart = (context.archived_at - context.sent_at).total_seconds()
    says = f"the chat server's clock is {abs(apart):.1f} s {'ahead of' if apart > 0 else 'behind'} ours"
    return Outcome(says, "Let both machines follow NTP." if abs(apart) > FAR else "")


def guard(context: CheckContext) -> Outcome:
    """Look whether what does not belong into a line is taken out of it, and the line archived nonetheless."""
    asker, address = context.learner("asker"), context.address(context.room)
    extra = f'<no-store xmlns="urn:xmpp:hints"/><x xmlns="{FOREIGN}"/>'
    echo = asker.echo(asker.say(address, "chatxblock_check, again", kind="groupchat", inner=extra))
    archived = context.rooms.read(context.room).lines[-1].body == "chatxblock_check, again"
    if not archived or echo.find(f"{{{FOREIGN}}}x") is not None:
        return Outcome("lines pass unjudged", f"Compile mod_chatxblock_guard and load it ({HOWTO}, 3).")
    return Outcome("the guard module judges every line")


def refused_lines(context: CheckContext) -> Outcome:
    """Look whether the server says that it shows no line which its archive refused (XEP-0030)."""
    answer = context.learner("asker").ask("get", context.config.domain, f'<query xmlns="{DISCO_INFO}"/>')
    if SHOWS_ARCHIVED in {feature.get("var") for feature in answer.iter(f"{{{DISCO_INFO}}}feature")}:
        return Outcome("a line that the archive refuses is sent back, and not shown")
    mend = f"Compile mod_chatxblock_archive and load it: render the configuration anew ({HOWTO}, 3)."
    return Outcome("a line that the archive refuses is shown, and in no log", mend)


def isolation(context: CheckContext) -> Outcome:
    """Try four attacks as a learner: make a room, write to a stranger, forge an invitation, guess a password.

    What the service sends afterwards is waited for, so that nothing is called stopped that was only slow.
    """
    attacker, victim = context.learner("asker"), context.learner("other")
    came = ["making a room"] if make_room(context, attacker) else []
    write(attacker, victim)
    forge(context, attacker, victim)
    attacker.settle()
    context.notifier.tell([Notice(to=victim.localpart, call_id=uuid4(), rev=1, state="waiting")])
    arrived = victim.hears(context.config.service_jid, ARRIVAL)
    heard = [stanza for stanza in victim.seen if stanza.get("from", "").startswith(attacker.jid)]
    came += ["writing to a stranger"] if any(stanza.findtext(f"{{{CLIENT}}}body") for stanza in heard) else []
    came += ["inviting"] if any(stanza.find(f"{{{CONFERENCE}}}x") is not None for stanza in heard) else []
    came += ["trying passwords of the service"] if context.lets_guess() else []
    if came:
        mend = f"Render the configuration and compile the guard anew ({HOWTO}, 3)."
        return Outcome(f"a learner succeeds at {', '.join(came)}", mend)
    if not arrived:
        return Outcome("what the service sends does not arrive either", f"Render the configuration anew ({HOWTO}, 3).")
    return Outcome("a learner makes no room, reaches no stranger, forges no invitation, and guesses no password")


def make_room(context: CheckContext, attacker: Learner) -> bool:
    """Say whether a learner can make a room."""
    context.touched.append(context.trap)
    entered = not attacker.join(context.address(context.trap))
    try:
        context.rooms.read(context.trap)
    except RoomNotFound:
        return entered
    return True


def write(attacker: Learner, victim: Learner) -> None:
    """Send words to a stranger."""
    for to in (victim.jid, victim.full):
        attacker.say(to, "chatxblock_check", kind="chat")


def forge(context: CheckContext, attacker: Learner, victim: Learner) -> None:
    """Send an invitation to a stranger (XEP-0249)."""
    invitation = f'<x xmlns="{CONFERENCE}" jid="{context.address(context.room)}"/>'
    for to in (victim.jid, victim.full):
        attacker.say(to, "", kind="normal", inner=invitation)


def end(context: CheckContext) -> Outcome:
    """Look whether a room is gone, archive and all, when the service ends it."""
    context.rooms.end(context.room)
    try:
        context.rooms.read(context.room)
    except RoomNotFound:
        return Outcome("the room of this check is gone again")
    return Outcome("a room that was ended is still there", f"Render the configuration anew ({HOWTO}, 3).")


RENDER = f"Render the configuration anew ({HOWTO}, 3), and look at the log of ejabberd."
STEPS: tuple[Step[CheckContext], ...] = (
    Step(LOGIN, login, RENDER, (SETTINGS,)),
    Step(ROOM, room, RENDER, (LOGIN,)),
    Step(API, api, f"Look at API_URL, and at --api-client of the configuration ({HOWTO}, 3).", (ROOM,)),
    Step("logging out", sessions, f"Look at API_URL, and at --api-client of the configuration ({HOWTO}, 3).", (API,)),
    Step(WEBSOCKET, websocket, f"Look at WEBSOCKET_URL and at the proxy ({HOWTO}, 5).", (SETTINGS,)),
    Step("websocket origin", origin, f"Look at WEBSOCKET_URL and at the proxy ({HOWTO}, 5).", (WEBSOCKET,)),
    Step(TOKEN, token, RENDER, (WEBSOCKET,)),
    Step(ARCHIVE, archive, RENDER, (ROOM, TOKEN)),
    Step("clock", clock, RENDER, (ARCHIVE,)),
    Step("guard", guard, f"Compile mod_chatxblock_guard and load it ({HOWTO}, 3).", (ARCHIVE,)),
    Step("refused lines", refused_lines, RENDER, (TOKEN,)),
    Step("isolation", isolation, RENDER, (ROOM, TOKEN)),
    Step("end of a room", end, RENDER, (ROOM,)),
)
