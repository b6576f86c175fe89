"""Tables of people, calls, helpers and logs. Nothing outside `chatxblock.store` queries them."""

from __future__ import annotations

import random
import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from chatxblock.domain.calls.call import Answer, State
from chatxblock.domain.helpers.duty import Standing


def any_place() -> float:
    """Return where somebody new stands among equals: anywhere."""
    return random.random()  # noqa: S311  (an order, no secret)


class PersonRow(models.Model):
    """Somebody in one course.

    .. pii: The platform's user id, the full name, the username and the picture's address, beside a random chat
        address. This is the only table that joins the two. Whoever is retired keeps a row that says nothing: others'
        talks hang on it. `retiring` is whether the rest of the retirement is still to be done, `walked` how far.
    .. pii_types: id, name, username, image
    .. pii_retirement: local_api
    """

    course = models.CharField(max_length=255)
    user_id = models.CharField(max_length=64)
    localpart = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=255)
    username = models.CharField(max_length=255, blank=True)
    image_url = models.CharField(max_length=500, blank=True)
    retiring = models.BooleanField(default=False, db_index=True)
    walked = models.UUIDField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "chatxblock_person"
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [models.UniqueConstraint(fields=["course", "user_id"], name="chatxblock_one_person_a_user")]

    def __str__(self) -> str:
        return self.localpart


class CallRow(models.Model):
    """One question and where it stands.

    `findable` is whether it may be found by those with the same question, `indexed` whether the search knows it,
    `forgotten_at` since when its log is being deleted, or is deleted, because its time is over. `counted` is whether
    its offers are in the experience with helpers, `figured` whether it is in the course's figures.

    .. pii: The question as typed, which may say anything about its author, what she had marked on the page, and why
        somebody of the staff ended it.
    .. pii_types: other
    .. pii_retirement: local_api
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.CharField(max_length=255, db_index=True)
    unit = models.CharField(max_length=255)
    block = models.CharField(max_length=255, blank=True)
    asker = models.ForeignKey(PersonRow, on_delete=models.PROTECT, related_name="calls")
    question = models.TextField()
    context = models.JSONField(default=dict)
    plan = models.JSONField(default=dict)
    room = models.CharField(max_length=64, unique=True)
    window_url = models.CharField(max_length=1000, blank=True)
    state = models.CharField(max_length=16, choices=[(s.value, s.value) for s in State])
    rev = models.PositiveIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)
    open_key = models.BigIntegerField(null=True, blank=True, unique=True)
    round = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    next_round_at = models.DateTimeField(null=True, blank=True)
    observe_at = models.DateTimeField(null=True, blank=True)
    retry_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    room_ready_at = models.DateTimeField(null=True, blank=True)
    admitted_at = models.DateTimeField(null=True, blank=True)
    solved_at = models.DateTimeField(null=True, blank=True)
    asker_left_at = models.DateTimeField(null=True, blank=True)
    deferred_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)
    remaking_at = models.DateTimeField(null=True, blank=True)
    log_lost_at = models.DateTimeField(null=True, blank=True)
    watched_until = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.ForeignKey(
        PersonRow, null=True, blank=True, on_delete=models.PROTECT, related_name="calls_stopped"
    )
    stop_reason = models.TextField(blank=True)
    prospects = models.PositiveIntegerField(null=True, blank=True)
    complete = models.BooleanField(null=True, blank=True)
    reports = models.JSONField(default=list)
    read = models.JSONField(default=list)
    findable = models.BooleanField(default=False)
    indexed = models.BooleanField(default=False)
    due_at = models.DateTimeField(null=True, blank=True, db_index=True)
    lease_token = models.CharField(max_length=32, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    counted = models.BooleanField(default=False)
    figured = models.BooleanField(default=False)
    failures = models.PositiveIntegerField(default=0)
    set_aside_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "chatxblock_call"
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        indexes = [
            models.Index(fields=["state", "ended_at"], name="chatxblock_call_state"),
            models.Index(fields=["asked_at"], name="chatxblock_call_asked"),
            models.Index(fields=["course", "state", "asked_at"], name="chatxblock_call_course"),
            models.Index(fields=["course", "asked_at"], name="chatxblock_call_latest"),
            models.Index(fields=["course", "unit", "asked_at"], name="chatxblock_call_of_unit"),
            models.Index(fields=["course", "deferred_at"], name="chatxblock_call_deferred"),
            models.Index(fields=["failures"], name="chatxblock_call_failing"),
            models.Index(fields=["unit", "state"], name="chatxblock_call_unit"),
            models.Index(fields=["counted", "state"], name="chatxblock_call_counted"),
            models.Index(fields=["figured", "state"], name="chatxblock_call_figured"),
            models.Index(fields=["findable", "indexed", "course"], name="chatxblock_call_findable"),
        ]

    def __str__(self) -> str:
        return f"{self.id} ({self.state})"


class InvitationRow(models.Model):
    """One helper asked in one round of a call.

    .. no_pii: Who it is stands in the person's own row.
    """

    call = models.ForeignKey(CallRow, on_delete=models.CASCADE, related_name="invitations")
    person = models.ForeignKey(PersonRow, on_delete=models.PROTECT, related_name="invitations")
    round = models.PositiveIntegerField()
    answer = models.CharField(max_length=16, choices=[(a.value, a.value) for a in Answer])
    invited_at = models.DateTimeField()
    notified_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    touched_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    lapsed_at = models.DateTimeField(null=True, blank=True)
    thanked_at = models.DateTimeField(null=True, blank=True)
    awaited_until = models.DateTimeField(null=True, blank=True)
    asked_again = models.BooleanField(default=False)

    class Meta:
        db_table = "chatxblock_invitation"
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [models.UniqueConstraint(fields=["call", "person"], name="chatxblock_asked_once")]
        indexes = [models.Index(fields=["person", "answer"], name="chatxblock_invited_answer")]

    def __str__(self) -> str:
        return f"{self.call_id} {self.person_id} ({self.answer})"


class HelperRow(models.Model):
    """How somebody wishes to be asked in one course, and what became of it so far.

    .. pii: When somebody wishes not to be disturbed, and in which time zone.
    .. pii_types: other
    .. pii_retirement: local_api
    """

    person = models.OneToOneField(PersonRow, on_delete=models.CASCADE, related_name="helper")
    course = models.CharField(max_length=255)
    standing = models.CharField(
        max_length=16, choices=[(s.value, s.value) for s in Standing], default=Standing.UNASKED.value
    )
    on_duty = models.BooleanField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    paused = models.BooleanField(default=False)
    unanswered = models.PositiveIntegerField(default=0)
    quiet = models.JSONField(default=list)
    timezone = models.CharField(max_length=64, default="UTC")
    most_offers = models.PositiveIntegerField(null=True, blank=True)
    most_calls = models.PositiveIntegerField(null=True, blank=True)
    sound = models.BooleanField(default=True)
    staff = models.BooleanField(default=False)
    present = models.BooleanField(default=False)
    present_at = models.DateTimeField(null=True, blank=True)
    asked = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)
    thanked = models.PositiveIntegerField(default=0)
    turns = models.PositiveIntegerField(default=0)
    shuffle = models.FloatField(default=any_place)
    ready = models.BooleanField(default=False)

    class Meta:
        db_table = "chatxblock_helper"
        verbose_name = _("helper")
        verbose_name_plural = _("helpers")
        indexes = [
            models.Index(fields=["course", "ready", "turns", "shuffle"], name="chatxblock_helper_next"),
            models.Index(fields=["course", "staff", "ready", "turns", "shuffle"], name="chatxblock_helper_staff"),
            models.Index(fields=["present", "course"], name="chatxblock_helper_present"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} ({self.standing})"


class HelperUnitRow(models.Model):
    """A unit in which somebody may be asked.

    Rows from before units were known have the block's key in `unit`, until the block is next visited.
    `ready`, `turns` and `shuffle` are what the helper's own row says, so that one index finds who is next.

    .. no_pii: Who it is stands in the person's own row.
    """

    person = models.ForeignKey(PersonRow, on_delete=models.CASCADE, related_name="units")
    unit = models.CharField(max_length=255)
    title = models.CharField(max_length=255, blank=True)
    url = models.CharField(max_length=1000, blank=True)
    helps = models.BooleanField(default=True)
    ready = models.BooleanField(default=False)
    turns = models.PositiveIntegerField(default=0)
    shuffle = models.FloatField(default=any_place)

    class Meta:
        db_table = "chatxblock_helper_unit"
        verbose_name = _("unit of a helper")
        verbose_name_plural = _("units of helpers")
        constraints = [models.UniqueConstraint(fields=["person", "unit"], name="chatxblock_one_helper_a_unit")]
        indexes = [models.Index(fields=["unit", "ready", "turns", "shuffle"], name="chatxblock_unit_next")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.unit}"


class ExperienceRow(models.Model):
    """What became of the offers made to somebody in one hour of the day: sums, of which choosing can make likelihoods.

    .. pii: At which hours somebody was asked for help and how often and how quickly they came.
    .. pii_types: other
    .. pii_retirement: local_api
    """

    person = models.ForeignKey(PersonRow, on_delete=models.CASCADE, related_name="experience")
    hour = models.PositiveSmallIntegerField()
    offered = models.PositiveIntegerField(default=0)
    seen = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)
    seconds = models.FloatField(default=0.0)
    within_15 = models.PositiveIntegerField(default=0)
    within_30 = models.PositiveIntegerField(default=0)
    within_60 = models.PositiveIntegerField(default=0)
    within_120 = models.PositiveIntegerField(default=0)
    within_300 = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "chatxblock_experience"
        verbose_name = _("experience with a helper")
        verbose_name_plural = _("experience with helpers")
        constraints = [models.UniqueConstraint(fields=["person", "hour"], name="chatxblock_one_experience_an_hour")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.hour}"


class DeferredAnswerRow(models.Model):
    """What a teacher wrote about a question that was left for the teachers.

    .. pii: What somebody wrote, beside who it was.
    .. pii_types: other
    .. pii_retirement: local_api
    """

    call = models.OneToOneField(CallRow, on_delete=models.CASCADE, related_name="deferred_answer")
    by = models.ForeignKey(PersonRow, on_delete=models.PROTECT, related_name="deferred_answers")
    body = models.TextField()
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    dismissed = models.BooleanField(default=False)

    class Meta:
        db_table = "chatxblock_deferred_answer"
        verbose_name = _("deferred answer")
        verbose_name_plural = _("deferred answers")

    def __str__(self) -> str:
        return f"{self.call_id} {self.at}"


class OutboxRow(models.Model):
    """What somebody has to be told, until it is: then the row is deleted, and at the latest when it expires.

    .. pii: What one person is told, beside the random chat address of that person.
    .. pii_types: other
    .. pii_retirement: local_api
    """

    kind = models.CharField(max_length=32)
    to = models.CharField(max_length=64)
    topic = models.CharField(max_length=64)
    body = models.JSONField(default=dict)
    due_at = models.DateTimeField(db_index=True)
    expires_at = models.DateTimeField(db_index=True)
    attempts = models.PositiveIntegerField(default=0)
    lease_token = models.CharField(max_length=32, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "chatxblock_outbox"
        verbose_name = _("message to be delivered")
        verbose_name_plural = _("messages to be delivered")

    def __str__(self) -> str:
        return f"{self.pk} {self.kind} {self.topic}"


class LineRow(models.Model):
    """One line of a kept log.

    .. pii: What people said to each other, with the random chat address of who said it.
    .. pii_types: other
    .. pii_retirement: local_api
    """

    call = models.ForeignKey(CallRow, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    archive_id = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    author = models.CharField(max_length=32, blank=True)
    body = models.TextField()
    message_id = models.CharField(max_length=255, blank=True)
    replaces = models.CharField(max_length=255, blank=True)
    marks = models.JSONField(default=dict, blank=True)
    """What it says of another line, where it does: it takes it back, answers it, or sets signs at it."""

    class Meta:
        db_table = "chatxblock_line"
        verbose_name = _("line")
        verbose_name_plural = _("lines")
        constraints = [models.UniqueConstraint(fields=["call", "archive_id"], name="chatxblock_line_once")]
        indexes = [models.Index(fields=["call", "position"], name="chatxblock_line_place")]

    def __str__(self) -> str:
        return f"{self.call_id} {self.archive_id}"


class HeartbeatRow(models.Model):
    """When a process that ticks was last well, by the process's kind; `chatxblock_check` and the metrics read it.

    .. no_pii: It says nothing of people.
    """

    name = models.CharField(max_length=32, unique=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "chatxblock_heartbeat"
        verbose_name = _("heartbeat")
        verbose_name_plural = _("heartbeats")

    def __str__(self) -> str:
        return f"{self.name} {self.at}"
