import { html, LitElement, nothing, type TemplateResult } from "lit";
import { inline } from "../shared/inline-view";
import { named } from "../shared/named-view";
import { reach } from "../shared/reach-view";
import { openRoom, roomName } from "../shared/browser-room-window";
import { Times } from "../shared/browser-times";
import type { Attention } from "../shared/attention";
import type { Clock } from "../shared/clock";
import { failureWords } from "../shared/failure";
import { FocusKeeper } from "../shared/focus-keeper-view";
import { isolated, Texts, unmarked } from "../shared/texts";
import { followPage, theme } from "../shared/theme-styles";
import type { Call } from "../shared/wire";
import type { Asking } from "./asking";
import type { TitleMark } from "./browser-title-mark";
import { openCallStyles } from "./open-call-styles";
import { callWords } from "./open-call-words";

/** In the lobby: her open question and what is going on in its room, live; or that it ended without her, and what she can do. */
export class OpenCall extends LitElement {
  static override properties = { asking: { attribute: false }, asks: { state: true }, failure: { state: true }, busy: { state: true }, blocked: { state: true } };
  static override styles = [theme, openCallStyles];

  declare asking: Asking;
  declare clock: Clock;
  declare texts: Texts;
  declare attention: Attention;
  declare mark: TitleMark;
  /** The dialog is open that asks whether to take the question back. */
  declare asks: boolean;
  declare failure: string;
  declare busy: boolean;
  /** The browser did not open the window of the room. */
  declare blocked: boolean;
  /** The page goes: she is not here any more. */
  leave = (): void => undefined;
  private stops: (() => void)[] = [];

  constructor() {
    super();
    this.texts = new Texts();
    this.asks = this.busy = this.blocked = false;
    this.failure = "";
    new FocusKeeper(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    followPage(this);
    const update = (): void => this.requestUpdate();
    this.stops = [this.asking, this.attention].map(({ changed }) => changed.subscribe(update));
    this.attention.start();
    window.addEventListener("pagehide", this.hide);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.stops) stop();
    this.attention.stop();
    this.mark.show("");
    window.removeEventListener("pagehide", this.hide);
  }

  protected override willUpdate(): void {
    const { call, ended } = this.asking;
    this.slot = call || ended ? "open" : "none";
    if (!call) this.asks = this.blocked = false;
    const words = call && callWords(this.texts, call, this.clock.now());
    this.mark.show(words?.good && !call?.solved ? unmarked(words.text) : "");
  }

  protected override render(): TemplateResult | typeof nothing {
    const { call, ended } = this.asking;
    if (call) return this.renderCall(call);
    return ended ? this.renderEnded(ended) : nothing;
  }

  private renderCall(call: Call): TemplateResult {
    const { t } = this.texts;
    const ago = new Times(this.texts).ago(Date.parse(call.asked_at), this.clock.now());
    const { text, good } = callWords(this.texts, call, this.clock.now());
    return html`<div class="asked" tabindex="-1">
        <p class="quiet small">${t("You asked {ago}:", { ago })}</p>
        <blockquote class="words" dir="auto" ${reach()}>${inline(call.question)}</blockquote>
      </div>
      <p class="state ${good ? "good" : ""}"><span class="dot"></span><span role="status">${named(text)}</span></p>
      <div class="actions">
        ${this.renderWay(call)}
        ${call.solved ? nothing : html`<button class="plain" @click=${() => this.confirm()}>${t("Take it back")}</button>`}
      </div>
      <p class="note" role="alert">${this.isBlocked(call) ? t("Your browser did not open the window of your room. Open it by the button.") : ""}</p>
      ${this.asks ? this.renderDialog(call) : nothing}`;
  }

  /** A link, so that it works where windows may not be opened: by the name of the room's own window. */
  private renderWay(call: Call): TemplateResult {
    const { t } = this.texts;
    const { id, window_url: url } = call;
    const words = this.isBlocked(call) ? t("Open your room") : t("Go to your room");
    return html`<a class="button primary" href=${url} target=${roomName(id)} @click=${(event: MouseEvent) => this.go(event, url, id)}>${words}</a>`;
  }

  private renderDialog(call: Call): TemplateResult {
    const { t } = this.texts;
    const there = call.helpers.length > 0;
    return html`<chatxblock-dialog
      .heading=${t("Take your question back?")}
      .text=${there
        ? t("Nobody else is asked. Who is in your room reads that you took the question back.")
        : t("Nobody else is asked, and your room closes.")}
      .confirm=${t("Take it back")}
      .cancel=${there ? t("Keep it") : t("Keep waiting")}
      .danger=${true}
      .error=${this.failure}
      .busy=${this.busy}
      @confirmed=${() => void this.act("cancel", call)}
      @dismissed=${() => (this.asks = false)}
    ></chatxblock-dialog>`;
  }

  private renderEnded(call: Call): TemplateResult {
    const { t } = this.texts;
    const { sending, text } = this.asking;
    const back = text.trim() === call.question.trim();
    return html`<div class="ended" tabindex="-1">
      <p role="status">
        ${call.stopped
          ? named(t("{name} of the course's staff closed your question: “{reason}”", { name: isolated(call.stopped.by), reason: call.stopped.reason }))
          : t("Your question was closed, because nobody was in its room any more.")}
        ${back ? t("Your words are back in the box.") : nothing}
      </p>
      ${back ? nothing : html`<blockquote class="words" dir="auto" ${reach()}>${inline(call.question)}</blockquote>`}
      <div class="actions">
        <button type="button" class="primary" ?disabled=${sending} @click=${() => this.asking.ask()}>
          ${sending ? t("Asking…") : back ? t("Ask again") : t("Ask a helper")}
        </button>
        <button type="button" ?disabled=${sending || this.busy} @click=${() => void this.act("leave_question", call)}>${t("Leave it for the teachers")}</button>
      </div>
      <p class="error" role="alert">${this.failure}</p>
    </div>`;
  }

  private isBlocked({ id }: Call): boolean {
    return this.blocked || (this.asking.blocked && this.asking.id === id);
  }

  /** Bring the room's window to the front where it is open; where the browser does not let us, the link may do it. */
  private go(event: MouseEvent, url: string, id: string): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const opened = openRoom(url, id);
    if (opened) event.preventDefault();
    this.blocked = !opened;
    this.asking.blocked = false;
  }

  private confirm(): void {
    this.failure = "";
    this.asks = true;
  }

  /** A refusal is said where she asked for it; what stands there stays. */
  private async act(handler: "cancel" | "leave_question", call: Call): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failure = "";
    try {
      await this.asking.act(handler, call);
      this.asks = false;
    } catch (error) {
      this.failure = failureWords(this.texts.t, error);
    } finally {
      this.busy = false;
    }
  }

  private readonly hide = (): void => {
    if (this.asking.call) this.leave();
  };
}
