"""Pictures and files in the room window: in the talk, chosen, on their way, refused, and where nobody may send any."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from chatxblock.web.schemas.files import FilesPlace
from tests.gallery import data
from tests.gallery.chat import Chat
from tests.gallery.drawing import PICTURE, SEEN, UPRIGHT, drawn
from tests.gallery.scene import Refusal, as_it_opens
from tests.gallery.scenes.room import HERE, LINA, OMAR, REPLACE, TALK, line, line_menu, room, signs
from tests.gallery.stage import Stage

MARK = f"1800000000.{'a' * 24}"
LOST, NOTES = (f"7f9c24e5-4f0a-4b8e-9b0e-00000000000{digit}" for digit in "23")
PLACE = FilesPlace(
    put_url=f"{data.ORIGIN}/handler/file_put",
    url=f"{data.ORIGIN}/drawing/FILE_ID",
    most_bytes=3_500_000,
    most_files=30,
)
OFF = PLACE.model_copy(update={"put_url": None})
SENT = (
    *TALK[:2],
    line(LINA, f"matrix.jpg\n{SEEN}\n{data.ORIGIN}/file/{PICTURE}.{MARK}#600x360", 2),
    line(OMAR, "I see. And the one from the lecture?", 1.8),
    line(LINA, f"مصفوفة.pdf\n{data.ORIGIN}/file/{NOTES}.{MARK}", 1.5),
    line(OMAR, f"old.png\n{data.ORIGIN}/file/{LOST}.{MARK}", 1.2),
)
PASTE = """async ([names, kinds]) => {
  const pasted = new DataTransfer();
  for (const [place, name] of names.entries()) {
    const canvas = new OffscreenCanvas(300, 200);
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#e8eef5";
    pen.fillRect(0, 0, 300, 200);
    pen.fillStyle = "#27496d";
    for (let row = 0; row < 5; row++) pen.fillRect(30, 25 + row * 34, 240 - row * 30, 14);
    const blob = kinds[place] === "image/png" ? await canvas.convertToBlob() : new Blob(["%PDF-1.7"]);
    pasted.items.add(new File([blob], name, { type: kinds[place] }));
  }
  const room = document.querySelector("chatxblock-room");
  room.dispatchEvent(new ClipboardEvent("paste", { clipboardData: pasted, bubbles: true, cancelable: true }));
}"""


def pastes(stage: Stage, *names: str) -> None:
    """Paste pictures, and what is none."""
    kinds = ["image/png" if name.endswith(".png") else "application/pdf" for name in names]
    stage.page.evaluate(PASTE, [list(names), kinds])
    stage.page.locator("chatxblock-tray section").wait_for()
    if PLACE.most_files < len(names):
        stage.page.locator("chatxblock-tray li").nth(PLACE.most_files - 1).wait_for()
    stage.wait(500)


def sends(stage: Stage, *names: str) -> None:
    """Paste and send."""
    pastes(stage, *names)
    stage.press("^Send (it|[0-9])")
    stage.wait(500)


PASTE_LINES = """() => {
  const pasted = new DataTransfer();
  pasted.setData("text/plain", "x = 1\\n".repeat(3000));
  const event = { clipboardData: pasted, bubbles: true, cancelable: true, composed: true };
  const room = document.querySelector("chatxblock-room").shadowRoot;
  room.querySelector("chatxblock-composer").dispatchEvent(new ClipboardEvent("paste", event));
}"""


def pastes_lines(stage: Stage) -> None:
    """Paste three thousand lines of text."""
    stage.page.evaluate(PASTE_LINES)
    stage.page.locator("chatxblock-tray section").wait_for()
    stage.wait(500)


def asks(stage: Stage) -> None:
    """Press the button on a phone."""
    stage.press("^Send a picture")
    stage.page.locator("chatxblock-tray").evaluate("tray => void tray.ask(true)")
    stage.wait(300)


def all_sorts(stage: Stage) -> None:
    """Let formulas and code be laid out, and the end be shown."""
    stage.until(stage.page.locator("chatxblock-log math"))
    stage.until(stage.page.get_by_role("button", name="Copy code"))
    stage.wait(300)


def files(name: str, title: str, play: Any = as_it_opens, /, **values: Any) -> Any:
    """Return a room in which files may be sent."""
    told = {"chat": Chat(inside=(OMAR,), lines=TALK), "files": PLACE, "play": play, **values}
    return room(f"files-{name}", title, data.call(**HERE), **told)


FENCE = "```python\nfor row, column in product(range(len(matrix)), range(len(matrix[0]))):\n    print(row, column)\n```"
ALL_SORTS = (
    line(OMAR, f"upright.jpg\n{data.ORIGIN}/file/{UPRIGHT}.{MARK}#600x1100", 9),
    line(LINA, f"matrix.jpg\n{SEEN}\n{data.ORIGIN}/file/{PICTURE}.{MARK}#600x360", 8),
    line(OMAR, f"{FENCE}\nIt prints each place, so do you see $a_{{ij}}$ in it?", 7),
    line(LINA, FENCE, 6),
    line(LINA, "> It prints each place\n\nYes: $\\det A = a_{11} a_{22} - a_{12} a_{21}$, and that is zero here.", 5),
    signs(OMAR, 5, "👍", "💡"),
    line(OMAR, "So the rows depend on each other, and nothing brings the second one away.", 4),
)
MANY = tuple(f"step {number}.png" for number in range(1, 41))


def describes(stage: Stage) -> None:
    """Begin to say anew what is to be seen in one's picture."""
    line_menu(stage, mine=True)
    stage.page.locator("chatxblock-line-menu").get_by_role("menuitem").nth(1).click()
    stage.wait(200)


DESCRIBED = (
    line(LINA, f"matrix.jpg\n{data.ORIGIN}/file/{PICTURE}.{MARK}#600x360", 3),
    replace(line(LINA, f"matrix.jpg\n{SEEN}\n{data.ORIGIN}/file/{PICTURE}.{MARK}#600x360", 2), marks=REPLACE.format(1)),
    line(OMAR, "What is $\\det A$ of `A`, then?", 1),
)
SCENES = (
    files(
        "described",
        "What is to be seen is said in other words",
        describes,
        chat=Chat(inside=(OMAR,), lines=DESCRIBED),
        drawings=drawn,
    ),
    files("sent", "A picture, a file, a lost picture", chat=Chat(inside=(OMAR,), lines=SENT), drawings=drawn),
    files(
        "all-sorts",
        "Pictures, wide code, a quote and reactions",
        all_sorts,
        chat=Chat(inside=(OMAR,), lines=ALL_SORTS),
        drawings=drawn,
    ),
    files("chosen", "Two files are chosen", play=lambda stage: pastes(stage, "matrix.png", "notes.pdf")),
    files("asked", "A photo, or something else", play=asks, narrow=True),
    files(
        "waiting",
        "The storage is away",
        play=lambda stage: sends(stage, "matrix.png"),
        answers={
            "file_put": Refusal(
                status=503,
                code="files-unavailable",
                sentence="We can't keep files right now. Nothing is lost: try again in a moment.",
            )
        },
    ),
    files(
        "refused",
        "One is refused",
        play=lambda stage: sends(stage, "drawing.pdf"),
        answers={
            "file_put": Refusal(
                status=400,
                code="bad-file",
                sentence="Only pictures (JPEG, PNG, GIF, WebP), PDF and plain text can be sent here.",
            )
        },
    ),
    files("many", "Forty are chosen", play=lambda stage: pastes(stage, *MANY)),
    files(
        "full",
        "Forty were chosen, and the talk takes no more",
        play=lambda stage: sends(stage, *MANY),
        answers={
            "file_put": Refusal(status=409, code="files-full", sentence="No more files fit into this conversation.")
        },
    ),
    files("long", "Three thousand lines are pasted", play=pastes_lines),
    files("long-off", "Three thousand lines are pasted where nobody may send files", files=OFF, play=pastes_lines),
    files("off", "Nobody may send any", files=OFF, play=lambda stage: pastes(stage, "matrix.png")),
)
