"""Talks as sessions, however they overlap and are cut into pages; with whom, how they ended, what was said."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from chatxblock.domain.calls.call import Answer, Call, Invitation, State
from chatxblock.domain.calls.transcript import Line
from chatxblock.domain.deferred.questions import DeferredAnswer
from chatxblock.domain.history.spellings import spellings
from chatxblock.domain.history.talks import Outcome, Talk, company, group_id, latest, outcome, sessions
from chatxblock.testing import START, a_call, a_person


def after(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def talk(began: float, ended: float | None) -> Talk:
    call = replace(a_call(), asked_at=after(began))
    if ended is not None:
        call = replace(call, state=State.CLOSED, ended_at=after(ended))
    return Talk(call=call, company=(), outcome=Outcome.HELPED)


def spans(*talks: Talk) -> list[int]:
    return [len(session.talks) for session in sessions(talks)]


@pytest.mark.parametrize(("gap", "sizes"), [(0, [2]), (29.99, [2]), (30, [1, 1]), (600, [1, 1])])
def test_calls_less_than_half_an_hour_apart_are_one_session(gap: float, sizes: list[int]) -> None:
    assert spans(talk(10 + gap, 20 + gap), talk(0, 10)) == sizes


def test_a_long_call_holds_together_what_lies_in_it() -> None:
    late, long, short = talk(150, 160), talk(0, 140), talk(10, 20)
    (session,) = sessions([late, long, short])
    assert (session.began_at, session.ended_at, session.continued) == (START, after(160), False)


def test_what_goes_on_is_of_the_session_before_it() -> None:
    (session,) = sessions([talk(50, None), talk(0, 40)])
    assert (session.ended_at, len(session.talks)) == (None, 2)
    assert spans(talk(90, None), talk(0, 40)) == [1, 1]


@pytest.mark.parametrize(
    "talks",
    [
        [talk(60, 5), talk(0, 4)],
        [talk(-600, 5), talk(700, 4), talk(0, 3)],
        [talk(90, None), talk(200, 10), talk(0, 10)],
    ],
    ids=["put back in a talk", "forth and back", "put back before one that goes on"],
)
def test_each_talk_is_in_one_session_whatever_the_clock_did(talks: list[Talk]) -> None:
    """A clock that was put back makes a talk end before it began; none is lost for it, and none is there twice."""
    found = [one.call.id for session in sessions(talks) for one in session.talks]
    assert found == [one.call.id for one in talks]
    for cut in range(1, len(talks)):
        first = sessions(talks[:cut])
        behind = sessions(talks[cut:], first[-1].began_at)
        assert [one.call.id for session in (*first, *behind) for one in session.talks] == found


@pytest.mark.parametrize("cut", range(1, 6))
def test_pages_put_together_are_the_sessions_of_the_whole(cut: int) -> None:
    talks = [talk(200, 210), talk(150, 160), talk(0, 140), talk(10, 20), talk(-90, -80), talk(-91, -85)]
    whole = sessions(talks)
    first = sessions(talks[:cut])
    behind = sessions(talks[cut:], first[-1].began_at)
    sizes = [len(session.talks) for session in first]
    if behind[0].continued:
        sizes[-1] += len(behind[0].talks)
        behind = behind[1:]
    assert [*sizes, *(len(session.talks) for session in behind)] == [len(session.talks) for session in whole]


def came(call: Call, answer: Answer, *, accepted: bool = True) -> Invitation:
    there = START if accepted else None
    return Invitation(person=a_person(50), round=1, invited_at=START, answer=answer, accepted_at=there)


@pytest.mark.parametrize(
    ("answer", "accepted", "known"),
    [
        (Answer.ACCEPTED, True, True),
        (Answer.LEFT, True, True),
        (Answer.FELLOW, False, True),
        (Answer.OPEN, False, False),
        (Answer.DECLINED, False, False),
        (Answer.JOINING, False, False),
    ],
)
def test_who_came_is_company_and_who_was_only_asked_is_not(answer: Answer, accepted: bool, known: bool) -> None:
    call = a_call()
    invitation = came(call, answer, accepted=accepted)
    assert company(replace(call, invitations=(invitation,)), call.asker) == ((invitation.person,) if known else ())


def test_a_group_is_the_same_for_each_of_its_members_and_tells_none() -> None:
    people = [a_person(number) for number in (1, 2, 3)]
    assert group_id(people) == group_id(reversed(people)) != group_id(people[:2])
    assert all(person.localpart not in group_id(people) for person in people)


def test_how_a_call_ended_is_told_by_what_was_done_last() -> None:
    call = a_call()
    over = replace(call, state=State.CLOSED, ended_at=START)
    answer = DeferredAnswer(by=call.asker, body="So.", at=START)
    assert outcome(call) is Outcome.OPEN
    assert outcome(over) is Outcome.UNANSWERED
    assert outcome(replace(over, withdrawn_at=START)) is Outcome.WITHDRAWN
    assert outcome(replace(over, invitations=(came(call, Answer.LEFT),))) is Outcome.HELPED
    assert outcome(replace(over, solved_at=START, invitations=(came(call, Answer.LEFT),))) is Outcome.SOLVED
    assert outcome(replace(over, deferred_at=START)) is Outcome.LEFT
    assert outcome(replace(over, deferred_at=START), answer) is Outcome.ANSWERED
    assert outcome(replace(over, deferred_at=START), replace(answer, dismissed=True)) is Outcome.DISMISSED


def test_a_word_is_looked_for_as_it_may_be_written_and_one_of_english_once() -> None:
    assert spellings("Matrix") == ("Matrix",)
    assert spellings("矩阵") == ("矩阵",)
    assert {"οδός", "ΟΔΌΣ", "Οδός"} <= set(spellings("ΟΔΌΣ"))
    assert {"GRÖSSE", "größe", "Größe"} <= set(spellings("größe"))
    assert {"istanbul", "İSTANBUL", "İstanbul"} <= set(spellings("İSTANBUL"))
    assert {"ışık", "IŞIK", "Işık"} <= set(spellings("ışık"))
    assert max(len(spellings(word)) for word in ("İIiı", "ǅ", "ß", "Σ")) <= 7


def line(number: int, body: str, author: str = "a", *, message_id: str = "", replaces: str = "") -> Line:
    return Line(id=str(number), sent_at=START, author=author, body=body, message_id=message_id, replaces=replaces)


def test_each_line_is_there_once_in_the_words_of_its_last_correction() -> None:
    said = [
        line(1, "rwos", message_id="m1"),
        line(2, "rwos", message_id="m1"),
        line(3, "other", "b", message_id="m2"),
        line(4, "rows", message_id="m3", replaces="m1"),
        line(5, "the rows", message_id="m4", replaces="m3"),
        line(6, "mine now", "b", replaces="m1"),
        line(7, "a hole", replaces="gone"),
    ]
    assert [(one.id, one.body) for one in latest(said)] == [
        ("1", "the rows"),
        ("3", "other"),
        ("6", "mine now"),
        ("7", "a hole"),
    ]
