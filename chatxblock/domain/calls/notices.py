"""What people are told about a call outside its room, and who is told.

This module must not know how a notice travels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote, urlsplit

from chatxblock.domain.calls.call import Call, Invitation, Person
from chatxblock.domain.calls.names import USUAL_NAMES, Names, StaffOf, nobody
from chatxblock.domain.clean_names import isolated
from chatxblock.domain.plain import plain
from chatxblock.domain.ports import Notice

MOST_OF_A_QUESTION = 300
"""Characters of a question in the reason of an invitation, which programs show in one line or in a small box."""


@dataclass(frozen=True, kw_only=True)
class Notices:
    """Writes notices. `base_url` is put before the platform's paths, so that a link works outside a browser too."""

    base_url: str = ""
    names: Names = USUAL_NAMES
    staff: StaffOf = nobody
    """Who of those who are told reads real names."""

    def invitations(self, call: Call, invitations: Sequence[Invitation], *, guarded: bool = True) -> list[Notice]:
        """Return what helpers are told to make them come; the room is not named where its name opens the door."""
        told = [invitation.person.user_id for invitation in invitations]
        staff = self.staff(call.course, told) if told and not self.names.alike else ()
        return [self._invitation(call, i, guarded=guarded, real=i.person.user_id in staff) for i in invitations]

    def _invitation(self, call: Call, invitation: Invitation, *, guarded: bool, real: bool) -> Notice:
        helper, names = invitation.person, self.names.for_staff(real=real)
        asker = names.of(call, call.asker)
        link = self._address(call.window_url.replace("CALL_ID", str(call.id)), helper)
        body, reason = (f"{isolated(asker)} asks: {said}" for said in (call.question, shortened(call.question)))
        return replace(
            self._change(call, helper),
            room=call.room if guarded else "",
            question=call.question,
            asker=asker,
            image_url=self._address(names.picture(call.asker), helper),
            title=call.context.title,
            url=self._address(call.context.url, helper),
            window_url=link,
            reason=f"{reason} {link}" if link else reason,
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

    def _address(self, url: str, reader: Person) -> str:
        return absolute(personal(url, reader), self.base_url)


def absolute(url: str, base_url: str) -> str:
    """Return a URL of the platform as it works outside a browser: behind the platform's own address, if that is known.

    A picture may be on a server of its own, by a whole URL or by one that leaves the scheme to the page.
    """
    if not url or not base_url or urlsplit(url).scheme:
        return url
    if url.startswith("//"):
        return f"{urlsplit(base_url).scheme}:{url}"
    return f"{base_url.rstrip('/')}/{url.removeprefix('/')}"


def shortened(question: str) -> str:
    """Return a question as one line of plain text that is not too long, cut between words where it has any."""
    line = " ".join(plain(question).split())
    if len(line) <= MOST_OF_A_QUESTION:
        return line
    cut = line[: MOST_OF_A_QUESTION - 1]
    words, _, rest = cut.rpartition(" ")
    return f"{words if len(rest) < MOST_OF_A_QUESTION // 4 else cut}…"


def personal(url: str, person: Person) -> str:
    """Return the URL as it is for this person, where the platform writes people into its URLs."""
    return url.replace("{user}", quote(person.user_id, safe=""))


def _concerned(invitation: Invitation) -> bool:
    return invitation.welcome and (invitation.notified_at is not None or not invitation.to_be_admitted)
