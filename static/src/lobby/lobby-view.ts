import { html, LitElement, nothing, type TemplateResult } from "lit";
import { RETURN } from "../shared/browser-page";
import { roomName } from "../shared/browser-room-window";
import type { Clock } from "../shared/clock";
import { countCodePoints } from "../shared/question";
import { Texts } from "../shared/texts";
import { followPage, theme } from "../shared/theme-styles";
import { tidy } from "../shared/typed-text";
import type { LobbyData } from "../shared/wire";
import type { Asking } from "./asking";
import { lobbyStyles } from "./lobby-styles";

const LOOK_MILLISECONDS = 5_000;
/** The counter is shown once so many characters, or fewer, still fit. */
const NEAR = 200;

/** What a learner sees in the unit: a box for her question, or the way back to the room of the one she asked. */
export class Lobby extends LitElement {
  static override properties = { data: { attribute: false }, asking: { attribute: false }, missing: { state: true } };
  static override styles = [theme, lobbyStyles];

  declare data: LobbyData;
  declare asking: Asking;
  declare clock: Clock;
  /** A script did not come: after a deploy it may be gone. */
  declare missing: boolean;
  private texts = new Texts();
  private stop = (): void => undefined;
  private timer = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    followPage(this);
    this.texts = new Texts(this.data.texts, this.data.language);
    this.stop = this.asking.changed.subscribe(() => this.requestUpdate());
    this.timer = window.setInterval(this.look, LOOK_MILLISECONDS);
    window.addEventListener(RETURN, this.look);
    if (this.asking.call || this.asking.id) this.look(true);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
    window.clearInterval(this.timer);
    window.removeEventListener(RETURN, this.look);
  }

  protected override render(): TemplateResult {
    const { call, sending } = this.asking;
    const answers = html`<slot name="answers"></slot>`;
    if (!call && !this.data.may_ask) return answers;
    return html`${answers}<section aria-labelledby="title" aria-busy=${sending ? "true" : "false"}>
      <div class="top"><h2 id="title" dir="auto">${this.data.title}</h2> ${call ? nothing : this.renderAround()}</div>
      ${call ? html`<slot name="open">${this.renderWay(call.id, call.window_url)}</slot>` : this.renderBox()}
      <div class="message" role="status">${this.renderMessage()}</div>
      ${this.missing ? this.renderMissing() : nothing}
    </section>`;
  }

  private renderBox(): TemplateResult {
    const { t } = this.texts;
    const { asking } = this;
    const used = countCodePoints(tidy(asking.text));
    const limit = this.data.question_limit;
    const wrong = this.wrongWords;
    return html`<form @submit=${this.submit}>
      <label for="question" dir="auto">${this.data.prompt}</label>
      <textarea
        id="question"
        dir="auto"
        rows="3"
        aria-describedby="about"
        aria-invalid=${wrong ? "true" : "false"}
        ?readonly=${asking.sending}
        .value=${asking.text}
        @input=${(event: InputEvent) => asking.type((event.target as HTMLTextAreaElement).value)}
      ></textarea>
      <p id="about" class="small">
        <span class="error">${wrong}</span>
        ${used > limit - NEAR ? html`<span class="count ${used > limit ? "error" : "quiet"}">${t("{used} of {limit} characters", { used, limit })}</span>` : nothing}
      </p>
      <slot name="found"></slot>
      <slot name="along"></slot>
      <div class="below">
        <slot name="barred"></slot>
        <slot name="open"
          >${asking.bar ? nothing : html`<button class="primary" ?disabled=${asking.sending}>${asking.sending ? t("Asking…") : t("Ask a helper")}</button>`}</slot
        >
      </div>
    </form>`;
  }

  /** What is wrong with the question as it stands, at the field: whoever is led there hears it. */
  private get wrongWords(): string {
    const { t } = this.texts;
    const { trouble } = this.asking;
    if (trouble === "blank") return t("Type your question first.");
    return trouble === "too-long" ? t("Your question is too long. Please shorten it.") : "";
  }

  private renderAround(): TemplateResult | typeof nothing {
    const around = this.asking.around ?? this.data.around;
    const words = aroundWords(this.texts.t, around);
    return words ? html`<p class="around small quiet ${around}">${words}</p>` : nothing;
  }

  private renderMessage(): TemplateResult | typeof nothing {
    const { t } = this.texts;
    const { trouble, sentence, sending, blocked, id, loggedOut } = this.asking;
    if (loggedOut) return html`<p class="error">${t("Log in again in another tab. We go on by ourselves then.")}</p>`;
    const waits = t("We can't reach the server right now. Your question is kept here; we try again every few seconds.");
    const words = sentence || (trouble === "unreachable" ? waits : "");
    if (trouble && words) return html`<p class="error">${words}</p>`;
    if (!sending) return nothing;
    const opening = blocked ? t("Your browser did not open the window of your room.") : t("Your room opens in a new window.");
    return html`<p>${opening} ${this.renderWay(id, this.data.window_url.replace("CALL_ID", id))}</p>`;
  }

  private renderWay(id: string, url: string): TemplateResult {
    const { t } = this.texts;
    return html`<a href=${url} target=${roomName(id)}>${this.asking.blocked ? t("Open your room") : t("Go to your room")}</a>`;
  }

  private renderMissing(): TemplateResult {
    const { t } = this.texts;
    return html`<p class="error" role="alert">
      ${t("Part of this page could not be loaded. Reload it: what you typed is kept.")}
      <button @click=${() => location.reload()}>${t("Reload")}</button>
    </p>`;
  }

  private readonly submit = (event: SubmitEvent): void => {
    event.preventDefault();
    this.asking.ask();
    if (this.asking.trouble) this.renderRoot.querySelector("textarea")?.focus();
  };

  /** With what brought the reader back, at once; without it, it is only time. */
  private readonly look = (back?: Event | true): void => {
    this.asking.expire(this.clock.now());
    if (back) void this.asking.refresh();
    else this.asking.tick(document.hidden);
  };
}

/** About how many who can help are there, as far as it may be told. */
function aroundWords(t: Texts["t"], around: LobbyData["around"]): string {
  if (around === "none") return t("Nobody is around right now. Ask anyway: your question stays, and whoever comes sees it.");
  if (around === "few") return t("A few people are around");
  if (around === "ten") return t("About ten people are around");
  if (around === "dozens") return t("Dozens of people are around");
  return around === "many" ? t("Many people are around") : "";
}
