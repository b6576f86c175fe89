"""Somebody who was in a room and is no longer in the course."""

from __future__ import annotations

from django.db import migrations, models

ANSWERS = (
    "open",
    "accepted",
    "left",
    "declined",
    "removed",
    "withdrawn",
    "joining",
    "fellow",
    "unenrolled",
)


class Migration(migrations.Migration):
    dependencies = [("chatxblock", "0010_username")]

    operations = [
        migrations.AlterField(
            model_name="invitationrow",
            name="answer",
            field=models.CharField(choices=[(answer, answer) for answer in ANSWERS], max_length=16),
        ),
    ]
