"""What our door reads of the exercises of a real LMS, whose problems are its own kind (capa)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from opaque_keys.edx.keys import UsageKey
from xmodule.modulestore.django import modulestore
from xmodule.modulestore.tests.factories import BlockFactory

from chatxblock.openedx import platform
from tests.lms.platform import RealLms

pytestmark = [pytest.mark.lms, pytest.mark.django_db]

CHOICES = """<problem>
  <multiplechoiceresponse>
    <p>Is the matrix \\(A\\) with the rows (1, 2) and (2, 4) invertible?</p>
    <label>Choose one</label>
    <choicegroup type="MultipleChoice">
      <choice correct="false">Yes <choicehint>SECRET hint</choicehint></choice>
      <choice correct="true">No, its rows depend on each other</choice>
    </choicegroup>
    <solution><div><p>SECRET solution</p></div></solution>
  </multiplechoiceresponse>
  <demandhint><hint>SECRET demand</hint></demandhint>
</problem>"""
NUMBERS = """<problem>
  <numericalresponse answer="12">
    <label>What is 3 times 4?</label>
    <formulaequationinput/>
  </numericalresponse>
  <optionresponse>
    <label>And is that even?</label>
    <optioninput options="('yes','no')" correct="yes"/>
  </optionresponse>
</problem>"""


@pytest.fixture
def lms(db: None) -> Iterator[RealLms]:
    made = RealLms()
    yield made
    made.end()


def problem(usage: str, data: str, **more: Any) -> str:
    """Put a problem into the unit of a block; return its key."""
    unit = modulestore().get_item(UsageKey.from_string(usage)).get_parent()
    return str(BlockFactory.create(parent=unit, category="problem", data=data, **more).location)


def test_a_problem_is_read_as_its_learner_reads_it_without_what_gives_it_away(lms: RealLms) -> None:
    usage, alex = lms.make("1"), lms.user("alex")
    key = problem(usage, CHOICES, display_name="Rows")
    (found,) = platform.exercises(lms.block(usage, alex))
    assert (found.key, found.title, found.answer) == (key, "Rows", "")
    assert found.text == (
        "Is the matrix \\(A\\) with the rows (1, 2) and (2, 4) invertible?\n\n"
        "Choose one\n\n○ Yes\n\n○ No, its rows depend on each other"
    )


def test_what_she_answered_last_is_read_in_peoples_words_and_is_hers_alone(lms: RealLms) -> None:
    usage, alex, bo = lms.make("1"), lms.user("alex"), lms.user("bo")
    key = problem(usage, CHOICES)
    name = UsageKey.from_string(key).html_id()
    lms.try_it(key, alex, json.dumps({"attempts": 1, "student_answers": {f"{name}_2_1": "choice_0"}}), 0.0, 1.0)
    assert platform.exercises(lms.block(usage, alex))[0].answer == "Yes"
    assert platform.exercises(lms.block(usage, bo))[0].answer == ""


def test_several_questions_say_which_was_answered_how(lms: RealLms) -> None:
    usage, alex = lms.make("1"), lms.user("alex")
    key = problem(usage, NUMBERS)
    name = UsageKey.from_string(key).html_id()
    answers = {f"{name}_2_1": "7", f"{name}_2_1_dynamath": "<math/>", f"{name}_3_1": "no"}
    lms.try_it(key, alex, json.dumps({"attempts": 1, "student_answers": answers}), 0.0, 1.0)
    (found,) = platform.exercises(lms.block(usage, alex))
    assert found.text == "What is 3 times 4?\n\n____\n\nAnd is that even?\n\n[yes / no]"
    assert found.answer == "What is 3 times 4?: 7\nAnd is that even?: no"


def test_what_she_may_not_see_is_not_there_and_a_broken_one_hides_no_other(lms: RealLms) -> None:
    usage, alex, kim = lms.make("1"), lms.user("alex"), lms.user("kim", role="staff")
    problem(usage, CHOICES, display_name="Hidden", visible_to_staff_only=True)
    problem(usage, "<problem><script>broken(</script><p>Broken</p></problem>", display_name="Broken")
    problem(usage, CHOICES, display_name="Shown")
    assert [one.title for one in platform.exercises(lms.block(usage, alex))] == ["Shown"]
    assert "Hidden" in [one.title for one in platform.exercises(lms.block(usage, kim))]
