"""Queries about people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import uuid4

from django.db import transaction

from chatxblock.domain.calls.call import Person, User
from chatxblock.models import PersonRow
from chatxblock.store.insert import insert_new
from chatxblock.store.repeat import repeated
from chatxblock.store.rows import to_person


class PeopleStore:
    """Keeps who is who in a course."""

    @repeated
    def people(self, course: str, users: Sequence[User]) -> list[Person]:
        """Return the course's person for each user in the same order, made or brought up to date where needed.

        One query where all of them are known and unchanged.
        """
        if not users:
            return []
        rows = self._rows(course, users)
        missing = [user for user in users if user.user_id not in rows]
        if missing:
            missing.sort(key=lambda user: user.user_id)  # the same order everywhere: two at once wait in a row
            insert_new([_new_row(course, user) for user in missing], "course", "user_id")
            rows = self._rows(course, users)
        changed = [row for user in users if (row := _renamed(rows[user.user_id], user)) is not None]
        if changed:
            with transaction.atomic():
                PersonRow.objects.bulk_update(changed, ["name", "username", "image_url"])
        return [to_person(rows[user.user_id]) for user in users]

    def known(self, course: str, user_id: str) -> Person | None:
        """Return the course's person for a user who was there before."""
        row = PersonRow.objects.filter(course=course, user_id=user_id).first()
        return to_person(row) if row else None

    def of_user(self, user_id: str) -> list[Person]:
        """Return who a user is in each course."""
        return [to_person(row) for row in PersonRow.objects.filter(user_id=user_id).order_by("pk")]

    def persons(self, localparts: Iterable[str]) -> dict[str, Person]:
        """Return who is behind those localparts; unknown ones are missing."""
        rows = PersonRow.objects.filter(localpart__in=list(localparts))
        return {row.localpart: to_person(row) for row in rows}

    def _rows(self, course: str, users: Sequence[User]) -> dict[str, PersonRow]:
        rows = PersonRow.objects.filter(course=course, user_id__in=[user.user_id for user in users])
        return {row.user_id: row for row in rows}


def _new_row(course: str, user: User) -> PersonRow:
    return PersonRow(
        course=course,
        user_id=user.user_id,
        localpart=uuid4().hex,
        name=user.name[:255],
        username=user.username[:255],
        image_url=(user.image_url or "")[:500],
    )


def _renamed(row: PersonRow, user: User) -> PersonRow | None:
    name, username = user.name[:255], user.username[:255] or row.username
    image_url = row.image_url if user.image_url is None else user.image_url[:500]
    if (row.name, row.username, row.image_url) == (name, username, image_url):
        return None
    row.name, row.username, row.image_url = name, username, image_url
    return row
