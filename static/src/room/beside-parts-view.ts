/** What a room window shows beside the talk itself: for waiting, joining, dialogs and the end. */
import { html, nothing, type TemplateResult } from "lit";
import type { RoomWindow } from "./room-window-view";
import type { Wish } from "./wishes";

/** What of a room window these are made from. */
export type Around = Pick<RoomWindow, "clock" | "conversation" | "data" | "found" | "focusBox" | "invited" | "line" | "texts" | "words"> & { wish: Wish | null };

/** What stands after the last line. */
export function afterLines({ texts, conversation, clock, found, focusBox, words }: Around): TemplateResult {
  const { call, end } = conversation;
  return html`<chatxblock-waiting slot="end" .texts=${texts} .conversation=${conversation} .found=${found} @passed=${focusBox}
      ><chatxblock-details .texts=${texts} .call=${call} .clock=${clock}></chatxblock-details></chatxblock-waiting
    ><chatxblock-join-requests slot="end" .texts=${texts} .conversation=${conversation}></chatxblock-join-requests
    ><chatxblock-thanks slot="end" .texts=${texts} .conversation=${conversation}></chatxblock-thanks
    >${end ? html`<chatxblock-after slot="end" .texts=${texts} .talk=${conversation} .me=${words.me}></chatxblock-after>` : nothing}`;
}

/** What stands in the place of the box once nothing is written there any more. */
export function ending({ texts, conversation, data, line, words }: Around): TemplateResult {
  return html`<chatxblock-ending
    .texts=${texts}
    .conversation=${conversation}
    .me=${words.me}
    .draft=${line.value}
    .logUrl=${words.transcriptUrl}
    .data=${data}
  ></chatxblock-ending>`;
}

/** The dialog for what the reader wishes; `done` once it is granted, or not wished any more. */
export function dialog({ texts, conversation, invited, wish }: Around, done: () => void): TemplateResult {
  return html`<chatxblock-wish
    .texts=${texts}
    .conversation=${conversation}
    .invited=${invited}
    .wish=${wish}
    @granted=${done}
    @dismissed=${done}
  ></chatxblock-wish>`;
}
