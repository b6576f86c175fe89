"""What is to be said of the settings of a block before they are kept: what is wrong, and what contradicts.

This module must not know what a form looks like.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from chatxblock import conf, wiring
from chatxblock.domain.calls.rounds import Pool, Round, parse_plan
from chatxblock.domain.clean_names import isolated, listed_names
from chatxblock.errors import BadPlan, ConfigurationError
from chatxblock.errors import gettext_noop as _
from chatxblock.openedx import platform
from chatxblock.web import studio_form
from chatxblock.web.hints import wrong_links
from chatxblock.web.responses import sentence
from chatxblock.web.schemas.studio import Finding, Value
from chatxblock.web.sentences import translated

LISTED_ONLY = "listed"
"""The rule by which nobody but those on the author's list may help."""
IN_ORDER = "fixed-list"
"""The order of asking that is the author's list itself."""


def findings(block: Any, values: Mapping[str, Value]) -> list[Finding]:
    """Return what is to be said of a block that has these settings: errors first, then what contradicts."""
    wrong = [*_wrong_names(block, values), *_wrong_numbers(block, values), *_wrong_choices(block, values)]
    wrong += [*_wrong_links(values), *_wrong_plan(values)]
    return [*wrong, *([*_contradictions(values), *_lacking(block, values)] if not wrong else ())]


def site_plan() -> tuple[Round, ...]:
    """Return the site's own rounds; none where nothing is set up yet."""
    try:
        return parse_plan(conf.load().rounds)
    except (BadPlan, ConfigurationError):
        return ()


def _error(field: str, words: str) -> Finding:
    return Finding(field=field, level="error", words=words)


def _warning(field: str, words: str) -> Finding:
    return Finding(field=field, level="warning", words=words)


def _wrong_names(block: Any, values: Mapping[str, Value]) -> Iterator[Finding]:
    names = listed_names(str(values["helpers"]))
    addresses = [name for name in names if "@" in name.strip("@")]
    if addresses:
        yield _error(
            "helpers",
            translated(
                _("{names}: that is an email address. Write the username instead, or look for the person by name."),
                names=", ".join(map(isolated, addresses)),
            ),
        )
    others = [name for name in names if name not in addresses]
    unknown = platform.unknown_names(platform.course_key(block), others) if platform.in_a_course(block) else []
    if unknown:
        yield _error(
            "helpers",
            translated(
                _("We do not know these people in this course: {names}. Check the spelling."),
                names=", ".join(map(isolated, unknown)),
            ),
        )


def _wrong_numbers(block: Any, values: Mapping[str, Value]) -> Iterator[Finding]:
    for name in studio_form.NAMES:
        bounds = studio_form.bounds(block, name)
        if bounds is None:
            continue
        least, most = bounds
        typed = values[name]
        if not isinstance(typed, int):
            words = translated(
                _("“{field}” has to be a number between {least} and {most}."),
                field=studio_form.label(block, name),
                least=least,
                most=most,
            )
            yield _error(name, words)
        elif not least <= typed <= most:
            words = translated(_("“{field}” has to be between 1 and 20."), field=studio_form.label(block, name))
            yield _error(name, words)


def _wrong_choices(block: Any, values: Mapping[str, Value]) -> Iterator[Finding]:
    for name in studio_form.NAMES:
        choices = studio_form.choices(block, name)
        if choices and values[name] not in {choice.value for choice in choices}:
            words = translated(
                _("“{value}” is no choice here any more. Choose one of the list."), value=str(values[name])
            )
            yield _error(name, words)


def _wrong_links(values: Mapping[str, Value]) -> Iterator[Finding]:
    for link in wrong_links(str(values["hints"])):
        words = translated(
            _("“{link}” in the hints is no link to a page. Begin it with https://, or with / for this site."), link=link
        )
        yield _error("hints", words)


def _wrong_plan(values: Mapping[str, Value]) -> Iterator[Finding]:
    rounds = str(values["rounds"])
    if rounds.strip():
        try:
            parse_plan(rounds)
        except BadPlan as error:
            yield _error("rounds", sentence(error))


def _contradictions(values: Mapping[str, Value]) -> Iterator[Finding]:
    """Yield what is no error, and will not do what an author may think."""
    listed = listed_names(str(values["helpers"]))
    rounds = str(values["rounds"])
    plan = parse_plan(rounds) if rounds.strip() else site_plan()
    pools = {str(planned.pool) for planned in plan}
    only_listed = (str(values["who_helps"]) or _usual_rule()) == LISTED_ONLY
    if only_listed and not listed:
        yield _warning("helpers", translated(_("Only people on your list may help, and nobody is on it.")))
    elif only_listed and pools - {Pool.LISTED.value}:
        yield _warning(
            "rounds",
            translated(_("Only people on your list may help: a round of others asks those on your list, or nobody.")),
        )
    elif not listed and plan and pools <= {Pool.LISTED.value}:
        yield _warning("rounds", translated(_("All rounds ask people on your list, and nobody is on it.")))
    if values["peering"] == IN_ORDER and not listed:
        yield _warning("peering", translated(_("People are asked in the order of your list, and nobody is on it.")))
    if listed and len(listed) < int(values["helper_limit"]) and pools and pools <= {Pool.LISTED.value}:
        yield _warning(
            "helper_limit",
            translated(_("More helpers may come than are on your list, and nobody else is asked.")),
        )


def _lacking(block: Any, values: Mapping[str, Value]) -> Iterator[Finding]:
    """Yield which group of people the course has not that the rule asks for."""
    if not platform.in_a_course(block):
        return
    try:
        name = wiring.eligibility().lacking(str(values["who_helps"]), platform.course_key(block))
    except ConfigurationError:
        return
    if name:
        words = _(
            "This course has no cohort “{name}”: until it has, only course staff and people on your list may help."
        )
        yield _warning("who_helps", translated(words, name=name))


def _usual_rule() -> str:
    try:
        return next(iter(conf.load().eligibility), "")
    except ConfigurationError:
        return ""
