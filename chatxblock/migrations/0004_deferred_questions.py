"""One word a thing: a question that is left for the teachers is deferred, and who asks to be let in asks to join."""

from collections.abc import Callable

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

ANSWERS = ["open", "accepted", "left", "declined", "removed", "withdrawn", "joining", "fellow"]


def rename_answers(before: str, after: str) -> Callable[[Apps, BaseDatabaseSchemaEditor], None]:
    """Return what renames an answer in the rows that have it."""

    def rename(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
        apps.get_model("chatxblock", "InvitationRow").objects.filter(answer=before).update(answer=after)

    return rename


class Migration(migrations.Migration):
    dependencies = [
        ("chatxblock", "0003_helpers"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="callrow", name="chatxblock_call_entrusted"),
        migrations.RenameField(model_name="callrow", old_name="entrusted_at", new_name="deferred_at"),
        migrations.AddIndex(
            model_name="callrow",
            index=models.Index(fields=["course", "deferred_at"], name="chatxblock_call_deferred"),
        ),
        migrations.RenameModel(old_name="LateAnswerRow", new_name="DeferredAnswerRow"),
        migrations.AlterModelTable(name="deferredanswerrow", table="chatxblock_deferred_answer"),
        migrations.AlterModelOptions(
            name="deferredanswerrow",
            options={"verbose_name": "deferred answer", "verbose_name_plural": "deferred answers"},
        ),
        migrations.AlterField(
            model_name="deferredanswerrow",
            name="by",
            field=models.ForeignKey(
                on_delete=models.deletion.PROTECT, related_name="deferred_answers", to="chatxblock.personrow"
            ),
        ),
        migrations.AlterField(
            model_name="deferredanswerrow",
            name="call",
            field=models.OneToOneField(
                on_delete=models.deletion.CASCADE, related_name="deferred_answer", to="chatxblock.callrow"
            ),
        ),
        migrations.RunPython(rename_answers("knocking", "joining"), rename_answers("joining", "knocking")),
        migrations.AlterField(
            model_name="invitationrow",
            name="answer",
            field=models.CharField(choices=[(answer, answer) for answer in ANSWERS], max_length=16),
        ),
    ]
