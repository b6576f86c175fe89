/**
 * Boxes that grow with what is typed, where style sheets cannot say so (`field-sizing: content`): Firefox, and Safari before
 * 26.2. Ours alone: those in an element of ours that are not made larger by hand.
 */

/** What may change how much stands in a box: typing, the Enter that sends it, the click on a button beside it. */
const CHANGES = ["input", "keydown", "click"];

/** Begin to watch the boxes of this page; again is harmless. */
export function growBoxes(): void {
  if (CSS.supports("field-sizing", "content")) return;
  for (const kind of CHANGES) document.addEventListener(kind, grow);
}

function grow(event: Event): void {
  const root = (event.composedPath()[0] as Node).getRootNode();
  if (!(root instanceof ShadowRoot) || !root.host.localName.startsWith("chatxblock-")) return;
  for (const box of root.querySelectorAll("textarea")) {
    if (getComputedStyle(box).resize !== "none") continue;
    box.style.height = "";
    const frame = box.offsetHeight - box.clientHeight;
    if (box.scrollHeight > box.clientHeight) box.style.height = `${box.scrollHeight + frame}px`;
  }
}
