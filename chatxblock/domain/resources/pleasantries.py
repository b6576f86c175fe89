"""Telling what explains from what is polite.

A line is looked at from its beginning, phrase by phrase. Where phrases are all of it, nothing of it explains. Where it
goes on, a greeting or thanks before it are taken off, and thanks after it; everything else stays, as it was written.
This module must not know who says a line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from chatxblock.domain.resources.folding import UNSPACED, fold, fold_with_places
from chatxblock.domain.resources.phrases import PHRASES, Kind
from chatxblock.domain.resources.small_talk import says_nothing, small_talk

PERSON = "[\U000f0000-\U000f7fff]"
"""What stands for somebody's name meanwhile."""
POLITE = frozenset({Kind.GREETING, Kind.THANKS})
STOPS = re.compile(r"[.!?,;:…。、！？，；：؟،؛~\n()*-]|[\u2190-\u2bff\U0001f000-\U0001faff]")
"""Where a clause ends: marks and pictures."""
WORLD = re.compile(r"\s*(?:world|mundo|世界|العالم|ワールド)")
"""What every first program greets."""
CLAUSE_ENDS = r"(?=\s*(?:[.!?,;:…。、！，；،~)\n]|[\u2190-\u2bff\U0001f000-\U0001faff]|\Z))"
MAY_BE_A_VARIABLE = frozenset({"hi", "hey", "yo", "dear", "welcome", "fine", "morning", "早", "ola", "سلام", "بخير"})
"""Greetings that mean something else in front of other words, as the upper bound `hi` of a search does."""
SPEAKS_ON = re.compile(
    r"(?:i|im|ive|we|my|can|could|how|what|why|when|does|do|did|are|any|anyone|please|so|sorry|quick|need|help|you|the)"
    r"\b(?!\s*[=<>+*/])"
)
"""With what somebody who has said "hi" goes on."""
OPENING = '¿¡([{<«“„「『《"$`+-*_#@\\√∫∑'
"""What belongs to the word behind it."""
REPEATED = re.compile(r"(\w)\1+")


@dataclass(frozen=True, kw_only=True)
class Judged:
    """What is left of a line, and what was said beside it."""

    rest: str
    """What explains, as it was written; empty where nothing does."""
    content: bool
    """Whether something is left that says something by itself."""
    grateful: bool
    """Whether somebody thanks, or says to have understood."""
    said: frozenset[Kind] = frozenset()
    """Kinds of what was taken off."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One phrase of those with which a text begins."""

    end: int
    """Where the next word begins."""
    kinds: frozenset[Kind]
    phrase: str
    stopped: bool
    """Whether a mark or the end of the text follows."""
    parted: bool
    """Whether the word that it ends with ends there."""


def judge(text: str, *, alone: bool = True) -> Judged:
    """Take off a line what is polite, and say what is left. What stands beside code may belong to it."""
    folded, places = fold_with_places(text)
    steps = _steps(folded)
    said = _kinds(steps[: _last(steps, lambda step: step.stopped) + 1])
    grateful = bool(said & {Kind.THANKS, Kind.UNDERSTOOD})
    if not folded.strip() or (steps and steps[-1].end == len(folded)):
        answers = Kind.ANSWER in said and not said & POLITE
        return Judged(rest=text.strip() if answers else "", content=False, grateful=grateful)
    if alone and (talked := _small_talk(text)):
        return Judged(rest="", content=False, grateful=bool(talked & {Kind.THANKS, Kind.UNDERSTOOD}), said=talked)
    start = places[_polite_until(folded, steps)]
    while start and text[start - 1] in OPENING:
        start -= 1
    end, thanked = _end(text, start)
    rest = text[start:end].strip() if start or end < len(text.rstrip()) else text.rstrip()
    content = any(char.isalnum() or unicodedata.category(char) == "Sm" for char in rest)
    taken = said if start else frozenset[Kind]()
    return Judged(rest=rest if content else "", content=content, grateful=grateful or thanked, said=taken)


def _kinds(steps: Sequence[Step]) -> frozenset[Kind]:
    return frozenset[Kind]().union(*(step.kinds for step in steps))


def _last(steps: Sequence[Step], holds: Callable[[Step], bool]) -> int:
    return max((place for place, step in enumerate(steps) if holds(step)), default=-1)


def _polite_until(folded: str, steps: Sequence[Step]) -> int:
    """Return up to where phrases can go: thanks with the mark behind them, greetings nearly always."""
    stop = _last(steps, lambda step: step.stopped)
    if _kinds(steps[: stop + 1]) & POLITE and not WORLD.match(folded, steps[stop].end):
        return steps[stop].end
    greeting = _last(steps, lambda step: Kind.GREETING in step.kinds)
    if greeting < 0 or WORLD.match(folded, steps[greeting].end):
        return 0
    named = greeting + 1 < len(steps) and re.fullmatch(PERSON, steps[greeting + 1].phrase) is not None
    end = steps[greeting + named].end
    if not named and steps[greeting].phrase in MAY_BE_A_VARIABLE and not SPEAKS_ON.match(folded, end):
        return 0
    return end


LAST_CLAUSES, LONGEST_CLAUSE = 6, 120
"""How far from the end of a line thanks are looked for: clauses, and characters of one."""


def _end(text: str, start: int) -> tuple[int, bool]:
    """Return where what explains ends, before thanks and farewells, and whether there were thanks."""
    end, thanked = len(text.rstrip()), False
    stops = [start, *(stop.end() for stop in STOPS.finditer(text, start, max(start, end - 1)))]
    for stop in reversed(stops[1:][-LAST_CLAUSES:]):
        kinds = _whole(text[stop:end]) if end - stop < LONGEST_CLAUSE else None
        if kinds is None or not (kinds & POLITE or _is_farewell(text[stop:end])):
            if text[stop:end].strip(" .!?。！？)"):
                break
            continue
        end, thanked = stop, thanked or Kind.THANKS in kinds
        if text[end - 1] in ",，、;:-،(":
            end -= 1
    words = text[max(start, end - LONGEST_CLAUSE) : end].split()[1:][-4:]
    for count in range(len(words), 0, -1):
        tail = " ".join(words[-count:])
        if _whole(tail) is not None and fold(words[-count]).strip(".!?") in THANKING:
            at = text.rindex(words[-count], start, end)
            return at, True
    return end, thanked


_THANKS = "thanks thank thx thnx tnx ty tysm gracias grax شكرا مشكور 谢谢 多谢 ありがとう ありがとうございます"
THANKING = frozenset(_THANKS.split())
"""Words with which thanks begin that hang on a sentence without a mark between."""
FAREWELLS = frozenset(
    {"bye", "see you", "good luck", "take care", "adios", "hasta luego", "suerte", "再见", "拜拜", "加油"}
)


def _is_farewell(text: str) -> bool:
    return fold(text).strip(" .!?。！？") in FAREWELLS


def _whole(text: str) -> frozenset[Kind] | None:
    """Return the kinds of phrases of which a text consists; None where there is anything else."""
    folded = fold(text)
    steps = _steps(folded)
    return _kinds(steps) if steps and steps[-1].end == len(folded) else None


QUESTION = re.compile(r"[?？؟]")
BESIDE, BESIDE_POLITE = 3, 6
"""Words that say nothing by themselves and may be a clause beside small talk; the same beside a greeting or thanks."""


def _small_talk(text: str) -> frozenset[Kind]:
    """Return the kinds of small talk that a text is, clause by clause; none where a clause may explain."""
    clauses = [clause for clause in STOPS.split(text) if clause.strip() and not re.fullmatch(PERSON, clause.strip())]
    asks = QUESTION.search(text) is not None
    said = [_whole(clause) or small_talk(clause, asks=asks) for clause in clauses]
    kinds = frozenset[Kind]().union(*said)
    most = BESIDE_POLITE if kinds & POLITE else BESIDE
    if all(of or says_nothing(clause, most) for clause, of in zip(clauses, said, strict=True)):
        return kinds
    return frozenset()


def _steps(folded: str) -> list[Step]:
    """Return the phrases with which a folded text begins, up to where a word ends."""
    steps: list[Step] = []
    place = _gap(folded, 0)
    while phrase := _phrase_at(folded, place, steps):
        said = _squeezed(phrase[0])
        kinds = _phrases().get(said) or frozenset({Kind[phrase.lastgroup]} if phrase.lastgroup else {Kind.CHATTER})
        gap = _gap(folded, phrase.end())
        parted = gap > phrase.end() or gap == len(folded)
        unspaced = UNSPACED.match(phrase[0][-1]) or UNSPACED.match(folded[gap : gap + 1]) or re.match(PERSON, said)
        if not (parted or unspaced):
            break
        stopped = gap == len(folded) or STOPS.search(folded, phrase.end(), gap) is not None
        steps.append(Step(end=gap, kinds=kinds - {Kind.FILLER}, phrase=said, stopped=stopped, parted=parted))
        place = gap
    while steps and not steps[-1].parted:
        steps.pop()
    return steps if _kinds(steps) else []


def _phrase_at(folded: str, place: int, steps: Sequence[Step]) -> re.Match[str] | None:
    """Return the phrase that begins at a word: a wish or thanks of a clause's length, or one of the lists."""
    clause = _for_what().match(folded, place) if steps and Kind.THANKS in steps[-1].kinds else None
    if clause is None and (not steps or steps[-1].stopped):
        clause = _clauses().match(folded, place)
    return clause or _pattern().match(folded, place)


def _gap(folded: str, place: int) -> int:
    """Return where the next word begins."""
    while place < len(folded) and not (
        folded[place].isalnum() or folded[place] == "_" or re.match(PERSON, folded[place])
    ):
        place += 1
    return place


def _squeezed(text: str) -> str:
    """Return a phrase with one space between words, and no letter twice in a row."""
    return REPEATED.sub(r"\1", " ".join(text.split()))


@cache
def _phrases() -> dict[str, frozenset[Kind]]:
    """Return all phrases of all languages, folded, with their kinds."""
    table: dict[str, frozenset[Kind]] = {}
    for kinds in PHRASES.values():
        for kind, text in kinds.items():
            for phrase in re.split(r"[|\n]", text):
                if key := _squeezed(fold(phrase.strip())):
                    table[key] = table.get(key, frozenset()) | {kind}
    return {phrase: kinds - {Kind.FILLER} or kinds for phrase, kinds in table.items()}


@cache
def _pattern() -> re.Pattern[str]:
    """Return what finds a phrase, the longest first, however often a letter is repeated, or somebody's name."""
    phrases = sorted(_phrases(), key=len, reverse=True)
    return re.compile("|".join([*map(_however_long, phrases), PERSON]))


@cache
def _for_what() -> re.Pattern[str]:
    """Return what finds what somebody is thanked for, in a few words."""
    return re.compile(rf"(?P<THANKS>(?:for|por|{fold('على')})(?:\s[\w{PERSON[1:-1]}]+){{1,5}}){CLAUSE_ENDS}")


@cache
def _clauses() -> re.Pattern[str]:
    """Return what finds clauses that have no words of their own: wishes, and thanks that name what they are for."""
    word = rf"\s[\w{PERSON[1:-1]}]+"
    thanks = rf"[\u3040-\u9fff]{{1,24}}{fold('ありがとう')}(?:{fold('ございま')}(?:{fold('す')}|{fold('した')}))?"
    return re.compile(
        rf"(?:(?P<THANKS>{thanks}|glad(?:{word}){{1,4}})|(?P<GREETING>(?:have|enjoy)\s(?:an?|your|the)(?:{word}){{1,3}}"
        rf"|que\s(?:tengas|tengan|te vaya|pases)(?:{word}){{1,4}})){CLAUSE_ENDS}"
    )


def _however_long(phrase: str) -> str:
    return "".join(r"\s+" if char == " " else f"{re.escape(char)}+" for char in phrase)
