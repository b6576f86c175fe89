"""A draft of a learning resource from the log of a talk, by rules that anybody can read, without a model.

The question is its title. The lines stand in order, corrected, under "asker" and "helper"; greetings, thanks and
chatter are left out, and names, e-mail addresses and phone numbers are replaced. Nothing is added or rewritten: what is
there was said, and whoever took part recognises it. Who was not there gets `for_others` alone. This module must not
know where a draft is kept, nor who looks at it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from chatxblock.domain.calls.call import Call, Person
from chatxblock.domain.calls.standing import standing
from chatxblock.domain.calls.transcript import Line, Transcript
from chatxblock.domain.files.file import description
from chatxblock.domain.resources.contacts import MAIL, PHONE, hide_contacts
from chatxblock.domain.resources.folding import UNSPACED, cleaned
from chatxblock.domain.resources.names import FIRST, JAPANESE, Names, introduced
from chatxblock.domain.resources.phrases import Kind
from chatxblock.domain.resources.pleasantries import judge
from chatxblock.domain.resources.prose import escaped, parts, shortened
from chatxblock.errors import gettext_noop as _

LONGEST_TITLE = 200
"""Characters; a longer question also stands as the first line."""
LONGEST_ANSWER = 500
FEW_WORDS, FEW_LETTERS = 3, 8
"""In which nobody explains anything, unless they are the right ones; letters where words are not parted by spaces."""
SUBSTANCE = re.compile(r"[\d=+*/^<>`$\\?？؟{}()\[\]_∀-⋿" + MAIL + PHONE + "]")
SHORTEST_ANSWER = 12
"""Letters and digits below which a line is no answer by itself: "yes, exactly"."""


class Speaker(StrEnum):
    """What somebody is in a draft, instead of a name."""

    ASKER = "asker"
    HELPER = "helper"


@dataclass(frozen=True, kw_only=True)
class Wording:
    """The words that stand for what is not said, in the language of the course."""

    asker: str = _("asker")
    helper: str = _("helper")
    another_asker: str = _("asker {number}")
    another_helper: str = _("helper {number}")
    mail: str = _("[e-mail address]")
    phone: str = _("[phone number]")

    def of(self, speaker: Speaker, number: int) -> str:
        """Return what somebody is called; the first of a kind has no number."""
        first, another = (
            (self.asker, self.another_asker) if speaker is Speaker.ASKER else (self.helper, self.another_helper)
        )
        return first if number == 1 else another.replace("{number}", str(number))


@dataclass(frozen=True, kw_only=True)
class DraftLine:
    """One line of a draft, as Markdown."""

    id: str
    """The archive's id of the line, by which the talk beside the editor finds it; empty for the question."""
    speaker: str
    """Whose words they are: a localpart, for asking and taking back consent, never for showing."""
    label: str
    """What the speaker is called in the draft."""
    body: str
    quotable: bool
    """Whether the speaker said yes to being quoted without a name."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What a resource can begin with."""

    title: str
    answer: str
    """The best guess at a short answer; empty where there is none."""
    lines: tuple[DraftLine, ...]
    answered_by: str = ""
    """Id of the line that the answer is."""

    def for_others(self) -> Draft:
        """Return what somebody may see who was not there: the lines of those who said yes, and an answer of theirs."""
        lines = tuple(line for line in self.lines if line.quotable)
        if self.answered_by in {line.id for line in lines}:
            return replace(self, lines=lines)
        return replace(self, lines=lines, answer="", answered_by="")

    def body(self) -> str:
        """Return the lines as one text in Markdown, each speaker's one after another below one name."""
        pieces, last = [], ""
        for line in self.lines:
            if line.label != last:
                pieces.append(f"**{line.label}:**")
            pieces.append(line.body)
            last = line.label
        return "\n\n".join(pieces)


@dataclass(frozen=True, kw_only=True)
class _Said:
    """A line with what was found in it."""

    line: Line
    body: str
    grateful: bool
    content: bool
    said: frozenset[Kind] = frozenset()
    """Kinds of what is polite that was taken off it."""


def draft(
    transcript: Transcript,
    agreed: Collection[str],
    *,
    known_as: Mapping[str, Iterable[str]] | None = None,
    wording: Wording | None = None,
) -> Draft:
    """Make a draft of a talk.

    `agreed` are the localparts of those who said yes to being quoted; `known_as` has further names of people by
    localpart, such as a username or the full name behind a pseudonym. A log with holes makes a draft with holes.
    """
    call, standing = transcript.call, _standing(transcript.lines)
    labels = _Labels(transcript, standing, known_as or {}, wording or Wording())
    said = [_heard(line, labels) for line in standing]
    question = labels.hidden(cleaned(call.question))
    kept = _kept(said, labels)
    lines = [_draft_line(one.line.id, one.line.author, one.body, labels, agreed) for one in kept]
    title = _title(question, [one.body for one in kept if labels.is_asker(one.line.author)])
    asked = _markdown(question)[0]
    if asked and not _holds(title, question):
        lines.insert(0, _draft_line("", call.asker.localpart, asked, labels, agreed))
    best = _best(said, labels)
    answer = labels.told(_answer(best.body)) if best else ""
    return Draft(
        title=labels.told(title), answer=answer, lines=tuple(lines), answered_by=best.line.id if best and answer else ""
    )


def talk_lines(
    transcript: Transcript,
    agreed: Collection[str],
    *,
    known_as: Mapping[str, Iterable[str]] | None = None,
    wording: Wording | None = None,
) -> tuple[DraftLine, ...]:
    """Return all that people said, in order and corrected, as each line would stand in a draft, for whoever writes one.

    Takes what `draft` takes. What is polite stays; names, e-mail addresses and phone numbers are replaced.
    """
    standing = _standing(transcript.lines)
    labels = _Labels(transcript, standing, known_as or {}, wording or Wording())
    bodies = [(line, _set(labels.hidden(cleaned(line.body)))) for line in standing]
    return tuple(_draft_line(line.id, line.author, body, labels, agreed) for line, body in bodies if body.strip())


@dataclass(frozen=True, kw_only=True)
class Masks:
    """How a draft of a talk tells of people without naming them."""

    hide: Callable[[str], str]
    """Returns what somebody of the talk wrote elsewhere, such as its question, as it would stand in a draft of it."""
    label: Callable[[str], str]
    """Returns what the person of a localpart is called."""


def masks(
    transcript: Transcript, *, known_as: Mapping[str, Iterable[str]] | None = None, wording: Wording | None = None
) -> Masks:
    """Return how a draft of a talk tells of people; takes what `draft` takes."""
    labels = _Labels(transcript, _standing(transcript.lines), known_as or {}, wording or Wording())
    return Masks(hide=lambda text: labels.told(labels.hidden(cleaned(text))), label=labels.of)


def _set(text: str) -> str:
    """Return a text as Markdown, with all that it says."""
    return "\n".join(part if is_code else escaped(part) for is_code, part in parts(text.strip("\n")))


def _standing(lines: Sequence[Line]) -> list[Line]:
    """Return what people said as it stands in the end; what somebody took back is not in it."""
    return _without_files([one.line for one in standing(lines) if one.line.author and not one.taken_back])


def _without_files(lines: Sequence[Line]) -> list[Line]:
    """Leave pictures and files with their talk; what is to be seen in one, as its sender put it, is words as others."""
    told = [(line, description(line.body)) for line in lines]
    return [line if said is None else replace(line, body=said) for line, said in told if said != ""]


def _heard(line: Line, labels: _Labels) -> _Said:
    """Return a line without names, contacts and what is polite."""
    text = labels.hidden(cleaned(line.body))
    body, grateful, content = _markdown(text)
    return _Said(line=line, body=body, grateful=grateful, content=content, said=judge(text).said)


def _markdown(text: str) -> tuple[str, bool, bool]:
    """Return a text as Markdown without what is polite, whether it thanks, and whether it says something by itself."""
    rows, grateful, content = [], False, False
    pieces = list(parts(text.strip("\n")))
    alone = not any(is_code for is_code, _ in pieces)
    for is_code, part in pieces:
        if is_code:
            rows.append(part)
            content = True
            continue
        judged = judge(part, alone=alone)
        grateful, content = grateful or judged.grateful, content or judged.content
        if judged.rest or not part.strip():
            rows.append(escaped(judged.rest))
    return "\n".join(rows).strip("\n"), grateful, content


def _kept(said: Sequence[_Said], labels: _Labels) -> list[_Said]:
    """Return the lines that explain: those with something in them, and a bare yes or no right after somebody else's.

    A few words greet where they have a name in them and nothing is explained yet, or where a helper's greeting goes
    before them; they thank after thanks, and after the asker's last thanks they part, if nobody explains any more.
    """
    begins = next((place for place, one in enumerate(said) if one.content and not _says_little(one.body)), len(said))
    thanked = [place for place, one in enumerate(said) if one.grateful and labels.is_asker(one.line.author)]
    ends = max(thanked, default=len(said))
    if any(one.content and not _says_little(one.body, 2) for one in said[ends + 1 :]):
        ends = len(said)
    said = [
        one
        for place, one in enumerate(said)
        if not (
            (place > ends and _says_little(one.body, 2))
            or (place < begins and labels.names_somebody(one.body) and _says_little(one.body))
            or (place <= begins and Kind.GREETING in one.said and labels.welcomes(one.line.author, one.body))
            or (Kind.THANKS in one.said and _says_little(one.body))
        )
    ]
    kept: list[_Said] = []
    before: _Said | None = None
    for one in said:
        answers = before is not None and before.content and before.line.author != one.line.author
        if one.body and (one.content or answers):
            kept.append(one)
        before = one
    return kept


def _says_little(body: str, times: int = 1) -> bool:
    """Tell whether a line is a few words, or so many times a few, none a number, a formula, code or a question."""
    few = len(body) <= times * FEW_LETTERS if UNSPACED.search(body) else len(body.split()) <= times * FEW_WORDS
    return few and SUBSTANCE.search(body) is None


def _draft_line(line_id: str, speaker: str, body: str, labels: _Labels, agreed: Collection[str]) -> DraftLine:
    return DraftLine(
        id=line_id,
        speaker=speaker,
        label=labels.of(speaker),
        body=labels.told(body),
        quotable=speaker in agreed,
    )


def _title(question: str, asked: Sequence[str]) -> str:
    """Return the question in one line, or what its asker said first where the question is of marks alone."""
    for text in (question, *asked):
        rows = [judge(part).rest for is_code, part in parts(text) if not is_code]
        title = shortened(" ".join(row for row in rows if row), LONGEST_TITLE)
        if any(char.isalnum() for char in title):
            return title
    return shortened(question, LONGEST_TITLE)


def _holds(title: str, question: str) -> bool:
    """Tell whether a title says all of a question."""
    return "\n" not in question.strip() and not title.endswith("…") and any(char.isalnum() for char in question)


def _best(said: Sequence[_Said], labels: _Labels) -> _Said | None:
    """Return the helper's line after which the asker was content: the last that explains before the last such word."""
    grateful = [place for place, one in enumerate(said) if one.grateful and labels.is_asker(one.line.author)]
    for place in reversed(grateful):
        for one in reversed(said[:place]):
            if not labels.is_asker(one.line.author) and one.content and _explains(one.body):
                return one
    return None


def _explains(body: str) -> bool:
    """Tell whether a line can be an answer: no question, no way to reach somebody, more than a word of agreement."""
    if MAIL in body or PHONE in body:
        return False
    return not body.rstrip().endswith(("?", "？", "؟")) and sum(char.isalnum() for char in body) >= SHORTEST_ANSWER


def _answer(body: str) -> str:
    return body if len(body) <= LONGEST_ANSWER else shortened(body, LONGEST_ANSWER)


class _Labels:
    """What everybody of a talk is called instead of their name."""

    def __init__(
        self, transcript: Transcript, lines: Sequence[Line], known_as: Mapping[str, Iterable[str]], wording: Wording
    ) -> None:
        call, self._wording = transcript.call, wording
        people = {**transcript.people, **{i.person.localpart: i.person for i in call.invitations}}
        people[call.asker.localpart] = call.asker
        order = dict.fromkeys([call.asker.localpart, *(line.author for line in lines), *sorted(people)])
        self._labels: dict[str, str] = {}
        self._askers = {who for who in order if who == call.asker.localpart or _shares(call, people.get(who))}
        counts = dict.fromkeys(Speaker, 0)
        for who in order:
            speaker = Speaker.ASKER if who in self._askers else Speaker.HELPER
            counts[speaker] += 1
            self._labels[who] = wording.of(speaker, counts[speaker])
        told = {who: [name for line in lines if line.author == who for name in introduced(line.body)] for who in order}
        names = [[*([people[who].name] if who in people else []), *known_as.get(who, ()), *told[who]] for who in order]
        japanese = any(JAPANESE.search(text) for text in (call.question, *(line.body for line in lines)))
        self._names = Names(names, japanese=japanese)
        self._words = {
            **{chr(FIRST + number): self._labels[who] for number, who in enumerate(order)},
            MAIL: wording.mail,
            PHONE: wording.phone,
        }

    def of(self, localpart: str) -> str:
        return self._labels[localpart]

    def is_asker(self, localpart: str) -> bool:
        return localpart in self._askers

    def welcomes(self, localpart: str, body: str) -> bool:
        """Tell whether a helper who has greeted goes on with a few words, though it be a question."""
        return not self.is_asker(localpart) and _says_little(body.rstrip("?？؟"), 2)

    def names_somebody(self, text: str) -> bool:
        return any(sign in text for sign in self._words)

    def hidden(self, text: str) -> str:
        """Return a text with a sign in place of everything that tells who somebody is."""
        return self._names.hide(hide_contacts(text))

    def told(self, text: str) -> str:
        """Return a text with words in place of the signs."""
        return text.translate({ord(sign): word for sign, word in self._words.items()})


def _shares(call: Call, person: Person | None) -> bool:
    """Tell whether somebody came with the same question, which is so where they were let in and not asked to help."""
    invitation = call.invitation_of(person) if person else None
    return invitation is not None and (not invitation.asked or invitation.accepted_at is None)
