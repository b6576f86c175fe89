/** How a text will look, above the box in which it is typed. */
import { html, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { written } from "../../shared/written-view";
import type { RoomWindow } from "../room-window-view";
import { looksOtherwise } from "./marks";

/** From the last key to the picture. */
const REST_MILLISECONDS = 300;

const followed = new WeakSet<Element>();

/** What will stand in the log, where that is not what is typed; nothing elsewhere. */
export function preview(room: Pick<RoomWindow, "box" | "conversation" | "requestUpdate" | "texts">): TemplateResult {
  const { box, conversation, texts } = room;
  if (!box) return html``;
  if (!followed.has(box)) {
    followed.add(box);
    let timer = 0;
    for (const kind of ["typed", "said"]) {
      box.addEventListener(kind, () => {
        clearTimeout(timer);
        timer = window.setTimeout(() => room.requestUpdate(), kind === "said" ? 0 : REST_MILLISECONDS);
      });
    }
  }
  const text = box.value;
  if (conversation.end || !looksOtherwise(text)) return html``;
  const label = texts.t("How it will look");
  return html`<section class="preview" aria-label=${label} tabindex="0">
    <p class="small quiet" aria-hidden="true">${label}</p>
    <div class="words" dir="auto">${keyed(text, written(text))}</div>
  </section>`;
}
