"""What the handlers do before somebody asks: find what others learned, have the same question, say that it helped.

This module must not know of tables, or how anything is searched.
"""

from __future__ import annotations

from chatxblock import wiring
from chatxblock.domain.resources.service import Reader
from chatxblock.web.answers import found_resource
from chatxblock.web.schemas.resources import (
    Find,
    FindAnswer,
    Follow,
    FollowAnswer,
    FoundCall,
    HelpedAnswer,
    SayHelped,
)
from chatxblock.web.visit import Visit


def find(visit: Visit, told: Find) -> FindAnswer:
    """Return what is like the question being typed; without one the unit's most helpful resources."""
    finder = wiring.finding()
    found = finder.find(told.question[: visit.config.question_limit], visit.spot, visit.person)
    calls = [
        FoundCall(
            call_id=one.call.id,
            question=one.call.question,
            helpers=len(one.call.helpers),
            left=one.left,
            followers=one.followers,
            following=one.following,
            can_join=finder.may_join(one.call, visit.spot),
        )
        for one in found.calls
    ]
    return FindAnswer(resources=[found_resource(visit, resource) for resource in found.resources], calls=calls)


def follow(visit: Visit, told: Follow) -> FollowAnswer:
    """Note that the caller has a question of somebody else's too, or no longer."""
    followers = wiring.finding().follow(told.call_id, visit.person, undo=told.undo)
    return FollowAnswer(following=not told.undo, followers=followers)


def resource_helped(visit: Visit, told: SayHelped) -> HelpedAnswer:
    """Note that a resource helped the caller, or that saying so was a mistake."""
    reader = Reader(person=visit.person, staff=visit.caller.staff)
    question = told.question[: visit.config.question_limit]
    helped = wiring.resources().helped(told.resource_id, reader, undo=told.undo, question=question)
    return HelpedAnswer(helped=helped, helped_me=not told.undo)
