"""The XBlock: its fields, its views, and one line for each handler."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.template.loader import render_to_string
from web_fragments.fragment import Fragment
from webob import Request, Response
from xblock.completable import XBlockCompletionMode
from xblock.core import XBlock
from xblock.fields import Integer, Scope, String
from xblock.utils.studio_editable import StudioEditableXBlockMixin
from xblock.validation import ValidationMessage

from chatxblock import conf
from chatxblock.domain.calls.rounds import parse_plan
from chatxblock.errors import BadPlan, ChatxblockError, ConfigurationError, Message
from chatxblock.errors import gettext_noop as _
from chatxblock.openedx import platform
from chatxblock.web import calls, deferred, helpers, responses, sharing
from chatxblock.web.answers import call_out, left_out
from chatxblock.web.pages import common_data
from chatxblock.web.sentences import translated
from chatxblock.web.visit import Visit

RULES = {
    "listed": _("Only the people listed below"),
    "staff": _("The people listed below, and course staff"),
    "enrolled": _("Everyone in the course who agrees to help"),
}
ORDERS = {
    "least-answered": _("Those first who answered the fewest questions"),
    "fixed-list": _("Only the people listed below, in that order"),
    "tiers": _("Those first who answered the fewest questions, then the people listed below"),
}
"""What authors call the operator's choices; one that is not here is called by its own name."""


@XBlock.needs("i18n")
@XBlock.wants("user")
class ChatXBlock(StudioEditableXBlockMixin, XBlock):
    """A button that brings a learner who is stuck together with people who can help."""

    completion_mode = XBlockCompletionMode.EXCLUDED
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
    helpers = String(
        display_name=_("Helpers"),
        help=_("Usernames of the people to ask, one a line or separated by commas, in the order to ask them."),
        scope=Scope.settings,
        multiline_editor=True,
        default="",
    )
    helper_limit = Integer(
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
        help=_(
            "Whom to ask, and how long to wait before asking more, one round a line: “3 peers 60s”. "
            "Groups: peers, listed, staff, everyone. Empty for the site's own plan."
        ),
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
    offers_cap = Integer(
        display_name=_("Most open questions a helper"),
        help=_("How many questions may wait for an answer of one helper at once."),
        scope=Scope.settings,
        default=3,
        values={"min": 1, "max": 20},
    )
    calls_cap = Integer(
        display_name=_("Most rooms a helper"),
        help=_("How many questions one helper may be answering at once."),
        scope=Scope.settings,
        default=2,
        values={"min": 1, "max": 20},
    )
    editable_fields = (
        "display_name",
        "heading",
        "prompt",
        "who_helps",
        "helpers",
        "rounds",
        "peering",
        "room_kind",
        "helper_limit",
        "offers_cap",
        "calls_cap",
    )

    def helper_names(self) -> list[str]:
        """Return the usernames on the author's list, each once."""
        lines = self.helpers.replace(",", "\n").splitlines()
        return list(dict.fromkeys(name for line in lines if (name := line.strip())))

    def validate_field_data(self, validation: Any, data: Any) -> None:
        """Tell the author of unknown helpers, and of numbers that make no sense."""
        names = ChatXBlock.helper_names(data)
        unknown = platform.unknown_names(platform.course_key(self), names)
        if unknown:
            wrong = translated(
                _("We do not know these people in this course: {names}. Check the spelling."), names=", ".join(unknown)
            )
            validation.add(ValidationMessage(ValidationMessage.ERROR, wrong))
        for field in (ChatXBlock.helper_limit, ChatXBlock.offers_cap, ChatXBlock.calls_cap):
            if not 1 <= getattr(data, field.name) <= 20:
                wrong = translated(_("“{field}” has to be between 1 and 20."), field=translated(field.display_name))
                validation.add(ValidationMessage(ValidationMessage.ERROR, wrong))
        if data.rounds.strip():
            try:
                parse_plan(data.rounds)
            except BadPlan as error:
                validation.add(ValidationMessage(ValidationMessage.ERROR, responses.sentence(error)))

    @XBlock.supports("multi_device")
    def student_view(self, context: dict[str, Any] | None = None) -> Fragment:
        """Show the lobby, and to those who are on the list their inbox; a sentence to anybody else."""
        try:
            visit = Visit.of(self, with_picture=True)
        except ChatxblockError as error:
            return _sentence(responses.sentence(error))
        fragment = Fragment(render_to_string("chatxblock/block.html", {"title": _shown(self, "heading")}))
        fragment.add_javascript_url(visit.resource("lobby.js"))
        fragment.initialize_js("ChatXBlock", responses.plain(_lobby_data(visit)))
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

    @XBlock.handler
    def ask(self, request: Request, suffix: str = "") -> Response:
        """Answer `calls.ask`."""
        return self._post(request, calls.ask)

    @XBlock.handler
    def call(self, request: Request, suffix: str = "") -> Response:
        """Answer `calls.call`."""
        return self._post(request, calls.call)

    @XBlock.handler
    def cancel(self, request: Request, suffix: str = "") -> Response:
        """Answer `calls.cancel`."""
        return self._post(request, calls.cancel)

    @XBlock.handler
    def solved(self, request: Request, suffix: str = "") -> Response:
        """Answer `calls.solved`."""
        return self._post(request, calls.solved)

    @XBlock.handler
    def ticket(self, request: Request, suffix: str = "") -> Response:
        """Answer `helpers.ticket`."""
        return self._post(request, helpers.ticket)

    @XBlock.handler
    def inbox(self, request: Request, suffix: str = "") -> Response:
        """Answer `helpers.inbox`."""
        return self._post(request, helpers.inbox)

    @XBlock.handler
    def accept(self, request: Request, suffix: str = "") -> Response:
        """Answer `calls.accept`."""
        return self._post(request, calls.accept)

    @XBlock.handler
    def decline(self, request: Request, suffix: str = "") -> Response:
        """Answer `calls.decline`."""
        return self._post(request, calls.decline)

    @XBlock.handler
    def seen(self, request: Request, suffix: str = "") -> Response:
        """Answer `calls.seen`."""
        return self._post(request, calls.seen)

    @XBlock.handler
    def invite(self, request: Request, suffix: str = "") -> Response:
        """Answer `calls.invite`."""
        return self._post(request, calls.invite)

    @XBlock.handler
    def remove(self, request: Request, suffix: str = "") -> Response:
        """Answer `calls.remove`."""
        return self._post(request, calls.remove)

    @XBlock.handler
    def leave(self, request: Request, suffix: str = "") -> Response:
        """Answer `calls.leave`."""
        return self._post(request, calls.leave)

    @XBlock.handler
    def gone(self, request: Request, suffix: str = "") -> Response:
        """Answer `calls.gone`."""
        return self._post(request, calls.gone)

    @XBlock.handler
    def duty(self, request: Request, suffix: str = "") -> Response:
        """Answer `helpers.duty`."""
        return self._post(request, helpers.duty)

    @XBlock.handler
    def helper(self, request: Request, suffix: str = "") -> Response:
        """Answer `helpers.helper`."""
        return self._post(request, helpers.helper)

    @XBlock.handler
    def leave_question(self, request: Request, suffix: str = "") -> Response:
        """Answer `deferred.leave_question`."""
        return self._post(request, deferred.leave_question)

    @XBlock.handler
    def answer_left(self, request: Request, suffix: str = "") -> Response:
        """Answer `deferred.answer_left`."""
        return self._post(request, deferred.answer_left)

    @XBlock.handler
    def left_read(self, request: Request, suffix: str = "") -> Response:
        """Answer `deferred.left_read`."""
        return self._post(request, deferred.left_read)

    @XBlock.handler
    def similar(self, request: Request, suffix: str = "") -> Response:
        """Answer `sharing.similar`."""
        return self._post(request, sharing.similar)

    @XBlock.handler
    def join(self, request: Request, suffix: str = "") -> Response:
        """Answer `sharing.join`."""
        return self._post(request, sharing.join)

    @XBlock.handler
    def admit(self, request: Request, suffix: str = "") -> Response:
        """Answer `sharing.admit`."""
        return self._post(request, sharing.admit)

    @XBlock.handler
    def thank(self, request: Request, suffix: str = "") -> Response:
        """Answer `calls.thank`."""
        return self._post(request, calls.thank)

    @XBlock.handler
    def people(self, request: Request, suffix: str = "") -> Response:
        """Answer `calls.people`."""
        return self._post(request, calls.people)

    @XBlock.handler
    def window(self, request: Request, suffix: str = "") -> Response:
        """Answer `calls.window`."""
        return self._get(request, calls.window, suffix)

    @XBlock.handler
    def inbox_window(self, request: Request, suffix: str = "") -> Response:
        """Answer `helpers.inbox_window`."""
        return self._get(request, helpers.inbox_window, suffix)

    @XBlock.handler
    def helper_page(self, request: Request, suffix: str = "") -> Response:
        """Answer `helpers.helper_page`."""
        return self._get(request, helpers.helper_page, suffix)

    @XBlock.handler
    def transcript(self, request: Request, suffix: str = "") -> Response:
        """Answer `calls.transcript`."""
        return self._get(request, calls.transcript, suffix)

    @staticmethod
    def workbench_scenarios() -> list[tuple[str, str]]:
        """Return the pages that the workbench shows."""
        return [
            (
                "A problem with helpers",
                '<chatxblock who_helps="listed" helpers="helper1, helper2, helper3" rounds="3 listed 60s"/>',
            ),
            ("A problem where nobody helps", '<chatxblock who_helps="listed"/>'),
            ("A course whose learners help each other", '<chatxblock rounds="1 peers 20s&#10;3 everyone 60s"/>'),
            (
                "A problem solved by video",
                '<chatxblock helpers="helper1,helper2" rounds="2 listed 60s" room_kind="video"/>',
            ),
        ]

    def _post(self, request: Request, endpoint: calls.Endpoint) -> Response:
        return responses.post(request, lambda body: endpoint(Visit.of(self, endpoint.__name__), body))

    def _get(
        self, request: Request, endpoint: Callable[[Visit, str], responses.Page | responses.Download], suffix: str
    ) -> Response:
        page_css = str(self.runtime.local_resource_url(self, "public/page.css"))
        return responses.get(request, lambda: endpoint(Visit.of(self, endpoint.__name__), suffix), page_css)


def _choices(setting: str, words: dict[str, Message]) -> list[dict[str, str]]:
    """Return what an author can choose among: what the operator configured, or ours where nothing is set up yet."""
    try:
        names = list(getattr(conf.load(), setting))
    except ConfigurationError:
        names = list(words)
    default = {"display_name": translated(_("As the site does it")), "value": ""}
    shown = {name: translated(sentence) for name, sentence in words.items()}
    return [default, *({"display_name": shown.get(name, name), "value": name} for name in names)]


def _places_to_meet() -> list[dict[str, str]]:
    try:
        labels = conf.load().room_labels
    except ConfigurationError:
        labels = {}
    shown = {"": translated(_("In a chat room")), **labels}
    return [{"display_name": label, "value": name} for name, label in shown.items()]


def _sentence(sentence: str) -> Fragment:
    return Fragment(render_to_string("chatxblock/sentence.html", {"sentence": sentence}))


def _shown(block: Any, field: str) -> str:
    """Return an author's words as they are, and ours, where the author left them, in the reader's language."""
    words: str = getattr(block, field)
    return translated(block.fields[field].default) if words == block.fields[field].default else words


def _lobby_data(visit: Visit) -> dict[str, Any]:
    running = visit.service.open_call(visit.person)
    left = left_out(visit)
    return {
        **common_data(visit),
        "state": "ready",
        "person": visit.person.localpart,
        "call": call_out(visit, running) if running else None,
        "title": _shown(visit.block, "heading"),
        "prompt": _shown(visit.block, "prompt"),
        "window_url": visit.handler("window", "CALL_ID"),
        "inbox": helpers.desk_data(visit, left),
        "left": left,
        "around": helpers.around_out(visit),
        "answered": deferred.answered_out(visit),
        "helper_page_url": visit.handler("helper_page"),
        "joining": visit.config.joining,
        "may_ask": True,
    }
