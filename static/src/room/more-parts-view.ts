/** What a room window shows of the call itself: the whole question, who takes part, and what the menu offers. */
import { html, type TemplateResult } from "lit";
import { firstLine } from "../shared/first-line";
import { inline } from "../shared/inline-view";
import type { MenuItem } from "../shared/menu-view";
import { reach } from "../shared/reach-view";
import { attach, type Attached } from "./files/attach-view";
import { menuItems } from "./menu-items-view";
import type { RoomWindow } from "./room-window-view";
import type { Shown } from "./room-words";
import { shorten } from "./window-title";

/** What of a room window these are made from. */
export type Around = Pick<RoomWindow, "clock" | "conversation" | "data" | "listed" | "open" | "texts" | "words">;

/** The heading of the window. */
export const title = inline;

/** The title of the window: what is new, how it stands, what it is about. */
export function entitle({ status, texts, unread, words }: Pick<RoomWindow, "status" | "texts" | "unread" | "words">): void {
  const lines = unread > 0 && document.hidden ? `(${texts.count(unread)}) ` : "";
  document.title = lines + [status.text, firstLine(words.heading)].filter(Boolean).map(shorten).join(" – ");
}

/** The question as it was asked, before the first line. */
export function question({ clock, conversation, data, texts, words }: Around): TemplateResult {
  // While nobody has said anything, and she waits, there is something else to be read first.
  const begins = !conversation.end && !words.looksOn && !(conversation.waiting && conversation.entries.length === 0);
  return html`<chatxblock-question
    .texts=${texts}
    .call=${conversation.call}
    .typed=${conversation.typedQuestion}
    .own=${words.isAsker}
    .begins=${begins}
    .place=${data.page}
    .now=${clock.now()}
  ></chatxblock-question>`;
}

/** The buttons in the box: a formula, code, and a picture or a file. */
export function tools(room: Attached & Pick<RoomWindow, "box">): TemplateResult {
  const box = (): HTMLTextAreaElement | null | undefined => room.box?.renderRoot.querySelector("textarea");
  return html`<chatxblock-tools .texts=${room.texts} .box=${box}></chatxblock-tools>${attach(room)}`;
}

/** Who takes part, beside the talk or, where it is narrow, over it. */
export function people({ conversation, listed, open, texts, words }: Around): TemplateResult {
  return html`<chatxblock-people
    class=${listed ? "listed" : ""}
    ${reach()}
    .texts=${texts}
    .people=${words.people}
    .unsure=${conversation.end !== null || conversation.roomState !== "inside"}
    .mayChange=${words.mayChange}
    .mayReport=${conversation.call !== null}
    @remove=${({ detail }: CustomEvent<Shown>) => open({ kind: "remove", jid: detail.jid, name: detail.name })}
    @report=${({ detail }: CustomEvent<Shown>) => open({ kind: "report", person: detail.jid, name: detail.name })}
  ></chatxblock-people>`;
}

/** What stands behind ⋯ while the talk goes on. */
export function items({ conversation, data, open, texts, words }: Around): MenuItem[] {
  const offers = conversation.call !== null && !words.looksOn;
  return menuItems({ texts, data, mayChange: words.mayChange, file: offers ? { url: words.transcriptUrl } : null, mayLeave: offers, open });
}
