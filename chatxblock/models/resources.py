"""Tables of learning resources, of consent, and of who waits for one."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from chatxblock.domain.reports.report import Reason, Settled
from chatxblock.domain.resources.feedback import Helped
from chatxblock.domain.resources.resource import HiddenFor, Stage
from chatxblock.models.chat import CallRow, PersonRow


class ResourceRow(models.Model):
    """What one or several talks left for the next learner with that question, as it stands now.

    .. pii: What people wrote, without their names.
    .. pii_types: other
    .. pii_retirement: local_api
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.CharField(max_length=255)
    section = models.CharField(max_length=255, blank=True)
    unit = models.CharField(max_length=255)
    block = models.CharField(max_length=255, blank=True)
    stage = models.CharField(max_length=16, choices=[(s.value, s.value) for s in Stage])
    rev = models.PositiveIntegerField(default=1)
    title = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    body = models.TextField(blank=True)
    tags = models.JSONField(default=list)
    verified_rev = models.PositiveIntegerField(null=True, blank=True)
    hidden_for = models.CharField(max_length=16, choices=[(h.value, h.value) for h in HiddenFor], blank=True)
    merged_into = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="parts")
    shown = models.PositiveIntegerField(default=0)
    opened = models.PositiveIntegerField(default=0)
    asked_anyway = models.PositiveIntegerField(default=0)
    helped = models.PositiveIntegerField(default=0)
    reported = models.PositiveIntegerField(default=0)
    standing = models.FloatField(default=0.0)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "chatxblock_resource"
        verbose_name = _("learning resource")
        verbose_name_plural = _("learning resources")
        indexes = [
            models.Index(fields=["unit", "stage", "standing"], name="chatxblock_resource_best"),
            models.Index(fields=["course", "stage", "updated_at"], name="chatxblock_resource_stage"),
        ]

    def __str__(self) -> str:
        return f"{self.id} ({self.stage})"


class ResourceSourceRow(models.Model):
    """A call that a resource comes from; a call has one resource at most.

    `log_gone` is whether the call's log was deleted because its time was over: the resource outlives it.

    .. no_pii: It joins two numbers.
    """

    resource = models.ForeignKey(ResourceRow, on_delete=models.CASCADE, related_name="sources")
    call = models.OneToOneField(CallRow, on_delete=models.CASCADE, related_name="resource_source")
    log_gone = models.BooleanField(default=False)

    class Meta:
        db_table = "chatxblock_resource_source"
        verbose_name = _("source of a resource")
        verbose_name_plural = _("sources of resources")

    def __str__(self) -> str:
        return f"{self.resource_id} {self.call_id}"


class ResourceAuthorRow(models.Model):
    """Somebody who took part in a resource's talk or saved a text of it.

    .. no_pii: Who it is stands in the person's own row.
    """

    resource = models.ForeignKey(ResourceRow, on_delete=models.CASCADE, related_name="authors")
    person = models.ForeignKey(PersonRow, on_delete=models.PROTECT, related_name="resources")

    class Meta:
        db_table = "chatxblock_resource_author"
        verbose_name = _("author of a resource")
        verbose_name_plural = _("authors of resources")
        constraints = [models.UniqueConstraint(fields=["resource", "person"], name="chatxblock_author_once")]

    def __str__(self) -> str:
        return f"{self.resource_id} {self.person_id}"


class ResourceRevisionRow(models.Model):
    """One text of a resource.

    .. pii: What people wrote, beside who saved it.
    .. pii_types: other
    .. pii_retirement: local_api
    """

    resource = models.ForeignKey(ResourceRow, on_delete=models.CASCADE, related_name="revisions")
    rev = models.PositiveIntegerField()
    title = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    body = models.TextField(blank=True)
    tags = models.JSONField(default=list)
    by = models.ForeignKey(PersonRow, on_delete=models.PROTECT, related_name="resource_revisions")
    at = models.DateTimeField()

    class Meta:
        db_table = "chatxblock_resource_revision"
        verbose_name = _("text of a resource")
        verbose_name_plural = _("texts of resources")
        constraints = [models.UniqueConstraint(fields=["resource", "rev"], name="chatxblock_revision_once")]

    def __str__(self) -> str:
        return f"{self.resource_id} {self.rev}"


class ResourceHelpedRow(models.Model):
    """Somebody whom a resource helped, and what they had asked, by which it is found the next time.

    .. pii: What somebody typed, without names, addresses and numbers, beside who it was.
    .. pii_types: other
    .. pii_retirement: local_api
    """

    resource = models.ForeignKey(ResourceRow, on_delete=models.CASCADE, related_name="helped_people")
    person = models.ForeignKey(PersonRow, on_delete=models.CASCADE, related_name="helped_by")
    question = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "chatxblock_resource_helped"
        verbose_name = _("somebody helped by a resource")
        verbose_name_plural = _("people helped by resources")
        constraints = [models.UniqueConstraint(fields=["resource", "person"], name="chatxblock_helped_once")]

    def __str__(self) -> str:
        return f"{self.resource_id} {self.person_id}"


class ResourceReportRow(models.Model):
    """What somebody found wrong with a resource, and what staff did about it.

    `told` is what staff wrote to the reporter.

    .. pii: What somebody wrote, beside who it was.
    .. pii_types: other
    .. pii_retirement: local_api
    """

    resource = models.ForeignKey(ResourceRow, on_delete=models.CASCADE, related_name="reports")
    person = models.ForeignKey(PersonRow, on_delete=models.CASCADE, related_name="resource_reports")
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        PersonRow, on_delete=models.PROTECT, null=True, blank=True, related_name="settled_of_resources"
    )
    outcome = models.CharField(max_length=16, choices=[(o.value, o.value) for o in Settled], blank=True)
    told = models.TextField(blank=True)

    class Meta:
        db_table = "chatxblock_resource_report"
        verbose_name = _("report of a resource")
        verbose_name_plural = _("reports of resources")
        constraints = [models.UniqueConstraint(fields=["resource", "person"], name="chatxblock_reported_once")]

    def __str__(self) -> str:
        return f"{self.resource_id} {self.person_id}"


class CallReportRow(models.Model):
    """What somebody found wrong with a talk, with one line of it, or with somebody in it, and what staff did about it.

    `whom` and `author` are localparts: of who is reported, and of who wrote the line. `said` is the line as it was when
    it was reported, `reason` what the reporter wrote beside the kind, `told` what staff wrote to the reporter.

    .. pii: What somebody wrote, beside who it was, and a line of somebody else's.
    .. pii_types: other
    .. pii_retirement: local_api
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    call = models.ForeignKey(CallRow, on_delete=models.CASCADE, related_name="call_reports")
    person = models.ForeignKey(PersonRow, on_delete=models.CASCADE, related_name="call_reports")
    line = models.CharField(max_length=64, blank=True)
    whom = models.CharField(max_length=32, blank=True)
    author = models.CharField(max_length=32, blank=True)
    said = models.TextField(blank=True)
    kind = models.CharField(max_length=16, choices=[(r.value, r.value) for r in Reason], default=Reason.OTHER.value)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(PersonRow, on_delete=models.PROTECT, null=True, blank=True, related_name="settled")
    outcome = models.CharField(max_length=16, choices=[(o.value, o.value) for o in Settled], blank=True)
    told = models.TextField(blank=True)

    class Meta:
        db_table = "chatxblock_call_report"
        verbose_name = _("report of a call")
        verbose_name_plural = _("reports of calls")
        constraints = [
            models.UniqueConstraint(fields=["call", "person", "line", "whom"], name="chatxblock_call_reported_once")
        ]
        indexes = [models.Index(fields=["settled_at", "at"], name="chatxblock_call_report_open")]

    def __str__(self) -> str:
        return f"{self.call_id} {self.person_id}"


class ConsentRow(models.Model):
    """Whether somebody may be quoted from a talk without their name.

    .. pii: What somebody decided, beside who it was.
    .. pii_types: other
    .. pii_retirement: local_api
    """

    call = models.ForeignKey(CallRow, on_delete=models.CASCADE, related_name="consents")
    person = models.ForeignKey(PersonRow, on_delete=models.CASCADE, related_name="consents")
    yes = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        db_table = "chatxblock_consent"
        verbose_name = _("consent to be quoted")
        verbose_name_plural = _("consents to be quoted")
        constraints = [models.UniqueConstraint(fields=["call", "person"], name="chatxblock_consent_once")]

    def __str__(self) -> str:
        return f"{self.call_id} {self.person_id}"


class FeedbackRow(models.Model):
    """What somebody says of a talk afterwards, and whether they were asked for a yes to being quoted.

    .. pii: Whether a talk helped somebody, beside who it was.
    .. pii_types: other
    .. pii_retirement: local_api
    """

    call = models.ForeignKey(CallRow, on_delete=models.CASCADE, related_name="feedback")
    person = models.ForeignKey(PersonRow, on_delete=models.CASCADE, related_name="feedback")
    helped = models.CharField(max_length=16, choices=[(h.value, h.value) for h in Helped], blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "chatxblock_feedback"
        verbose_name = _("feedback on a talk")
        verbose_name_plural = _("feedback on talks")
        constraints = [models.UniqueConstraint(fields=["call", "person"], name="chatxblock_feedback_once")]

    def __str__(self) -> str:
        return f"{self.call_id} {self.person_id}"


class FollowerRow(models.Model):
    """Somebody who has the same question as the asker of a call.

    .. no_pii: Who it is stands in the person's own row.
    """

    call = models.ForeignKey(CallRow, on_delete=models.CASCADE, related_name="followers")
    person = models.ForeignKey(PersonRow, on_delete=models.CASCADE, related_name="follows")
    at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "chatxblock_follower"
        verbose_name = _("follower of a question")
        verbose_name_plural = _("followers of questions")
        constraints = [models.UniqueConstraint(fields=["call", "person"], name="chatxblock_follows_once")]

    def __str__(self) -> str:
        return f"{self.call_id} {self.person_id}"


class TellingRow(models.Model):
    """A resource of which people still have to be told: made with its publication, gone when all of them were.

    `after_at` and `after_id` say how far the earlier questions that nobody answered were gone through.

    .. no_pii: It says nothing of people.
    """

    resource = models.OneToOneField(ResourceRow, on_delete=models.CASCADE, related_name="telling")
    since = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True)
    after_at = models.DateTimeField(null=True, blank=True)
    after_id = models.UUIDField(null=True, blank=True)
    looked = models.PositiveIntegerField(default=0)
    passes = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "chatxblock_telling"
        verbose_name = _("resource to be told of")
        verbose_name_plural = _("resources to be told of")

    def __str__(self) -> str:
        return f"{self.resource_id} ({self.looked})"


class ToldRow(models.Model):
    """Somebody who was told of a resource that answers what they asked or follow: of each question once.

    .. no_pii: Who it is stands in the person's own row.
    """

    resource = models.ForeignKey(ResourceRow, on_delete=models.CASCADE, related_name="told_people")
    call = models.ForeignKey(CallRow, on_delete=models.CASCADE, related_name="told_people")
    person = models.ForeignKey(PersonRow, on_delete=models.CASCADE, related_name="told_of")
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "chatxblock_told"
        verbose_name = _("somebody told of an answer")
        verbose_name_plural = _("people told of answers")
        constraints = [
            models.UniqueConstraint(fields=["person", "resource"], name="chatxblock_told_of_once"),
            models.UniqueConstraint(fields=["person", "call"], name="chatxblock_told_question_once"),
        ]
        indexes = [models.Index(fields=["person", "read_at", "at"], name="chatxblock_told_unread")]

    def __str__(self) -> str:
        return f"{self.resource_id} {self.person_id}"
