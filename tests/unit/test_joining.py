"""Several questions at once: likeness, knocking and being let in."""

from __future__ import annotations

import pytest

from chatxblock.domain.call import Answer, Role, State
from chatxblock.domain.similarity import WordOverlap
from chatxblock.errors import CallNotFound, CallOver, NotAllowed, NotInCall
from tests.unit.world import World

QUESTION = "Why is the matrix not invertible here?"


@pytest.mark.parametrize(
    ("other", "alike"),
    [
        (QUESTION, True),
        ("my matrix isn't invertible, what now?", True),
        ("MATRIX INVERTIBLE", True),
        ("Why is the sky blue here?", False),
        ("How do I invert a list in Python?", False),
        ("", False),
        ("?!", False),
    ],
)
def test_questions_are_alike_by_the_words_that_matter(other: str, alike: bool) -> None:
    assert (WordOverlap().likeness(QUESTION, [other])[0] >= 0.5) is alike


def test_likeness_does_not_need_english() -> None:
    same, another = WordOverlap().likeness(
        "Почему матрица необратима?", ["матрица необратима", "Как построить график?"]
    )
    assert same > 0.5 > another


def test_similar_questions_of_the_block_are_shown_but_not_ones_own(world: World) -> None:
    call = world.ask()
    assert world.service.similar("block", "matrix invertible?", world.person("zoe")) == [world.store.load(call.id)]
    assert world.service.similar("another", "matrix invertible?", world.person("zoe")) == []
    assert world.service.similar("block", "What is a determinant?", world.person("zoe")) == []
    assert world.service.similar("block", "matrix invertible?", world.person("alex")) == []


def test_who_knocks_sees_nothing_until_let_in(world: World) -> None:
    call, zoe = world.ask(), world.person("zoe")
    knocked = world.service.knock(call.id, zoe, "block")
    assert knocked.role_of(zoe) is None
    assert [i.person.name for i in knocked.knocking] == ["Zoe"]
    assert zoe.localpart not in world.rooms.rooms[call.room].admitted
    assert world.told("zoe") == []
    assert world.told("alex")[-1] == "waiting"
    with pytest.raises(NotInCall):
        world.service.call(call.id, zoe)
    inside = world.service.let_in(call.id, world.person("alex"), zoe)
    assert inside.role_of(zoe) is Role.FELLOW
    assert zoe.localpart in world.rooms.rooms[call.room].admitted
    assert world.told("zoe") == ["invitation"]
    world.enter(call, "zoe")
    world.clock.pass_time(16)
    world.service.sweep()
    after = world.store.load(call.id)
    assert after.state is State.WAITING
    assert after.invitation_of(zoe).answer is Answer.FELLOW  # type: ignore[union-attr]


def test_a_fellow_is_no_helper(world: World) -> None:
    call, zoe = world.ask(), world.person("zoe")
    world.service.knock(call.id, zoe, "block")
    world.service.let_in(call.id, world.person("alex"), zoe)
    after = world.service.accept(call.id, zoe)
    assert (after.state, len(after.helpers)) == (State.WAITING, 0)
    assert world.service.offers(zoe) == []
    with pytest.raises(NotAllowed):
        world.service.solved(call.id, zoe)
    with pytest.raises(NotAllowed):
        world.service.let_in(call.id, zoe, zoe)


def test_knocking_twice_is_knocking_once(world: World) -> None:
    call, zoe = world.ask(), world.person("zoe")
    first = world.service.knock(call.id, zoe, "block")
    assert world.service.knock(call.id, zoe, "block") == first


def test_who_is_refused_does_not_get_in_and_a_helper_may_refuse(world: World) -> None:
    call, zoe = world.ask(), world.person("zoe")
    world.service.knock(call.id, zoe, "block")
    world.service.remove(call.id, world.person("alex"), zoe)
    with pytest.raises(NotInCall):
        world.service.knock(call.id, zoe, "block")
    assert zoe.localpart not in world.rooms.rooms[call.room].admitted


def test_nobody_lets_in_who_is_not_there(world: World) -> None:
    call, zoe = world.ask(), world.person("zoe")
    world.service.knock(call.id, zoe, "block")
    with pytest.raises(NotInCall):
        world.service.let_in(call.id, world.person("stranger"), zoe)
    with pytest.raises(NotAllowed):
        world.service.let_in(call.id, world.person("bo"), zoe)  # was asked, and has not come
    assert world.service.let_in(call.id, world.person("alex"), world.person("bo")).helpers == ()


def test_knocking_at_ones_own_door_at_an_old_one_or_elsewhere(world: World) -> None:
    call, zoe = world.ask(), world.person("zoe")
    with pytest.raises(NotAllowed):
        world.service.knock(call.id, world.person("alex"), "block")
    with pytest.raises(CallNotFound):
        world.service.knock(call.id, zoe, "another block")
    world.service.knock(call.id, zoe, "block")
    world.service.cancel(call.id, world.person("alex"))
    assert world.store.load(call.id).knocking == ()
    with pytest.raises(CallOver):
        world.service.knock(call.id, zoe, "block")


def test_a_fellow_is_let_in_again_when_the_room_was_lost(world: World) -> None:
    call, zoe = world.ask(), world.person("zoe")
    world.service.knock(call.id, zoe, "block")
    world.service.let_in(call.id, world.person("alex"), zoe)
    del world.rooms.rooms[call.room]
    world.clock.pass_time(16)
    world.service.sweep()
    assert zoe.localpart in world.rooms.rooms[call.room].admitted


def test_knocking_counts_for_nobody_as_being_asked(world: World) -> None:
    call, zoe = world.ask(), world.person("zoe")
    world.service.knock(call.id, zoe, "block")
    world.service.let_in(call.id, world.person("alex"), zoe)
    assert world.store.helper(zoe).asked == 0
