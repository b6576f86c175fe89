"""Who may help by how far they are: by points, cohort, what is completed, thanks."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest
from django.core.cache import cache
from django.core.checks import run_checks
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings
from workbench.runtime import WorkbenchRuntime

from chatxblock import conf, wiring
from chatxblock.block import ChatXBlock
from chatxblock.devserver.scenarios import chat_scenarios
from chatxblock.domain.calls.call import Person
from chatxblock.domain.ports import Place
from chatxblock.errors import ConfigurationError
from chatxblock.models import HelperRow
from chatxblock.openedx import platform
from chatxblock.openedx.eligibility import Rules
from chatxblock.openedx.learning_rules import (
    CohortMayHelp,
    CompletedMayHelp,
    GradeMayHelp,
    LearningRule,
    ThankedMayHelp,
)
from chatxblock.peering import messages
from chatxblock.store import DjangoStore
from chatxblock.testing import MemoryRooms
from chatxblock.web import studio_checks, studio_form
from tests.integration.conftest import Site
from tests.support.talks import QUESTION

NAMES = ("helper1", "helper2", "helper3", "learner", "staff", "stranger")


def person(name: str, number: int) -> Person:
    return Person(id=number, course="workbench", user_id=name, localpart=name, name=name)


def people() -> dict[str, Person]:
    return {name: person(name, number) for number, name in enumerate(NAMES, 1)}


def able(rule: LearningRule, *listed: str) -> set[str]:
    """Who of the workbench may help by a rule."""
    known = people()
    place = Place(course="workbench", unit="page", section="page", listed=tuple(known[name].id for name in listed))
    found = rule.among(place, list(known.values()))
    return {name for name, person in known.items() if person.id in found}


def test_a_platform_that_fails_harms_nobody(
    site: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Whom the author named and staff may help all the same, and the unit opens."""

    def fails(*_asked: object) -> dict[str, float]:
        raise OSError("the grades are away")

    monkeypatch.setattr(platform, "scores", fails)
    assert able(GradeMayHelp(), "helper3") == {"helper3", "staff"}
    assert "the platform could not say how far people are" in caplog.text
    (page,) = (page for page in chat_scenarios() if "solvers help" in page.title)
    assert "lobby.js" in Site(page.usages[0]).view("helper1")


@pytest.mark.parametrize(
    ("rule", "who"),
    [
        (GradeMayHelp(), {"helper1"}),
        (GradeMayHelp(at_least=0.6), {"helper1", "helper2"}),
        (GradeMayHelp(at_least=1), set()),
        (CohortMayHelp(name="Evening group"), {"helper1", "helper2", "learner"}),
        (CohortMayHelp(name="Nobody's"), set()),
        (CompletedMayHelp(), {"helper1", "helper3"}),
        (ThankedMayHelp(), set()),
    ],
)
def test_staff_may_help_and_of_the_others_who_is_as_far(rule: LearningRule, who: set[str]) -> None:
    assert able(rule) == {"staff", *who}


def test_whom_the_author_named_may_help_however_far_they_are_and_nobody_from_outside() -> None:
    assert able(GradeMayHelp(), "helper3", "stranger") == {"staff", "helper1", "helper3"}


def test_thanks_count_from_so_many_on() -> None:
    rule = ThankedMayHelp(at_least=2)
    Rules({"thanked": rule}, "thanked", thanks=lambda ids: {1: 2, 2: 1})
    assert able(rule) == {"staff", "helper1"}


def test_what_was_thanked_in_the_course_is_counted(site: Site) -> None:
    site.post("helper1", "duty", {"on_duty": True})
    HelperRow.objects.update(thanked=3)
    helper = person("helper1", HelperRow.objects.get().person_id)
    other = person("helper2", helper.id + 1)
    place = Place(course="workbench", unit="page")
    assert set(wiring.eligibility().among("thanked", place, [helper, other])) == {helper.id}


def test_what_can_be_completed_is_looked_up_once_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    class Directory:
        def parts(self, course: str, unit: str) -> list[str]:
            looked.append(unit)
            return ["problem"]

        def completed(self, course: str, keys: list[str], user_ids: list[str]) -> set[str]:
            return set(user_ids[:1]) if keys == ["problem"] else set()

    monkeypatch.setattr(platform, "directory", Directory)
    cache.clear()
    for _ in range(3):
        assert platform.completed("course", "unit", ["bo", "cy"]) == {"bo"}
    assert looked == ["unit"]


def test_a_rule_costs_the_same_for_few_and_for_many(site: Site) -> None:
    def queries(many: int) -> int:
        crowd = [person(f"helper{number}", number) for number in range(many)]
        place = Place(course="workbench", unit="page", section="page")
        with CaptureQueriesContext(connection) as captured:
            for name in ("grade", "completed", "thanked"):
                wiring.eligibility().among(name, place, crowd)
        return len(captured)

    assert queries(2) == queries(60) == 1  # of ours: the thanks


def test_the_rule_that_an_author_chose_decides_who_is_offered_to_help(
    rooms: MemoryRooms, usage: str, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    (page,) = (page for page in chat_scenarios() if "help each other" in page.title)
    site = Site(page.usages[0])
    monkeypatch.setattr(ChatXBlock.who_helps, "_default", "grade")
    may = {name: site.post(name, "duty", {"on_duty": True}).status for name in ("helper1", "helper2", "staff")}
    assert may == {"helper1": 200, "helper2": 403, "staff": 200}


@pytest.mark.parametrize(
    ("rule", "options"),
    [
        (GradeMayHelp, {"at_least": 80}),
        (GradeMayHelp, {"at_least": 0}),
        (GradeMayHelp, {"at_least": True}),
        (GradeMayHelp, {"at_least": "0.8"}),
        (ThankedMayHelp, {"at_least": 0}),
        (ThankedMayHelp, {"at_least": 1.5}),
        (CohortMayHelp, {"name": " "}),
    ],
)
def test_options_that_make_no_sense_are_refused(rule: type[LearningRule], options: dict[str, Any]) -> None:
    with pytest.raises(ConfigurationError, match="has to be"):
        rule(**options)


@pytest.mark.parametrize("options", [{"at_least": 80}, {"most": 1}])
def test_manage_check_says_so(settings: Settings, options: dict[str, Any]) -> None:
    backend = {"BACKEND": "chatxblock.openedx.learning_rules.GradeMayHelp", "OPTIONS": options}
    settings.CHATXBLOCK = {**settings.CHATXBLOCK, "ELIGIBILITY": {**conf.ELIGIBILITY, "good": backend}}
    (found,) = run_checks(tags=["compatibility"])
    assert found.id == "chatxblock.E005"
    assert "CHATXBLOCK['ELIGIBILITY']['good']" in found.msg


def test_authors_choose_rules_by_what_the_operator_calls_them(settings: Settings) -> None:
    tutors = {
        "BACKEND": "chatxblock.openedx.learning_rules.CohortMayHelp",
        "OPTIONS": {"name": "Tutors", "label": "Our tutors"},
    }
    settings.CHATXBLOCK = {**settings.CHATXBLOCK, "ELIGIBILITY": {**conf.ELIGIBILITY, "tutors": tutors}}
    conf.reset()
    options = ChatXBlock.who_helps.runtime_options["values_provider"](None)
    conf.reset()
    shown = {option["value"]: option["display_name"] for option in options}
    assert shown["tutors"] == "Our tutors"
    assert shown["grade"].endswith("whoever has most of the points of this subsection")


@pytest.mark.parametrize(("cohort", "said"), [("Evening group", []), ("Tutors", ["“Tutors”"])])
def test_an_author_is_told_of_a_cohort_that_the_course_has_not(
    site: Site, usage: str, settings: Settings, cohort: str, said: list[str]
) -> None:
    tutors = {"BACKEND": "chatxblock.openedx.learning_rules.CohortMayHelp", "OPTIONS": {"name": cohort}}
    settings.CHATXBLOCK = {**settings.CHATXBLOCK, "ELIGIBILITY": {**conf.ELIGIBILITY, "tutors": tutors}}
    for kept in (conf.reset, wiring.eligibility.cache_clear):
        kept()
    block = WorkbenchRuntime("staff").get_block(usage)
    found = studio_checks.findings(block, {**studio_form.values(block), "who_helps": "tutors"})
    for kept in (conf.reset, wiring.eligibility.cache_clear):
        kept()
    assert [(finding.field, finding.level) for finding in found] == [("who_helps", "warning")] * len(said)
    assert all(name in finding.words for name, finding in zip(said, found, strict=True))


def test_how_far_the_asker_is_goes_to_a_peering_and_to_nobody_else(site: Site, rooms: MemoryRooms) -> None:
    call_id = site.ask(question=QUESTION)["id"]
    call = DjangoStore().load(UUID(call_id))
    sent = json.loads(messages.outcome(call))["call"]["context"]
    assert (sent["attempts"], sent["score"]) == (2, 0.3)
    for name, role in (("helper1", "inbox"), ("learner", "lobby"), ("staff", "staff_calls")):
        assert "attempts" not in json.dumps(site.post(name, role).value), name
    site.post("helper1", "accept", {"call_id": call_id})
    for name in ("helper1", "learner"):
        kept = site.get(name, "transcript", call_id, format="json").content.decode()
        assert QUESTION in kept
        assert "attempts" not in kept
        assert "score" not in kept
