from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("chatxblock", "0027_files"),
    ]

    operations = [
        migrations.AddField(
            model_name="linerow",
            name="marks",
            field=models.JSONField(blank=True, default=dict),
        ),
    ]
