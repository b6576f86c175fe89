"""Accepting, declining, inviting, removing."""

import pytest

from chatxblock.domain.call import Answer, State
from chatxblock.errors import CallFull, CallNotFound, CallOver, NotAllowed, NotInCall
from tests.unit.world import World


def test_accepting_brings_the_helper_and_tells_everybody(world: World) -> None:
    call = world.ask()
    accepted = world.service.accept(call.id, world.person("bo"))
    assert accepted.state is State.ANSWERED
    assert [i.person.name for i in accepted.helpers] == ["Bo"]
    assert world.told("alex")[-1] == "answered"
    assert world.told("cy") == ["invitation", "answered"]


def test_accepting_twice_changes_nothing(world: World) -> None:
    call = world.ask()
    first = world.service.accept(call.id, world.person("bo"))
    assert world.service.accept(call.id, world.person("bo")).rev == first.rev


def test_one_helper_too_many_is_told_so(world: World) -> None:
    call = world.ask()
    world.service.accept(call.id, world.person("bo"))
    world.service.accept(call.id, world.person("cy"))
    with pytest.raises(CallFull):
        world.service.accept(call.id, world.person("dee"))
    world.service.leave(call.id, world.person("cy"), None)
    assert len(world.service.accept(call.id, world.person("dee")).helpers) == 2


def test_who_was_not_asked_cannot_accept(world: World) -> None:
    call = world.ask()
    for name in ("eve", "alex"):
        with pytest.raises(NotInCall):
            world.service.accept(call.id, world.person(name))


def test_a_call_that_is_over_cannot_be_accepted(world: World) -> None:
    call = world.ask()
    world.service.cancel(call.id, world.person("alex"))
    with pytest.raises(CallOver):
        world.service.accept(call.id, world.person("bo"))


def test_declining_shuts_the_room_to_the_helper(world: World) -> None:
    call = world.ask()
    world.service.decline(call.id, world.person("bo"))
    assert world.person("bo").localpart not in world.rooms.rooms[call.room].admitted
    with pytest.raises(NotInCall):
        world.service.accept(call.id, world.person("bo"))
    with pytest.raises(NotInCall):
        world.service.call(call.id, world.person("bo"))


def test_declining_while_the_chat_is_down_shuts_the_room_later(world: World) -> None:
    call = world.ask()
    world.rooms.available = False
    world.service.decline(call.id, world.person("bo"))
    world.rooms.available = True
    world.clock.pass_time(5)
    world.service.sweep()
    assert world.person("bo").localpart not in world.rooms.rooms[call.room].admitted


def test_a_helper_who_is_there_does_not_decline_by_a_late_click(world: World) -> None:
    call = world.ask()
    world.service.accept(call.id, world.person("bo"))
    assert world.service.decline(call.id, world.person("bo")).helpers


def test_seen_is_counted_once(world: World) -> None:
    call = world.ask()
    first = world.service.seen(call.id, world.person("bo"))
    assert first.invitations[0].seen_at is not None
    assert world.service.seen(call.id, world.person("bo")).rev == first.rev


def test_the_asker_invites_somebody_by_name(world: World) -> None:
    call = world.ask()
    world.service.invite(call.id, world.person("alex"), world.person("eve"))
    assert world.told("eve") == ["invitation"]
    assert world.person("eve").localpart in world.rooms.rooms[call.room].admitted


def test_an_invited_helper_does_not_invite_others(world: World) -> None:
    call = world.ask()
    world.service.accept(call.id, world.person("bo"))
    with pytest.raises(NotAllowed):
        world.service.invite(call.id, world.person("bo"), world.person("eve"))
    with pytest.raises(NotInCall):
        world.service.invite(call.id, world.person("eve"), world.person("eve"))


def test_the_asker_cannot_invite_herself(world: World) -> None:
    call = world.ask()
    with pytest.raises(NotAllowed):
        world.service.invite(call.id, world.person("alex"), world.person("alex"))


def test_a_removed_helper_is_put_out_and_stays_out(world: World) -> None:
    call = world.ask()
    world.service.accept(call.id, world.person("bo"))
    world.enter(call, "bo")
    after = world.service.remove(call.id, world.person("alex"), world.person("bo"))
    assert after.state is State.WAITING
    assert world.rooms.inside(call.room) == frozenset()
    with pytest.raises(NotInCall):
        world.service.accept(call.id, world.person("bo"))
    with pytest.raises(NotInCall):
        world.service.transcript(call.id, world.person("bo"))


def test_who_was_removed_can_be_invited_again(world: World) -> None:
    call = world.ask()
    world.service.remove(call.id, world.person("alex"), world.person("bo"))
    world.service.invite(call.id, world.person("alex"), world.person("bo"))
    assert world.service.accept(call.id, world.person("bo")).helpers
    assert world.told("bo").count("invitation") == 2


def test_the_asker_cannot_be_removed(world: World) -> None:
    call = world.ask()
    with pytest.raises(NotAllowed):
        world.service.remove(call.id, world.person("staff"), world.person("alex"), staff=True)


def test_staff_of_the_course_may_look_in_and_remove(world: World) -> None:
    call = world.ask()
    staff = world.person("staff")
    assert world.service.call(call.id, staff, staff=True).id == call.id
    after = world.service.remove(call.id, staff, world.person("bo"), staff=True)
    assert after.invitations[0].answer is Answer.REMOVED


def test_a_stranger_gets_nothing_of_a_call(world: World) -> None:
    call = world.ask()
    eve = world.person("eve")
    with pytest.raises(NotInCall):
        world.service.call(call.id, eve)
    with pytest.raises(NotInCall):
        world.service.transcript(call.id, eve)
    with pytest.raises(NotInCall):
        world.service.leave(call.id, eve, None)


def test_staff_of_another_course_gets_nothing(world: World) -> None:
    call = world.ask()
    outsider = world.service.people("other", [world.question().listed[0]])[0]
    with pytest.raises(NotInCall):
        world.service.call(call.id, outsider, staff=True)


def test_an_unknown_call_is_not_found(world: World) -> None:
    with pytest.raises(CallNotFound):
        world.service.call(world.question().id, world.person("alex"))
