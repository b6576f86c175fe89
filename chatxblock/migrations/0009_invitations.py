"""Whoever said no is asked once more by name at most; whoever said that they come is waited for so long."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("chatxblock", "0008_experience"),
    ]

    operations = [
        migrations.AddField(
            model_name="invitationrow",
            name="awaited_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="invitationrow",
            name="asked_again",
            field=models.BooleanField(default=False),
        ),
    ]
