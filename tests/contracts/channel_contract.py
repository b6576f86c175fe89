"""What every kind of channel has to do. A test class derives from `ChannelContract` and gives it a `kit`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from chatxblock.domain.ports import Channel, Message, Outcome
from chatxblock.testing import START


@dataclass(frozen=True, kw_only=True)
class Kit:
    """A channel, and what its far end does."""

    channel: Channel
    told: Callable[[], list[str]]
    """Returns the localparts of those who were told, in that order."""
    go_away: Callable[[bool], None]
    """Lets the far end be away, or come back."""
    unreachable: str = ""
    """Somebody to whom the channel has no way; empty where it cannot know."""


def a_message(to: str = "3d6d9f0b") -> Message:
    body = {"call_id": str(uuid4()), "rev": 3, "state": "closed"}
    expires_at = START + timedelta(days=1)
    return Message(kind="any", to=to, topic="t", body=body, due_at=START, expires_at=expires_at, id=1)


class ChannelContract:
    """Behaviours of a channel."""

    def test_one_person_is_told(self, kit: Kit) -> None:
        assert kit.channel.deliver(a_message()) is Outcome.DELIVERED
        assert kit.told() == ["3d6d9f0b"]

    def test_the_same_message_may_come_twice(self, kit: Kit) -> None:
        message = a_message()
        assert [kit.channel.deliver(message) for _ in range(2)] == [Outcome.DELIVERED] * 2

    def test_while_it_is_away_the_message_is_for_later(self, kit: Kit) -> None:
        kit.go_away(True)
        assert kit.channel.deliver(a_message()) is Outcome.LATER
        assert kit.told() == []
        kit.go_away(False)
        assert kit.channel.deliver(a_message()) is Outcome.DELIVERED

    def test_it_says_whom_it_has_no_way_to_if_it_can_know(self, kit: Kit) -> None:
        outcome = kit.channel.deliver(a_message(to=kit.unreachable or "81c2aa70"))
        assert outcome is (Outcome.NOBODY_THERE if kit.unreachable else Outcome.DELIVERED)

    def test_it_declares_whether_it_reaches_closed_pages(self, kit: Kit) -> None:
        assert kit.channel.reaches_closed_pages in (True, False)
