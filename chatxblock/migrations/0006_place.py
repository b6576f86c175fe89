"""Calls and helpers belong to a unit, in which there may be a block of ours, and not to a block.

Nobody knows here in which unit a block stands. What is there gets the block's key as its unit's, and is moved to the
unit when the block is next visited (`chatxblock.domain.ports.HelperStore.move_unit`).
"""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F


def block_to_unit(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the block for the unit, until it is known better."""
    apps.get_model("chatxblock", "CallRow").objects.update(unit=F("block"))


class Migration(migrations.Migration):
    dependencies = [
        ("chatxblock", "0005_versions_and_setbacks"),
    ]

    operations = [
        migrations.AddField(
            model_name="callrow",
            name="unit",
            field=models.CharField(default="", max_length=255),
            preserve_default=False,
        ),
        migrations.RunPython(block_to_unit, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="callrow",
            name="block",
            field=models.CharField(blank=True, max_length=255),
        ),
        migrations.AddIndex(
            model_name="callrow",
            index=models.Index(fields=["unit", "state"], name="chatxblock_call_unit"),
        ),
        migrations.RemoveConstraint(model_name="helperunitrow", name="chatxblock_one_helper_a_unit"),
        migrations.RemoveIndex(model_name="helperunitrow", name="chatxblock_unit_next"),
        migrations.RenameField(model_name="helperunitrow", old_name="block", new_name="unit"),
        migrations.AddConstraint(
            model_name="helperunitrow",
            constraint=models.UniqueConstraint(fields=("person", "unit"), name="chatxblock_one_helper_a_unit"),
        ),
        migrations.AddIndex(
            model_name="helperunitrow",
            index=models.Index(fields=["unit", "ready", "turns", "shuffle"], name="chatxblock_unit_next"),
        ),
    ]
