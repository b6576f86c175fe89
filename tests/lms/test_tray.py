"""The notification tray of a real LMS: what it shows of ours, to whom, and as people wish."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from edx_toggles.toggles.testutils import override_waffle_flag
from openedx.core.djangoapps.notifications import base_notification, models
from openedx.core.djangoapps.notifications.config.waffle import ENABLE_NOTIFICATIONS
from openedx.core.djangoapps.notifications.models import CourseNotificationPreference, Notification

from chatxblock.domain.ports import Outcome
from chatxblock.openedx import tray
from tests.lms.platform import RealLms

pytestmark = [pytest.mark.lms, pytest.mark.django_db]


@dataclass(frozen=True, kw_only=True)
class Item:
    user_id: str
    course: str
    topic: str = "deferred-answer"
    place: str = "Unit 3"
    url: str = "http://lms.test/courses/one/jump_to/block"


@pytest.fixture
def lms(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[RealLms]:
    monkeypatch.setattr(base_notification, "COURSE_NOTIFICATION_APPS", dict(base_notification.COURSE_NOTIFICATION_APPS))
    monkeypatch.setattr(models, "COURSE_NOTIFICATION_CONFIG_VERSION", models.COURSE_NOTIFICATION_CONFIG_VERSION)
    for name in tray.NAMES.values():
        base_notification.COURSE_NOTIFICATION_TYPES.pop(name, None)
    made = RealLms()
    yield made
    made.end()
    for name in tray.NAMES.values():
        base_notification.COURSE_NOTIFICATION_TYPES.pop(name, None)


def kept(user_id: str) -> list[Any]:
    return list(Notification.objects.filter(user_id=user_id))


@pytest.mark.parametrize("topic", tray.NAMES)
def test_one_thing_is_one_row_that_can_be_read_and_opened(lms: RealLms, topic: str) -> None:
    tray.register()
    tray.register()
    bo, cy = lms.user("bo"), lms.user("cy")
    place = '<b>A & B</b> {user} {0} "it\'s" <script>alert(1)</script>'
    with override_waffle_flag(ENABLE_NOTIFICATIONS, active=True):
        assert tray.put(Item(user_id=bo, course=lms.course, topic=topic, place=place)) is Outcome.DELIVERED
    (row,) = kept(bo)
    assert (row.app_name, row.notification_type) == (tray.APP, tray.NAMES[topic])
    assert row.content_url == "http://lms.test/courses/one/jump_to/block"
    assert (row.web, row.email, row.push) == (True, False, False)
    assert (row.content[:3], row.content[-4:]) == ("<p>", "</p>")
    assert "‹b›A ＆ B‹/b› (user) (0) ”it’s” ‹script›alert(1)‹/script›" in row.content
    assert kept(cy) == []


def test_who_had_preferences_before_ours_were_known_is_told_too(lms: RealLms) -> None:
    bo = lms.user("bo")
    CourseNotificationPreference.objects.get_or_create(user_id=bo, course_id=lms.course)
    tray.register()
    with override_waffle_flag(ENABLE_NOTIFICATIONS, active=True):
        tray.put(Item(user_id=bo, course=lms.course))
    assert len(kept(bo)) == 1


def test_who_does_not_wish_it_is_not_told(lms: RealLms) -> None:
    tray.register()
    bo = lms.user("bo")
    wish, _ = CourseNotificationPreference.objects.get_or_create(user_id=bo, course_id=lms.course)
    kinds = wish.notification_preference_config[tray.APP]["notification_types"]
    kinds[tray.NAMES["deferred-answer"]] |= {"web": False, "email": False, "push": False}
    wish.save()
    with override_waffle_flag(ENABLE_NOTIFICATIONS, active=True):
        tray.put(Item(user_id=bo, course=lms.course))
        tray.put(Item(user_id=bo, course=lms.course, topic="resource"))
    assert [row.notification_type for row in kept(bo)] == [tray.NAMES["resource"]]


def test_where_the_course_has_no_tray_there_is_no_way_to_anybody(lms: RealLms) -> None:
    tray.register()
    bo = lms.user("bo")
    with override_waffle_flag(ENABLE_NOTIFICATIONS, active=False):
        assert tray.put(Item(user_id=bo, course=lms.course)) is Outcome.NOBODY_THERE
    assert kept(bo) == []
