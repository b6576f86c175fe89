"""All scenes of the gallery, by screen."""

from __future__ import annotations

from tests.gallery.scene import Scene
from tests.gallery.scenes import (
    authors,
    figures,
    for_you,
    helper,
    library,
    lobby,
    others,
    people,
    resources,
    room,
    room_ends,
    room_files,
    room_log,
    room_writing,
    staff,
)

SCENES: tuple[Scene, ...] = (
    *lobby.SCENES,
    *room.SCENES,
    *room_ends.SCENES,
    *room_files.SCENES,
    *room_log.SCENES,
    *room_writing.SCENES,
    *helper.SCENES,
    *staff.SCENES,
    *for_you.SCENES,
    *library.SCENES,
    *people.SCENES,
    *figures.SCENES,
    *resources.SCENES,
    *others.SCENES,
    *authors.SCENES,
)
