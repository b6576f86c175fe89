from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("chatxblock", "0020_export")]

    operations = [
        migrations.AddField(
            model_name="callrow",
            name="forgotten_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="personrow",
            name="retiring",
            field=models.BooleanField(db_index=True, default=False),
        ),
        migrations.AddField(
            model_name="personrow",
            name="walked",
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="personrow",
            name="retired_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="resourcesourcerow",
            name="log_gone",
            field=models.BooleanField(default=False),
        ),
    ]
