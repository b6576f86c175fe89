"""A teacher may say why a question that was left will not be answered."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("chatxblock", "0012_lobby"),
    ]

    operations = [
        migrations.AddField(
            model_name="deferredanswerrow",
            name="dismissed",
            field=models.BooleanField(default=False),
        ),
    ]
