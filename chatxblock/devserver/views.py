"""The start page, units as learners see them, the list of blocks that scripts read, and the pictures of its people."""

from __future__ import annotations

import hashlib

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe
from workbench.views import show_scenario

from chatxblock.devserver import browsers
from chatxblock.devserver.people import PEOPLE, member
from chatxblock.devserver.played import play, points
from chatxblock.devserver.scenarios import chat_scenarios
from chatxblock.devserver.trials import PAGES, trial

PICTURE = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" role="img"><title>{letter}</title>\
<circle cx="32" cy="32" r="32" fill="hsl({hue} 45% 35%)"/><text x="32" y="43" font-family="sans-serif" font-size="30" \
text-anchor="middle" fill="#fff">{letter}</text></svg>"""


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Offer the people to play and what there is to try, each in a window of its own."""
    scenarios = chat_scenarios()
    shown = {
        "people": PEOPLE,
        "first": scenarios[0],
        "usage": scenarios[0].usages[0],
        "trials": [trial(scenario) for scenario in scenarios],
        "pages": PAGES,
        "solved": {user_id for user_id, share in points().items() if share >= 0.8},
        "logged_out": bool(request.session.get(browsers.LOGGED_OUT)),
    }
    return render(request, "devserver/start.html", shown)


@require_safe
def unit(request: HttpRequest, scenario_id: str, view_name: str = "student_view") -> HttpResponse:
    """Show a page with a chat block as a course would: under its own name, and without the workbench's tools."""
    setattr(request, "player", member(request.GET.get("student", "")))  # noqa: B010  (for the template alone)
    answer: HttpResponse = show_scenario(request, scenario_id, view_name, template="devserver/unit.html")
    return answer


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """Log this browser out, with everybody who is played in it."""
    browsers.log_out(request)
    return redirect("start")


@require_POST
def log_in(request: HttpRequest) -> HttpResponse:
    """Let the people of this browser in again."""
    browsers.log_in(request)
    return redirect("start")


@require_POST
def play_points(request: HttpRequest) -> HttpResponse:
    """Let somebody have a share of the points, `percent`, in all subsections; 404 for nobody, 400 for no share."""
    person, percent = member(request.POST.get("student", "")), request.POST.get("percent", "")
    if person is None:
        raise Http404
    if not percent.isdecimal() or int(percent) > 100:
        return HttpResponse("Say how many percent, 0 to 100.", status=400, content_type="text/plain")
    play(person.user_id, int(percent) / 100)
    return redirect("start")


@require_safe
def blocks(request: HttpRequest) -> JsonResponse:
    """Answer `{"blocks": [...]}`: every chat block with its absolute addresses, to be filled in."""
    site = request.build_absolute_uri("/").rstrip("/")
    listed = [
        {
            "usage": usage,
            "page_url": f"{site}/scenario/{scenario.name}/?student={{student}}",
            "handler_url": f"{site}/handler/{usage}/{{handler}}/{{suffix}}?student={{student}}",
        }
        for scenario in chat_scenarios()
        for usage in scenario.usages
    ]
    return JsonResponse({"blocks": listed})


@require_safe
def meet(request: HttpRequest, room: str) -> HttpResponse:
    """Stand in for a video room, so that a room behind a link can be played without another server."""
    return render(request, "devserver/meet.html", {"room": room})


@require_safe
def picture(request: HttpRequest, username: str) -> HttpResponse:
    """Answer a round picture with the first letter of the person's name, and the digit if there is one."""
    person = member(username)
    if person is None:
        raise Http404(username)
    hue = hashlib.sha256(username.encode()).digest()[0] * 360 // 256
    letter = person.name[0] + (person.name[-1] if person.name[-1].isdigit() else "")
    answer = HttpResponse(PICTURE.format(letter=letter, hue=hue), content_type="image/svg+xml")
    answer["Cache-Control"] = "max-age=3600"
    return answer
