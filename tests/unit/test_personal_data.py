"""Every table says which personal data it holds and how it goes, in the form of the platform's `code-annotations`."""

from __future__ import annotations

import re

import pytest
from django.db.models import Model

from tests.support.traces import tables

TYPES = {
    *("id", "name", "username", "password", "location", "phone_number", "email_address", "birth_date", "ip"),
    *("external_service", "biography", "gender", "sex", "image", "video", "other"),
}
"""What the platform's own configuration, `.pii_annotations.yml`, knows as `pii_types`."""
RETIREMENTS = {"retained", "local_api", "consumer_api", "third_party"}
ANNOTATION = re.compile(r"^\s*\.\. (no_pii|pii|pii_types|pii_retirement):(.*)$", re.MULTILINE)


@pytest.mark.parametrize("model", tables(), ids=lambda model: model.__name__)
def test_every_table_says_what_it_holds_and_how_that_goes(model: type[Model]) -> None:
    found = [(name, said.strip()) for name, said in ANNOTATION.findall(model.__doc__ or "")]
    assert all(said for _, said in found), "an annotation that says nothing"
    if [name for name, _ in found] == ["no_pii"]:
        return
    assert [name for name, _ in found] == ["pii", "pii_types", "pii_retirement"], "the tool takes a group in this order"
    said = dict(found)
    assert set(re.split(r",\s*", said["pii_types"])) <= TYPES
    assert set(re.split(r",\s*", said["pii_retirement"])) <= RETIREMENTS
    assert said["pii_retirement"] == "local_api", "what is kept of people goes with them"
