/** What stands at a line beside its words: what it answers, that it was taken back, what stood there before, and reactions. */
import { html, nothing, type TemplateResult } from "lit";
import { withoutAddress } from "../../shared/files/file-line";
import { inline } from "../../shared/inline-view";
import { named } from "../../shared/named-view";
import { isolated, type Texts } from "../../shared/texts";
import { linePartsStyles } from "./line-parts-styles";
import type { About, Entry, LogLine } from "./log";
import type { LogView } from "./log-view";
import { SIGNS } from "./marking";

export { older } from "./older-view";

const dressed = new WeakSet<ShadowRoot>();

/** The way to its menu. */
export function flag(view: LogView, line: LogLine): TemplateResult {
  const label = view.texts.t("Actions for this message");
  const more = ({ currentTarget: button }: Event): void => void view.dispatchEvent(new CustomEvent("more", { detail: { line, button } }));
  return html`<button class="flag plain" tabindex="-1" aria-haspopup="menu" aria-label=${label} title=${label} @click=${more}>⋯</button>`;
}

/** All lines are drawn: one stop for the keyboard, at the newest; arrows lead to the others. */
export function drawn(view: LogView): void {
  if (dress(view)) view.renderRoot.addEventListener("keydown", (event) => walk(event as KeyboardEvent));
  const all = view.renderRoot.querySelector(".all");
  const [last, before] = [lastFlag(all), reached.get(view)];
  if (last === before || !last) return;
  if (before) before.tabIndex = -1;
  last.tabIndex = 0;
  reached.set(view, last);
}

/** The flag that the keyboard reaches. */
const reached = new WeakMap<LogView, HTMLElement>();

/** The newest flag, looked for from the end: a log is long. */
function lastFlag(all: Element | null): HTMLElement | null {
  for (let list = all?.lastElementChild; list; list = list.previousElementSibling) {
    for (let line = list.lastElementChild; line; line = line.previousElementSibling) {
      const flag = line.querySelector<HTMLElement>(":scope > .flag");
      if (flag) return flag;
    }
  }
  return null;
}

/** So many lines are a group: one that comes has only those of its group laid out anew. */
const GROUP = 12;
const places = new WeakMap<LogView, Map<string, number>>();

/**
 * The entries in groups, by the number of each; an entry stays in its own, whatever comes before and behind, unless what
 * was left out in between has come and needs the numbers.
 */
export function groups(view: LogView, entries: Entry[]): Map<number, Entry[]> {
  const known = places.get(view) ?? new Map<string, number>();
  places.set(view, known);
  const first = Math.max(0, entries.findIndex(({ archiveId }) => known.has(archiveId)));
  let last = (known.get(entries[first]?.archiveId ?? "") ?? 0) - first - 1;
  const found = new Map<number, Entry[]>();
  for (const entry of entries) {
    last = Math.max(known.get(entry.archiveId) ?? last + 1, last + 1);
    known.set(entry.archiveId, last);
    const group = Math.floor(last / GROUP);
    const there = found.get(group);
    if (there) there.push(entry);
    else found.set(group, [entry]);
  }
  return found;
}

/** Before the words. */
export function above(view: LogView, line: LogLine, { quote, takenBack }: About): TemplateResult {
  const { t } = view.texts;
  const lead = (): void => void lookAt(view, quote?.archiveId ?? "");
  return html`${quote && !takenBack
    ? html`<button class="quote small" @click=${lead}>
        <span>${quote.author === view.me ? t("Answers you:") : named(t("Answers {name}:", { name: isolated(nameIn(view, quote.author)) }))}</span>
        ${quote.body ? html`<span dir="auto">${inline(quote.body)}</span>` : html`<span>${t("taken back")}</span>`}
      </button>`
    : nothing}${takenBack ? html`<p class="back quiet">${line.author === view.me ? t("You took this message back") : t("This message was taken back")}</p>` : nothing}`;
}

/** Behind the words. */
export function below(view: LogView, line: LogLine): TemplateResult {
  const { texts, pending } = view;
  const { t } = texts;
  const waits = pending.some(({ of }) => of === line.archiveId);
  return html`${line.earlier.length > 0
    ? html`<details class="small quiet">
        <summary>${t("edited")}</summary>
        ${line.earlier.map((body) => html`<p class="words" dir="auto">${withoutAddress(body)}</p>`)}
      </details>`
    : nothing}${line.about?.signs.length ? renderSigns(view, line, line.about.signs) : nothing}${waits ? html`<p class="small quiet">${t("A change is being sent…")}</p>` : nothing}`;
}

function renderSigns(view: LogView, line: LogLine, set: About["signs"]): TemplateResult {
  const { t, count, list } = view.texts;
  const found = SIGNS.flatMap((sign) => set.filter(([one]) => one === sign));
  const names = (authors: string[]): string => list(authors.map((jid) => (jid === view.me ? t("You") : nameIn(view, jid))));
  const react = (sign: string): void => void view.dispatchEvent(new CustomEvent("react", { detail: { line, sign } }));
  return html`<div class="signs" role="group" aria-label=${t("Reactions")} aria-live="off">
    ${found.map(
      ([sign, authors]) =>
        html`<button class="sign small" aria-pressed=${authors.includes(view.me) ? "true" : "false"} aria-label=${`${sign} ${count(authors.length)}, ${signName(view.texts, sign)}`} @click=${() => react(sign)}
          ><span aria-hidden="true">${sign}</span> ${count(authors.length)}</button
        >`,
    )}
    <details class="small quiet">
      <summary>${t("Who?")}</summary>
      ${found.map(([sign, authors]) => html`<p><span aria-hidden="true">${sign}</span> ${signName(view.texts, sign)}: ${named(names(authors))}</p>`)}
    </details>
  </div>`;
}

/** What a sign says, in a word or two. */
export function signName({ t }: Texts, sign: string): string {
  return { "👍": t("Good"), "✅": t("That worked"), "❓": t("I don't follow"), "💡": t("Now I see") }[sign] ?? "";
}

function nameIn(view: LogView, jid: string): string {
  return jid === view.me ? view.texts.t("You") : view.nameOf(jid) || view.texts.t("Somebody");
}

/** Bring a line onto the screen, which may not be drawn yet, and the focus to it. */
async function lookAt(view: LogView, id: string): Promise<void> {
  const find = (): HTMLElement | undefined => [...view.renderRoot.querySelectorAll<HTMLElement>("li[data-id]")].find((one) => one.dataset["id"] === id);
  if (!find()) {
    view.oldest = id;
    view.requestUpdate();
    await view.updateComplete;
  }
  const line = find();
  if (!line) return;
  line.tabIndex = -1;
  line.focus({ preventScroll: true });
  line.scrollIntoView({ block: "center" });
}

/** Give an element the styles of what is shown in it from here. */
export function dress({ renderRoot }: { renderRoot: Node }): boolean {
  if (!(renderRoot instanceof ShadowRoot) || dressed.has(renderRoot)) return false;
  dressed.add(renderRoot);
  const sheet = linePartsStyles.styleSheet;
  if (sheet) renderRoot.adoptedStyleSheets = [...renderRoot.adoptedStyleSheets, sheet];
  return true;
}

/** From the way to one line's menu to that of the line above or below. */
function walk(event: KeyboardEvent): void {
  const to = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const flag = event.target as HTMLElement;
  const flags = [...(flag.closest("[role=log]")?.querySelectorAll<HTMLElement>(".flag") ?? [])];
  if (!to || !flags.includes(flag)) return;
  event.preventDefault();
  flags[flags.indexOf(flag) + to]?.focus();
}
