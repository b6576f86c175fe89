"""All questions of a course, as its staff look for them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import BeforeValidator, Field

from chatxblock.domain.calls import call as domain
from chatxblock.domain.calls.names import Names
from chatxblock.domain.history.talks import outcome
from chatxblock.domain.ports import Asked, Question
from chatxblock.errors import BadInput
from chatxblock.web.schemas.base import Input, Moment, Output
from chatxblock.web.schemas.calls import Helped
from chatxblock.web.schemas.history import OUTCOMES, HistoryOutcome, TalkAnswer
from chatxblock.web.schemas.people import Asker
from chatxblock.web.schemas.places import Context
from chatxblock.web.schemas.texts import MOST_CHARACTERS, clean

BETWEEN = "_"


def place_text(place: Asked) -> str:
    """Return where a page ended, as a word that stays right whatever comes later."""
    return BETWEEN.join((place.at.isoformat(), str(place.call_id)))


def _place(value: object) -> Asked | None:
    if value is None:
        return None
    try:
        at, call_id = str(value).split(BETWEEN)
        place = Asked(at=datetime.fromisoformat(at), call_id=UUID(call_id))
    except (ValueError, OverflowError) as exc:
        raise BadInput() from exc
    if place.at.utcoffset() is None:
        raise BadInput()
    return place


def _month(value: object) -> date | None:
    """Read a month, such as 2026-11."""
    if value in (None, ""):
        return None
    try:
        return date.fromisoformat(f"{value}-01")
    except ValueError as exc:
        raise BadInput() from exc


def _sought(value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > MOST_CHARACTERS:
        raise BadInput()
    return clean(value).strip()


Words = Annotated[str, BeforeValidator(_sought)]


class QuestionsWish(Input):
    """Which questions, and which page of them."""

    query: Words = ""
    """Words, each of which is in the question."""
    state: Literal["", "open", "ended", "left"] = ""
    unit: Annotated[str, Field(max_length=255)] = ""
    """Usage key."""
    month: Annotated[date | None, BeforeValidator(_month, json_schema_input_type=str | None)] = None
    """In which it was asked, in UTC, such as `2026-11`."""
    answered: bool | None = None
    """Whether a helper came, or a teacher answered later."""
    helped: Literal["", "yes", "a-little", "no"] = ""
    """What the asker said of the talk."""
    asker: Words = ""
    """Who asked: a username or an exact name."""
    with_units: bool = False
    """Whether the units are wanted as well in which something was asked."""
    after: Annotated[Asked | None, BeforeValidator(_place, json_schema_input_type=str | None)] = None
    """`next` of the page before."""

    def months(self) -> tuple[datetime | None, datetime | None]:
        """Return the moments at which that month begins and is over."""
        if self.month is None:
            return None, None
        year, month = self.month.year, self.month.month
        end = (year + 1, 1) if month == 12 else (year, month + 1)
        return datetime(year, month, 1, tzinfo=UTC), datetime(*end, 1, tzinfo=UTC)


class StaffQuestion(Output):
    """A question of a course, and what became of it."""

    call_id: UUID
    question: str
    asker: Asker
    context: Context
    asked_at: Moment
    outcome: HistoryOutcome
    came: list[str]
    """Who came to help."""
    helped: Helped | None
    """What the asker said of the talk."""
    lines: int | None
    """How many lines were said; null while it is open."""
    answer: TalkAnswer | None
    """What a teacher said later."""
    window_url: str
    transcript_url: str

    @classmethod
    def of(cls, found: Question, reader: domain.Person, names: Names, *, window_url: str, transcript_url: str) -> Self:
        """Return a question as staff see it."""
        call, answer = found.call, found.answer
        said: dict[str, Helped] = {"yes": "yes", "a-little": "a-little", "no": "no"}
        return cls(
            call_id=call.id,
            question=call.question,
            asker=Asker.of(call, names),
            context=Context.of(call, reader),
            asked_at=call.asked_at,
            outcome=OUTCOMES[outcome(call, answer)],
            came=[names.of(call, one.person) for one in call.invitations if one.accepted_at is not None],
            helped=said.get(found.helped),
            lines=found.lines if call.archived_at else None,
            answer=TalkAnswer(name=names.of_teacher(answer.by), answer=answer.body, at=answer.at) if answer else None,
            window_url=window_url,
            transcript_url=transcript_url,
        )


class AskedUnit(Output):
    """A unit in which something was asked."""

    key: str
    title: str


class QuestionsAnswer(Output):
    """A page of the questions that were sought, the last to be asked first."""

    questions: list[StaffQuestion]
    units: list[AskedUnit]
    """Empty unless they were wanted."""
    next: str | None
    """What `after` is for the next page; null on the last one."""
