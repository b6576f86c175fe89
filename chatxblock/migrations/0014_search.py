"""The words by which something is found, where they stand, and what they earn there."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("chatxblock", "0013_dismissed"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchDocumentRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True)),
                ("kind", models.CharField(choices=[("resource", "resource"), ("call", "call")], max_length=16)),
                ("section", models.CharField(blank=True, max_length=255)),
                ("unit", models.CharField(blank=True, max_length=255)),
                ("course", models.CharField(max_length=255)),
                ("counted", models.BooleanField(default=False)),
            ],
            options={
                "verbose_name": "document that can be found",
                "verbose_name_plural": "documents that can be found",
                "db_table": "chatxblock_search_document",
            },
        ),
        migrations.CreateModel(
            name="SearchTermRow",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("beginning", models.BigIntegerField()),
                ("word", models.CharField(blank=True, max_length=64)),
                ("documents", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "word that is searched by",
                "verbose_name_plural": "words that are searched by",
                "db_table": "chatxblock_search_term",
                "indexes": [models.Index(fields=["beginning", "documents"], name="chatxblock_term_beginning")],
            },
        ),
        migrations.CreateModel(
            name="SearchEntryRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("term", models.BigIntegerField()),
                ("weight", models.FloatField()),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="chatxblock.searchdocumentrow",
                    ),
                ),
            ],
            options={
                "verbose_name": "place where a word stands",
                "verbose_name_plural": "places where words stand",
                "db_table": "chatxblock_search_entry",
                "indexes": [models.Index(fields=["term", "weight", "document"], name="chatxblock_entry_term")],
            },
        ),
    ]
