"""Which questions can be found, which of them the search knows, what was read before asking, and what led to help."""

from typing import Any

from django.db import migrations, models

RUNNING = ("waiting", "answered")


def find_what_is_open(apps: Any, schema_editor: Any) -> None:
    """Let open questions, and those left for the teachers and not answered, be findable."""
    calls = apps.get_model("chatxblock", "CallRow").objects
    calls.filter(state__in=RUNNING).update(findable=True)
    left = calls.filter(deferred_at__isnull=False, deferred_answer__isnull=True, findable=False)
    calls.filter(pk__in=list(left.values_list("pk", flat=True))).update(findable=True)


class Migration(migrations.Migration):
    dependencies = [
        ("chatxblock", "0015_resources"),
    ]

    operations = [
        migrations.AddField(
            model_name="callrow",
            name="read",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="callrow",
            name="findable",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="callrow",
            name="indexed",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="resourcehelpedrow",
            name="question",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="callrow",
            index=models.Index(fields=["findable", "indexed", "course"], name="chatxblock_call_findable"),
        ),
        migrations.RunPython(find_what_is_open, migrations.RunPython.noop),
    ]
