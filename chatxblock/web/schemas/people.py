"""People as others see them. This module must not know why they are shown."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field
from typing_extensions import TypeAliasType

from chatxblock.domain.calls import call as domain
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
    def of(cls, person: domain.Person) -> Self:
        """Return what others see of somebody."""
        return cls(name=person.name, image_url=person.image_url)


class Addressed(Asker):
    """Somebody with a chat address."""

    jid: str
    """The bare chat address."""

    @classmethod
    def at(cls, person: domain.Person, addresses: Addresses) -> Self:
        """Return what others see of somebody, with the chat address."""
        return cls(jid=addresses.of_person(person.localpart), name=person.name, image_url=person.image_url)


class Me(Addressed):
    """The reader."""


class JoinRequest(Addressed):
    """Somebody with a similar question who asks to be let in."""


class Person(Addressed):
    """Somebody who takes or took part in a call."""

    role: PersonRole


class PeopleAnswer(Output):
    """Who takes part: the asker first, then everybody who came."""

    people: list[Person]

    @classmethod
    def of(cls, call: domain.Call, viewer: domain.Person, addresses: Addresses) -> Self:
        """Return who takes or took part; who was asked and did not come stays unnamed to others."""
        people = [(call.asker, domain.Role.ASKER)]
        for invitation in call.invitations:
            role = call.role_of(invitation.person)
            came = invitation.accepted_at is not None or role is domain.Role.FELLOW
            if role is not None and (came or invitation.person.id == viewer.id):
                people.append((invitation.person, role))
        if viewer.id not in {person.id for person, _ in people}:
            people.append((viewer, domain.Role.STAFF))
        return cls(
            people=[
                Person(
                    jid=addresses.of_person(person.localpart),
                    name=person.name,
                    image_url=person.image_url,
                    role=ROLES[role],
                )
                for person, role in people
            ]
        )
