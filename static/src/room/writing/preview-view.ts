/** How a text will look, above the box in which it is typed. */
import { html, type TemplateResult } from "lit";
import { named } from "../../shared/named-view";
import { isolated, type Texts } from "../../shared/texts";
import { written } from "../../shared/written-view";
import type { RoomWindow } from "../room-window-view";
import { awaited, looksOtherwise } from "./marks";

/** From the last key to the picture. */
const REST_MILLISECONDS = 300;

const followed = new WeakSet<Element>();

/**
 * What will stand in the log, where that is not what is typed; nothing elsewhere. Who cannot see it is not told of each key:
 * it is a region of its own, one stop before the box.
 */
export function preview(room: Pick<RoomWindow, "box" | "conversation" | "data" | "requestUpdate" | "texts">): TemplateResult {
  const { box, conversation, texts } = room;
  if (!box) return html``;
  follow(box, () => room.requestUpdate());
  const text = box.value;
  if (conversation.end || text.length > room.data.line_limit || !looksOtherwise(text)) return html``;
  const kind = awaited(text);
  if (kind) return html`<p class="preview small" role="status">${named(whatToDo(kind, texts))}</p>`;
  const label = texts.t("How it will look");
  return html`<section class="preview" aria-label=${label} tabindex="0">
    <div class="words" dir="auto">${written(text)}</div>
    <p class="small quiet" aria-hidden="true">${label}</p>
  </section>`;
}

/** With the signs that a button has put there. */
function whatToDo(kind: "formula" | "code", { t }: Texts): string {
  if (kind === "code") return t("Write the code between the two signs. For several lines press the button once more.");
  const [one, other] = [isolated("x^2"), isolated("\\frac{1}{2}")];
  return t("Write the formula between the two signs, such as {one} or {other}.", { one, other });
}

function follow(box: HTMLElement, look: () => void): void {
  if (followed.has(box)) return;
  followed.add(box);
  let timer = 0;
  const after = (milliseconds: number) => (): void => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => box.isConnected && look(), milliseconds);
  };
  box.addEventListener("typed", after(REST_MILLISECONDS));
  box.addEventListener("said", after(0));
}
