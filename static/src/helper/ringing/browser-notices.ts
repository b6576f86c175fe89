import { webAddress } from "../../shared/browser-links";
import { openRoom } from "../../shared/browser-room-window";
import { firstLine } from "../../shared/first-line";
import { Signal } from "../../shared/signal";
import type { Texts } from "../../shared/texts";
import type { Invitation } from "../../shared/wire";
import type { Notices } from "./ringer";

/** `unasked`: she may be asked for it. `missing`: this browser or place has no notifications. */
export type Permission = "granted" | "denied" | "unasked" | "missing";

/** The browser's notifications: asked for by a click only, and a click on one opens the room window. */
export class PageNotices implements Notices {
  readonly changed = new Signal();
  private readonly shown = new Map<string, Notification>();

  constructor(private readonly texts: Texts) {}

  get permission(): Permission {
    if (!("Notification" in window)) return "missing";
    return Notification.permission === "default" ? "unasked" : Notification.permission;
  }

  get allowed(): boolean {
    return this.permission === "granted";
  }

  /** Ask, in a click. Closing the question without an answer leaves everything as it was. */
  async ask(): Promise<void> {
    await Notification.requestPermission();
    this.changed.emit();
  }

  show(invitation: Invitation): void {
    const { call_id: id, asker, question } = invitation;
    const title = this.texts.t("{name} asks for help", { name: asker.name });
    try {
      const notification = new Notification(title, { body: firstLine(question), tag: `chatxblock:${id}`, silent: true });
      notification.addEventListener("click", () => this.open(invitation));
      this.shown.set(id, notification);
    } catch {
      // Some browsers have the class and let only service workers use it.
      return;
    }
  }

  close(callId: string): void {
    this.shown.get(callId)?.close();
    this.shown.delete(callId);
  }

  private open(invitation: Invitation): void {
    const url = webAddress(invitation.window_url);
    if (url) openRoom(url, invitation.call_id);
    this.close(invitation.call_id);
  }
}
