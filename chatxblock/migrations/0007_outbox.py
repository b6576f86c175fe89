from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("chatxblock", "0006_place"),
    ]

    operations = [
        migrations.CreateModel(
            name="OutboxRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=32)),
                ("to", models.CharField(max_length=64)),
                ("topic", models.CharField(max_length=64)),
                ("body", models.JSONField(default=dict)),
                ("due_at", models.DateTimeField(db_index=True)),
                ("expires_at", models.DateTimeField(db_index=True)),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("lease_token", models.CharField(blank=True, max_length=32)),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "message to be delivered",
                "verbose_name_plural": "messages to be delivered",
                "db_table": "chatxblock_outbox",
            },
        ),
    ]
