"""What a save compares, what the chat server lost, and for how long a call is set aside.

That a room was lost, or is being made again, was kept as reports that nobody had made; they become columns.
"""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F, Q

MARKS = {
    "log_lost_at": {"lines": 0, "last_id": "lost with the room"},
    "remaking_at": {"lines": 0, "last_id": "being made again"},
}


def marks_to_columns(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the marks out of the reports."""
    rows = apps.get_model("chatxblock", "CallRow").objects
    for pk, reports in list(rows.exclude(reports=[]).values_list("pk", "reports")):
        marked = {name: F("touched_at") for name, mark in MARKS.items() if mark in reports}
        if marked:
            others = [report for report in reports if report not in MARKS.values()]
            rows.filter(pk=pk).update(reports=others, **marked)


def columns_to_marks(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the marks before the reports again.

    Each row once: PostgreSQL alters no table of which a transaction has changed a row twice.
    """
    rows = apps.get_model("chatxblock", "CallRow").objects
    marked = rows.filter(Q(log_lost_at__isnull=False) | Q(remaking_at__isnull=False))
    for row in list(marked.only("reports", *MARKS)):
        marks = [mark for column, mark in MARKS.items() if getattr(row, column) is not None]
        rows.filter(pk=row.pk).update(reports=[*marks, *row.reports])


class Migration(migrations.Migration):
    dependencies = [
        ("chatxblock", "0004_deferred_questions"),
    ]

    operations = [
        migrations.AddField(
            model_name="callrow",
            name="failures",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="callrow",
            name="log_lost_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="callrow",
            name="remaking_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="callrow",
            name="set_aside_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="callrow",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.RunPython(marks_to_columns, columns_to_marks),
        migrations.AddIndex(
            model_name="callrow",
            index=models.Index(fields=["failures"], name="chatxblock_call_failing"),
        ),
    ]
