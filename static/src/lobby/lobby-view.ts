import { html, LitElement, nothing, type TemplateResult } from "lit";
import { Times } from "../shared/browser-times";
import type { Clock } from "../shared/clock";
import { countCodePoints } from "../shared/question";
import { Texts } from "../shared/texts";
import { followPage, theme } from "../shared/theme-styles";
import { tidy } from "../shared/typed-text";
import type { LobbyData } from "../shared/wire";
import type { Asking } from "./asking";
import { lobbyStyles } from "./lobby-styles";

const LOOK_MILLISECONDS = 10_000;
/** A room that is not there yet after so long is worth a word. */
const PATIENCE_MILLISECONDS = 3_000;

/** What a learner sees in the unit: a box for her question, or the way back to the room of the one she asked. */
export class Lobby extends LitElement {
  static override properties = { data: { attribute: false }, asking: { attribute: false } };
  static override styles = [theme, lobbyStyles];

  declare data: LobbyData;
  declare asking: Asking;
  declare clock: Clock;
  private texts = new Texts();
  private times = new Times(this.texts);
  private stop = (): void => undefined;
  private timer = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    followPage(this);
    this.texts = new Texts(this.data.texts, this.data.language);
    this.times = new Times(this.texts);
    this.stop = this.asking.changed.subscribe(() => this.requestUpdate());
    this.timer = window.setInterval(this.look, LOOK_MILLISECONDS);
    window.addEventListener("focus", this.look);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
    window.clearInterval(this.timer);
    window.removeEventListener("focus", this.look);
  }

  protected override render(): TemplateResult {
    const { call, sending } = this.asking;
    const answers = html`<slot name="answers"></slot>`;
    if (!call && !this.data.may_ask) return answers;
    return html`${answers}<section aria-labelledby="title" aria-busy=${sending ? "true" : "false"}>
      <h2 id="title" dir="auto">${this.data.title}</h2>
      ${call ? this.renderOpen() : this.renderBox()}
      <div class="message" role="status">${this.renderMessage()}</div>
    </section>`;
  }

  private renderBox(): TemplateResult {
    const { t, count } = this.texts;
    const used = countCodePoints(tidy(this.asking.text));
    const limit = this.data.question_limit;
    const wrong = ["blank", "too-long"].includes(this.asking.trouble);
    return html`<form @submit=${this.submit}>
      <div class="box">
        <label for="question" dir="auto">${this.data.prompt}</label>
        <textarea
          id="question"
          dir="auto"
          rows="3"
          aria-describedby="count"
          aria-invalid=${wrong ? "true" : "false"}
          ?readonly=${this.asking.sending}
          .value=${this.asking.text}
          @input=${(event: InputEvent) => this.asking.type((event.target as HTMLTextAreaElement).value)}
        ></textarea>
        ${this.renderAround()}
      </div>
      <slot name="similar"></slot>
      <div class="below">
        <button class="primary" ?disabled=${this.asking.sending}>
          ${this.asking.sending ? t("Asking…") : t("Ask a helper")}
        </button>
        <span id="count" class="count small ${used > limit ? "error" : "quiet"}">
          <span class="hidden">${t("Characters:")}</span> ${count(used)} / ${count(limit)}
        </span>
      </div>
    </form>`;
  }

  private renderAround(): TemplateResult | typeof nothing {
    const words = aroundWords(this.texts.t, this.data.around);
    return words ? html`<p class="around small quiet">${words}</p>` : nothing;
  }

  private renderOpen(): TemplateResult {
    const { t } = this.texts;
    const call = this.asking.call;
    if (!call) return html``;
    const ago = this.times.ago(Date.parse(call.asked_at), this.clock.now());
    return html`<p class="quiet">${t("You asked {ago}:", { ago })}</p>
      <blockquote class="words" dir="auto">${call.question}</blockquote>
      <div class="actions">
        <a class="button primary" href=${call.window_url} target="_blank" rel="noopener">${t("Back to your room")}</a>
        <button @click=${() => void this.asking.withdraw()}>${t("Withdraw")}</button>
      </div>`;
  }

  private renderMessage(): TemplateResult | typeof nothing {
    const { t, count } = this.texts;
    const { trouble, sentence, call, sending, id } = this.asking;
    const limit = count(this.data.question_limit);
    if (trouble === "blank") return html`<p class="error">${t("Type your question first.")}</p>`;
    if (trouble === "too-long") {
      return html`<p class="error">${t("Your question is too long: {limit} characters fit. Please shorten it.", { limit })}</p>`;
    }
    if (trouble === "unreachable") {
      const words = sentence || t("We can't reach the server right now. Your question is kept here: try again in a moment.");
      return html`<p class="error">${words}</p>`;
    }
    if (trouble) return html`<p class="error" dir="auto">${sentence}</p>`;
    if (sending) return this.renderWay(id);
    if (this.asking.kept) return html`<p>${t("Your question is kept for the teachers. You find their answer here.")}</p>`;
    if (call && !call.room && !call.place.url && this.clock.now() - Date.parse(call.asked_at) > PATIENCE_MILLISECONDS) {
      return html`<p>${t("We can't reach the chat right now. Your question is kept here; we try again every few seconds.")}</p>`;
    }
    return nothing;
  }

  /** A blocked popup cannot be told from an opened one, so the way into the room is always shown. */
  private renderWay(id: string): TemplateResult {
    const { t } = this.texts;
    const url = this.data.window_url.replace("CALL_ID", id);
    return html`<p>
      ${t("Your room opens in a new window.")}
      <a href=${url} target="_blank" rel="noopener">${t("Back to your room")}</a>
    </p>`;
  }

  private readonly submit = (event: SubmitEvent): void => {
    event.preventDefault();
    this.asking.ask();
    if (this.asking.trouble) this.renderRoot.querySelector("textarea")?.focus();
  };

  /** With the event that brought the reader back, at once; without one it is only time. */
  private readonly look = (back?: Event): void => {
    if (!document.hidden) void (back ? this.asking.refresh() : this.asking.tick());
    this.requestUpdate();
  };
}

/** About how many who can help are there, as far as it may be told. */
function aroundWords(t: Texts["t"], around: LobbyData["around"]): string {
  if (around === "none") return t("Nobody is around right now. Ask anyway: your question stays, and whoever comes sees it.");
  if (around === "few") return t("A few people who can help are around.");
  if (around === "ten") return t("About ten people who can help are around.");
  if (around === "dozens") return t("Dozens of people who can help are around.");
  return around === "many" ? t("Many people who can help are around.") : "";
}
