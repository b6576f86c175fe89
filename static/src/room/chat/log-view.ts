import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { Times } from "../../shared/browser-times";
import { linked } from "../../shared/linked-view";
import { Texts } from "../../shared/texts";
import { theme } from "../../shared/theme-styles";
import type { Entry, LogEvent, LogLine } from "./log";
import { logStyles } from "./log-styles";
import type { Pending } from "./outbox";

const GROUP_MILLISECONDS = 5 * 60_000;
/** As far from the bottom as still counts as being there, in pixels. */
const NEAR = 48;

/**
 * The log on screen. It stays at the bottom unless the reader scrolled up; then it stays put, marks what is new and offers
 * the way down. Tells its owner: `older`, `take-back` with a message id, `unread` with a number.
 */
export class LogView extends LitElement {
  static override properties = {
    texts: { attribute: false },
    entries: { attribute: false },
    pending: { attribute: false },
    nameOf: { attribute: false },
    me: {},
    now: { attribute: false },
    hasOlder: { type: Boolean },
    loading: { type: Boolean },
    unread: { state: true },
  };
  static override styles = [theme, logStyles];

  declare texts: Texts;
  declare entries: Entry[];
  declare pending: Pending[];
  declare nameOf: (jid: string) => string;
  declare me: string;
  declare now: number;
  declare hasOlder: boolean;
  declare loading: boolean;
  private openedAt = 0;
  declare unread: number;

  private times = new Times(new Texts());
  private newFrom = "";
  private atBottom = true;
  private heightBefore = 0;
  private grownAbove = false;
  private readonly resized = new ResizeObserver(() => this.settle());

  constructor() {
    super();
    this.texts = new Texts();
    this.entries = [];
    this.pending = [];
    this.nameOf = (): string => "";
    this.me = "";
    this.now = 0;
    this.hasOlder = this.loading = false;
    this.unread = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("visibilitychange", this.noticed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resized.disconnect();
    document.removeEventListener("visibilitychange", this.noticed);
  }

  override firstUpdated(): void {
    if (this.scroller) this.resized.observe(this.scroller);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("texts")) this.times = new Times(this.texts);
    this.heightBefore = this.scroller?.scrollHeight ?? 0;
    this.grownAbove = false;
    this.openedAt ||= this.now;
    const before = changed.get("entries");
    if (before) this.compare(before);
    const sent = changed.get("pending");
    if (sent && this.pending.length > sent.length) this.atBottom = true;
  }

  protected override updated(): void {
    const scroller = this.scroller;
    if (!scroller) return;
    if (this.atBottom) this.settle();
    else if (this.grownAbove) scroller.scrollTop += scroller.scrollHeight - this.heightBefore;
  }

  protected override render(): TemplateResult {
    const { t, n } = this.texts;
    return html`<div
        role="log"
        tabindex="0"
        aria-label=${t("Conversation")}
        aria-busy=${this.loading ? "true" : "false"}
        @scroll=${this.noticed}
      >
        ${this.hasOlder
          ? html`<button class="older" ?disabled=${this.loading} @click=${() => this.tell("older", "")}>${t("Earlier messages")}</button>`
          : nothing}
        <slot></slot>
        <ol>
          ${repeat(this.entries, (entry) => entry.archiveId, (entry, index) => this.renderEntry(entry, this.entries[index - 1]))}
          ${repeat(this.pending, (entry) => entry.id, (entry) => this.renderPending(entry))}
        </ol>
        <slot name="end"></slot>
      </div>
      ${this.unread > 0 && !this.atBottom
        ? html`<button class="down primary" @click=${this.toBottom}>${n("{n} new message", "{n} new messages", this.unread)}</button>`
        : nothing}`;
  }

  private renderEntry(entry: Entry, before: Entry | undefined): TemplateResult {
    const mark = entry.archiveId === this.newFrom ? html`<li class="new"><span>${this.texts.t("new")}</span></li>` : nothing;
    return html`${mark}${entry.kind === "line" ? this.renderLine(entry, before) : this.renderEvent(entry)}`;
  }

  private renderLine(line: LogLine, before: Entry | undefined): TemplateResult {
    const own = line.author === this.me;
    const goesOn = before?.kind === "line" && before.author === line.author && line.at - before.at < GROUP_MILLISECONDS;
    const name = own ? this.texts.t("You") : this.nameOf(line.author);
    const classes = `line ${own ? "own" : ""} ${goesOn && line.archiveId !== this.newFrom ? "goes-on" : ""}`;
    return html`<li class=${classes}>
      <p class="head"><bdi class="name">${name}</bdi> ${this.renderTime(line.at)}</p>
      <div class="bubble words" dir="auto" title=${this.times.long(line.at)}>${linked(line.body)}</div>
      ${line.earlier.length > 0 ? this.renderEarlier(line) : nothing}
    </li>`;
  }

  private renderEarlier(line: LogLine): TemplateResult {
    return html`<details class="small quiet">
      <summary>${this.texts.t("edited")}</summary>
      ${line.earlier.map((body) => html`<p class="words" dir="auto">${body}</p>`)}
    </details>`;
  }

  private renderEvent(event: LogEvent): TemplateResult {
    const { t } = this.texts;
    const name = this.nameOf(event.author);
    const sentences = {
      joined: t("{name} joined", { name }),
      left: t("{name} left", { name }),
      removed: t("{name} was removed", { name }),
    };
    return html`<li class="event small quiet"><span dir="auto">${sentences[event.what]}</span> ${this.renderTime(event.at)}</li>`;
  }

  private renderPending(entry: Pending): TemplateResult {
    const { t } = this.texts;
    const refused = entry.state === "refused";
    return html`<li class="line own pending">
      <p class="head"><bdi class="name">${t("You")}</bdi></p>
      <div class="bubble words" dir="auto">${entry.body}</div>
      <p class="small ${refused ? "error" : "quiet"}">
        ${refused ? t("Not sent.") : entry.state === "waiting" ? t("Not sent yet.") : t("sending…")}
        ${refused
          ? html`<button class="plain" @click=${() => this.tell("take-back", entry.id)}>${t("Put it back into the box")}</button>`
          : nothing}
      </p>
    </li>`;
  }

  private renderTime(at: number): TemplateResult {
    const date = new Date(at);
    return html`<time class="small quiet" datetime=${date.toISOString()} title=${this.times.long(at)}
      >${this.times.brief(at, this.now)}</time
    >`;
  }

  /** See what came since the last picture: below it is news, above it is an older page. */
  private compare(before: Entry[]): void {
    const first = before[0];
    this.grownAbove = first !== undefined && this.entries[0]?.archiveId !== first.archiveId;
    const last = before.at(-1);
    const from = last ? this.entries.findIndex((entry) => entry.archiveId === last.archiveId) + 1 : 0;
    // The first lines of all are news only if they were said since the window opened; the rest is history.
    const isNews = (entry: Entry): boolean => last !== undefined || entry.at >= this.openedAt;
    const lines = this.entries.slice(from).filter((entry) => entry.kind === "line" && entry.author !== this.me);
    const news = lines.filter(isNews);
    if (news.length === 0) return;
    if (this.atBottom && !document.hidden) {
      this.newFrom = "";
      return;
    }
    if (this.unread === 0) this.newFrom = news[0]?.archiveId ?? "";
    this.count(this.unread + news.length);
  }

  private count(unread: number): void {
    this.unread = unread;
    this.tell("unread", unread);
  }

  private readonly noticed = (): void => {
    const scroller = this.scroller;
    if (!scroller) return;
    this.atBottom = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
    if (this.atBottom && !document.hidden && this.unread > 0) this.count(0);
  };

  private readonly toBottom = (): void => {
    this.atBottom = true;
    this.settle();
    this.noticed();
    this.scroller?.focus();
  };

  /** While nothing was said the question stands at the top, and stays there. */
  private settle(): void {
    const empty = this.entries.length + this.pending.length === 0;
    if (this.atBottom && this.scroller && !empty) this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  private get scroller(): HTMLElement | null {
    return this.renderRoot?.querySelector<HTMLElement>("[role=log]") ?? null;
  }

  private tell(name: string, detail: string | number): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
