"""What our door to the platform finds behind it: in an LMS that is played, and in a real one."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import time
from typing import Any

import pytest
from django.core.cache import cache
from django.db import DEFAULT_DB_ALIAS, connections
from pytest_django import Settings

from chatxblock import wiring_kept
from chatxblock.errors import Masquerading, NoCourse, SomebodyElse
from chatxblock.openedx import courses, platform, retirement
from tests.support.platform import Lms, View

TEACHING = ["staff", "limited_staff", "instructor", "org staff", "org limited_staff", "org instructor", "site"]
OTHERS = ["", "beta_testers", "data_researcher", "org data_researcher", "elsewhere staff", "elsewhere instructor"]
VIEWS = {
    "any learner": (View(), "a learner"),
    "a group": (View(group_id=3), "a learner"),
    "a group, as staff": (View(role="staff", group_id=3), "a learner"),
    "a learner by name": (View(user_name="lina"), "lina"),
}


class PlatformContract:
    """Behaviours of a platform. `lms` is one with a course in which nobody is yet."""

    @pytest.fixture(autouse=True)
    def _nothing_remembered(self, db: None) -> Iterator[None]:
        cache.clear()
        yield
        cache.clear()

    def test_who_sends_the_request_is_known_by_name_and_enrolment(self, lms: Lms) -> None:
        usage, alex = lms.make("1"), lms.user("alex")
        who = platform.caller(lms.block(usage, alex))
        assert who is not None
        assert (who.user_id, who.username, who.enrolled, who.staff) == (alex, "alex", True, False)

    def test_who_is_not_enrolled_is_known_as_that(self, lms: Lms) -> None:
        who = platform.caller(lms.block(lms.make("1"), lms.user("eve", enrolled=False)))
        assert who is not None
        assert (who.enrolled, who.staff) == (False, False)

    def test_who_is_not_logged_in_is_nobody(self, lms: Lms) -> None:
        assert platform.caller(lms.block(lms.make("1"), None)) is None

    @pytest.mark.parametrize("role", TEACHING)
    def test_staff_is_one_thing_whichever_way_it_is_asked(self, lms: Lms, role: str) -> None:
        kim, bo = lms.user("kim", enrolled=False, role=role), lms.user("bo")
        who = platform.caller(lms.block(lms.make("1"), kim))
        assert who is not None
        assert (who.staff, who.enrolled) == (True, True)
        assert platform.on_staff(lms.course, [kim, bo]) == {kim}
        assert platform.in_course(lms.course, [kim, bo]) == {kim, bo}
        assert [(m.username, m.staff) for m in platform.members(lms.course, ["bo", "kim"])] == [
            ("bo", False),
            ("kim", True),
        ]

    @pytest.mark.parametrize("role", OTHERS)
    def test_other_roles_make_nobody_staff(self, lms: Lms, role: str) -> None:
        bo = lms.user("bo", enrolled=False, role=role)
        who = platform.caller(lms.block(lms.make("1"), bo))
        assert who is not None
        assert (who.staff, who.enrolled) == (False, False)
        assert platform.on_staff(lms.course, [bo]) == set()
        assert platform.in_course(lms.course, [bo]) == set()

    def test_there_is_the_course_and_no_other(self, lms: Lms) -> None:
        assert courses.is_there(lms.course)
        for none in ("course-v1:Other+Algebra+2026", "lib:Org:Lib", lms.course.upper(), "no key", ""):
            assert not courses.is_there(none), none

    @pytest.mark.parametrize("role", [*TEACHING, *OTHERS, ""])
    @pytest.mark.parametrize("enrolled", [True, False])
    def test_who_comes_to_a_course_is_whoever_comes_to_its_blocks(self, lms: Lms, role: str, enrolled: bool) -> None:
        usage, kim = lms.make("1"), lms.user("kim", enrolled=enrolled, role=role)
        at_the_block = platform.caller(lms.block(usage, kim))
        who = courses.caller(lms.course)
        assert who is not None
        assert at_the_block is not None
        assert (who.user_id, who.username, who.enrolled, who.staff) == (
            kim,
            "kim",
            at_the_block.enrolled,
            at_the_block.staff,
        )

    def test_who_comes_to_a_course_and_is_not_logged_in_is_nobody(self, lms: Lms) -> None:
        lms.answer(None)
        assert courses.caller(lms.course) is None

    def test_who_comes_to_a_course_with_a_closed_account_is_nobody(self, lms: Lms) -> None:
        lms.answer(lms.user("kim", role="staff", active=False))
        assert courses.caller(lms.course) is None

    @pytest.mark.parametrize(("view", "name"), VIEWS.values(), ids=VIEWS)
    def test_who_views_a_course_as_another_does_not_come_to_it(self, lms: Lms, view: View, name: str) -> None:
        lms.user("lina")
        lms.answer(lms.user("kim", role="staff"), view)
        with pytest.raises(Masquerading, match=f"You are viewing as {name}"):
            courses.caller(lms.course)

    def test_staff_in_their_own_view_of_a_course_come_to_it(self, lms: Lms) -> None:
        kim = lms.user("kim", role="staff")
        lms.answer(kim, View(role="staff"))
        who = courses.caller(lms.course)
        assert who is not None
        assert (who.user_id, who.staff) == (kim, True)

    @pytest.mark.parametrize("role", TEACHING)
    def test_staff_whose_account_is_closed_are_staff_no_more(self, lms: Lms, role: str) -> None:
        kim = lms.user("kim", enrolled=False, role=role, active=False)
        assert platform.on_staff(lms.course, [kim]) == set()

    def test_who_is_taken_out_of_the_course_is_not_in_it(self, lms: Lms) -> None:
        alex, bo = lms.user("alex"), lms.user("bo")
        lms.unenrol(alex)
        assert platform.in_course(lms.course, [alex, bo]) == {bo}
        assert [member.username for member in platform.members(lms.course, ["alex", "bo"])] == ["bo"]

    @pytest.mark.parametrize(
        ("hidden", "seeing"), [("", "alex bo kim"), ("staff", "kim"), ("group", "bo kim"), ("unit", "kim")]
    )
    def test_a_block_is_seen_by_whom_the_platform_shows_it(self, lms: Lms, hidden: str, seeing: str) -> None:
        users = {"alex": lms.user("alex"), "bo": lms.user("bo"), "kim": lms.user("kim", role="limited_staff")}
        lms.join_group(users["bo"])
        usage = lms.make("1", hidden=hidden)
        unit = platform.unit(lms.block(usage, users["kim"])).key
        found = list(platform.may_see(lms.course, [usage, unit], list(users.values())))
        assert found == [users[name] for name in seeing.split()]

    def test_of_a_block_that_is_gone_its_unit_is_looked_at_and_nobody_sees_what_is_nowhere(self, lms: Lms) -> None:
        alex, usage = lms.user("alex"), lms.make("1")
        gone = usage.replace("chatxblock", "chatxblock_gone")
        assert list(platform.may_see(lms.course, [gone, usage], [alex])) == [alex]
        assert list(platform.may_see(lms.course, [gone], [alex])) == []
        assert list(platform.may_see(lms.course, ["", "no key"], [alex])) == []

    def test_what_somebody_sees_does_not_depend_on_who_views_the_course_as_them(self, lms: Lms) -> None:
        usage, kim = lms.make("1", hidden="staff"), lms.user("kim", role="staff")
        lms.answer(kim, View())
        assert list(platform.may_see(lms.course, [usage], [kim])) == [kim]

    @pytest.mark.parametrize(("view", "name"), VIEWS.values(), ids=VIEWS)
    def test_who_views_the_course_as_another_acts_as_nobody(self, lms: Lms, view: View, name: str) -> None:
        lms.user("lina")
        kim = lms.user("kim", role="staff")
        block = lms.block(lms.make("1"), kim)
        lms.answer(kim, view)
        with pytest.raises(Masquerading, match=f"You are viewing as {name}"):
            platform.caller(block)
        assert not platform.may_edit(block)

    def test_staff_in_their_own_view_are_themselves(self, lms: Lms) -> None:
        kim = lms.user("kim", role="staff")
        block = lms.block(lms.make("1"), kim)
        lms.answer(kim, View(role="staff"))
        who = platform.caller(block)
        assert who is not None
        assert who.user_id == kim

    def test_threads_that_share_the_services_of_runtimes_mix_nobody_up(self, lms: Lms) -> None:
        """The second runtime writes its user into the dictionary of the first: who asks as another is refused."""
        usage, people = lms.make("1"), [lms.user("alex"), lms.user("bo")]
        blocks: dict[str, Any] = {user_id: lms.block(usage, user_id) for user_id in people}
        together = Barrier(2)

        def visit(user_id: str) -> str:
            connections[DEFAULT_DB_ALIAS] = connection  # what the test made is in its transaction
            lms.answer(user_id)
            together.wait(30)
            try:
                who = platform.caller(blocks[user_id])
            except SomebodyElse:
                return "refused"
            return who.user_id if who else "nobody"

        connection = connections[DEFAULT_DB_ALIAS]
        connection.inc_thread_sharing()
        try:
            with ThreadPoolExecutor(2) as threads:
                answers = dict(zip(people, threads.map(visit, people), strict=True))
        finally:
            connection.dec_thread_sharing()
        assert answers == {people[0]: "refused", people[1]: people[1]}

    def test_a_block_in_a_library_stands_in_no_course(self, lms: Lms) -> None:
        block = lms.library_block(lms.user("kim", role="site"))
        assert not platform.in_a_course(block)
        with pytest.raises(NoCourse):
            platform.caller(block)

    def test_a_block_in_a_course_does(self, lms: Lms) -> None:
        assert platform.in_a_course(lms.block(lms.make("1"), lms.user("alex")))

    def test_a_unit_and_the_way_there_are_the_vertical_s(self, lms: Lms) -> None:
        block = lms.block(lms.make("1"), lms.user("alex"))
        unit = platform.unit(block)
        assert "type@vertical" in unit.key
        assert unit.url.startswith(f"/courses/{lms.course}/jump_to/block-v1%3A")
        assert platform.place(block).usage_key == str(block.scope_ids.usage_id)

    def test_what_holds_the_unit_is_the_section(self, lms: Lms) -> None:
        section = platform.section(lms.block(lms.make("1"), lms.user("alex")))
        assert section.startswith("block-v1:")
        assert "type@sequential" in section

    def test_a_course_is_in_the_language_that_its_author_chose_else_in_the_site_s(
        self, lms: Lms, settings: Settings
    ) -> None:
        settings.LANGUAGE_CODE = "pt-br"
        assert platform.languages(lms.course) == ["pt-br"]
        lms.speak("es-419")
        cache.clear()
        assert platform.languages(lms.course) == ["es-419"]

    def test_points_are_those_of_the_subsection_with_what_a_teacher_put_in_their_place(self, lms: Lms) -> None:
        alex, bo, cy, dee = (lms.user(name) for name in ("alex", "bo", "cy", "dee"))
        usage = lms.make("1")
        section = platform.section(lms.block(usage, alex))
        lms.score(usage, alex, 4, 5)
        lms.score(usage, bo, 1, 5, instead=5)
        lms.score(usage, dee, 0, 0)
        assert platform.scores(lms.course, section, [alex, bo, cy, dee]) == {alex: 0.8, bo: 1.0}
        assert platform.scores(lms.course, "no key", [alex]) == {}

    def test_who_is_in_a_cohort_is_known_by_its_name(self, lms: Lms) -> None:
        alex, bo = lms.user("alex"), lms.user("bo")
        lms.join_group(bo)
        assert platform.in_cohort(lms.course, "B", [alex, bo]) == {bo}
        assert platform.in_cohort(lms.course, "unknown", [alex, bo]) == set()

    def test_a_unit_is_completed_with_all_that_can_be_completed_in_it(self, lms: Lms) -> None:
        alex, bo, cy = (lms.user(name) for name in ("alex", "bo", "cy"))
        usage = lms.make("1")
        unit = platform.unit(lms.block(usage, alex)).key
        key = lms.exercise(usage)
        lms.complete(key, alex)
        lms.complete(key, bo, 0.5)
        assert platform.completed(lms.course, unit, [alex, bo, cy]) == {alex}

    def test_a_unit_without_anything_to_complete_is_completed_by_nobody(self, lms: Lms) -> None:
        alex = lms.user("alex")
        unit = platform.unit(lms.block(lms.make("1"), alex)).key
        assert platform.completed(lms.course, unit, [alex]) == set()
        assert platform.completed(lms.course, unit.replace("block@", "block@gone"), [alex]) == set()

    @pytest.mark.parametrize(
        ("state", "points", "found"),
        [
            ('{"attempts": 3}', (1.0, 4.0), (3, 0.25)),
            ("{}", (None, None), (None, None)),
            ("no JSON", (None, 4.0), (None, 0.0)),
        ],
    )
    def test_how_far_somebody_is_in_a_unit_is_known_by_what_they_tried(
        self, lms: Lms, state: str, points: tuple[float | None, float | None], found: tuple[int | None, float | None]
    ) -> None:
        alex, bo = lms.user("alex"), lms.user("bo")
        usage = lms.make("1")
        unit = platform.unit(lms.block(usage, alex)).key
        lms.try_it(lms.exercise(usage), alex, state, *points)
        assert platform.progress(lms.course, unit, alex) == found
        assert platform.progress(lms.course, unit, bo) == (None, None)

    def test_retirement_names_the_user(self, lms: Lms) -> None:
        from openedx.core.djangoapps.user_api.accounts.signals import USER_RETIRE_LMS_MISC

        retired: list[str] = []

        def hear(sender: object, user: Any, **more: object) -> None:
            retired.append(str(user.pk))

        USER_RETIRE_LMS_MISC.connect(hear)
        try:
            alex = lms.user("alex")
            lms.retire(alex)
        finally:
            USER_RETIRE_LMS_MISC.disconnect(hear)
        assert retired == [alex]

    def test_whom_the_platform_retires_is_nobody_here_any_more(self, lms: Lms) -> None:
        from openedx.core.djangoapps.user_api.accounts.signals import USER_RETIRE_LMS_MISC

        forgotten: list[str] = []
        # In a real LMS the app listens since it was loaded, and whoever comes second under its name is not heard.
        was_heard = USER_RETIRE_LMS_MISC.disconnect(dispatch_uid=retirement.NAME)
        try:
            retirement.hear(forgotten.append)
            retirement.hear(forgotten.append)
            alex = lms.user("alex")
            lms.retire(alex)
            assert forgotten == [alex]
        finally:
            USER_RETIRE_LMS_MISC.disconnect(dispatch_uid=retirement.NAME)
            if was_heard:
                retirement.hear(wiring_kept.begin_retirement)

    def test_a_block_that_is_taken_away_stands_no_more_once_it_was_missing_for_a_minute(
        self, lms: Lms, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(platform, "SEES_SECONDS", 0)
        gone = lms.make("1")
        assert platform.stands(gone)
        lms.take_away(gone)
        now = time()
        monkeypatch.setattr("chatxblock.openedx.platform.time", lambda: now)
        assert platform.stands(gone)
        monkeypatch.setattr("chatxblock.openedx.platform.time", lambda: now + platform.MISSING_SECONDS)
        assert not platform.stands(gone)
        assert platform.stands("")

    def test_nothing_stands_in_a_course_that_is_deleted(self, lms: Lms, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(platform, "MISSING_SECONDS", 0)
        usage = lms.make("1")
        lms.delete()
        assert not platform.stands(usage)
