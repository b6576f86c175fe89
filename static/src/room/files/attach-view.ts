/** The button beside the box by which pictures and files are sent, and what is pasted and dropped in a room window. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { alone } from "../../shared/soon";
import { theme } from "../../shared/theme-styles";
import type { RoomWindow } from "../room-window-view";
import type { Tray } from "./tray-view";

/** What of a room window is needed for files. */
export type Attached = Pick<RoomWindow, "aim" | "conversation" | "data" | "focusBox" | "texts"> & HTMLElement;

/** Lines that a talk is still read with. */
const LONG_LINES = 100;

const trays = new WeakMap<Attached, Promise<Tray | null>>();
const listening = new WeakSet<Attached>();

/** The button, as it stands in the box to write in; where nobody may send anything there is none, and pasting says why. */
export function attach(room: Attached): TemplateResult | typeof nothing {
  const { files } = room.data;
  if (!files) return nothing;
  listen(room);
  if (!files.put_url) return nothing;
  return html`<chatxblock-attach .label=${room.texts.t("Send a picture or a file")} @click=${() => void open(room)}></chatxblock-attach>`;
}

/** A button with a picture on it. */
export class AttachButton extends LitElement {
  static override properties = { label: {} };
  static override styles = [
    theme,
    css`
      :host {
        flex: none;
      }
      button.plain {
        min-height: 2.25rem;
        min-width: 2.25rem;
        padding: 0.5rem;
        color: var(--quiet);
      }
      svg {
        width: 1.25rem;
        height: 1.25rem;
        fill: none;
        stroke: currentColor;
        stroke-width: 1.75;
        stroke-linejoin: round;
      }
    `,
  ];

  declare label: string;

  protected override scheduleUpdate(): Promise<void> {
    return alone(() => super.scheduleUpdate());
  }

  protected override render(): TemplateResult {
    return html`<button type="button" class="plain" aria-label=${this.label} title=${this.label}>
      <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M3 8h4l2-3h6l2 3h4v11H3z" /><circle cx="12" cy="13" r="3.5" /></svg>
    </button>`;
  }
}

function listen(room: Attached): void {
  if (listening.has(room)) return;
  listening.add(room);
  room.addEventListener("paste", (event) => {
    const { clipboardData } = event;
    const files = [...(clipboardData?.files ?? [])];
    // Tables and rich text bring a picture of themselves: what is meant is the text.
    const text = clipboardData?.getData("text/plain") ?? "";
    if (text ? !isLong(room, text, event) : files.length === 0) return;
    event.preventDefault();
    if (text) void trayOf(room).then((tray) => tray?.askLong(text));
    else void take(room, files);
  });
  // The box comes and goes, and its events do not bubble.
  room.shadowRoot?.addEventListener("sends", () => void sendAll(room), true);
  room.addEventListener("dragover", (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
  room.addEventListener("drop", (event) => {
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length === 0) return;
    // The browser would leave the talk for the file.
    event.preventDefault();
    void take(room, files);
  });
}

/** Whether a text that is pasted into the box is one that reads better as a file, or shorter where none can be sent. */
function isLong(room: Attached, text: string, event: Event): boolean {
  const { files, line_limit } = room.data;
  const inBox = event.composedPath().some((one) => (one as Partial<Element>).localName === "chatxblock-composer");
  return inBox && files !== null && !room.conversation.end && (text.split("\n").length > LONG_LINES || text.length > line_limit);
}

async function open(room: Attached): Promise<void> {
  const tray = await trayOf(room);
  await tray?.ask(matchMedia("(pointer: coarse)").matches);
}

/** Take files that came without the button, to be looked at before they are sent. */
export async function take(room: Attached, files: File[]): Promise<void> {
  if (room.conversation.end) return;
  const tray = await trayOf(room);
  if (!tray) return;
  if (room.data.files?.put_url) await tray.take(files);
  else tray.off = true;
}

/** Send what waits in the tray with what is sent from the box; who changes a line sends nothing but that. */
async function sendAll(room: Attached): Promise<void> {
  if (room.aim?.what !== "edit") (await trays.get(room))?.sending.sendAll();
}

function trayOf(room: Attached): Promise<Tray | null> {
  const known = trays.get(room);
  if (known) return known;
  const coming = import("./tray-element-view").then(
    ({ makeTray }) => makeTray(room),
    () => {
      trays.delete(room);
      const words = Object.assign(document.createElement("p"), { role: "alert", className: "news" });
      words.textContent = room.texts.t("Part of this page could not be loaded. Reload it: what you typed is kept.");
      room.shadowRoot?.append(words);
      return null;
    },
  );
  trays.set(room, coming);
  return coming;
}
