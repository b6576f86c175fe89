"""What became of offers is counted when their call is closed, for those that are closed by now too."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("chatxblock", "0007_outbox"),
    ]

    operations = [
        migrations.AddField(
            model_name="callrow",
            name="counted",
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name="callrow",
            index=models.Index(fields=["counted", "state"], name="chatxblock_call_counted"),
        ),
        migrations.CreateModel(
            name="ExperienceRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("hour", models.PositiveSmallIntegerField()),
                ("offered", models.PositiveIntegerField(default=0)),
                ("seen", models.PositiveIntegerField(default=0)),
                ("answered", models.PositiveIntegerField(default=0)),
                ("seconds", models.FloatField(default=0.0)),
                ("within_15", models.PositiveIntegerField(default=0)),
                ("within_30", models.PositiveIntegerField(default=0)),
                ("within_60", models.PositiveIntegerField(default=0)),
                ("within_120", models.PositiveIntegerField(default=0)),
                ("within_300", models.PositiveIntegerField(default=0)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="experience",
                        to="chatxblock.personrow",
                    ),
                ),
            ],
            options={
                "verbose_name": "experience with a helper",
                "verbose_name_plural": "experience with helpers",
                "db_table": "chatxblock_experience",
            },
        ),
        migrations.AddConstraint(
            model_name="experiencerow",
            constraint=models.UniqueConstraint(fields=("person", "hour"), name="chatxblock_one_experience_an_hour"),
        ),
    ]
