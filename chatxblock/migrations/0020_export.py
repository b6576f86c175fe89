from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("chatxblock", "0019_followers"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="linerow",
            index=models.Index(fields=["call", "position"], name="chatxblock_line_place"),
        ),
    ]
