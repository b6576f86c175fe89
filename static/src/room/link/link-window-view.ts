import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { webAddress } from "../../shared/browser-links";
import type { Clock } from "../../shared/clock";
import type { Box } from "../../shared/finding/box";
import { named } from "../../shared/named-view";
import type { Menu } from "../../shared/menu-view";
import { reach } from "../../shared/reach-view";
import { Texts } from "../../shared/texts";
import { theme } from "../../shared/theme-styles";
import type { Person, RoomData } from "../../shared/wire";
import type { KeptText } from "../../shared/kept-text";
import { menuItems } from "../menu-items-view";
import { roomStyles } from "../room-styles";
import { shorten } from "../window-title";
import type { Shown } from "../room-words";
import type { Status } from "../status";
import type { Question, Wish } from "../wishes";
import type { Meeting } from "./meeting";
import { statusOfMeeting, wordsOfMeeting } from "./meeting-words";

const NEWS_MILLISECONDS = 5_000;

/** The window of a room behind a link: one question, who came to help, and the way to where they meet. */
export class LinkWindow extends LitElement {
  static override properties = {
    meeting: { attribute: false },
    wish: { state: true },
    beside: { state: true },
    listed: { state: true },
    fresh: { state: true },
  };
  static override styles = [
    theme,
    roomStyles,
    css`
      .place {
        grid-area: log;
        overflow: auto;
        padding: 1rem 1.5rem 1.5rem;
        padding-inline-start: max(1.5rem, 100% - 44.5rem);
      }
      .closed {
        grid-area: box;
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem 1rem;
        align-items: center;
        padding: 1rem 1.5rem;
        border-top: 1px solid var(--edge);
        background: var(--raised);
      }
      .way {
        display: grid;
        justify-items: start;
        gap: 0.25rem;
        max-width: 44rem;
        margin-top: 1.5rem;
      }
      .way .primary {
        min-height: 3rem;
        margin-bottom: 0.5rem;
        padding: 0.75rem 1.5rem;
      }
      @media (max-width: 50rem) {
        .place {
          padding-inline-start: 1.5rem;
        }
      }
      @media (max-width: 37.5rem) {
        .place,
        .closed {
          padding-inline: 1rem;
        }
        .way .primary {
          width: 100%;
        }
      }
    `,
  ];

  declare meeting: Meeting;
  declare data: RoomData;
  declare clock: Clock;
  declare texts: Texts;
  /** What the open dialog asks about. */
  declare wish: Wish | null;
  /** What stands in the field for a name. */
  declare invited: KeptText;
  /** Load what an asker can read while she waits. */
  found: ((box: Box) => Promise<HTMLElement>) | undefined;
  /** The elements beside the way: on their way, there, or not to be had. */
  declare beside: "coming" | "there" | "missing";
  /** Load the scripts that define them. */
  loadBeside!: () => Promise<unknown>;
  /** The people are shown where there is no place for them beside. */
  declare listed: boolean;
  /** The status changed a moment ago. */
  declare fresh: boolean;
  private status: Status = { text: "", tone: "calm" };
  private stop = (): void => undefined;
  private timer = 0;

  constructor() {
    super();
    this.texts = new Texts();
    this.wish = null;
    this.beside = "coming";
    this.listed = this.fresh = false;
    this.addEventListener("keydown", ({ key }) => {
      if (key !== "Escape" || !this.listed) return;
      this.listed = false;
      this.renderRoot.querySelector<HTMLElement>(".count")?.focus();
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.stop = this.meeting.changed.subscribe(() => this.requestUpdate());
    this.loadBeside().then(
      () => (this.beside = "there"),
      () => (this.beside = "missing"),
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
    window.clearTimeout(this.timer);
  }

  protected override willUpdate(): void {
    const { text } = this.status;
    this.status = statusOfMeeting(this.texts, this.meeting);
    if (this.status.text === text) return;
    this.fresh = true;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => (this.fresh = false), NEWS_MILLISECONDS);
  }

  protected override updated(): void {
    document.title = `${shorten(this.status.text)} – ${shorten(this.heading)}`;
  }

  protected override render(): TemplateResult {
    const { texts, meeting } = this;
    return html`${this.renderHead()}
      ${this.renderTop()} ${this.renderPeople()}
      <div class="news">${this.beside === "missing" ? this.renderMissing() : nothing}</div>
      <div class="place" ${reach()}>
        <chatxblock-question
          .texts=${texts}
          .call=${meeting.call}
          .typed=${meeting.typedQuestion}
          .own=${meeting.role === "asker"}
          .place=${this.data.page}
          .now=${this.clock.now()}
        ></chatxblock-question>
        ${this.renderWay()}
        <chatxblock-waiting .texts=${texts} .conversation=${meeting} .found=${this.found} @passed=${this.focusWay}
          ><chatxblock-details .texts=${texts} .call=${meeting.call} .clock=${this.clock}></chatxblock-details
        ></chatxblock-waiting>
        <chatxblock-join-requests .texts=${texts} .conversation=${meeting}></chatxblock-join-requests>
        <chatxblock-thanks .texts=${texts} .conversation=${meeting}></chatxblock-thanks>
        ${meeting.end && this.beside === "there" ? html`<chatxblock-after .texts=${texts} .talk=${meeting}></chatxblock-after>` : nothing}
      </div>
      ${meeting.end ? this.renderEnd() : nothing} ${this.renderDialog()}`;
  }

  private get heading(): string {
    const { call, typedQuestion } = this.meeting;
    return call?.question || typedQuestion || this.data.page.title;
  }

  private renderHead(): TemplateResult {
    const { data, file, mayChange, texts } = this;
    const { t } = texts;
    const { call, coming, end, role } = this.meeting;
    const mayLeave = call !== null && role !== "staff";
    const items = menuItems({ texts, data, mayChange, file, mayLeave, open: (wish) => this.open(wish) });
    return html`<header>
      <h1 dir="auto">${this.heading}</h1>
      ${!end && role === "asker" && call && !call.solved && coming.length > 0
        ? html`<button @click=${() => this.open({ kind: "solved" })}>${t("It's solved")}</button>`
        : nothing}
      ${end
        ? nothing
        : html`<chatxblock-menu .label=${t("More")} .items=${items} @click=${this.early}
            ><button aria-haspopup="menu" aria-expanded="false" aria-label=${t("More")}>⋯</button></chatxblock-menu
          >`}
    </header>`;
  }

  private get mayChange(): boolean {
    const { call, end, role } = this.meeting;
    return call !== null && !end && (role === "asker" || role === "staff");
  }

  /** Who is quicker than the script of the menu finds it open when it comes. */
  private readonly early = ({ currentTarget }: Event): void => {
    if (this.beside !== "there") (currentTarget as Menu).open = true;
  };

  private get file(): { url: string; note: string } | null {
    const { call } = this.meeting;
    const note = this.texts.t("What is said there is not recorded: the file has the question and who came.");
    return call && { url: call.transcript_url, note };
  }

  private renderTop(): TemplateResult {
    const { status } = this;
    const count = this.meeting.people.filter((person) => person.role !== "invited").length;
    return html`<div class="top">
      <div class="status ${status.tone} ${this.fresh ? "fresh" : ""}"><span role="status">${named(status.text)}</span></div>
      ${count > 0
        ? html`<button class="count plain" aria-expanded=${this.listed ? "true" : "false"} @click=${() => (this.listed = !this.listed)}>
            ${this.texts.n("{n} person", "{n} people", count)} <span aria-hidden="true">▾</span>
          </button>`
        : nothing}
    </div>`;
  }

  private renderMissing(): TemplateResult {
    const { t } = this.texts;
    return html`<div class="status trouble">
      <span role="alert">${t("Part of this page could not be loaded. Reload it: what you typed is kept.")}</span>
      <button class="plain" @click=${() => location.reload()}>${t("Reload")}</button>
    </div>`;
  }

  private renderWay(): TemplateResult | typeof nothing {
    const { t } = this.texts;
    const { place, url, waiting } = this.meeting;
    const href = webAddress(url);
    if (!href) return nothing;
    // Before somebody comes there is nobody to meet.
    return html`<section class="way" aria-label=${t("Where you meet")}>
      <a class=${waiting ? "button" : "button primary"} href=${href} target="_blank" rel="noopener noreferrer">${t("Open the {place}", { place: place.label })}</a>
      <p class="small quiet">${t("What is said there is not recorded here.")}</p>
      <p class="small quiet">${t("Keep this window open while you talk: it shows that you are there.")}</p>
    </section>`;
  }

  private renderEnd(): TemplateResult {
    const { t } = this.texts;
    const { call, end } = this.meeting;
    const url = end?.other?.window_url ?? "";
    const mayExport = call !== null && !url && end?.why !== "removed";
    const course = webAddress(call?.context.url || this.data.page.url);
    const history = webAddress(this.data.history_url);
    return html`<div class="closed">
      ${url ? html`<a class="button primary" href=${url}>${t("Back to your room")}</a>` : nothing}
      ${course ? html`<a class="button ${url ? "" : "primary"}" href=${course}>${t("Back to the course")}</a>` : nothing}
      ${mayExport ? html`<p>${t("The question and who came are kept:")}</p> <button @click=${() => this.file && this.open({ kind: "export", ...this.file })}>${t("Export")}</button>` : nothing}
      ${history ? html`<p class="small"><a href=${history}>${t("Your questions and talks")}</a></p>` : nothing}
      ${mayExport || url || course ? nothing : html`<p>${t("You can close this window.")}</p>`}
    </div>`;
  }

  /** Of the asker it is not known whether the window is open, so others are shown nobody's state. */
  private renderPeople(): TemplateResult {
    const { meeting } = this;
    const { end, role } = meeting;
    const show = (person: Person): Shown => ({ ...person, me: meeting.isMe(person), inside: meeting.isHere(person) });
    return html`<chatxblock-people
      class=${this.listed ? "listed" : ""}
      ${reach()}
      .texts=${this.texts}
      .people=${meeting.people.map(show)}
      .unsure=${end !== null || role !== "asker"}
      .mayChange=${this.mayChange}
      .mayReport=${meeting.call !== null}
      @remove=${({ detail }: CustomEvent<Shown>) => this.open({ kind: "remove", jid: detail.jid, name: detail.name })}
      @report=${({ detail }: CustomEvent<Shown>) => this.open({ kind: "report", person: detail.jid, name: detail.name })}
    ></chatxblock-people>`;
  }

  private renderDialog(): TemplateResult | typeof nothing {
    if (!this.wish || this.beside !== "there") return nothing;
    const done = (): void => void (this.wish = null);
    return html`<chatxblock-wish
      .texts=${this.texts}
      .words=${(texts: Texts, wish: Question) => wordsOfMeeting(texts, wish, this.meeting.place.label)}
      .conversation=${this.meeting}
      .invited=${this.invited}
      .wish=${this.wish}
      @granted=${done}
      @dismissed=${done}
    ></chatxblock-wish>`;
  }

  private readonly focusWay = (): void => this.renderRoot.querySelector<HTMLElement>(".way a")?.focus();

  private open(wish: Wish): void {
    this.wish = wish;
  }
}
