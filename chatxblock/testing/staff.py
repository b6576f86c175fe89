"""What staff look at, in memory."""

from __future__ import annotations

from collections.abc import Iterable

from chatxblock.domain.calls.call import Call, State
from chatxblock.domain.ports import OpenCalls, Waited


class MemoryStaff:
    """Finds what goes on in a course, in a store in memory."""

    def _running(self) -> Iterable[Call]:
        raise NotImplementedError

    def _current(self, call: Call) -> Call:
        raise NotImplementedError

    def open_calls(self, course: str, behind: Waited | None, most: int) -> OpenCalls:
        """Return a page of the running calls, who waits longest first."""
        found = sorted((call for call in self._running() if call.course == course), key=_place)
        mark = (behind.helped, behind.asked_at, behind.call_id) if behind else None
        rest = [call for call in found if mark is None or _place(call) > mark]
        shown = rest[:most]
        last = shown[-1] if len(rest) > most else None
        return OpenCalls(
            calls=tuple(self._current(call) for call in shown),
            next=Waited(helped=_place(last)[0], asked_at=last.asked_at, call_id=last.id) if last else None,
        )


def _place(call: Call) -> tuple[bool, object, object]:
    return call.state is State.ANSWERED, call.asked_at, call.id
