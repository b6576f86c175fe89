"""What people are called towards others: the one rule for every place where a name or a picture leaves the house.

Course staff read real names. Whom everybody else reads about is shown by what the operator chose: the username, the
full name, or a pseudonym. A pseudonym is a name in one call alone. It follows from the call and from the order in which
people came into it, so nothing is kept for it, and whoever looks later finds the same. It hides the name and the
picture, and not that it is the same person: chat addresses stay. This module must not know who is staff, nor in which
language somebody reads.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from uuid import UUID

from chatxblock.domain.calls.call import Call, Person
from chatxblock.errors import Message, NotAllowed, UnknownPerson
from chatxblock.errors import gettext_noop as _

StaffOf = Callable[[str, Collection[str]], Collection[str]]
"""Which of these people, by the platform's id, are staff of a course."""


class Naming(StrEnum):
    """What learners are called towards each other."""

    USERNAME = "username"
    FULL = "full"
    PSEUDONYM = "pseudonym"


PSEUDONYMS = (
    *(_("Antelope"), _("Badger"), _("Beaver"), _("Bison"), _("Butterfly"), _("Camel"), _("Chameleon"), _("Cheetah")),
    *(_("Crane"), _("Cricket"), _("Deer"), _("Dolphin"), _("Dragonfly"), _("Eagle"), _("Elephant"), _("Falcon")),
    *(_("Firefly"), _("Flamingo"), _("Gazelle"), _("Gecko"), _("Giraffe"), _("Goldfish"), _("Hamster"), _("Hare")),
    *(_("Hedgehog"), _("Heron"), _("Hummingbird"), _("Ibex"), _("Jaguar"), _("Kangaroo"), _("Kingfisher"), _("Koala")),
    *(_("Ladybird"), _("Lemur"), _("Leopard"), _("Lion"), _("Llama"), _("Lynx"), _("Magpie"), _("Manatee")),
    *(_("Marmot"), _("Meerkat"), _("Moose"), _("Narwhal"), _("Nightingale"), _("Octopus"), _("Ostrich"), _("Otter")),
    *(_("Panda"), _("Panther"), _("Parrot"), _("Peacock"), _("Pelican"), _("Penguin"), _("Pony"), _("Puffin")),
    *(_("Rabbit"), _("Raccoon"), _("Reindeer"), _("Salmon"), _("Seahorse"), _("Seal"), _("Sparrow"), _("Squirrel")),
    *(_("Starfish"), _("Stork"), _("Swallow"), _("Swan"), _("Swordfish"), _("Tiger"), _("Tortoise"), _("Toucan")),
    *(_("Turtle"), _("Walrus"), _("Whale"), _("Wolf"), _("Wombat"), _("Woodpecker"), _("Yak"), _("Zebra")),
)
"""Words that most languages have, and that are no insult; more than there are people in nearly all calls."""
SOMEBODY = _("Somebody")
A_TEACHER = _("A teacher")
SOMEBODY_GONE = _("Somebody who has left")


@dataclass(frozen=True, kw_only=True)
class Names:
    """People as one reader sees them."""

    naming: Naming = Naming.USERNAME
    real: bool = False
    """Whether the reader is staff of the course."""
    say: Callable[[Message], str] = str
    """Puts a pseudonym into the reader's language."""

    def of(self, call: Call, person: Person) -> str:
        """Return what somebody is called in a call."""
        if not self._is_hidden(person):
            return self._plain(person)
        place = _place(call, person)
        return self.say(SOMEBODY) if place is None else self._pseudonym(call.id, place)

    def of_newcomer(self, call_id: UUID, asker: Person) -> str:
        """Return what somebody will be called in the call that she has not asked yet."""
        return self._pseudonym(call_id, 0) if self._is_hidden(asker) else self._plain(asker)

    def of_teacher(self, teacher: Person) -> str:
        """Return what a teacher is called who answered a question that was left."""
        return self.say(A_TEACHER) if self._is_hidden(teacher) else self._plain(teacher)

    def of_author(self, author: Person) -> str:
        """Return what somebody is called who wrote a resource; a pseudonym is a name in one call, and in no other."""
        return self.somebody if self._is_hidden(author) else self._plain(author)

    @property
    def somebody(self) -> str:
        """What somebody is called of whom nothing is told."""
        return self.say(SOMEBODY)

    def of_oneself(self, reader: Person) -> str:
        """Return what the reader is called outside of calls, where nobody else sees it."""
        return self._plain(reader) if self._shows_full or reader.username else reader.name

    def picture(self, person: Person) -> str:
        """Return the address of somebody's picture; empty where it is not shown."""
        return "" if self._is_hidden(person) else person.image_url

    @property
    def alike(self) -> bool:
        """Whether staff read the same names as everybody."""
        return self.naming is Naming.FULL

    @property
    def may_name(self) -> bool:
        """Whether the reader may invite somebody by name at all."""
        return self._shows_full or self.naming is not Naming.PSEUDONYM

    def check_named(self, sought: str, username: str) -> None:
        """Let nobody find out by inviting who is behind a name that is shown.

        `sought` is what was typed, and led to the person of that username. Raises `NotAllowed`, `UnknownPerson`.
        """
        if self._shows_full:
            return
        if not self.may_name:
            raise NotAllowed(_("Names are not shown here, so nobody is invited by name. A teacher may do that."))
        if sought != username:
            raise UnknownPerson()

    def for_staff(self, *, real: bool) -> Names:
        """Return the names as somebody else reads them, who is staff or not."""
        return replace(self, real=real)

    @property
    def _shows_full(self) -> bool:
        return self.real or self.naming is Naming.FULL

    def _is_hidden(self, person: Person) -> bool:
        """Whoever was not here since usernames are kept has none yet: that is no reason to show more of them."""
        return not self._shows_full and (self.naming is Naming.PSEUDONYM or not person.username)

    def _plain(self, person: Person) -> str:
        """Whoever was retired has neither."""
        return (person.name if self._shows_full else person.username) or self.say(SOMEBODY_GONE)

    def _pseudonym(self, call_id: UUID, place: int) -> str:
        again, number = divmod(place, len(PSEUDONYMS))
        name = self.say(_shuffled(call_id)[number])
        return f"{name} {again + 1}" if again else name


USUAL_NAMES = Names()


def nobody(_course: str, _user_ids: Collection[str]) -> Collection[str]:
    """Say that none of these people is staff."""
    return ()


def _place(call: Call, person: Person) -> int | None:
    """Return as the how manieth somebody came into a call: people stay in that order, whatever becomes of them."""
    people = [call.asker.id, *(invitation.person.id for invitation in call.invitations)]
    return people.index(person.id) if person.id in people else None


@lru_cache(maxsize=256)
def _shuffled(call_id: UUID) -> tuple[Message, ...]:
    """Return the pseudonyms in the order of one call."""
    ordered = sorted(PSEUDONYMS, key=lambda name: sha256(f"{call_id}:{name}".encode()).digest())
    return tuple(ordered)
