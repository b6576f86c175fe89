"""The words of a talk that is written down for people, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext

from chatxblock.domain.calls.judging import Claim, Judged
from chatxblock.domain.calls.transcript import Line
from chatxblock.domain.resources.exporting import ExportedTalk
from chatxblock.domain.resources.feedback import Helped
from chatxblock.domain.timestamps import stamp
from chatxblock.web.transcripts.audience import Audience


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something about a talk, in two or three words and what it is."""

    label: str
    value: str
    url: str = ""
    name: str = ""
    """Of whom it is said."""


def facts_of(talk: ExportedTalk, audience: Audience) -> list[Fact]:
    """Return what stands above the log."""
    call, context = talk.call, audience.context(talk.call)
    found = [Fact(label=gettext("Course"), value=call.course)]
    if context["title"] or context["url"]:
        found.append(Fact(label=gettext("Asked in"), value=context["title"] or context["url"], url=context["url"]))
    if context["excerpt"]:
        found.append(Fact(label=gettext("Marked there"), value=context["excerpt"]))
    if context["exercise"]:
        found.append(Fact(label=gettext("Exercise"), value=context["exercise"]))
    if context["last_answer"]:
        found.append(Fact(label=gettext("Last answer"), value=context["last_answer"]))
    found.append(Fact(label=gettext("Asked at"), value=written(stamp(call.asked_at))))
    if call.solved_at:
        found.append(Fact(label=gettext("Solved at"), value=written(stamp(call.solved_at))))
    if call.ended_at:
        found.append(Fact(label=gettext("Ended at"), value=written(stamp(call.ended_at))))
    for who, said in talk.helped.items():
        name = audience.name(talk, who) or audience.names.somebody
        found.append(Fact(label=gettext("Did it help?"), value=_helped(said), name=name))
    made = gettext("Made of it")
    return [*found, *(Fact(label=made, value=r["title"], url=r["url"] or "") for r in audience.resources(talk))]


def ends_of(talk: ExportedTalk, checksum: str) -> list[Fact]:
    """Return what stands below the log, once all of it has gone by."""
    return [
        Fact(label=gettext("Lines"), value=str(talk.count)),
        Fact(label=gettext("Complete"), value=_whole(talk)),
        Fact(label=gettext("Exported at"), value=written(stamp(talk.exported_at))),
        Fact(label=gettext("Checksum of the lines (SHA-256)"), value=checksum),
    ]


def marks_of(judged: Judged) -> list[str]:
    """Return what is said beside a line: what it says of another one, and whether it came before."""
    line = judged.line
    marks = [_claimed(judged.claim, taken_back=line.taken_back)] if judged.claim else []
    if line.reacts_to:
        marks.append(_reacted(judged))
    elif line.answers:
        marks.append(gettext("answers an earlier line") if judged.finds else gettext("answers a line that is not here"))
    return [*marks, gettext("sent once more")] if judged.repeats else marks


def said_in(line: Line) -> str:
    """Return what stands as the words of an entry: its body, or the signs that it sets at another line."""
    return " ".join(line.reactions) if line.reacts_to else line.body


def leads_to(judged: Judged) -> list[str]:
    """Return the ids of the lines that the first marks are about."""
    line = judged.line
    pointed = line.reacts_to or line.answers
    corrected = [judged.corrects] if judged.claim else []
    return [*corrected, *([pointed if judged.finds else ""] if pointed else [])]


def _reacted(judged: Judged) -> str:
    if not judged.finds:
        return gettext("reacts to a line that is not here")
    return gettext("reacts to an earlier line") if judged.line.reactions else gettext("takes a reaction away again")


def authors_of(talk: ExportedTalk, audience: Audience, written: Callable[[str], str]) -> Callable[[str], str]:
    """Return what tells the author of a line by localpart, as a form writes names down; it looks for each once."""

    @cache
    def author(localpart: str) -> str:
        if not localpart:
            return written(gettext("The room"))
        return written(audience.name(talk, localpart) or audience.names.somebody)

    return author


def nothing_said(talk: ExportedTalk) -> str:
    """Return what stands in the place of a log without a line."""
    if not talk.has_log:
        return gettext("What was said there was not recorded.")
    return gettext("Nobody said anything.")


def written(moment: str) -> str:
    """Return a moment as people read it, in UTC: files go from zone to zone."""
    return f"{moment[:10]} {moment[11:19]} UTC"


def _whole(talk: ExportedTalk) -> str:
    if talk.goes_on:
        return gettext("not yet: the conversation goes on")
    return gettext("yes") if talk.whole else gettext("no: something that people saw is missing")


def _claimed(claim: Claim, *, taken_back: bool) -> str:
    if taken_back:
        return {
            Claim.OWN: gettext("takes an earlier line back"),
            Claim.NOT_OWN: gettext("claims to take back what somebody else said, which it does not"),
            Claim.UNKNOWN: gettext("claims to take back a line that is not here"),
            Claim.LATE: gettext("claims to take a line back that was said too long before, which it does not"),
        }[claim]
    return {
        Claim.OWN: gettext("corrects an earlier line"),
        Claim.NOT_OWN: gettext("claims to correct what somebody else said, which it does not"),
        Claim.UNKNOWN: gettext("claims to correct a line that is not here"),
        Claim.LATE: gettext("claims to correct a line that was said too long before, which it does not"),
    }[claim]


def _helped(said: Helped) -> str:
    return {Helped.YES: gettext("yes"), Helped.A_LITTLE: gettext("a little"), Helped.NO: gettext("no")}[said]
