"""What a course's files keep of a block: everything, also what older versions wrote and what somebody broke by hand."""

from __future__ import annotations

import json
from typing import Any

import pytest
from lxml import etree
from workbench.runtime import WorkbenchRuntime
from xblock.core import XBlock

from chatxblock.block import ChatXBlock
from chatxblock.web import studio_checks, studio_form
from tests.integration.conftest import Site

EVERYTHING: dict[str, Any] = {
    "display_name": "Frag jemanden 🙋",
    "heading": 'Stuck? "Ask" <b>us</b> & others',
    "prompt": "ما الذي لا تفهمه؟",
    "form": "button",
    "hints": "Look at the rows\nIs one a *multiple* of the other?\n\n\tA page\n/page?a=1&b=2",
    "who_helps": "staff",
    "helpers": "helper1\nhelper2, staff",
    "rounds": "3 peers 20s\n8 listed 2m",
    "peering": "tiers",
    "room_kind": "",
    "helper_limit": 7,
    "offers_cap": 1,
    "calls_cap": 20,
    "review": True,
    "fellows_write": True,
    "files": False,
}
BROKEN = (
    ("calls_cap", "two", 2),
    ("helper_limit", "", 3),
    ("review", "perhaps", False),
)


def parsed(xml: str) -> Any:
    """Return the block that a course's files make in the workbench."""
    runtime = WorkbenchRuntime("staff")
    return runtime.get_block(runtime.parse_xml_string(xml))


def written(block: XBlock) -> str:
    node = etree.Element("chatxblock")
    block.add_xml_to_node(node)
    return etree.tostring(node, encoding="unicode")


def test_everything_here_is_all_that_an_author_sets() -> None:
    assert set(EVERYTHING) == set(studio_form.NAMES)
    defaults = {name: ChatXBlock.fields[name].default for name in studio_form.NAMES}
    assert {name for name in EVERYTHING if EVERYTHING[name] == defaults[name]} <= {"room_kind"}


def test_what_is_written_is_read_as_it_was(site: Site, usage: str) -> None:
    block = WorkbenchRuntime("staff").get_block(usage)
    for name, value in EVERYTHING.items():
        setattr(block, name, value)
    assert studio_form.values(parsed(written(block))) == EVERYTHING


def test_a_block_that_says_nothing_is_what_it_is_without_a_word(site: Site) -> None:
    defaults = {name: ChatXBlock.fields[name].default for name in studio_form.NAMES}
    assert studio_form.values(parsed("<chatxblock/>")) == defaults


@pytest.mark.parametrize(("name", "typed", "kept"), BROKEN)
def test_a_value_that_is_none_is_told_to_the_author_and_stops_nothing(
    site: Site, name: str, typed: str, kept: Any
) -> None:
    block = parsed(f'<chatxblock helpers="helper1" {name}="{typed}"/>')
    form = json.loads(block.studio_view({}).json_init_args)
    assert form["values"][name] == kept
    assert site.ask()["state"] == "waiting"


@pytest.mark.parametrize(
    ("attributes", "field", "words"),
    [
        ('who_helps="volunteers"', "who_helps", "“volunteers” is no choice here any more."),
        ('peering="stars"', "peering", "“stars” is no choice here any more."),
        ('rounds="3 friends 60s"', "rounds", "no group of people"),
        ('helpers="ada@example.org"', "helpers", "that is an email address"),
        ('hints="A page&#10;javascript:alert(1)"', "hints", "is no link to a page"),
        ('offers_cap="99"', "offers_cap", "between 1 and 20"),
    ],
)
def test_what_an_older_site_wrote_and_this_one_has_not_is_told_at_its_field(
    site: Site, attributes: str, field: str, words: str
) -> None:
    block = parsed(f"<chatxblock {attributes}/>")
    found = studio_checks.findings(block, studio_form.values(block))
    assert [(finding.field, finding.level) for finding in found] == [(field, "error")]
    assert words in found[0].words
    assert words in " ".join(message.text for message in block.validate().messages)
    assert block.author_view({}).content


@pytest.mark.parametrize("inside", ["<p>Ask!</p>", "<problem><p/></problem>", "<!-- a note -->", "words", "<?php x?>"])
def test_what_somebody_wrote_into_it_by_hand_is_passed_over(site: Site, inside: str) -> None:
    block = parsed(f'<chatxblock heading="Stuck here?">{inside}</chatxblock>')
    assert (block.heading, block.has_children) == ("Stuck here?", False)


def test_a_setting_in_an_element_of_its_own_is_read(site: Site) -> None:
    """XBlock writes a text of several lines so."""
    option = 'xmlns:option="http://code.edx.org/xblock/option"'
    block = parsed(f"<chatxblock {option}><option:helpers>helper1\nhelper2</option:helpers><p/></chatxblock>")
    assert block.helper_names() == ["helper1", "helper2"]


def test_an_app_is_told_an_authors_words_and_nothing_of_anybody(site: Site, usage: str) -> None:
    site.ask("learner")
    told = WorkbenchRuntime("learner").get_block(usage).student_view_data()
    assert told == {"heading": "Stuck on this problem?", "prompt": "What are you stuck on?", "form": "card"}


def test_what_this_version_does_not_know_is_passed_over(site: Site) -> None:
    block = parsed('<chatxblock heading="Stuck?" from_the_future="yes"/>')
    assert block.heading == "Stuck?"
