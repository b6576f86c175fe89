"""An open lobby stands for its asker; what she took back is known, and how many could be asked next."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("chatxblock", "0011_unenrolled"),
    ]

    operations = [
        migrations.AddField(
            model_name="callrow",
            name="watched_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="callrow",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="callrow",
            name="prospects",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
    ]
