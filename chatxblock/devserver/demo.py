"""A made-up course, so that lists and figures can be looked at: people, a thousand questions, what was learned.

Everything goes the way that real talks go, by the same events and the same store; only nobody was there. The same
course comes out each time. This module must not know of requests.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from django.db import transaction

from chatxblock.domain.calls import events
from chatxblock.domain.calls.call import Call, Context, Person, User
from chatxblock.domain.calls.rounds import Round
from chatxblock.domain.calls.transcript import Line
from chatxblock.domain.ports import Lease
from chatxblock.domain.resources.feedback import Helped
from chatxblock.domain.resources.resource import Resource, Spot, Stage, Text
from chatxblock.store import DjangoStore

CALLS, LEARNERS, HELPERS = 1_000, 240, 40
DAYS = 300
"""Back from today."""
LEFT = 12
"""The newest ones that are still left for the teachers."""
OPEN = ((47, 2, False), (13, 2, False), (9, 1, True), (4, 1, False), (1, 1, False))
"""Those that are open: for how many minutes, how many rounds were asked, and whether a helper is there."""
LONG = timedelta(days=365)
"""So long nobody looks after an open one: the service would find that nobody is in its room, and end it."""
TITLES = ("Vectors", "Matrices", "Determinants", "Linear maps", "Eigenvalues", "Orthogonality", "Diagonal forms")
UNITS = tuple(f"Unit {number}: {title}" for number, title in enumerate(TITLES, start=1))
FIRST = (
    "Ada",
    "Ben",
    "Chen",
    "Dalia",
    "Emre",
    "Fatima",
    "Goran",
    "Hana",
    "Ivo",
    "Juno",
    "Kofi",
    "Leila",
    "Mateo",
    "Noor",
)
LAST = (
    "Adler",
    "Brandt",
    "Costa",
    "Demir",
    "Eriksen",
    "Farah",
    "Gupta",
    "Haddad",
    "Ito",
    "Jansen",
    "Kowalski",
    "Lindgren",
)
ABOUT = (
    ("the determinant is zero here", "Look at the rows.", "One row is a multiple of another, so they are dependent."),
    (
        "the product is not the other way round",
        "Matrices do not commute.",
        "Write both products out for two small ones.",
    ),
    ("the eigenvalue appears twice", "Count it by its power.", "The polynomial has it as a double root: $(x-2)^2$."),
    ("the vectors are not independent", "Try to make one of the others.", "If that works, they are dependent."),
    ("the projection is shorter", "It is the shadow.", "The rest stands at a right angle: $v - p$."),
    ("the inverse does not exist", "Its determinant is zero.", "A map that flattens the plane has no way back."),
)
BEGINNINGS = (
    "Why is it that",
    "I do not see why",
    "Can somebody tell me why",
    "In exercise {n}, why is it that",
    "How can it be that",
)
"""Where `{n}` is the number of the exercise."""
TALK = (
    "Hi! What did you try so far?",
    "I wrote it out and always get the same.",
    "{hint}",
    "Oh, now I see it. Thank you!",
)


@dataclass(frozen=True)
class Cast:
    """Who is in the course."""

    course: str
    block: str
    """The block behind which rooms and transcripts are reached."""
    learners: Sequence[Person]
    helpers: Sequence[Person]


def fill(course: str, block: str, *, many: int = CALLS, now: datetime | None = None) -> bool:
    """Fill a course, unless that was done before, and say whether it was done now; tells how far it is as it goes.

    All is asked in one block, which is there; the units around it are made up.
    """
    store, now = DjangoStore(), now or datetime.now(UTC)
    if store.known(course, _user(0).user_id) is not None:
        return False
    chance = random.Random(1871)  # noqa: S311  (made-up data)
    with transaction.atomic():
        people = store.people(course, [_user(number) for number in range(LEARNERS + HELPERS)])
        cast = Cast(course, block, people[:LEARNERS], people[LEARNERS:])
        for number, at in enumerate(_moments(chance, many, now)):
            _talk(store, cast, chance, number, at, left=number >= many - LEFT)
            if number % 100 == 0:
                print(f"Making up a course: {number} of {many} questions", file=sys.stderr, flush=True)
        for number, (minutes, rounds, helped) in enumerate(OPEN):
            _open(store, cast, chance, number, now - timedelta(minutes=minutes), rounds=rounds, helped=helped)
    return True


def _user(number: int) -> User:
    name = f"{FIRST[number % len(FIRST)]} {LAST[number // len(FIRST) % len(LAST)]}"
    username = f"{name.lower().replace(' ', '_')}_{number}"
    return User(user_id=f"demo-{number}", name=name, username=username)


def _moments(chance: random.Random, many: int, now: datetime) -> list[datetime]:
    """Return when the questions were asked, in their order: more in the evening, and more as the course goes on."""
    found = []
    for _ in range(many):
        day = now - timedelta(days=1 + DAYS * (1 - chance.random() ** 0.6))
        hour = int(chance.triangular(6, 24, 21)) % 24
        found.append(day.replace(hour=hour, minute=chance.randrange(60), second=chance.randrange(60)))
    return sorted(found)


def _talk(store: DjangoStore, cast: Cast, chance: random.Random, number: int, at: datetime, *, left: bool) -> None:
    """One question, from asking to whatever became of it."""
    place = min(int(chance.expovariate(0.4)), len(UNITS) - 1)
    why, answer, body = ABOUT[chance.randrange(len(ABOUT))]
    beginning = BEGINNINGS[chance.randrange(len(BEGINNINGS))].format(n=1 + number % 9)
    asked = _asked(cast, chance.choice(cast.learners), UNITS[place], f"{beginning} {why}?", at)
    kept, _ = store.add(asked, Lease(token=uuid4().hex, until=at))
    helper = None if left or chance.random() < 0.14 else _who(cast, chance)
    over, end = _played(kept, cast, chance, helper, at, left=left)
    store.save(kept, over)
    if helper is None:
        return
    store.keep(kept.id, list(_lines(kept, helper, answer, end)), 0)
    store.save_feedback(kept.id, kept.asker, chance.choices([*Helped], weights=[7, 2, 1])[0], end)
    if chance.random() < 0.12:
        _resource(
            store, cast, chance, over, Text(title=kept.question, answer=answer, body=body, tags=("linear-algebra",))
        )


def _open(
    store: DjangoStore, cast: Cast, chance: random.Random, number: int, at: datetime, *, rounds: int, helped: bool
) -> None:
    """A question that is open. Its room is made when somebody of the staff enters, as one that was lost would be."""
    why, asker = ABOUT[number % len(ABOUT)][0], cast.learners[number]
    asked = _asked(cast, asker, UNITS[number % len(UNITS)], f"{BEGINNINGS[number % 3]} {why}?".format(n=4), at)
    kept, _ = store.add(asked, Lease(token=uuid4().hex, until=at))
    call, moment = events.opened(kept, at), at
    others = iter(chance.sample(cast.learners[len(OPEN) :], sum(planned.size for planned in kept.rounds)))
    for planned in kept.rounds[:rounds]:
        call = events.widened(call, list(islice(others, planned.size)), moment)
        moment += timedelta(seconds=planned.wait)
    if helped:
        call = events.accepted(call, call.invitations[0].person, at + timedelta(seconds=41))
    told = events.delivered(call, {invitation.person.id for invitation in call.invitations}, (), moment)
    later = datetime.now(UTC) + LONG
    store.save(kept, told.changed(next_round_at=later, observe_at=later, watched_until=later))


def _asked(cast: Cast, asker: Person, unit: str, question: str, at: datetime) -> Call:
    key = f"demo-{unit.partition(':')[0].lower().replace(' ', '-')}"
    rounds = (Round(size=3, wait=20.0, pool="peers"), Round(size=8, wait=50.0, pool="everyone"))
    call_id = uuid4()
    return Call(
        id=call_id,
        course=cast.course,
        unit=key,
        block=cast.block,
        asker=asker,
        question=question,
        context=Context(usage_key=key, title=unit),
        room=call_id.hex,
        window_url="",
        asked_at=at,
        touched_at=at,
        rounds=rounds,
        next_round_at=at,
    )


def _who(cast: Cast, chance: random.Random) -> Person:
    """A few help a lot, many a little."""
    return cast.helpers[min(int(chance.expovariate(0.12)), len(cast.helpers) - 1)]


def _played(
    call: Call, cast: Cast, chance: random.Random, helper: Person | None, at: datetime, *, left: bool
) -> tuple[Call, datetime]:
    """Return a call as it ended, and when."""
    wait = chance.expovariate(1 / 35)
    call = events.opened(call, at)
    in_first = helper is not None and wait <= 20
    call = events.widened(call, [helper] if in_first and helper else chance.sample(cast.learners, 3), at)
    if not in_first:
        second = at + timedelta(seconds=20)
        others = [
            who for who in chance.sample(cast.learners, 8) if who.id not in {i.person.id for i in call.invitations}
        ]
        call = events.widened(call, [*([helper] if helper else []), *others], second)
    if helper is None:
        end = at + timedelta(seconds=150)
        over = events.deferred(call, end) if left or chance.random() < 0.4 else events.cancelled(call, end)
    else:
        call = events.accepted(call, helper, at + timedelta(seconds=max(wait, 1.0)))
        end = at + timedelta(minutes=chance.uniform(3, 25))
        call = events.solved(call, end) if chance.random() < 0.8 else call
        over = events.ended(call, end)
    return events.closed(events.archived(over, True, end), end), end


def _lines(call: Call, helper: Person, hint: str, end: datetime) -> Iterator[Line]:
    step = (end - call.asked_at) / (len(TALK) + 1)
    for number, words in enumerate(TALK):
        author = call.asker if number % 2 else helper
        at = call.asked_at + step * (number + 1)
        yield Line(id=str(number + 1), sent_at=at, author=author.localpart, body=words.format(hint=hint))


def _resource(store: DjangoStore, cast: Cast, chance: random.Random, call: Call, text: Text) -> None:
    at = (call.ended_at or call.asked_at) + timedelta(minutes=5)
    resource = Resource(
        id=uuid5(NAMESPACE_URL, call.id.hex),
        spot=Spot(course=call.course, unit=call.unit, block=call.unit),
        stage=Stage.PUBLISHED,
        rev=1,
        text=text,
        sources=(call.id,),
        authors=(call.asker,),
        created_at=at,
        updated_at=at,
        published_at=at,
    )
    kept: UUID = store.add_resource(replace(resource, id=uuid4()), call.asker).id
    for who in chance.sample(cast.learners, min(int(chance.expovariate(0.3)), 30)):
        store.mark_helped(kept, who, at + timedelta(days=chance.uniform(0, 20)))
        for what in ("shown", "shown", "opened", *(["asked_anyway"] if chance.random() < 0.2 else [])):
            store.count_resources([kept], what)
