"""People are kept with their usernames, which is what learners see of each other unless the operator says otherwise.

Who is there already gets theirs with their next visit; until then they go by a pseudonym where a username is shown.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("chatxblock", "0009_invitations"),
    ]

    operations = [
        migrations.AddField(
            model_name="personrow",
            name="username",
            field=models.CharField(blank=True, default="", max_length=255),
            preserve_default=False,
        ),
    ]
