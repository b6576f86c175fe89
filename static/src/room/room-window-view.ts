import { html, LitElement, nothing, type TemplateResult } from "lit";
import type { Clock } from "../shared/clock";
import type { Box } from "../shared/finding/box";
import { named } from "../shared/named-view";
import { reach } from "../shared/reach-view";
import { Texts, unmarked } from "../shared/texts";
import { theme } from "../shared/theme-styles";
import type { RoomData } from "../shared/wire";
import type { Composer } from "./chat/composer-view";
import type { Conversation } from "./conversation";
import type { KeptText } from "../shared/kept-text";
import { roomStyles } from "./room-styles";
import { RoomWords, type Shown } from "./room-words";
import { countdown, type Seldom } from "./status";
import type { Wish } from "./wishes";

const AGAIN_MILLISECONDS = 5_000;

/** The room window: one question, who came to help, what was said, and a box to write in. */
export class RoomWindow extends LitElement {
  static override properties = {
    conversation: { attribute: false },
    wish: { state: true },
    missing: { state: true },
    unread: { state: true },
    beside: { state: true },
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
  /** A script did not come: after a deploy it may be gone. */
  declare missing: boolean;
  declare unread: number;
  /** The elements beside the talk, for waiting, joining, dialogs and the end: none until they are needed, then on their way, then there. */
  declare beside: "none" | "coming" | "there";
  /** Load the scripts that define them, and what is said seldom. */
  loadBeside!: () => Promise<Seldom>;
  /** Load what an asker can read while she waits. */
  found: ((box: Box) => Promise<HTMLElement>) | undefined;
  private words!: RoomWords;
  private wasInside = false;
  private stop = (): void => undefined;
  private timer = 0;

  constructor() {
    super();
    this.wish = null;
    this.missing = false;
    this.unread = 0;
    this.beside = "none";
    // Who thinks better of it before the dialog is there is not shown one.
    this.addEventListener("keydown", ({ key }) => {
      if (key === "Escape" && this.beside !== "there") this.wish = null;
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.words = new RoomWords(this.texts, this.data, this.conversation);
    this.stop = this.conversation.changed.subscribe(() => this.requestUpdate());
    this.timer = window.setInterval(() => this.words.status.due !== null && this.requestUpdate(), 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
    window.clearInterval(this.timer);
  }

  protected override updated(): void {
    const { waiting, joinRequests, end, call, roomState } = this.conversation;
    const needed = waiting || joinRequests.length > 0 || end || call?.solved || call?.my_role === "fellow" || this.words.looksOn || this.wish;
    if (this.beside === "none" && needed) this.fetchBeside();
    const inside = roomState === "inside";
    if (inside && !this.wasInside) this.focusBox();
    this.wasInside ||= inside;
    const unread = this.unread > 0 && document.hidden ? `(${this.texts.count(this.unread)}) ` : "";
    document.title = unread + [this.words.status.text, this.words.heading].filter(Boolean).map(shorten).join(" – ");
  }

  protected override render(): TemplateResult {
    const { end } = this.conversation;
    const { looksOn, writing } = this.words;
    return html`${this.renderHead()}
      <div class="news">${this.renderStatus()} ${this.renderMissing()} ${this.renderBeside("join-requests")}</div>
      ${this.renderLog()}
      <div class="typing small quiet">${end ? nothing : named(writing)}</div>
      ${end || looksOn ? this.renderEnd() : this.renderBox()} ${this.renderPeople()} ${this.renderDialog()}`;
  }

  private renderHead(): TemplateResult {
    const { t } = this.texts;
    const { end, call } = this.conversation;
    const { heading, isAsker, looksOn } = this.words;
    const mayAct = !end && call !== null;
    return html`<header>
      <h1 dir="auto">${heading}</h1>
      <div class="actions">
        ${mayAct && isAsker && !call.solved
          ? html`<button @click=${() => this.open({ kind: "solved" })}>${t("It's solved")}</button>`
          : nothing}
        ${end || looksOn || !call ? nothing : html`<button @click=${() => this.open({ kind: "export", url: this.words.transcriptUrl })}>${t("Export")}</button>`}
        ${mayAct && !looksOn ? html`<button @click=${() => this.open({ kind: "leave" })}>${t("Leave")}</button>` : nothing}
        <slot></slot>
      </div>
    </header>`;
  }

  private renderStatus(): TemplateResult {
    const { t } = this.texts;
    const { status } = this.words;
    const conflict = this.conversation.linkState === "conflict" && !this.conversation.end;
    return html`<div class="status ${status.tone}">
      <span role="status">${named(status.text)}</span>
      ${status.due === null ? nothing : html`<span class="timer" role="timer">${countdown(this.texts, status, this.clock.now())}</span>`}
      ${conflict ? html`<button class="plain" @click=${() => this.conversation.takeOver()}>${t("Use this window")}</button>` : nothing}
    </div>`;
  }

  private renderMissing(): TemplateResult | typeof nothing {
    if (!this.missing) return nothing;
    const { t } = this.texts;
    return html`<div class="status trouble">
      <span role="alert">${t("Part of this page could not be loaded. Reload it: what you typed is kept.")}</span>
      <button class="plain" @click=${() => location.reload()}>${t("Reload")}</button>
    </div>`;
  }

  private renderBeside(what: "join-requests" | "waiting"): TemplateResult | typeof nothing {
    const { texts, conversation } = this;
    const { me } = this.words;
    if (this.beside !== "there") return nothing;
    if (what === "join-requests") {
      return html`<chatxblock-join-requests .texts=${texts} .conversation=${conversation}></chatxblock-join-requests>`;
    }
    return html`<chatxblock-waiting slot="end" .texts=${texts} .conversation=${conversation} .found=${this.found} @passed=${this.focusBox}></chatxblock-waiting
      ><chatxblock-thanks slot="end" .texts=${texts} .conversation=${conversation}></chatxblock-thanks
      >${conversation.end ? html`<chatxblock-after slot="end" .texts=${texts} .talk=${conversation} .me=${me}></chatxblock-after>` : nothing}`;
  }

  private renderLog(): TemplateResult {
    const { conversation, texts } = this;
    return html`<chatxblock-log
      .texts=${texts}
      .entries=${conversation.entries}
      .pending=${conversation.pending}
      .nameOf=${this.words.nameOf}
      .people=${conversation.people}
      .me=${this.words.me}
      .now=${this.clock.now()}
      .hasOlder=${conversation.hasOlder && !conversation.end}
      .loading=${conversation.readingOlder}
      @older=${() => conversation.readOlder()}
      @take-back=${(event: CustomEvent<string>) => this.takeBack(event.detail)}
      @unread=${(event: CustomEvent<number>) => (this.unread = event.detail)}
      ><chatxblock-question
        .texts=${texts}
        .call=${conversation.call}
        .typed=${conversation.typedQuestion}
        .own=${this.words.isAsker}
        .place=${this.data.page}
        .now=${this.clock.now()}
      ></chatxblock-question
      >${this.renderBeside("waiting")}</chatxblock-log
    >`;
  }

  private renderBox(): TemplateResult {
    return html`<chatxblock-composer
      .texts=${this.texts}
      .limit=${this.data.line_limit}
      .text=${this.line.value}
      @said=${({ detail }: CustomEvent<string>) => {
        this.conversation.say(detail);
        this.line.value = "";
      }}
      @typed=${({ detail }: CustomEvent<string>) => {
        this.line.value = detail;
        this.conversation.typed(detail === "");
      }}
    ></chatxblock-composer>`;
  }

  private renderEnd(): TemplateResult | typeof nothing {
    if (this.beside !== "there") return nothing;
    return html`<chatxblock-ending
      .texts=${this.texts}
      .conversation=${this.conversation}
      .me=${this.words.me}
      .draft=${this.line.value}
      .logUrl=${this.words.transcriptUrl}
      .data=${this.data}
    ></chatxblock-ending>`;
  }

  private renderPeople(): TemplateResult {
    const { end, roomState } = this.conversation;
    return html`<chatxblock-people
      ${reach()}
      .texts=${this.texts}
      .people=${this.words.people}
      .unsure=${end !== null || roomState !== "inside"}
      .mayChange=${this.words.mayChange}
      .mayName=${this.data.may_name}
      @invite=${() => this.open({ kind: "invite" })}
      @remove=${({ detail }: CustomEvent<Shown>) => this.open({ kind: "remove", jid: detail.jid, name: detail.name })}
    ></chatxblock-people>`;
  }

  private renderDialog(): TemplateResult | typeof nothing {
    if (!this.wish || this.beside !== "there") return nothing;
    const done = (): void => void (this.wish = null);
    return html`<chatxblock-wish
      .texts=${this.texts}
      .conversation=${this.conversation}
      .invited=${this.invited}
      .wish=${this.wish}
      @granted=${done}
      @dismissed=${done}
    ></chatxblock-wish>`;
  }

  /** A script that did not come is asked for again. */
  private fetchBeside(): void {
    const settle = (beside: RoomWindow["beside"], missing: boolean) => {
      this.beside = beside;
      this.missing = missing;
    };
    this.beside = "coming";
    this.loadBeside().then(
      (seldom) => {
        this.words.seldom = seldom;
        settle("there", false);
      },
      () => {
        this.missing = true;
        window.setTimeout(() => settle("none", true), AGAIN_MILLISECONDS);
      },
    );
  }

  private readonly focusBox = (): void => this.renderRoot.querySelector<Composer>("chatxblock-composer")?.focus();

  private open(wish: Wish): void {
    this.wish = wish;
  }

  private takeBack(id: string): void {
    const body = this.conversation.takeBack(id);
    const box = this.renderRoot.querySelector<Composer>("chatxblock-composer");
    if (box) box.giveBack(body);
    else this.line.value = [body, this.line.value].filter(Boolean).join("\n");
    this.requestUpdate();
  }
}

/** For the title of the window: the first line, not more than fits. */
export function shorten(text: string): string {
  const line = unmarked(text).split("\n", 1)[0] ?? "";
  return line.length > 60 ? `${[...line].slice(0, 59).join("")}…` : line;
}
