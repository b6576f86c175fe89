"""A real LMS with one course, made for a test: `tests.support.platform.Lms`."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib import import_module
from typing import Any

import crum
from common.djangoapps.student.models import CourseAccessRole, CourseEnrollment, UserProfile
from completion.models import BlockCompletion
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from lms.djangoapps.courseware.block_render import get_block_by_usage_id
from lms.djangoapps.courseware.masquerade import MASQUERADE_SETTINGS_KEY, CourseMasquerade
from lms.djangoapps.courseware.models import StudentModule
from lms.djangoapps.grades.models import (
    BlockRecordList,
    PersistentSubsectionGrade,
    PersistentSubsectionGradeOverride,
)
from opaque_keys.edx.keys import CourseKey, UsageKey
from opaque_keys.edx.locator import LibraryLocatorV2, LibraryUsageLocatorV2
from openedx.core.djangoapps.content.course_overviews.models import CourseOverview
from openedx.core.djangoapps.course_groups.cohorts import add_user_to_cohort, set_course_cohorted
from openedx.core.djangoapps.course_groups.models import CourseUserGroupPartitionGroup
from openedx.core.djangoapps.course_groups.tests.helpers import CohortFactory
from openedx.core.djangoapps.user_api.accounts.signals import USER_RETIRE_LMS_MISC
from xmodule.modulestore.django import modulestore
from xmodule.modulestore.tests.django_utils import (
    TEST_DATA_ONLY_SPLIT_MODULESTORE_DRAFT_PREFERRED,
    ModuleStoreIsolationMixin,
)
from xmodule.modulestore.tests.factories import BlockFactory, CourseFactory
from xmodule.partitions.partitions import Group, UserPartition

from chatxblock.block import ChatXBlock
from tests.support.platform import View

PARTITION, GROUP = 50, 2
"""Ids of a partition by cohorts, and of the group in it to which a block may be restricted."""


class RealLms(ModuleStoreIsolationMixin):
    """One course of this LMS; made of what its own tests are made of."""

    MODULESTORE = TEST_DATA_ONLY_SPLIT_MODULESTORE_DRAFT_PREFERRED

    def __init__(self) -> None:
        self.start_modulestore_isolation()
        self._key = CourseFactory.create(org="Org", number="Algebra", run="2026").id
        self.course = str(self._key)
        self._restrict()

    def end(self) -> None:
        """Forget the course."""
        crum.set_current_request(None)
        self.end_modulestore_isolation()

    def user(self, name: str, *, enrolled: bool = True, role: str = "", active: bool = True) -> str:
        user: Any = get_user_model().objects.create_user(
            name, f"{name}@example.org", is_staff=role == "site", is_active=active
        )
        self._profile(user)
        if enrolled:
            CourseEnrollment.objects.create(user=user, course_id=self._key, is_active=True)
        if role and role != "site":
            where, _, kept = role.rpartition(" ")
            org = "Other" if where == "elsewhere" else "Org"
            elsewhere = CourseKey.from_string("course-v1:Other+Algebra+2026")
            course = {"": {"course_id": self._key}, "org": {}, "elsewhere": {"course_id": elsewhere}}[where]
            CourseAccessRole.objects.create(user=user, role=kept, org=org, **course)
        return str(user.pk)

    def unenrol(self, user_id: str) -> None:
        CourseEnrollment.objects.filter(user_id=user_id, course_id=self._key).update(is_active=False)

    def join_group(self, user_id: str) -> None:
        add_user_to_cohort(self._cohort, get_user_model().objects.get(pk=user_id).username)

    def make(self, name: str, *, hidden: str = "") -> str:
        course = modulestore().get_course(self._key)
        chapter = BlockFactory.create(parent=course, category="chapter")
        sequential = BlockFactory.create(parent=chapter, category="sequential")
        vertical = BlockFactory.create(
            parent=sequential, category="vertical", display_name="Unit 3", visible_to_staff_only=hidden == "unit"
        )
        hiding: dict[str, dict[str, Any]] = {
            "": {},
            "unit": {},
            "staff": {"visible_to_staff_only": True},
            "group": {"group_access": {PARTITION: [GROUP]}},
        }
        made = BlockFactory.create(parent=vertical, category="chatxblock", display_name=name, **hiding[hidden])
        return str(made.location)

    def take_away(self, usage: str) -> None:
        modulestore().delete_item(UsageKey.from_string(usage), 0)

    def delete(self) -> None:
        modulestore().delete_course(self._key, 0)

    def block(self, usage: str, user_id: str | None) -> Any:
        self.answer(user_id)
        made, _ = get_block_by_usage_id(crum.get_current_request(), self.course, usage)
        return made

    def library_block(self, user_id: str) -> Any:
        self.answer(user_id)
        library = LibraryLocatorV2(org="Org", slug="Lib")
        usage = LibraryUsageLocatorV2(library, "chatxblock", "1")
        made = self.block(self.make("1"), user_id)
        ids = made.scope_ids._replace(usage_id=usage, def_id=usage)
        return ChatXBlock(made.runtime, field_data=made._field_data, scope_ids=ids)

    def answer(self, user_id: str | None, view: View | None = None) -> None:
        request = RequestFactory().get("/")
        request.user = get_user_model().objects.get(pk=user_id) if user_id else AnonymousUser()
        request.session = import_module(settings.SESSION_ENGINE).SessionStore()
        if view:
            masquerade = CourseMasquerade(
                self._key, view.role, view.group_id and PARTITION, view.group_id, view.user_name
            )
            request.session[MASQUERADE_SETTINGS_KEY] = {self._key: masquerade}
        crum.set_current_request(request)

    def retire(self, user_id: str) -> None:
        user = get_user_model().objects.get(pk=user_id)
        USER_RETIRE_LMS_MISC.send(sender=type(self), user=user)

    def speak(self, language: str) -> None:
        course = modulestore().get_course(self._key)
        course.language = language
        modulestore().update_item(course, 0)
        CourseOverview.load_from_module_store(self._key)

    def score(self, usage: str, user_id: str, earned: float, possible: float, *, instead: float | None = None) -> None:
        section = modulestore().get_item(UsageKey.from_string(usage)).get_parent().get_parent().location
        grade = PersistentSubsectionGrade.update_or_create_grade(
            user_id=int(user_id),
            usage_key=section,
            course_version="1",
            subtree_edited_timestamp=datetime.now(UTC),
            earned_all=earned,
            possible_all=possible,
            earned_graded=0.0,
            possible_graded=0.0,
            visible_blocks=BlockRecordList([], self._key),
            first_attempted=datetime.now(UTC),
        )
        if instead is not None:
            PersistentSubsectionGradeOverride.objects.create(grade=grade, earned_all_override=instead)

    def exercise(self, usage: str) -> str:
        unit = modulestore().get_item(UsageKey.from_string(usage)).get_parent()
        return str(BlockFactory.create(parent=unit, category="problem").location)

    def complete(self, key: str, user_id: str, completion: float = 1.0) -> None:
        block = UsageKey.from_string(key)
        BlockCompletion.objects.create(
            user_id=int(user_id), context_key=self._key, block_key=block, block_type="problem", completion=completion
        )

    def try_it(self, key: str, user_id: str, state: str, grade: float | None, max_grade: float | None) -> None:
        row = StudentModule(
            student_id=int(user_id),
            course_id=self._key,
            module_state_key=UsageKey.from_string(key),
            module_type="problem",
            state=state,
            grade=grade,
            max_grade=max_grade,
        )
        StudentModule.objects.bulk_create([row])  # without the history, which is in a database of its own

    def _profile(self, user: Any) -> None:
        UserProfile.objects.create(user=user, name=user.username.title())

    def _restrict(self) -> None:
        """Give the course a cohort, and a partition whose second group it is."""
        course = modulestore().get_course(self._key)
        course.user_partitions = [
            UserPartition(PARTITION, "By cohort", "", [Group(1, "A"), Group(GROUP, "B")], scheme_id="cohort")
        ]
        modulestore().update_item(course, 0)
        set_course_cohorted(self._key, True)
        self._cohort = CohortFactory(course_id=self._key, name="B")
        CourseUserGroupPartitionGroup.objects.create(
            course_user_group=self._cohort, partition_id=PARTITION, group_id=GROUP
        )
