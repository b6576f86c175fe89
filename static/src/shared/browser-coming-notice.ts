import { firstLine } from "./first-line";
import { Signal } from "./signal";
import type { Texts } from "./texts";
import type { ComingNotice, Permission } from "./attention";

/** Says outside the window that somebody came; a click brings the window to the front. */
export class PageComingNotice implements ComingNotice {
  readonly changed = new Signal();
  private shown: Notification | null = null;

  constructor(private readonly texts: Texts) {}

  get permission(): Permission {
    if (!("Notification" in window)) return "missing";
    return Notification.permission === "default" ? "unasked" : Notification.permission;
  }

  async ask(): Promise<void> {
    await Notification.requestPermission();
    this.changed.emit();
  }

  show(name: string, question: string): void {
    this.close();
    const title = name ? this.texts.t("{name} is here", { name }) : this.texts.t("Somebody is here");
    try {
      this.shown = new Notification(title, { body: firstLine(question), tag: `chatxblock:coming:${location.pathname}`, silent: true });
    } catch {
      // Some browsers have the class and let only service workers use it.
      return;
    }
    this.shown.addEventListener("click", () => {
      window.focus();
      this.close();
    });
  }

  close(): void {
    this.shown?.close();
    this.shown = null;
  }
}
