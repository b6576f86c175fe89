"""Whoever is counted as around can be asked, by some round of the plan or by what fills it up: any plan, any list."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from chatxblock.domain.calls.call import Person
from chatxblock.domain.calls.candidates import duty_room
from chatxblock.domain.calls.rounds import Pool, pools_of, reaches
from chatxblock.testing import FirstCome, MemoryCourse
from chatxblock.testing.course import COURSE, UNIT

NAMES = ("bo", "cy", "dee", "eli")
PLANS = st.lists(st.sampled_from(list(Pool)), min_size=1, max_size=4).map(
    lambda pools: "\n".join(f"{size} {pool} 20s" for size, pool in enumerate(pools, len(NAMES)))
)


@dataclass(frozen=True)
class Somebody:
    """How somebody stands who has a page of the course open."""

    name: str
    clicked: bool | None
    staff: bool
    listed: bool


EVERYBODY = st.tuples(
    *(
        st.builds(
            Somebody,
            name=st.just(name),
            clicked=st.sampled_from([None, None, True, False]),
            staff=st.booleans(),
            listed=st.booleans(),
        )
        for name in NAMES
    )
)


def arrive(course: MemoryCourse, who: Somebody) -> Person:
    person = course.person(who.name)
    before = course.store.helper(person)
    course.store.save_helper(before, replace(before, on_duty=who.clicked, staff=who.staff))
    course.store.save_unit(person, UNIT)
    course.store.arrive(person, course.clock.now())
    course.rooms.presence.around.add(person.localpart)
    return person


def counted(course: MemoryCourse, listed: Collection[str]) -> set[str]:
    """Names of those whom the lobby counts."""
    now = course.clock.now()
    ready = course.store.ready_in(UNIT.key, course.person("asker"), 50)
    return {
        helper.person.name
        for helper in ready
        if helper.wants(now, named=helper.person.name in listed)
        and reaches(course.plan, named=helper.person.name in listed, staff=helper.staff)
    }


@given(plan=PLANS, people=EVERYBODY)
@settings(max_examples=200, deadline=None)
def test_whoever_is_counted_as_around_is_asked_in_the_end_and_nobody_off_duty(
    plan: str, people: tuple[Somebody, ...]
) -> None:
    course = MemoryCourse(FirstCome(), plan=plan)
    course.rooms.presence.make_duty_room(duty_room(COURSE), password="")
    for who in people:
        arrive(course, who)
    listed = tuple(who.name for who in people if who.listed)
    around = counted(course, listed)
    call = course.ask(listed=listed)
    for _ in range(2 * len(NAMES)):
        course.pass_time(21)
        course.rooms.enter(call.room, call.asker.localpart)
    asked = set(course.asked(call))
    assert around <= asked
    assert not asked & {who.name for who in people if who.clicked is False}
    assert not asked & {who.name for who in people if who.clicked is None and not who.listed}


@given(plan=PLANS, who=EVERYBODY.map(lambda people: people[0]), helps=st.booleans())
@settings(max_examples=200, deadline=None)
def test_who_comes_is_asked_at_once_by_whatever_would_ask_them_a_round_later(
    plan: str, who: Somebody, helps: bool
) -> None:
    outcomes = []
    for comes_by in ("the inbox", "the next round"):
        course = MemoryCourse(FirstCome(), plan=plan)
        person = arrive(course, replace(who, clicked=False))
        call = course.ask(listed=(who.name,) if who.listed else ())
        arrive(course, who)
        course.store.save_unit(person, replace(UNIT, helps=helps), wish=True)
        if comes_by == "the inbox":
            course.service.hurry_for(course.store.helper(person), {UNIT.key: helps})
        else:
            course.pass_time(21)
        outcomes.append(course.asked(call))
    assert outcomes[0] == outcomes[1]


@given(plan=PLANS)
def test_a_named_helper_who_never_clicked_is_reached_by_every_plan(plan: str) -> None:
    course = MemoryCourse(FirstCome(), plan=plan)
    arrive(course, Somebody(name="bo", clicked=None, staff=False, listed=True))
    call = course.ask(listed=("bo",))
    course.pass_time(21)
    assert course.asked(call) == ["bo"]


def test_named_people_come_last_where_no_round_reaches_them() -> None:
    course = MemoryCourse(FirstCome(), plan="1 peers 20s\n1 staff 20s")
    assert pools_of(course.plan, 1, named=True) == (Pool.PEERS, Pool.STAFF, Pool.LISTED)
    assert pools_of(course.plan, 1) == (Pool.PEERS, Pool.STAFF)
    course.come("bo")
    arrive(course, Somebody(name="cy", clicked=None, staff=False, listed=True))
    call = course.ask(listed=("cy",))
    assert course.asked(call, 1) == ["bo"]
    course.pass_time(21)
    assert course.asked(call, 2) == ["cy"]
