"""What the handler of the library does: all resources of a course, page by page, for its staff.

This module must not know of stanzas or tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from chatxblock import wiring, wiring_staff
from chatxblock.domain.ports import DocumentKind, LibraryPage, Scope, Shelf, SoughtResources
from chatxblock.domain.resources.resource import Resource
from chatxblock.web.resource_answers import reader_of, service
from chatxblock.web.schemas.library import (
    MOST_WORDS,
    LibraryAnswer,
    LibraryResource,
    LibraryUnit,
    LibraryWish,
    mark_text,
)
from chatxblock.web.visit import Visit

PAGE = 30
"""Resources on one page."""
MOST_LIKE = 10
MOST_UNITS = 200


def staff_resources(visit: Visit, told: LibraryWish) -> LibraryAnswer:
    """Return a page of the course's resources, or those that are like one."""
    found = LibraryPage(resources=tuple(_like(visit, told.like)), next=None) if told.like else _page(visit, told)
    units = wiring_staff.library().library_units(visit.course, MOST_UNITS)
    handler = visit.mount.handler
    return LibraryAnswer(
        resources=[
            LibraryResource.of(one, handler("resource", str(one.id)), handler("resource_editor", str(one.id)))
            for one in found.resources
        ],
        units=[LibraryUnit(unit=key, title=title or key) for key, title in units.items()],
        next=mark_text(found.next) if found.next else None,
    )


def _page(visit: Visit, told: LibraryWish) -> LibraryPage:
    sought = SoughtResources(
        course=visit.course,
        shelf=Shelf(told.show),
        unit=told.unit,
        words=told.query.strip()[:MOST_WORDS],
        behind=told.after,
    )
    return wiring_staff.library().library(sought, PAGE)


def _like(visit: Visit, resource_id: UUID) -> Sequence[Resource]:
    """Return the published ones that are like one, the most alike first. Raises `ResourceNotFound`."""
    one = service().read(resource_id, reader_of(visit))
    spot = one.spot
    scope = Scope(
        course=spot.course,
        section=spot.section,
        unit=spot.unit,
        languages=tuple(wiring.course_languages(spot.course)),
        kinds=(DocumentKind.RESOURCE,),
    )
    ids = [found.id for found in wiring.search().find(one.text.title, scope, MOST_LIKE + 1) if found.id != one.id]
    return service().named(ids[:MOST_LIKE])
