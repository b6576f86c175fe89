"""The XBlock: its fields and its views. Its handlers come from the table in `chatxblock.web.routes`."""

from __future__ import annotations

import logging
import re
from typing import Any

from django.template.loader import render_to_string
from lxml import etree
from web_fragments.fragment import Fragment
from webob import Request, Response
from xblock.completable import XBlockCompletionMode
from xblock.core import XML_NAMESPACES, XBlock
from xblock.fields import Boolean, Integer, Scope, String
from xblock.validation import Validation, ValidationMessage

from chatxblock import conf, wiring_reports
from chatxblock.domain.clean_names import listed_names
from chatxblock.errors import ChatxblockError, ConfigurationError, Message, NotLoggedIn
from chatxblock.errors import gettext_noop as _
from chatxblock.openedx import platform
from chatxblock.web import studio, studio_checks, studio_form
from chatxblock.web.block_handlers import mounted, with_handlers
from chatxblock.web.lobby import enter_lobby
from chatxblock.web.responses import dumps, language, sentence
from chatxblock.web.schemas.studio import StudioEdits, StudioSearch
from chatxblock.web.sentences import translated
from chatxblock.web.visit import Visit

log = logging.getLogger(__name__)

NUMBER = re.compile(r"[+-]?\d{1,9}")

RULES = {
    "listed": _("Only the people listed below"),
    "staff": _("The people listed below, and course staff"),
    "enrolled": _("Everyone in the course who agrees to help"),
    "grade": _("The people listed below, course staff, and whoever has most of the points of this subsection"),
    "completed": _("The people listed below, course staff, and whoever has completed this unit"),
    "thanked": _("The people listed below, course staff, and whoever was thanked for help often"),
}
ORDERS = {
    "least-answered": _("Those first who answered the fewest questions"),
    "fixed-list": _("Only the people listed below, in that order"),
    "tiers": _("Those first who answered the fewest questions, then the people listed below"),
}
"""What authors call the operator's choices; one that is not here is called by its own name."""
WAYS = {"history": "history_page", "privacy": "privacy"}
"""Handlers to whose pages the unit leads whoever has no script, too."""


class Number(Integer):
    """A number of which a course's files may say something that is none: then it is what it is without a word."""

    def from_string(self, serialized: str) -> int:
        """Return the number that stands in a course's files."""
        if NUMBER.fullmatch(serialized.strip()):
            return int(serialized)
        log.warning("a course's files have no number for %s", self.name)
        return int(self.default)


@with_handlers
@XBlock.needs("i18n")
@XBlock.wants("user")
class ChatXBlock(XBlock):
    """A button that brings a learner who is stuck together with people who can help."""

    completion_mode = XBlockCompletionMode.EXCLUDED
    resources_dir = "resources"
    has_author_view = True

    display_name = String(
        display_name=_("Display name"),
        help=_("What this block is called in the course outline."),
        scope=Scope.settings,
        default=_("Ask a helper"),
    )
    heading = String(
        display_name=_("Heading"),
        help=_("The line above the question box."),
        scope=Scope.settings,
        default=_("Stuck on this problem?"),
    )
    prompt = String(
        display_name=_("Prompt"),
        help=_("What stands above the question box."),
        scope=Scope.settings,
        default=_("What are you stuck on?"),
    )
    form = String(
        display_name=_("Form"),
        help=_("Whether the question box stands in the unit, or behind a button that opens it."),
        scope=Scope.settings,
        default="card",
        values_provider=lambda block: [
            {"display_name": translated(_("The question box")), "value": "card"},
            {"display_name": translated(_("A button that opens it")), "value": "button"},
        ],
    )
    hints = String(
        display_name=_("Hints and links"),
        help=_(
            "What a learner can look at before asking: one hint a paragraph, an empty line between two. The first line "
            "of each is its title, below it is its text in Markdown, or the address of a page."
        ),
        scope=Scope.settings,
        multiline_editor=True,
        default="",
    )
    review = Boolean(
        display_name=_("Teachers look first"),
        help=_("What learners make of their talks is read by others once somebody of the course staff has looked."),
        scope=Scope.settings,
        default=False,
    )
    fellows_write = Boolean(
        display_name=_("Fellow learners may write it up"),
        help=_(
            "Learners who were not there may make a learning resource of a talk. They see the lines whose speakers "
            "said yes, without names, and nothing else of it."
        ),
        scope=Scope.settings,
        default=False,
    )
    files = Boolean(
        display_name=_("Pictures and files"),
        help=_("People in a room may send pictures, PDF and text, where this site has a place to keep them."),
        scope=Scope.settings,
        default=True,
    )
    helpers = String(
        display_name=_("Helpers"),
        help=_("The people to ask, in the order to ask them."),
        scope=Scope.settings,
        multiline_editor=True,
        default="",
    )
    helper_limit = Number(
        display_name=_("Most helpers at once"),
        help=_("How many helpers may be in the room of one question."),
        scope=Scope.settings,
        default=3,
        values={"min": 1, "max": 20},
    )
    who_helps = String(
        display_name=_("Who may help"),
        help=_("Who may be asked here, if they agree to help and are on duty."),
        scope=Scope.settings,
        default="",
        values_provider=lambda block: _choices("eligibility", RULES),
    )
    rounds = String(
        display_name=_("Rounds"),
        help=_("Whom to ask, and how long to wait before asking more, as long as nobody comes."),
        scope=Scope.settings,
        multiline_editor=True,
        default="",
    )
    peering = String(
        display_name=_("Order of asking"),
        help=_("How people are chosen within a group."),
        scope=Scope.settings,
        default="",
        values_provider=lambda block: _choices("peerings", ORDERS),
    )
    room_kind = String(
        display_name=_("Where they meet"),
        help=_("The place to which the asker and the helpers of a question come."),
        scope=Scope.settings,
        default="",
        values_provider=lambda block: _places_to_meet(),
    )
    offers_cap = Number(
        display_name=_("Most open questions a helper"),
        help=_("How many questions may wait for an answer of one helper at once."),
        scope=Scope.settings,
        default=3,
        values={"min": 1, "max": 20},
    )
    calls_cap = Number(
        display_name=_("Most rooms a helper"),
        help=_("How many questions one helper may be answering at once."),
        scope=Scope.settings,
        default=2,
        values={"min": 1, "max": 20},
    )

    def helper_names(self) -> list[str]:
        """Return the usernames on the author's list, each once."""
        return listed_names(self.helpers)

    def validate(self) -> Validation:
        """Return what is to be said of the settings, which Studio shows above the block."""
        validation: Validation = super().validate()
        kinds = {"error": ValidationMessage.ERROR, "warning": ValidationMessage.WARNING}
        for finding in studio_checks.findings(self, studio_form.values(self)):
            validation.add(ValidationMessage(kinds[finding.level], finding.words))
        return validation

    @classmethod
    def parse_xml(cls, node: etree._Element, runtime: Any, keys: Any) -> ChatXBlock:
        """Return the block that a course's files make; elements in it, of which it has none, are passed over.

        XBlock would make children of them, which a block without children refuses, and the platform would put an error
        in its place.
        """
        for child in list(node):
            if not str(child.tag).startswith(f"{{{XML_NAMESPACES['option']}}}"):
                node.remove(child)
        parsed: ChatXBlock = super().parse_xml(node, runtime, keys)
        return parsed

    def student_view_data(self, context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Return what an app shows of the block before it is opened: an author's words, and nobody's data."""
        return {"heading": self.heading, "prompt": self.prompt, "form": self.form}

    @XBlock.supports("multi_device")
    def student_view(self, context: dict[str, Any] | None = None) -> Fragment:
        """Show the lobby, and to those who are on the list their inbox; a sentence to anybody else."""
        try:
            visit = Visit.of(mounted(self), with_picture=True)
        except ChatxblockError as error:
            fragment = _sentence(sentence(error))
            if isinstance(error, NotLoggedIn):  # whoever was here before may have logged out while it was offline
                fragment.add_javascript_url(mounted(self).resource("forget.js"))
            return fragment
        ways = {f"{name}_url": visit.mount.handler(handler) for name, handler in WAYS.items()}
        ways |= {"staff_url": visit.mount.handler("staff")} if visit.caller.staff else {}
        waiting = wiring_reports.call_reports().count(visit.course).all if visit.caller.staff else 0
        context = {"title": visit.author.heading, "waiting": waiting, **ways, **language()}
        fragment = Fragment(render_to_string("chatxblock/block.html", context))
        fragment.add_javascript_url(visit.mount.resource("lobby.js"))
        # As text in which nothing can end a script element: not every runtime escapes what it writes into one.
        fragment.initialize_js("ChatXBlock", dumps(enter_lobby(visit).plain()))
        return fragment

    def author_view(self, context: dict[str, Any] | None = None) -> Fragment:
        """Show the author what learners will find here; reaches no server."""
        count = len(self.helper_names())
        if count:
            return _sentence(
                translated(_("Learners can type a question here and ask a helper. On your list: {count}."), count=count)
            )
        return _sentence(
            translated(_("Learners can type a question here. Name helpers in the settings of this block."))
        )

    def public_view(self, context: dict[str, Any] | None = None) -> Fragment:
        """Show a sentence to somebody who is not logged in."""
        return self.student_view(context)

    def studio_view(self, context: dict[str, Any] | None = None) -> Fragment:
        """Show the form with the block's settings, to whoever may edit it."""
        if not platform.may_edit(self):
            return _sentence(translated(studio.AUTHORS_ONLY))
        mount = mounted(self)
        fragment = Fragment(render_to_string("chatxblock/studio.html", language()))
        fragment.add_javascript_url(mount.resource("studio.js"))
        fragment.initialize_js("ChatXBlockStudio", dumps(studio.form(self, mount.resource("studio-form.js")).plain()))
        return fragment

    @XBlock.handler
    def submit_studio_edits(self, request: Request, suffix: str = "") -> Response:
        """Keep what the form says, for whoever may edit the block."""
        return studio.answer(self, request, StudioEdits, studio.keep)

    @XBlock.handler
    def studio_token(self, request: Request, suffix: str = "") -> Response:
        """Tell whoever may edit the block the newest CSRF token: logging in again changes it."""
        return studio.token(self, request)

    @XBlock.handler
    def studio_look(self, request: Request, suffix: str = "") -> Response:
        """Say what there is to be said of the settings as the form has them; nothing is kept."""
        return studio.answer(self, request, StudioEdits, studio.look)

    @XBlock.handler
    def studio_people(self, request: Request, suffix: str = "") -> Response:
        """Find people of the course for the author's list."""
        return studio.answer(self, request, StudioSearch, studio.people)

    @staticmethod
    def workbench_scenarios() -> list[tuple[str, str]]:
        """Return the pages that the workbench shows."""
        return [
            (
                "A problem with helpers",
                '<chatxblock who_helps="listed" helpers="helper1, helper2, helper3" rounds="3 listed 60s"/>',
            ),
            ("A problem where nobody helps", '<chatxblock who_helps="listed"/>'),
            ("A course whose learners help each other", '<chatxblock rounds="1 peers 45s&#10;3 everyone 60s"/>'),
            (
                "A problem solved by video",
                '<chatxblock helpers="helper1,helper2" rounds="2 listed 60s" room_kind="video"/>',
            ),
            (
                "A problem behind a button",
                (
                    '<chatxblock form="button" helpers="helper1, helper2, helper3" rounds="3 listed 60s" '
                    'hints="Look at the rows&#10;Is one a *multiple* of the other?&#10;&#10;'
                    'A page about determinants&#10;https://en.wikipedia.org/wiki/Determinant"/>'
                ),
            ),
            ("A problem whose solvers help", '<chatxblock who_helps="grade" rounds="3 peers 60s"/>'),
            (
                "An exercise with helpers",
                (
                    "<vertical_demo><problem_demo>"
                    "<html_demo><p>The rows of the matrix A are (1, 2) and (2, 4). What is det A?</p></html_demo>"
                    '<textinput_demo name="answer" input_type="int"/>'
                    '<equality_demo name="right" left="./answer/@student_input" right="=0">Right?</equality_demo>'
                    "</problem_demo>"
                    '<chatxblock helpers="helper1, helper2, helper3" rounds="3 listed 60s"/></vertical_demo>'
                ),
            ),
        ]


def _choices(setting: str, words: dict[str, Message]) -> list[dict[str, str]]:
    """Return what an author can choose among: what the operator configured, or ours where nothing is set up yet."""
    labels: dict[str, str] = {}
    try:
        names = list(getattr(conf.load(), setting))
        labels = conf.load().rule_labels if setting == "eligibility" else labels
    except ConfigurationError:
        names = list(words)
    default = {"display_name": translated(_("As the site does it")), "value": ""}
    shown = {**{name: translated(sentence) for name, sentence in words.items()}, **labels}
    return [default, *({"display_name": shown.get(name, name), "value": name} for name in names)]


def _places_to_meet() -> list[dict[str, str]]:
    try:
        labels = conf.load().room_labels
    except ConfigurationError:
        labels = {}
    shown = {"": translated(_("In a chat room")), **labels}
    return [{"display_name": label, "value": name} for name, label in shown.items()]


def _sentence(sentence: str) -> Fragment:
    return Fragment(render_to_string("chatxblock/sentence.html", {"sentence": sentence, **language()}))
