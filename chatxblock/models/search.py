"""Tables of the search by words. Nothing outside `chatxblock.store` queries them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from chatxblock.domain.ports import DocumentKind


class SearchDocumentRow(models.Model):
    """Something that can be found, and where it belongs; what it says is not here.

    .. no_pii: What people wrote stands in the document itself.
    """

    key = models.UUIDField(unique=True)
    kind = models.CharField(max_length=16, choices=[(k.value, k.value) for k in DocumentKind])
    section = models.CharField(max_length=255, blank=True)
    unit = models.CharField(max_length=255, blank=True)
    course = models.CharField(max_length=255)
    counted = models.BooleanField(default=False)

    class Meta:
        db_table = "chatxblock_search_document"
        verbose_name = _("document that can be found")
        verbose_name_plural = _("documents that can be found")

    def __str__(self) -> str:
        return f"{self.key} ({self.kind})"


class SearchTermRow(models.Model):
    """A word of one course and in how many of its documents of a kind it stands; the empty one stands in all of them.

    A row goes by a number made of course, kind and word: databases differ in which letters they take for the same.

    .. pii: Single words of what people wrote, without their order and without who wrote them.
    .. pii_types: other
    .. pii_retirement: local_api
    """

    id = models.BigIntegerField(primary_key=True)
    beginning = models.BigIntegerField()
    word = models.CharField(max_length=64, blank=True)
    documents = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "chatxblock_search_term"
        verbose_name = _("word that is searched by")
        verbose_name_plural = _("words that are searched by")
        indexes = [models.Index(fields=["beginning", "documents"], name="chatxblock_term_beginning")]

    def __str__(self) -> str:
        return f"{self.word} ({self.documents})"


class SearchEntryRow(models.Model):
    """That a word stands in a document, and what it earns it there.

    .. pii: Which words stand in what somebody wrote, without their order.
    .. pii_types: other
    .. pii_retirement: local_api
    """

    document = models.ForeignKey(SearchDocumentRow, on_delete=models.CASCADE, related_name="entries")
    term = models.BigIntegerField()
    weight = models.FloatField()

    class Meta:
        db_table = "chatxblock_search_entry"
        verbose_name = _("place where a word stands")
        verbose_name_plural = _("places where words stand")
        indexes = [models.Index(fields=["term", "weight", "document"], name="chatxblock_entry_term")]

    def __str__(self) -> str:
        return f"{self.document_id} {self.term}"
