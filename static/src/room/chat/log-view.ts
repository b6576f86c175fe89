import { html, LitElement, noChange, nothing, type PropertyValues, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { isNewDay, Times } from "../../shared/browser-times";
import { whenIdle } from "../../shared/browser-idle";
import { face, type Faced, faceStyles } from "../../shared/face-view";
import { isPiled } from "../../shared/piled";
import type { Written } from "../../shared/written/written-element-view";
import { written } from "../../shared/written-view";
import { named } from "../../shared/named-view";
import { isolated, Texts } from "../../shared/texts";
import { alone } from "../../shared/soon";
import { theme } from "../../shared/theme-styles";
import type * as LineParts from "./line-parts-view";
import type { Entry, LogEvent, LogLine } from "./log";
import { logStyles } from "./log-styles";
import type { Pending } from "./outbox";

const GROUP_MILLISECONDS = 5 * 60_000;
/** As far from the bottom as still counts as being there, in pixels. */
const NEAR = 48;
/** So many entries are drawn at once: a slow phone takes 3 ms to draw each, 5 to lay it out, and 25 for any frame. */
const PIECE = 3;

/** An entry as it was drawn: what it looks like besides its own words is in `look`. */
interface Drawn {
  entry: Entry;
  look: string;
}

/**
 * The log on screen. It stays at the bottom unless the reader scrolled up; then it stays put, marks what is new and offers
 * the way down. The newest entries are drawn first, those before them a piece at a time, while nothing else is to be done or
 * when the reader comes near; what is drawn is drawn anew only where it looks different. Tells its owner: `older`,
 * `take-back` with a message id, `unread` with a number, `more` with a line whose menu is wanted.
 */
export class LogView extends LitElement {
  static override properties = {
    texts: { attribute: false },
    entries: { attribute: false },
    pending: { attribute: false },
    nameOf: { attribute: false },
    pictureOf: { attribute: false },
    people: { attribute: false },
    me: {},
    lineParts: { attribute: false },
    now: { attribute: false, hasChanged: isNewDay },
    hasOlder: { type: Boolean },
    loading: { type: Boolean },
    unread: { state: true },
    away: { state: true },
  };
  static override styles = [theme, faceStyles, logStyles];

  declare texts: Texts;
  declare entries: Entry[];
  declare pending: Pending[];
  declare nameOf: (jid: string) => string;
  /** Where somebody's picture is; "" for nobody's. */
  declare pictureOf: (jid: string) => string;
  /** Another one whenever `nameOf` or `pictureOf` may give others. */
  declare people: unknown;
  declare me: string;
  /** How what lines say of others looks, once it is there. */
  declare lineParts: typeof LineParts | null;
  declare now: number;
  declare hasOlder: boolean;
  declare loading: boolean;
  private openedAt = 0;
  declare unread: number;
  /** The reader is not at the end. */
  declare away: boolean;

  declare private times: Times;
  /** The first line that stands as new, and how many are from there on. */
  private newFrom = "";
  private news = 0;
  private atBottom = true;
  /** How far it was scrolled when that was last seen. */
  private top = 0;
  /** The oldest entry that is drawn, by its id, and where it stands in the list. */
  oldest = "";
  private from = 0;
  private drawn = new Map<string, Drawn>();
  declare private idling?: boolean;
  /** The first line that is drawn and its place on screen, by which the log is kept where it is: within its group no line moves. */
  declare private anchor?: HTMLElement | null;
  declare private anchorTop: number;
  /** How high it was when it was last looked at. */
  declare private height: number;
  private readonly resized = new ResizeObserver(() => this.settle());

  /** Do something once nothing else is to be done. */
  whenIdle = whenIdle;

  constructor() {
    super();
    this.texts = new Texts();
    this.entries = [];
    this.pending = [];
    this.nameOf = this.pictureOf = (): string => "";
    this.me = "";
    this.lineParts = null;
    this.now = 0;
    this.hasOlder = this.loading = this.away = false;
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

  /** In a task of its own: it is the largest part of the page. A line that has just come is there laid out, and not a frame before. */
  protected override async scheduleUpdate(): Promise<void> {
    const last = this.entries.at(-1);
    const element = customElements.get("chatxblock-written") as typeof Written | undefined;
    // What fails here fails again where it is drawn, and is told there; the log goes on.
    if (last?.kind === "line" && !this.drawn.has(last.archiveId)) await element?.ahead(last.body, this.texts.t).catch(() => undefined);
    await alone(() => super.scheduleUpdate());
  }

  override firstUpdated(): void {
    for (const one of this.renderRoot.querySelectorAll("[role=log], .all")) this.resized.observe(one);
    // What writes times is made before the first lines come, and not with them.
    this.whenIdle(() => this.times.long(this.now));
    this.whenIdle(() => this.times.brief(this.now, this.now));
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("texts")) this.times = new Times(this.texts);
    if (changed.has("texts") || changed.has("me") || changed.has("now") || changed.has("lineParts")) this.redraw();
    this.openedAt ||= this.now;
    const before = changed.get("entries");
    if (before) this.compare(before);
    const sent = changed.get("pending");
    if (sent && this.pending.length > sent.length) this.atBottom = true;
    this.anchor = this.atBottom ? null : (this.renderRoot?.querySelector<HTMLElement>("ol > .line, ol > .event") ?? null);
    this.anchorTop = this.anchor?.getBoundingClientRect().top ?? 0;
    this.place();
  }

  protected override updated(): void {
    const { scroller, anchor } = this;
    if (!scroller) return;
    this.lineParts?.drawn(this);
    // At the end it is settled once the browser has laid it out.
    if (anchor?.isConnected) scroller.scrollTop += anchor.getBoundingClientRect().top - this.anchorTop;
    if (this.from === 0 || this.idling) return;
    this.idling = true;
    this.whenIdle(() => {
      this.idling = false;
      this.drawMore();
    });
  }

  protected override render(): TemplateResult {
    const { t, n } = this.texts;
    return html`<div
        role="log"
        tabindex="0"
        aria-label=${t("Conversation")}
        aria-busy=${this.loading || this.from > 0 ? "true" : "false"}
        @scroll=${this.noticed}
      >
        <div class="all">
          ${this.hasOlder && this.from === 0 ? this.lineParts?.older(this) : nothing}
          <slot></slot>
          ${this.renderEntries()}
          <ol>
            ${repeat(this.pending.filter(({ of }) => !of), (entry) => entry.id, (entry) => this.renderPending(entry))}
          </ol>
          <div aria-live="off"><slot name="end"></slot></div>
        </div>
      </div>
      ${this.away && !this.empty
        ? html`<button class="down" @click=${this.toBottom}>
            <span aria-hidden="true">↓</span>${this.unread > 0 ? n("{n} new message", "{n} new messages", this.unread) : t("Newest")}
          </button>`
        : nothing}`;
  }

  private renderEntries(): unknown {
    const before = this.drawn;
    this.drawn = new Map();
    const known = new Map<string, Faced>();
    const entries = this.entries.slice(this.from);
    let last = this.entries[this.from - 1];
    const draw = (entry: Entry, group: number): unknown => {
      const { author } = entry;
      const person = known.get(author) ?? { name: this.nameOf(author), image_url: this.pictureOf(author) };
      known.set(author, person);
      const isNew = entry.archiveId === this.newFrom;
      const goesOn = !isNew && follows(entry, last);
      last = entry;
      const waits = this.pending.some(({ of }) => of === entry.archiveId);
      // In another group it has to be drawn anew.
      const look = `${group} ${waits} ${isNew && this.news} ${goesOn} ${person.image_url} ${person.name}`;
      const was = before.get(entry.archiveId);
      this.drawn.set(entry.archiveId, { entry, look });
      return was?.entry === entry && was.look === look ? noChange : this.renderEntry(entry, person, isNew, goesOn);
    };
    const groups: Iterable<[number, Entry[]]> = this.lineParts?.groups(this, entries) ?? [[0, entries]];
    // In their order: what is there already is gone through from the end.
    const lists = Array.from(groups, ([group, all]) => [group, all.map((entry) => [entry.archiveId, draw(entry, group)])] as const);
    return repeat(lists, ([group]) => group, ([, all]) => html`<ol>${repeat(all, ([id]) => id, ([, line]) => line)}</ol>`);
  }

  private renderEntry(entry: Entry, person: Faced, isNew: boolean, goesOn: boolean): TemplateResult {
    const mark = isNew ? html`<li class="new"><span>${this.texts.n("{n} new", "{n} new", this.news)}</span></li>` : nothing;
    return html`${mark}${entry.kind === "line" ? this.renderLine(entry, person, goesOn) : this.renderEvent(entry, person.name)}`;
  }

  private renderLine(line: LogLine, person: Faced, goesOn: boolean): TemplateResult {
    const own = line.author === this.me;
    const name = own
      ? html`<span class="name hidden">${this.texts.t("You")}</span>`
      : html`<bdi class="name" translate="no" title=${person.name}>${person.name}</bdi>`;
    // One's own was on screen before, on its way.
    const fresh = !own && line.at >= this.openedAt;
    const { about } = line;
    return html`<li class="line ${own ? "own" : ""} ${goesOn ? "goes-on" : ""} ${fresh ? "fresh" : ""}" data-id=${line.archiveId}>
      ${own || goesOn ? nothing : face(person)}
      <p class="head">${name} ${this.renderTime(line.at)}</p>
      ${about && this.lineParts?.above(this, line, about)}
      ${own && line.body ? this.lineParts?.flag(this, line) : nothing}
      ${line.body ? html`<div class="bubble words ${isPiled(line.body) ? "piled" : ""}" dir="auto" title=${this.times.long(line.at)}>${fileOf(line.body) ?? written(line.body)}</div>` : nothing}
      ${own ? nothing : this.lineParts?.flag(this, line)} ${this.lineParts?.below(this, line)}
    </li>`;
  }

  private renderEvent(event: LogEvent, who: string): TemplateResult {
    const { t } = this.texts;
    const name = isolated(who);
    const sentences = {
      joined: t("{name} joined", { name }),
      left: t("{name} left", { name }),
      removed: t("{name} was removed", { name }),
    };
    return html`<li class="event small quiet"><span>${named(sentences[event.what])}</span> ${this.renderTime(event.at)}</li>`;
  }

  private renderPending(entry: Pending): TemplateResult {
    const { t } = this.texts;
    const refused = entry.state === "refused";
    const why = entry.ceiling ? t("Not sent: you have written as much here as one person may.") : t("Not sent.");
    return html`<li class="line own pending" aria-live="off">
      <p class="hidden">${t("You")}</p>
      <div class="bubble words" dir="auto">${fileOf(entry.body) ?? entry.body}</div>
      <p class="small ${refused ? "error" : "quiet"}" role=${refused ? "alert" : nothing}>
        ${refused ? why : entry.state === "waiting" ? t("Not sent yet.") : t("sending…")}
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
    const last = before.at(-1);
    const from = last ? this.entries.findLastIndex((entry) => entry.archiveId === last.archiveId) + 1 : 0;
    if (this.entries.length - from > 2 * PIECE) this.again();
    // The first lines of all are news only if they were said since the window opened; the rest is history.
    const isNews = (entry: Entry): boolean => last !== undefined || entry.at >= this.openedAt;
    const lines = this.entries.slice(from).filter((entry) => entry.kind === "line" && entry.author !== this.me);
    const news = lines.filter(isNews);
    if (news.length === 0) return;
    if (this.atBottom && !document.hidden) {
      this.newFrom = "";
      return;
    }
    if (this.unread === 0) {
      this.newFrom = news[0]?.archiveId ?? "";
      this.news = 0;
    }
    this.news += news.length;
    this.count(this.unread + news.length);
  }

  private count(unread: number): void {
    this.unread = unread;
    this.tell("unread", unread);
  }

  /** All of it looks different. */
  private redraw(): void {
    this.drawn.clear();
    this.again();
  }

  /** So much is to be drawn at once that for a reader at the end of the log all before the last piece can wait. */
  private again(): void {
    if (this.atBottom) this.oldest = "";
  }

  /** Find what is to be drawn: from the oldest drawn on, or of a log that is new the last piece. */
  private place(): void {
    const { entries, oldest } = this;
    this.from = oldest ? this.placeOf(oldest) : -1;
    if (this.from < 0) this.from = Math.max(0, entries.length - PIECE);
    this.oldest = entries[this.from]?.archiveId ?? "";
  }

  private placeOf(id: string): number {
    return this.entries.findIndex(({ archiveId }) => archiveId === id);
  }

  /** What came and is not drawn yet has moved the oldest one meanwhile, or taken it away: then there is another one first. */
  private drawMore(): void {
    const from = this.placeOf(this.oldest);
    if (from > 0) this.oldest = this.entries[Math.max(0, from - PIECE)]?.archiveId ?? "";
    this.requestUpdate();
  }

  private readonly noticed = (): void => {
    const scroller = this.scroller;
    if (!scroller) return;
    if (this.from > 0 && scroller.scrollTop < scroller.clientHeight) this.drawMore();
    const { scrollTop, clientHeight } = scroller;
    // What grows below is no reader who went up, and neither is a box that grew or shrank meanwhile.
    const stays = this.atBottom && (scrollTop >= this.top || clientHeight !== this.height);
    [this.top, this.height] = [scrollTop, clientHeight];
    this.atBottom = stays || scroller.scrollHeight - scrollTop - clientHeight < NEAR;
    this.away = !this.atBottom;
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
    const { scroller } = this;
    if (!scroller) return;
    this.height = scroller.clientHeight;
    if (this.atBottom && !this.empty) scroller.scrollTop = scroller.scrollHeight;
    this.top = scroller.scrollTop;
  }

  private get empty(): boolean {
    return this.entries.length + this.pending.length === 0;
  }

  private get scroller(): HTMLElement | null {
    return this.renderRoot?.querySelector<HTMLElement>("[role=log]") ?? null;
  }

  private tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

/** A picture or file that a line hands on; how it looks is loaded for the first one. */
function fileOf(body: string): TemplateResult | undefined {
  if (!/\/file\/[\da-f-]{36}\.\d+\.[\da-f]{24}/.test(body)) return undefined;
  import("../../shared/files/file-view").catch(() => undefined);
  return html`<chatxblock-file>${body}</chatxblock-file>`;
}

/** Whether an entry goes on with what the same person said just before. */
function follows(entry: Entry, before: Entry | undefined): boolean {
  if (entry.kind !== "line" || before?.kind !== "line") return false;
  return before.author === entry.author && entry.at - before.at < GROUP_MILLISECONDS;
}
