"""The people of the workbench, where there is no LMS to know any: a `chatxblock.openedx.members.Directory`.

The workbench's setting names its user service; whoever wrote that class put the functions `find` and `member` beside
it (`chatxblock.openedx.members.Member`). Where there are none, the workbench has nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.module_loading import import_string

from chatxblock.openedx.exercises import Exercise, plain
from chatxblock.openedx.members import Member

COURSE = "workbench"
BROWSER_OWNER = "workbench"
"""In one browser somebody plays all the people."""


def session_key() -> str:
    """Return the key of the request's session; empty where whoever wrote the user service knows of none."""
    find = _beside_user_service("session_key")
    return str(find()) if find else ""


def request() -> Any:
    """Return the request that this thread answers; None where whoever wrote the user service knows of none."""
    find = _beside_user_service("request")
    return find() if find else None


def enrolled(course: str, user_ids: Collection[str]) -> set[str]:
    """Return those who are enrolled; the workbench is one course."""
    return {user_id for user_id in user_ids if (found := _member(user_id)) and found.enrolled}


def on_staff(course: str, user_ids: Collection[str]) -> set[str]:
    """Return those who teach."""
    return {user_id for user_id in user_ids if (found := _member(user_id)) and found.staff}


def viewers(usages: Sequence[str]) -> Callable[[str], bool]:
    """Return what tells whether somebody may see some blocks; the workbench hides nothing."""
    return lambda user_id: True


def stands(usage: str) -> bool:
    """Say that a block is there; the workbench takes none away."""
    return True


def members(course: str, usernames: Sequence[str]) -> Sequence[Member]:
    """Return people by username, in the order of the names."""
    find = _beside_user_service("find")
    found: Sequence[Member] = find(list(usernames)) if find else []
    return found


def named_like(course: str, part: str, most: int) -> Sequence[str]:
    """Return people in whose names there is that part."""
    find = _beside_user_service("named_like")
    found: Sequence[str] = find(part)[:most] if find else []
    return found


def groups(course: str) -> Sequence[tuple[str, str]]:
    """Return the groups of the people, where whoever wrote the user service knows of some."""
    find = _beside_user_service("groups")
    found: Sequence[tuple[str, str]] = find() if find else []
    return found


def of_group(course: str, key: str, most: int) -> Sequence[str]:
    """Return the people of a group."""
    find = _beside_user_service("of_group")
    found: Sequence[str] = find(key)[:most] if find else []
    return found


def has_course(course: str) -> bool:
    """Say whether that is the one course of the workbench."""
    return course == COURSE


def visitor(course: str) -> Member | None:
    """Return who is played."""
    find = _beside_user_service("visitor")
    found: Member | None = find() if find else None
    return found


def visitor_query() -> str:
    """Return the query that every address of the workbench has: who is played."""
    who = visitor(COURSE)
    return f"?{urlencode({'student': who.user_id})}" if who else ""


def handler_url(course: str, usage: str, name: str, suffix: str) -> str:
    """Return the path of a handler of a block, as the runtime writes it."""
    return reverse("handler", args=(usage, name, suffix)) + visitor_query()


def file_url(name: str) -> str:
    """Return the URL of one of the front end's files, as the runtime writes it for a block."""
    return reverse("package_resource", args=("chatxblock", f"public/{name}"))


def languages(course: str) -> Sequence[str]:
    """Return the site's language."""
    return [settings.LANGUAGE_CODE]


def title(course: str) -> str:
    """Return what the one course of the workbench is called: nobody has named it."""
    return ""


def scores(course: str, section: str, user_ids: Collection[str]) -> Mapping[str, float]:
    """Return the share of the points that each plays to have; the workbench is one subsection."""
    find = _beside_user_service("score")
    found = {user_id: find(user_id) for user_id in user_ids} if find else {}
    return {user_id: score for user_id, score in found.items() if score is not None}


def in_cohort(course: str, name: str, user_ids: Collection[str]) -> set[str]:
    """Return those who play to be in a cohort."""
    find = _beside_user_service("cohorts")
    return {user_id for user_id in user_ids if find and name in find(user_id)}


def parts(course: str, unit: str) -> Sequence[str]:
    """Return the unit as the one thing that can be completed in it."""
    return [unit]


def completed(course: str, keys: Sequence[str], user_ids: Collection[str]) -> set[str]:
    """Return those who play to have completed whatever there is."""
    find = _beside_user_service("completed")
    return {user_id for user_id in user_ids if find and find(user_id)}


def progress(course: str, keys: Sequence[str], user_id: str) -> tuple[int | None, float | None]:
    """Return what somebody plays to have done."""
    find = _beside_user_service("attempts")
    return (find(user_id) if find else None), scores(course, "", [user_id]).get(user_id)


def exercises(unit: Any) -> list[Exercise]:
    """Return the exercises of a page, made of the sample blocks that come with the workbench."""
    found = []
    for key in getattr(unit, "children", ()):
        block = unit.runtime.get_block(key)
        if block.scope_ids.block_type == "problem_demo":
            parts = [block.runtime.get_block(part) for part in block.children]
            answers = [str(part.student_input) for part in parts if getattr(part, "student_input", None)]
            text = plain("".join(part.content for part in parts if part.scope_ids.block_type == "html_demo"))
            found.append(Exercise(key=str(key), title="", text=text, answer="\n".join(answers)))
    return found


def scenario_url(outermost: Any) -> str:
    """Return the path of the workbench's page whose outermost block this is."""
    from workbench.scenarios import get_scenarios  # noqa: PLC0415  (there in the workbench alone)

    root = outermost.scope_ids.usage_id
    name = next((name for name, scenario in get_scenarios().items() if scenario.usage_id == root), "")
    return f"/scenario/{name}/?student={{user}}" if name else ""


def _member(user_id: str) -> Member | None:
    member = _beside_user_service("member")
    found: Member | None = member(user_id) if member else None
    return found


def _beside_user_service(name: str) -> Any:
    """Return a function of the module in which the workbench's user service is written."""
    path = getattr(settings, "WORKBENCH", {}).get("services", {}).get("user", "")
    module, _, _ = path.rpartition(".")
    try:
        return import_string(f"{module}.{name}") if module else None
    except ImportError:
        return None
