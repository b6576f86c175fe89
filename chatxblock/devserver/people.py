"""The people of the workbench, where there is no LMS to know any.

`PeopleService` stands in for the runtime's user service; `find` and `member` are asked instead
of the LMS. A student who is not among them is logged in but not enrolled, so that inventing a name opens nothing.
In the workbench a user's id and username are the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass

from django.http import HttpRequest
from xblock.reference.user_service import UserService, XBlockUser

from chatxblock.devserver import played

NOBODY = frozenset({"", "anonymous", "None", "none"})
"""Student names that stand for somebody who is not logged in; `none` is what the workbench itself uses."""


REQUEST: ContextVar[HttpRequest | None] = ContextVar("request", default=None)
"""What is answered just now, if anything is."""


@dataclass(frozen=True, kw_only=True)
class Member:
    """One person as the platform knows them."""

    user_id: str
    username: str
    name: str
    image_url: str
    """Path of the picture on this site."""
    enrolled: bool = True
    staff: bool = False
    part: str = ""
    """What this person plays, for the start page."""


def _member(username: str, name: str, part: str, *, enrolled: bool = True, staff: bool = False) -> Member:
    image_url = f"/people/{username}.svg"
    return Member(
        user_id=username,
        username=username,
        name=name,
        image_url=image_url,
        enrolled=enrolled,
        staff=staff,
        part=part,
    )


PEOPLE: tuple[Member, ...] = (
    _member("learner", "Lina Petrova", "A learner who is stuck"),
    _member("helper1", "Helper 1", "On the list of helpers"),
    _member("helper2", "Helper 2", "On the list of helpers"),
    _member("helper3", "Helper 3", "On the list of helpers"),
    _member("staff", "Kim Staff", "Teaches this course", staff=True),
    _member("stranger", "Sam Stranger", "Logged in, not enrolled", enrolled=False),
)

_BY_USERNAME = {person.username: person for person in PEOPLE}
_BY_NAME = {person.name: person for person in PEOPLE}


def member(user_id: str) -> Member | None:
    """Return the person with this id, or None."""
    return _BY_USERNAME.get(user_id)


def find(usernames: Sequence[str]) -> list[Member]:
    """Return those people who are named, each by username or exact name, in this order, each once."""
    found = (_BY_USERNAME.get(name) or _BY_NAME.get(name) for name in usernames)
    return list(dict.fromkeys(person for person in found if person is not None))


SCORES = {"helper1": 0.95, "helper2": 0.6, "learner": 0.3}
"""Which share of the points people play to have, in each subsection; the others have tried nothing."""
COHORTS = {"Evening group": ("helper1", "helper2", "learner")}
COMPLETED = ("helper1", "helper3")
"""Who plays to have completed each unit."""


def score(user_id: str) -> float | None:
    """Return the share of the points that somebody has; None for who has tried nothing."""
    return played.points().get(user_id, SCORES.get(user_id))


def attempts(user_id: str) -> int | None:
    """Return how often somebody has tried what there is; None for who has tried nothing."""
    return 2 if user_id in SCORES else None


def cohorts(user_id: str) -> list[str]:
    """Return the names of the cohorts in which somebody is."""
    return [name for name, people in COHORTS.items() if user_id in people]


def completed(user_id: str) -> bool:
    """Tell whether somebody has completed what there is."""
    return user_id in COMPLETED


def named_like(part: str) -> list[str]:
    """Return the usernames of those in whose name or username there is that part, whatever its case."""
    sought = part.casefold()
    return [who.username for who in PEOPLE if sought in who.username.casefold() or sought in who.name.casefold()]


def groups() -> list[tuple[str, str]]:
    """Return the cohorts, each by its key and its name."""
    return [(f"cohort:{name}", name) for name in COHORTS]


def of_group(key: str) -> list[str]:
    """Return the usernames of a cohort."""
    return list(COHORTS.get(key.removeprefix("cohort:"), ()))


def session_key() -> str:
    """Return the key of the present request's session; empty where it has none."""
    return str(getattr(getattr(REQUEST.get(), "session", None), "session_key", None) or "")


def request() -> HttpRequest | None:
    """Return the request that is answered just now."""
    return REQUEST.get()


def visitor() -> Member | None:
    """Return who is played in the present request, known here or not; None for nobody."""
    found = REQUEST.get()
    student = found.GET.get("student", "") if found is not None else ""
    if student in NOBODY:
        return None
    return member(student) or Member(user_id=student, username=student, name=student, image_url="", enrolled=False)


class PeopleService(UserService):
    """The user service of the workbench; the runtime sets `runtime` after making it."""

    def get_current_user(self) -> XBlockUser:
        """Return the person whose page this is, with the attributes that the LMS would give."""
        user_id = str(self.runtime.user_id)
        if user_id in NOBODY:
            user = XBlockUser(is_current_user=True)
            user.opt_attrs["edx-platform.is_authenticated"] = False
            return user
        person = member(user_id)
        staff = person is not None and person.staff
        user = XBlockUser(is_current_user=True, full_name=person.name if person else user_id)
        user.opt_attrs = {
            "edx-platform.is_authenticated": True,
            "edx-platform.user_id": user_id,
            "edx-platform.username": person.username if person else user_id,
            "edx-platform.user_is_staff": staff,
            "edx-platform.user_role": "staff" if staff else "student",
        }
        return user
