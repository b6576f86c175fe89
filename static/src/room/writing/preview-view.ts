/** How a text will look, above the box in which it is typed. */
import { html, nothing, type TemplateResult } from "lit";
import { named } from "../../shared/named-view";
import { isolated, type Texts } from "../../shared/texts";
import { written } from "../../shared/written-view";
import type { RoomWindow } from "../room-window-view";
import { awaited, looksOtherwise } from "./marks";

/** From the last key to the picture. */
const REST_MILLISECONDS = 300;

type Around = Pick<RoomWindow, "box" | "conversation" | "data" | "renderRoot" | "requestUpdate" | "texts">;

const followed = new WeakSet<Element>();
/** Boxes with a message in them of which it was said that it can be looked at. */
const announced = new WeakSet<Element>();

/**
 * What will stand in the log, where that is not what is typed; nothing elsewhere. Who cannot see it is not told of each key:
 * it is a region of its own, one stop before the box, and once a message it is said that it is there.
 */
export function preview(room: Around): TemplateResult {
  const { box, texts } = room;
  if (!box) return html``;
  follow(room, box);
  const shown = renderPreview(room, box.value);
  if (!box.value) announced.delete(box);
  return html`<p class="hidden" role="status">${announced.has(box) ? way(texts) : ""}</p>${shown}`;
}

function renderPreview({ box, conversation, data, texts }: Around, text: string): TemplateResult | typeof nothing {
  if (!box || conversation.end || text.length > data.line_limit || !looksOtherwise(text)) return nothing;
  const kind = awaited(text);
  if (kind) return html`<p class="preview small" role="status">${named(whatToDo(kind, texts))}</p>`;
  announced.add(box);
  const label = texts.t("How it will look");
  const back = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    // There it would end what the box is about, too.
    event.stopPropagation();
    box.focus();
  };
  return html`<section class="preview" aria-label=${label} tabindex="0" @keydown=${back}>
    <div class="words" dir="auto">${written(text)}</div>
    <p class="small quiet" aria-hidden="true">${label}</p>
  </section>`;
}

function way({ t }: Texts): string {
  if (matchMedia("(pointer: coarse)").matches) return t("How it will look is shown before the box.");
  return t("How it will look is shown before the box: Shift+Tab leads there, Escape leads back.");
}

/** With the signs that a button has put there. */
function whatToDo(kind: "formula" | "code", { t }: Texts): string {
  if (kind === "code") return t("Write the code between the two signs. For several lines press the button once more.");
  const [one, other] = [isolated("x^2"), isolated("\\frac{1}{2}")];
  return t("Write the formula between the two signs, such as {one} or {other}.", { one, other });
}

function follow(room: Around, box: HTMLElement): void {
  if (followed.has(box)) return;
  followed.add(box);
  let timer = 0;
  const after = (milliseconds: number) => (): void => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => box.isConnected && room.requestUpdate(), milliseconds);
  };
  box.addEventListener("keydown", (event) => {
    const shown = room.renderRoot.querySelector<HTMLElement>("section.preview");
    if (!shown || event.key !== "Tab" || !event.shiftKey || (event.composedPath()[0] as Element).localName !== "textarea") return;
    // What can be reached within it comes behind it.
    event.preventDefault();
    shown.focus();
  });
  box.addEventListener("typed", after(REST_MILLISECONDS));
  box.addEventListener("said", after(0));
}
