from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("chatxblock", "0026_bars"),
    ]

    operations = [
        migrations.AddField(
            model_name="linerow",
            name="marks",
            field=models.JSONField(blank=True, default=dict),
        ),
    ]
