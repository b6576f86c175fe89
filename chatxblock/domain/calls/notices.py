"""What people are told about a call outside its room, and who is told.

This module must not know how a notice travels.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import quote

from chatxblock.domain.calls.call import Call, Invitation, Person
from chatxblock.domain.ports import Notice


@dataclass(frozen=True, kw_only=True)
class Notices:
    """Writes notices. `base_url` is put before the platform's paths, so that a link works outside a browser too."""

    base_url: str = ""

    def invitation(self, call: Call, invitation: Invitation, *, guarded: bool = True) -> Notice:
        """Return what one helper is told to make them come; the room is not named where its name opens the door."""
        link = self._absolute(personal(call.window_url, invitation.person))
        body = f"{call.asker.name} asks: {call.question}"
        return replace(
            self._change(call, invitation.person),
            room=call.room if guarded else "",
            question=call.question,
            asker=call.asker.name,
            image_url=call.asker.image_url,
            title=call.context.title,
            url=self._absolute(call.context.url),
            window_url=link,
            body=f"{body}\n{link}" if link else body,
        )

    def changes(self, call: Call, before: Call | None = None) -> list[Notice]:
        """Return what everybody concerned is told after a change: a silent word that there is news.

        With `before`, those who were concerned until this change are told too.
        """
        concerned = {call.asker.id: call.asker}
        for known in (call, before or call):
            concerned |= {i.person.id: i.person for i in known.invitations if _concerned(i)}
        return [self._change(call, person) for person in concerned.values()]

    def _change(self, call: Call, person: Person) -> Notice:
        return Notice(to=person.localpart, call_id=call.id, rev=call.rev, state=call.state.value)

    def _absolute(self, url: str) -> str:
        return f"{self.base_url}{url}" if url.startswith("/") and not url.startswith("//") else url


def personal(url: str, person: Person) -> str:
    """Return the URL as it is for this person, where the platform writes people into its URLs."""
    return url.replace("{user}", quote(person.user_id, safe=""))


def _concerned(invitation: Invitation) -> bool:
    return invitation.welcome and (invitation.notified_at is not None or not invitation.to_be_admitted)
