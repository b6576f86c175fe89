import { html, LitElement, nothing, type TemplateResult } from "lit";
import type { Clock } from "../shared/clock";
import type { Conversation } from "./conversation";
import type { Role, RoomData } from "../shared/wire";
import type { Composer } from "./chat/composer-view";
import type { Shown } from "./people-list-view";
import { roomStyles } from "./room-styles";
import { countdown, statusOf, type Status } from "./status";
import { Texts } from "../shared/texts";
import { theme } from "../shared/theme-styles";
import { wordsOf, type Wish } from "./wishes";

const AGAIN_MILLISECONDS = 5_000;

/** The room window: one question, who came to help, what was said, and a box to write in. */
export class RoomWindow extends LitElement {
  static override properties = {
    conversation: { attribute: false },
    wish: { state: true },
    failure: { state: true },
    busy: { state: true },
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
  declare failure: string;
  declare busy: boolean;
  declare unread: number;
  /** The elements for who waits and who knocks: none until they are needed, then on their way, then there. */
  declare beside: "none" | "coming" | "there";
  /** Load the script that defines them. */
  loadBeside = (): Promise<unknown> => Promise.resolve();
  private wasInside = false;
  private stop = (): void => undefined;
  private timer = 0;

  constructor() {
    super();
    this.wish = null;
    this.failure = "";
    this.busy = false;
    this.unread = 0;
    this.beside = "none";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.stop = this.conversation.changed.subscribe(() => this.requestUpdate());
    this.timer = window.setInterval(() => this.status.due !== null && this.requestUpdate(), 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
    window.clearInterval(this.timer);
  }

  protected override updated(): void {
    const { waiting, knocking, end, call } = this.conversation;
    if (this.beside === "none" && (waiting || knocking.length > 0 || end || call?.solved)) this.fetchBeside();
    const inside = this.conversation.parts.room.state === "inside";
    if (inside && !this.wasInside) this.focusBox();
    this.wasInside ||= inside;
    const unread = this.unread > 0 && document.hidden ? `(${this.texts.count(this.unread)}) ` : "";
    document.title = `${unread}${shorten(this.status.text)} – ${shorten(this.heading)}`;
  }

  protected override render(): TemplateResult {
    const { end } = this.conversation;
    return html`${this.renderHead()}
      <div class="news">${this.renderStatus()} ${this.renderBeside("knocks")}</div>
      ${this.renderLog()}
      <div class="typing small quiet">${end ? nothing : this.typing}</div>
      ${end || this.looksOn ? this.renderEnd() : this.renderBox()} ${this.renderPeople()} ${this.renderDialog()}`;
  }

  private renderHead(): TemplateResult {
    const { t } = this.texts;
    const { end, call } = this.conversation;
    const mayAct = !end && call !== null;
    return html`<header>
      <h1 dir="auto">${this.heading}</h1>
      <div class="actions">
        ${mayAct && this.isAsker && !call.solved
          ? html`<button @click=${() => this.open({ kind: "solved" })}>${t("It's solved")}</button>`
          : nothing}
        ${end || this.looksOn ? nothing : this.renderExport()}
        ${mayAct && !this.looksOn ? html`<button @click=${() => this.open({ kind: "leave" })}>${t("Leave")}</button>` : nothing}
      </div>
    </header>`;
  }

  private renderExport(): TemplateResult | typeof nothing {
    const { call, parts } = this.conversation;
    if (!call) return nothing;
    const url = call.transcript_url || (this.data.handlers["transcript"] ?? "").replace("CALL_ID", parts.callId);
    return html`<a class="button" href=${url} download>${this.texts.t("Export")}</a>`;
  }

  private renderStatus(): TemplateResult {
    const { t } = this.texts;
    const status = this.status;
    const conflict = this.conversation.parts.link.state === "conflict" && !this.conversation.end;
    return html`<div class="status ${status.tone}">
      <span role="status" dir="auto">${status.text}</span>
      ${status.due === null ? nothing : html`<span class="timer" role="timer">${countdown(this.texts, status, this.clock.now())}</span>`}
      ${conflict ? html`<button class="plain" @click=${() => this.conversation.takeOver()}>${t("Use this window")}</button>` : nothing}
    </div>`;
  }

  private renderBeside(what: "knocks" | "waiting"): TemplateResult | typeof nothing {
    const { texts, conversation } = this;
    if (this.beside !== "there") return nothing;
    if (what === "knocks") return html`<chatxblock-knocks .texts=${texts} .conversation=${conversation}></chatxblock-knocks>`;
    return html`<chatxblock-waiting slot="end" .texts=${texts} .conversation=${conversation} @passed=${this.focusBox}></chatxblock-waiting
      ><chatxblock-thanks slot="end" .texts=${texts} .conversation=${conversation}></chatxblock-thanks>`;
  }

  private renderLog(): TemplateResult {
    const { room, outbox } = this.conversation.parts;
    return html`<chatxblock-log
      .texts=${this.texts}
      .entries=${room.log.entries}
      .pending=${outbox.entries}
      .nameOf=${this.nameOf}
      .me=${this.conversation.me}
      .now=${this.clock.now()}
      .hasOlder=${room.history.hasOlder}
      .loading=${room.history.reading}
      @older=${() => void room.older().catch(() => undefined)}
      @take-back=${(event: CustomEvent<string>) => this.takeBack(event.detail)}
      @unread=${(event: CustomEvent<number>) => (this.unread = event.detail)}
      ><chatxblock-question
        .texts=${this.texts}
        .call=${this.conversation.call}
        .typed=${this.conversation.parts.arrival.question}
        .own=${this.isAsker}
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
      @said=${(event: CustomEvent<string>) => this.conversation.say(event.detail)}
      @typed=${(event: CustomEvent<string>) => this.conversation.parts.room.typing.typed(event.detail === "")}
    ></chatxblock-composer>`;
  }

  private renderEnd(): TemplateResult {
    const { t } = this.texts;
    const { end, call } = this.conversation;
    const url = end?.other?.window_url ?? "";
    const mayExport = call !== null && !url && end?.why !== "removed";
    const pending = this.conversation.parts.outbox.entries.length > 0;
    return html`<div class="closed">
      ${url ? html`<a class="button primary" href=${url}>${t("Back to your room")}</a>` : nothing}
      ${mayExport ? html`<p>${t("The log is kept:")}</p> ${this.renderExport()}` : nothing}
      ${pending ? html`<p class="error">${t("What is marked above was not sent any more.")}</p>` : nothing}
      ${mayExport || url ? nothing : html`<p>${t("You can close this window.")}</p>`}
    </div>`;
  }

  private renderPeople(): TemplateResult {
    return html`<chatxblock-people
      .texts=${this.texts}
      .people=${this.shown}
      .unsure=${this.conversation.end !== null || this.conversation.parts.room.state !== "inside"}
      .mayChange=${this.mayChange}
      @invite=${() => this.open({ kind: "invite" })}
      @remove=${({ detail }: CustomEvent<Shown>) => this.open({ kind: "remove", jid: detail.jid, name: detail.name })}
    ></chatxblock-people>`;
  }

  private renderDialog(): TemplateResult | typeof nothing {
    if (!this.wish) return nothing;
    const words = wordsOf(this.texts, this.wish);
    return html`<chatxblock-dialog
      .heading=${words.heading}
      .text=${words.text}
      .confirm=${words.confirm}
      .cancel=${this.texts.t("Cancel")}
      .field=${words.field}
      .error=${this.failure}
      .busy=${this.busy}
      @dismissed=${() => (this.wish = null)}
      @confirmed=${(event: CustomEvent<string>) => void this.grant(event.detail)}
    ></chatxblock-dialog>`;
  }

  private get status(): Status {
    const { call, end, chatDown, leftLast, parts } = this.conversation;
    const { link, room } = parts;
    const others = this.conversation.others.map((jid) => ({
      name: this.nameOf(jid),
      asker: parts.people.find(jid)?.role === "asker",
      fellow: parts.people.find(jid)?.role === "fellow",
    }));
    const role = this.myRole;
    return statusOf(this.texts, { role, call, end, link: link.state, room: room.state, chatDown, others, leftLast });
  }

  private get heading(): string {
    const { call, parts } = this.conversation;
    return call?.question || parts.arrival.question || this.data.page.title;
  }

  private get myRole(): Role {
    const role = this.conversation.call?.my_role ?? this.data.role;
    return role === "removed" ? "helper" : role;
  }

  private get isAsker(): boolean {
    return this.myRole === "asker";
  }

  /** Staff may see what it is about without taking part. */
  private get looksOn(): boolean {
    return this.myRole === "staff" && this.conversation.parts.room.state === "refused";
  }

  private get mayChange(): boolean {
    const { call, end } = this.conversation;
    return call !== null && !end && (this.isAsker || this.myRole === "staff");
  }

  private get shown(): Shown[] {
    const inside = this.conversation.parts.room.occupants.inside;
    const me = this.conversation.me || this.data.me?.jid || "";
    return this.conversation.parts.people.all.map((person) => ({
      ...person,
      me: person.jid === me,
      inside: inside.includes(person.jid),
    }));
  }

  private get typing(): string {
    const names = this.conversation.parts.room.typing.writing.map(this.nameOf);
    if (names.length === 0) return "";
    return this.texts.n("{names} is writing…", "{names} are writing…", names.length, { names: this.texts.list(names) });
  }

  private readonly nameOf = (jid: string): string => this.conversation.parts.people.name(jid) || this.texts.t("Somebody");

  /** A script that did not come is asked for again. */
  private fetchBeside(): void {
    const settle = (beside: RoomWindow["beside"]) => () => (this.beside = beside);
    this.beside = "coming";
    this.loadBeside().then(settle("there"), () => window.setTimeout(settle("none"), AGAIN_MILLISECONDS));
  }

  private readonly focusBox = (): void => this.renderRoot.querySelector<Composer>("chatxblock-composer")?.focus();

  private open(wish: Wish): void {
    this.failure = "";
    this.wish = wish;
  }

  private takeBack(id: string): void {
    const body = this.conversation.parts.outbox.remove(id);
    this.renderRoot.querySelector<Composer>("chatxblock-composer")?.giveBack(body);
    this.requestUpdate();
  }

  /** Do what the dialog asked about; a refusal is said in the dialog, which stays open. */
  private async grant(value: string): Promise<void> {
    const wish = this.wish;
    if (!wish) return;
    this.busy = true;
    this.failure = await wordsOf(this.texts, wish).carryOut(this.conversation, value);
    this.busy = false;
    if (!this.failure) this.wish = null;
  }
}

/** For the title of the window: the first line, not more than fits. */
function shorten(text: string): string {
  const line = text.split("\n", 1)[0] ?? "";
  return line.length > 60 ? `${[...line].slice(0, 59).join("")}…` : line;
}
