import { html, LitElement, nothing, type TemplateResult } from "lit";
import type { Clock } from "../shared/clock";
import type { Box } from "../shared/finding/box";
import type { Menu } from "../shared/menu-view";
import { named } from "../shared/named-view";
import { alone, soon } from "../shared/soon";
import { Texts } from "../shared/texts";
import { theme } from "../shared/theme-styles";
import type { RoomData } from "../shared/wire";
import type { Composer } from "./chat/composer-view";
import type { Conversation } from "./conversation";
import type { KeptText } from "../shared/kept-text";
import type * as BesideParts from "./beside-parts-view";
import { Later } from "./later";
import type * as Lines from "./lines-view";
import type { Aim } from "./lines-view";
import type * as MoreParts from "./more-parts-view";
import { roomStyles } from "./room-styles";
import { RoomWords } from "./room-words";
import type { Seldom, Status } from "./status";
import type { Wish } from "./wishes";

const NEWS_MILLISECONDS = 5_000;

/** What is loaded for waiting, joining, dialogs and the end; and what is said seldom. */
export type Beside = typeof BesideParts & { seldom: Seldom };

/** The room window: one question, who came to help, what was said, and a box to write in. */
export class RoomWindow extends LitElement {
  static override properties = {
    conversation: { attribute: false },
    wish: { state: true },
    unread: { state: true },
    listed: { state: true },
    fresh: { state: true },
    aim: { state: true },
  };
  static override styles = [theme, roomStyles];

  declare conversation: Conversation;
  declare data: RoomData;
  declare clock: Clock;
  declare texts: Texts;
  /** What the open dialog asks about. */
  declare wish: Wish | null;
  /** What stands in the box, and in the field for a name. */
  declare line: KeptText;
  declare invited: KeptText;
  declare unread: number;
  /** The people are shown where there is no place for them beside the talk. */
  declare listed: boolean;
  /** The status changed a moment ago. */
  declare fresh: boolean;
  /** Which line the box is about, where it is about one. */
  declare aim: Aim | null;
  /** Load what can be done with lines, and what they say of others. */
  loadLines!: () => Promise<typeof Lines>;
  /** Load the elements for waiting, joining, dialogs and the end, and what is said seldom. */
  loadBeside!: () => Promise<Beside>;
  /** Load the whole question, the people, and the menus. */
  loadMore!: () => Promise<typeof MoreParts>;
  /** Load what an asker can read while she waits. */
  found: ((box: Box) => Promise<HTMLElement>) | undefined;
  private readonly beside = new Later(() => this.loadBeside(), () => this.requestUpdate());
  private readonly more = new Later(() => this.loadMore(), () => this.requestUpdate());
  private readonly lines = new Later(() => this.loadLines(), () => this.requestUpdate());
  words!: RoomWords;
  status: Status = { text: "", tone: "calm" };
  private wasInside = false;
  private stop = (): void => undefined;
  private timer = 0;

  constructor() {
    super();
    this.wish = this.aim = null;
    this.unread = 0;
    this.listed = this.fresh = false;
    this.addEventListener("keydown", ({ key }) => {
      if (key !== "Escape") return;
      this.lines.part?.cancel(this);
      // Who thinks better of it before the dialog is there is not shown one.
      if (!this.beside.part) this.wish = null;
      if (this.listed) this.renderRoot.querySelector<HTMLElement>(".count")?.focus();
      this.listed = false;
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.words = new RoomWords(this.texts, this.data, this.conversation);
    this.stop = this.conversation.changed.subscribe(() => this.requestUpdate());
  }

  protected override scheduleUpdate(): void | Promise<unknown> {
    return this.hasUpdated ? super.scheduleUpdate() : alone(() => super.scheduleUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
    window.clearTimeout(this.timer);
  }

  protected override willUpdate(): void {
    this.words.seldom = this.beside.part?.seldom ?? null;
    const { text } = this.status;
    this.status = this.words.status;
    if (this.status.text === text) return;
    this.fresh = true;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => (this.fresh = false), NEWS_MILLISECONDS);
  }

  protected override updated(): void {
    const { waiting, joinRequests, end, call, roomState } = this.conversation;
    const inside = roomState === "inside";
    const { log } = this.conversation;
    if (inside || end || log.markings.length > 0) this.lines.need();
    this.lines.part?.follow(this);
    if (waiting || joinRequests.length > 0 || end || call?.solved || call?.my_role === "fellow" || this.words.looksOn || this.wish) this.beside.need();
    if (inside || waiting || end || this.listed || this.status.tone === "trouble" || this.words.looksOn) this.more.need();
    // Who is in a menu, or reads by keyboard, is not taken away from there.
    // Once the frame is painted: before, it would have all laid out within this task.
    if (inside && !this.wasInside) requestAnimationFrame(() => soon(() => this.isConnected && !this.shadowRoot?.activeElement && this.focusBox()));
    this.wasInside ||= inside;
    this.more.part?.entitle(this);
  }

  protected override render(): TemplateResult {
    const { end } = this.conversation;
    const { looksOn, writing } = this.words;
    const beside = this.beside.part;
    return html`${this.renderHead()} ${this.renderTop()} ${this.more.part?.people(this)} ${this.renderLog()}
      ${writing && !end ? html`<div class="typing small quiet">${named(writing)}</div>` : nothing}
      <div class="news">${this.lines.part?.bar(this)}${this.renderMissing()}</div>
      ${end || looksOn ? beside?.ending(this) : this.renderBox()} ${this.wish && beside?.dialog(this, () => (this.wish = null))}`;
  }

  private renderHead(): TemplateResult {
    const { t } = this.texts;
    const { end, call } = this.conversation;
    const { heading, helped, isAsker } = this.words;
    return html`<header>
      <h1 dir="auto">${this.more.part?.title(heading) ?? heading}</h1>
      ${isAsker && helped && !end && call && !call.solved
        ? html`<button class="primary" @click=${() => this.open({ kind: "solved" })}>${t("It's solved")}</button>`
        : nothing}
      ${end
        ? nothing
        : html`<chatxblock-menu .label=${t("More")} .items=${this.more.part?.items(this) ?? []} @click=${this.early}
            ><button aria-haspopup="menu" aria-expanded="false" aria-label=${t("More")}>⋯</button></chatxblock-menu
          >`}
    </header>`;
  }

  private renderTop(): TemplateResult {
    const { t } = this.texts;
    const { status } = this;
    const { count } = this.words;
    const conflict = this.conversation.linkState === "conflict" && !this.conversation.end;
    return html`<div class="top">
      <div class="status ${status.tone} ${this.fresh ? "fresh" : ""}">
        <span role="status">${named(status.text)}</span>
        ${conflict ? html`<button class="plain" @click=${() => this.conversation.takeOver()}>${t("Use this window")}</button>` : nothing}
      </div>
      ${count && !conflict
        ? html`<button class="count plain" aria-expanded=${this.listed ? "true" : "false"} @click=${() => (this.listed = !this.listed)}>
            ${count} <span aria-hidden="true">▾</span>
          </button>`
        : nothing}
    </div>`;
  }

  private renderMissing(): TemplateResult | typeof nothing {
    if (!this.beside.missing && !this.more.missing && !this.lines.missing) return nothing;
    const { t } = this.texts;
    return html`<div class="status trouble">
      <span role="alert">${t("Part of this page could not be loaded. Reload it: what you typed is kept.")}</span>
      <button class="plain" @click=${() => location.reload()}>${t("Reload")}</button>
    </div>`;
  }

  private renderLog(): TemplateResult {
    const { conversation, texts } = this;
    return html`<chatxblock-log
      .texts=${texts}
      .entries=${conversation.entries}
      .pending=${conversation.pending}
      .nameOf=${this.words.nameOf}
      .pictureOf=${this.words.pictureOf}
      .people=${conversation.people}
      .me=${this.words.me}
      .lineParts=${this.lines.part}
      .now=${this.clock.now()}
      .hasOlder=${conversation.hasOlder && !conversation.end}
      .loading=${conversation.readingOlder}
      @pointerdown=${this.unlist}
      @take-back=${(event: CustomEvent<string>) => this.takeBack(event.detail)}
      @unread=${(event: CustomEvent<number>) => (this.unread = event.detail)}
      >${this.more.part?.question(this)}${this.beside.part?.afterLines(this)}</chatxblock-log
    >`;
  }

  private renderBox(): TemplateResult {
    return html`<chatxblock-composer
      .texts=${this.texts}
      .limit=${this.data.line_limit}
      .text=${this.line.value}
      @focusin=${this.unlist}
      @last=${() => this.lines.part?.editLast(this)}
      @said=${({ detail }: CustomEvent<string>) => {
        if (this.aim) return this.lines.part?.send(this, detail);
        this.conversation.say(detail);
        this.line.value = "";
      }}
      @typed=${({ detail }: CustomEvent<string>) => {
        // What changes a line is no draft.
        if (this.aim?.what !== "edit") this.line.value = detail;
        this.conversation.typed(detail === "");
      }}
      >${this.more.part?.tools(this)}</chatxblock-composer
    >`;
  }

  /** Who is quicker than the script of the menu finds it open when it comes. */
  private readonly early = ({ currentTarget }: Event): void => {
    if (!this.more.part) (currentTarget as Menu).open = true;
    this.more.need();
  };

  private readonly unlist = (): void => void (this.listed = false);

  get box(): Composer | null {
    return this.renderRoot.querySelector<Composer>("chatxblock-composer");
  }

  readonly focusBox = (): void => this.box?.focus();

  readonly open = (wish: Wish): void => void (this.wish = wish);

  private takeBack(id: string): void {
    const body = this.conversation.takeBack(id);
    const { box } = this;
    if (box) box.giveBack(body);
    else this.line.value = [body, this.line.value].filter(Boolean).join("\n");
    this.requestUpdate();
  }
}
