/** The way to what was said before the lines that are known, and what its reader is told of them. */
import { html, type TemplateResult } from "lit";
import type { Conversation } from "../conversation";
import type { LogView } from "./log-view";

type Talk = Pick<Conversation, "hasOlder" | "missedOlder" | "readOlder" | "roomState">;

/** Logs whose reader waits for older lines, with what she is told. */
const waiting = new WeakMap<LogView, string>();

/** Before all lines. It keeps the focus while they come: who is told that they did not presses it again. */
export function older(view: LogView): TemplateResult {
  const { t } = view.texts;
  const { loading } = view;
  const told = waiting.get(view) ?? "";
  const ask = (): unknown => loading || view.dispatchEvent(new CustomEvent("older"));
  return html`<div class="older">
    <button aria-disabled=${loading ? "true" : "false"} @click=${ask}>${t("Earlier messages")}</button>
    <p class="small ${loading ? "quiet" : "error"}" role="status">${loading && waiting.has(view) ? t("Loading…") : told}</p>
  </div>`;
}

/** The reader wants older lines. */
export async function readOlder(view: LogView, talk: Talk): Promise<void> {
  waiting.set(view, "");
  // Where it fails, the talk says so by what it is like.
  await talk.readOlder().catch(() => undefined);
}

/** Tell who waits for older lines how things are with them, each time the talk is not what it was. */
export function tellOlder(view: LogView, { hasOlder, missedOlder, roomState }: Talk): void {
  const { t } = view.texts;
  const before = waiting.get(view);
  if (before === undefined) return;
  if (!missedOlder || !hasOlder) {
    waiting.delete(view);
    void view.updateComplete.then(() => keepFocus(view));
    return;
  }
  const told = roomState === "inside" ? t("They could not be loaded. Try again.") : t("No connection. They come once it is back.");
  if (told === before) return;
  waiting.set(view, told);
  view.requestUpdate();
}

/** Once they came, the button is gone or far above them: who pressed it goes on in the log, where she was. */
function keepFocus({ renderRoot, shadowRoot }: LogView): void {
  const { activeElement } = document;
  if (shadowRoot?.activeElement || (activeElement && activeElement !== document.body)) return;
  renderRoot.querySelector<HTMLElement>("[role=log]")?.focus({ preventScroll: true });
}
