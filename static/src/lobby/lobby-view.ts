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
      <h2 id="title" dir="auto">${this.data.title}</h2>
      ${call ? html`<slot name="open">${this.renderWay(call.id, call.window_url)}</slot>` : this.renderBox()}
      <div class="message" role="status">${this.renderMessage()}</div>
      ${this.missing ? this.renderMissing() : nothing}
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
      <slot name="found"></slot>
      <div class="below">
        <slot name="open"
          ><button class="primary" ?disabled=${this.asking.sending}>
            ${this.asking.sending ? t("Asking…") : t("Ask a helper")}
          </button></slot
        >
        <span id="count" class="count small ${used > limit ? "error" : "quiet"}">
          <span class="hidden">${t("Characters:")}</span> ${count(used)} / ${count(limit)}
        </span>
      </div>
    </form>`;
  }

  private renderAround(): TemplateResult | typeof nothing {
    const words = aroundWords(this.texts.t, this.asking.around ?? this.data.around);
    return words ? html`<p class="around small quiet">${words}</p>` : nothing;
  }

  private renderMessage(): TemplateResult | typeof nothing {
    const { t, count } = this.texts;
    const { trouble, sentence, sending, id, loggedOut } = this.asking;
    const limit = count(this.data.question_limit);
    if (loggedOut) return html`<p class="error">${t("Log in again in another tab. We go on by ourselves then.")}</p>`;
    if (trouble === "blank") return html`<p class="error">${t("Type your question first.")}</p>`;
    if (trouble === "too-long") {
      return html`<p class="error">${t("Your question is too long: {limit} characters fit. Please shorten it.", { limit })}</p>`;
    }
    if (trouble === "unreachable") {
      const words = sentence || t("We can't reach the server right now. Your question is kept here; we try again every few seconds.");
      return html`<p class="error">${words}</p>`;
    }
    if (trouble) return html`<p class="error">${sentence}</p>`;
    if (sending) {
      const words = this.asking.blocked ? t("Your browser did not open the window of your room.") : t("Your room opens in a new window.");
      return html`<p>${words} ${this.renderWay(id, this.data.window_url.replace("CALL_ID", id))}</p>`;
    }
    if (this.asking.kept) return html`<p>${t("Your question is kept for the teachers. It stands above, and so will their answer.")}</p>`;
    return nothing;
  }

  private renderWay(id: string, url: string): TemplateResult {
    return html`<a href=${url} target=${roomName(id)}>${this.texts.t("Go to your room")}</a>`;
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
    if (back) void this.asking.refresh();
    else this.asking.tick(document.hidden);
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
