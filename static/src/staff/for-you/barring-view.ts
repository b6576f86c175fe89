/** Barring whom a report is about, in the dialog of the tab *People*; loaded with the first bar. */
import { failureWords } from "../../shared/failure";
import type { Handlers } from "../../shared/handlers";
import type { KeptText } from "../../shared/kept-text";
import { isolated, type Texts } from "../../shared/texts";
import type { StaffReport } from "../../shared/wire";
import { BarDialog, type BarWish } from "../people/bar-dialog-view";
import { reasonWords, whatWords } from "./report-words";

/** What it is given of the tab. */
export interface Barring {
  report: StaffReport;
  handlers: Pick<Handlers, "post">;
  texts: Texts;
  /** What is written to the person. */
  text: KeptText;
  now: () => number;
  say: (words: string) => void;
}

/** Ask how the person is to be barred, and do it; false where the reader thinks better of it. */
export function barReported(root: HTMLElement | DocumentFragment, { report, handlers, texts, text, now, say }: Barring): Promise<boolean> {
  const { about } = report;
  if (!about) return Promise.resolve(false);
  if (!customElements.get("chatxblock-bar-dialog")) customElements.define("chatxblock-bar-dialog", BarDialog);
  const dialog = document.createElement("chatxblock-bar-dialog") as BarDialog;
  const { t } = texts;
  Object.assign(dialog, { person: { name: about.name, rooms: [] }, about: aboutWords(texts, report), texts, text, now });
  return new Promise((tell) => {
    const end = (barred: boolean): void => {
      dialog.remove();
      tell(barred);
    };
    const bar = async ({ detail }: CustomEvent<BarWish>): Promise<void> => {
      if (dialog.busy) return;
      dialog.busy = true;
      try {
        await handlers.post("staff_bar", { person: about.jid, ...detail });
      } catch (error) {
        dialog.error = failureWords(t, error, t("That did not get through. What you wrote is still here: try again in a moment."));
        return;
      } finally {
        dialog.busy = false;
      }
      text.value = "";
      say(t("{name} reads your words from now on.", { name: isolated(about.name) }));
      end(true);
    };
    dialog.addEventListener("confirmed", (event) => void bar(event as CustomEvent<BarWish>));
    dialog.addEventListener("dismissed", () => end(false));
    root.append(dialog);
  });
}

/** The report in a sentence: what it is about, and why. */
function aboutWords(texts: Texts, report: StaffReport): string {
  const said = report.thing === "line" && report.said ? `${whatWords(texts, report)} “${report.said}”` : whatWords(texts, report);
  return texts.t("Because of a report: {what} ({reason})", { what: said, reason: reasonWords(texts, report.reason) });
}
