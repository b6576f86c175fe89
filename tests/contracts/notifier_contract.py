"""What every notifier does. A module derives from `NotifierContract` and gives `notifier` and `page`."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID, uuid4

from chatxblock.domain.ports import Notice, Notifier


class Page(Protocol):
    """A page of somebody's on which notices arrive."""

    @property
    def localpart(self) -> str:
        """Whose it is."""
        ...

    def told(self) -> list[tuple[UUID, int, str]]:
        """Return call, revision and state of each notice that has come so far, in order."""
        ...


def a_notice(page: Page, rev: int, **more: str) -> Notice:
    return Notice(to=page.localpart, call_id=uuid4(), rev=rev, state="waiting", **more)


class NotifierContract:
    """The behaviours."""

    def test_notices_arrive_in_the_order_they_were_told(self, notifier: Notifier, page: Page) -> None:
        notices = [a_notice(page, rev) for rev in range(1, 6)]
        notifier.tell(notices[:2])
        notifier.tell(notices[2:])
        assert page.told() == [(notice.call_id, notice.rev, notice.state) for notice in notices]

    def test_an_invitation_arrives_with_its_words(self, notifier: Notifier, page: Page) -> None:
        invitation = a_notice(page, 3, room=uuid4().hex, question="Why? <&>", asker="Alex", body="Alex asks: Why? <&>")
        notifier.tell([invitation])
        assert page.told() == [(invitation.call_id, 3, "waiting")]

    def test_telling_nobody_is_no_trouble(self, notifier: Notifier, page: Page) -> None:
        notifier.tell([])
        notifier.tell([Notice(to="nobody-is-there", call_id=uuid4(), rev=1, state="closed")])
        assert page.told() == []
