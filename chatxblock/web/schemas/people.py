"""People as others see them. This module must not know why they are shown."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field
from typing_extensions import TypeAliasType

from chatxblock.domain.calls import call as domain
from chatxblock.domain.calls.names import Names
from chatxblock.domain.ports import Addresses
from chatxblock.web.schemas.base import Output

Role = TypeAliasType(
    "Role",
    Annotated[
        Literal["asker", "helper", "invited", "fellow", "staff"],
        Field(description="`fellow`: somebody with a similar question who was let in."),
    ],
)
PersonRole = TypeAliasType("PersonRole", Role | Literal["left", "removed"])

ROLES: dict[domain.Role, PersonRole] = {
    domain.Role.ASKER: "asker",
    domain.Role.HELPER: "helper",
    domain.Role.INVITED: "invited",
    domain.Role.FELLOW: "fellow",
    domain.Role.LEFT: "left",
    domain.Role.REMOVED: "removed",
    domain.Role.STAFF: "staff",
}


class Asker(Output):
    """What others see of whoever asked."""

    name: str
    image_url: str

    @classmethod
    def of(cls, call: domain.Call, names: Names) -> Self:
        """Return what a reader of those names sees of whoever asked."""
        return cls(name=names.of(call, call.asker), image_url=names.picture(call.asker))


class Addressed(Asker):
    """Somebody with a chat address."""

    jid: str
    """The bare chat address."""


class Me(Addressed):
    """The reader."""


class JoinRequest(Addressed):
    """Somebody with a similar question who asks to be let in."""

    @classmethod
    def at(cls, call: domain.Call, person: domain.Person, names: Names, addresses: Addresses) -> Self:
        """Return somebody who knocks, as a reader of those names sees them."""
        address = addresses.of_person(person.localpart)
        return cls(jid=address, name=names.of(call, person), image_url=names.picture(person))


class Person(Addressed):
    """Somebody who takes or took part in a call."""

    role: PersonRole


class PeopleAnswer(Output):
    """Who takes part: the asker first, then everybody who came."""

    people: list[Person]

    @classmethod
    def of(cls, call: domain.Call, viewer: domain.Person, names: Names, addresses: Addresses) -> Self:
        """Return who takes or took part; who was asked and did not come stays unnamed to others."""
        people = [(call.asker, domain.Role.ASKER)]
        for invitation in call.invitations:
            role = call.role_of(invitation.person)
            came = invitation.accepted_at is not None or role in (domain.Role.FELLOW, domain.Role.STAFF)
            if role is not None and (came or invitation.person.id == viewer.id):
                here = invitation.as_staff and role is not domain.Role.LEFT
                people.append((invitation.person, domain.Role.STAFF if here else role))
        if viewer.id not in {person.id for person, _ in people}:
            people.append((viewer, domain.Role.STAFF))
        return cls(
            people=[
                Person(
                    jid=addresses.of_person(person.localpart),
                    name=names.of(call, person),
                    image_url=names.picture(person),
                    role=ROLES[role],
                )
                for person, role in people
            ]
        )
