import { html, LitElement, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { RETURN } from "../shared/browser-page";
import { webAddress } from "../shared/browser-links";
import { roomName } from "../shared/browser-room-window";
import { Times } from "../shared/browser-times";
import type { Clock } from "../shared/clock";
import { failureWords } from "../shared/failure";
import { FocusKeeper } from "../shared/focus-keeper-view";
import { inline } from "../shared/inline-view";
import { named } from "../shared/named-view";
import { pageStyles } from "../shared/page-styles";
import { reach } from "../shared/reach-view";
import { alone } from "../shared/soon";
import { isolated, Texts } from "../shared/texts";
import { theme } from "../shared/theme-styles";
import type { HistoryData, HistorySession, HistoryTalk } from "../shared/wire";
import { together, type History } from "./history";
import { historyStyles } from "./history-styles";
import type { OwnReports } from "./reported-view";
import { companyWords } from "./history-words";

/** Before all that can be shown: dates are written out. */
const LONG_AGO = 0;

/** Somebody's questions and talks: what goes on with the way back, a search, and the sessions, the last one first. */
export class HistoryPage extends LitElement {
  static override properties = { history: { attribute: false }, texts: { attribute: false }, begun: { state: true } };
  static override styles = [theme, pageStyles, historyStyles];

  declare history: History;
  declare texts: Texts;
  /** The heading stands there; what is below it has a task of its own. */
  declare begun: boolean;
  clock!: Clock;
  data!: HistoryData;
  private searched = false;
  /** What the reader reported, once that is loaded; it is no part of what the page is for. */
  private reported: OwnReports | null = null;
  private stop = (): void => undefined;

  constructor() {
    super();
    this.texts = new Texts();
    this.begun = false;
    new FocusKeeper(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.stop = this.history.changed.subscribe(() => this.requestUpdate());
    window.addEventListener(RETURN, this.comeBack);
  }

  protected override scheduleUpdate(): Promise<void> {
    return alone(() => super.scheduleUpdate());
  }

  override firstUpdated(): void {
    this.begun = true;
    if (!this.data.own) return;
    const { history, texts, clock } = this;
    import("./reported-view").then(
      ({ makeReported }) => {
        this.reported = makeReported(history.handlers, texts, clock.now());
        this.requestUpdate();
      },
      () => undefined,
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
    window.removeEventListener(RETURN, this.comeBack);
  }

  protected override render(): TemplateResult {
    const { t } = this.texts;
    const { data } = this;
    const back = webAddress(data.url);
    return html`<div class="page">
      <h1 tabindex="-1">${data.own ? t("Your questions and talks") : named(t("Questions and talks of {name}", { name: isolated(data.me.name) }))}</h1>
      ${back ? html`<p class="back small"><a href=${back}>${data.title ? t("Back to {title}", { title: data.title }) : t("Back to the course")}</a></p>` : nothing}
      ${this.begun ? this.renderTalks() : nothing}
    </div>`;
  }

  private renderTalks(): TemplateResult {
    const { t } = this.texts;
    const { history } = this;
    const { sessions, query } = history;
    return html`${this.renderOpen()} ${this.reported} ${sessions.length > 0 || query || this.searched ? this.renderSearch() : nothing}
      <p class="news small" role="status">${this.news}</p>
      ${this.renderFailure()}
      <div aria-busy=${history.busy ? "true" : "false"}>
        ${sessions.length > 0
          ? repeat(sessions, ({ talks }) => talks[0]?.call_id, (session, place) => this.renderSession(session, place))
          : history.busy || history.error
            ? nothing
            : this.renderEmpty()}
      </div>
      ${history.next
        ? html`<div class="more"><button ?disabled=${history.busy} @click=${() => void history.more()}>${history.busy ? t("Loading…") : t("Show earlier ones")}</button></div>`
        : nothing}
      ${this.renderFooter()}`;
  }

  private renderOpen(): TemplateResult | typeof nothing {
    const { t, n } = this.texts;
    const { open } = this.history;
    if (open.length === 0) return nothing;
    return html`<section class="open" aria-labelledby="open">
      <h2 id="open">${n("A room is open", "{n} rooms are open", open.length)}</h2>
      <ul>
        ${open.map(
          (talk) => html`<li>
            <div class="what">
              <p id=${`open-${talk.call_id}`} class="words" dir="auto" ${reach()}>${inline(talk.question)}</p>
              ${talk.with.length > 0 ? html`<p class="small quiet">${named(companyWords(this.texts, talk))}</p>` : nothing}
            </div>
            <a class="button primary" href=${talk.window_url} target=${roomName(talk.call_id)} aria-describedby=${`open-${talk.call_id}`}
              >${this.data.own ? t("Back to the room") : t("Go to the room")}</a
            >
          </li>`,
        )}
      </ul>
    </section>`;
  }

  private renderSearch(): TemplateResult {
    const { t } = this.texts;
    return html`<form role="search" @submit=${this.search}>
      <label for="query">${t("Search")}</label>
      <div class="actions">
        <input id="query" type="search" dir="auto" maxlength="255" enterkeyhint="search" aria-describedby="searched" .value=${this.history.query} />
        <button>${t("Search")}</button>
        ${this.history.query ? html`<button type="button" @click=${() => this.find("")}>${t("Show all")}</button>` : nothing}
      </div>
      <p id="searched" class="hint small quiet">${t("Finds talks in whose question or lines every word stands. What is said in a room that is open is found once it has ended.")}</p>
    </form>`;
  }

  private get news(): string {
    const { t, n } = this.texts;
    const { busy, query, talks, next, error } = this.history;
    if (busy) return t("Looking…");
    if (!this.searched || !query || error) return "";
    return next ? t("More than {n} talks found.", { n: talks.length }) : n("{n} talk found.", "{n} talks found.", talks.length);
  }

  private renderFailure(): TemplateResult | typeof nothing {
    const { t } = this.texts;
    const { error } = this.history;
    if (!error) return nothing;
    return html`<p class="error" role="alert">
      ${failureWords(t, error)} <button class="plain" @click=${() => void this.history.search(this.history.query)}>${t("Try again")}</button>
    </p>`;
  }

  private renderEmpty(): TemplateResult {
    const { t } = this.texts;
    const { own, me } = this.data;
    if (this.history.query) {
      return html`<div class="empty">
        <p>${t("No talk has all of these words. Try fewer, or only the beginning of one.")}</p>
        <p><button @click=${() => this.find("")}>${t("Show all")}</button></p>
      </div>`;
    }
    if (!own) return html`<p class="empty">${named(t("{name} has asked nothing yet and helped nobody.", { name: isolated(me.name) }))}</p>`;
    return html`<div class="empty">
      <p>${t("You have asked nothing yet and helped nobody.")}</p>
      <p>${t("Type a question in the box of a unit, or go on duty there and help somebody: what you ask and what is said then stands here, on every device.")}</p>
    </div>`;
  }

  private renderSession(session: HistorySession, place: number): TemplateResult {
    const id = `session-${place}`;
    return html`<section aria-labelledby=${id}>
      <h2 id=${id} tabindex="-1">${this.span(session)}</h2>
      ${together(session).map(
        ({ talks }) => html`<h3>${talks[0] ? named(companyWords(this.texts, talks[0])) : nothing}</h3>
          <ul>
            ${repeat(talks, ({ call_id: id }) => id, (talk) => html`<li>${this.renderTalk(talk)}</li>`)}
          </ul>`,
      )}
    </section>`;
  }

  /** When a session was: "26 Nov, 20:04 – 20:31", and of one minute "26 Nov, 20:04". */
  private span({ began_at, ended_at }: HistorySession): TemplateResult {
    const times = new Times(this.texts);
    const began = Date.parse(began_at);
    const ended = ended_at ? times.brief(Date.parse(ended_at), began) : this.texts.t("now");
    const time = html`<time datetime=${began_at} title=${times.long(began)}>${times.brief(began, LONG_AGO)}</time>`;
    return ended === times.brief(began, began) ? time : html`${time} – ${ended}`;
  }

  private renderTalk(talk: HistoryTalk): TemplateResult {
    const { history, data } = this;
    return html`<chatxblock-talk
      .texts=${this.texts}
      .talk=${talk}
      .log=${history.logs.get(talk.call_id)}
      .me=${data.me}
      .own=${data.own}
      .handlers=${history.handlers}
      .now=${this.clock.now()}
      .read=${(anew: boolean) => {
        if (anew) history.forget(talk.call_id);
        void history.read(talk);
      }}
    ></chatxblock-talk>`;
  }

  private renderFooter(): TemplateResult {
    const { t } = this.texts;
    const { file_url: file, person_url: others, own, page_url: mine } = this.data;
    const privacy = webAddress(this.data.handlers["privacy"] ?? "");
    return html`<footer class="small">
      ${this.history.talks.length > 0 ? html`<p><a href=${file} download>${t("Save all of it as a file")}</a></p>` : nothing}
      ${own ? nothing : html`<p><a href=${mine}>${t("Your questions and talks")}</a></p>`}
      ${privacy ? html`<p><a href=${privacy}>${t("What is kept of you")}</a></p>` : nothing}
      ${others
        ? html`<form @submit=${this.visit}>
            <label for="person">${t("Read somebody else's in this course")}</label>
            <div class="actions">
              <input id="person" dir="auto" maxlength="255" autocomplete="off" aria-describedby="whose" />
              <button>${t("Read")}</button>
            </div>
            <p id="whose" class="hint quiet">${t("By username or exact name. You can because you are on the staff of this course.")}</p>
          </form>`
        : nothing}
    </footer>`;
  }

  private readonly search = (event: SubmitEvent): void => {
    event.preventDefault();
    this.find(this.field("query"));
  };

  private readonly visit = (event: SubmitEvent): void => {
    event.preventDefault();
    const person = this.field("person");
    if (person) location.assign((this.data.person_url ?? "").replace("PERSON", encodeURIComponent(person)));
  };

  private find(query: string): void {
    this.searched = true;
    void this.history.search(query);
  }

  private field(id: string): string {
    return this.renderRoot.querySelector<HTMLInputElement>(`#${id}`)?.value.trim() ?? "";
  }

  private readonly comeBack = (): void => {
    void this.reported?.look();
    void this.history.refresh();
  };
}
