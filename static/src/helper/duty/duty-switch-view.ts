import { html, LitElement, nothing, type TemplateResult } from "lit";
import { barStyles, renderBar } from "../../shared/bar-view";
import { webAddress } from "../../shared/browser-links";
import { Times } from "../../shared/browser-times";
import { failureWords } from "../../shared/failure";
import { FocusKeeper } from "../../shared/focus-keeper-view";
import { Texts } from "../../shared/texts";
import { followPage, theme } from "../../shared/theme-styles";
import type { DutyState } from "../../shared/wire";
import type { Duty } from "./duty";
import { dutySwitchStyles } from "./duty-switch-styles";

const SPANS = [10, 30, 60];

/** The switch between on and off duty, and the one question whether to help at all. */
export class DutySwitch extends LitElement {
  static override properties = {
    duty: { attribute: false },
    texts: { attribute: false },
    now: { attribute: false },
    pageUrl: {},
    open: { state: true },
    failure: { state: true },
  };
  static override styles = [theme, barStyles, dutySwitchStyles];

  declare duty: Duty;
  declare texts: Texts;
  /** Milliseconds by the server's clock. */
  declare now: number;
  /** The helper's own page, "" for none. */
  declare pageUrl: string;
  /** The choice of minutes is shown. */
  declare open: boolean;
  declare failure: string;
  private stop = (): void => undefined;

  constructor() {
    super();
    this.pageUrl = this.failure = "";
    this.open = false;
    this.now = 0;
    new FocusKeeper(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    followPage(this);
    this.stop = this.duty.changed.subscribe(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { state, busy } = this.duty;
    if (state?.barred) return html`<div tabindex="-1" role="status">${renderBar(this.texts, state.barred, this.now)}</div>`;
    if (!state?.may_help) return nothing;
    return html`<div class=${state.on_duty && !state.paused ? "row" : ""} aria-busy=${busy ? "true" : "false"} @keydown=${this.escape}>
      <div tabindex="-1" role="status">${this.renderState(state)}</div>
      ${this.renderActions(state)}
      <p class="error" role="alert">${this.failure}</p>
    </div>`;
  }

  private renderState(state: DutyState): TemplateResult {
    const { t } = this.texts;
    if (state.paused) {
      return html`<p class="state">${t("We let you be for now.")}</p>
        <p class="small quiet">${t("You did not answer the last few questions, which is fine, so we stopped asking you.")}</p>`;
    }
    if (state.on_duty) return this.renderOnDuty(state);
    if (state.helps === null) {
      return html`<p class="state">${t("Would you help others here?")}</p>
        <p class="small quiet">${t("When somebody in this course is stuck, we can ask you. You decide when: off duty nothing reaches you.")}</p>`;
    }
    if (!state.helps) return html`<p class="small quiet">${t("You don't help others here.")} ${this.renderLink(t("Helping others"))}</p>`;
    return html`<p>${t("While you are on duty, we tell you when somebody here is stuck. You can say no each time.")}</p>
      ${this.renderQuiet(state)}`;
  }

  private renderOnDuty(state: DutyState): TemplateResult {
    const { t } = this.texts;
    const words = state.until
      ? t("On duty until {time}", { time: this.time(state.until) })
      : t("On duty until you stop");
    return html`<p class="state">${words}</p>
      ${this.renderQuiet(state)}`;
  }

  private renderQuiet(state: DutyState): TemplateResult | typeof nothing {
    if (!state.in_quiet) return nothing;
    const { t } = this.texts;
    const words = state.quiet_until
      ? t("These are your quiet hours: nothing reaches you before {time}.", { time: this.time(state.quiet_until) })
      : t("These are your quiet hours: nothing reaches you now.");
    return html`<p class="small quiet">${words}</p>`;
  }

  private renderActions(state: DutyState): TemplateResult | typeof nothing {
    const { t } = this.texts;
    if (state.paused) {
      return html`<div class="actions">
        ${this.button(t("Ask me again"), () => this.duty.start())}${this.button(t("I'm done"), () => this.duty.stop())}
      </div>`;
    }
    if (!state.on_duty && state.helps === null) {
      return html`<div class="actions">
        ${this.button(t("Yes"), () => this.duty.answer(true))}${this.button(t("No, thanks"), () => this.duty.answer(false))}
      </div>`;
    }
    if (!state.on_duty && !state.helps) return nothing;
    return html`<div class="actions">
        ${state.on_duty
          ? this.button(t("I'm done"), () => this.duty.stop())
          : this.button(t("Go on duty"), () => this.duty.start())}
        <button class="plain" aria-expanded=${this.open ? "true" : "false"} @click=${() => (this.open = !this.open)}>
          ${t("Ten minutes")} <span aria-hidden="true">&nbsp;▾</span>
        </button>
      </div>
      ${this.open ? this.renderSpans(state) : nothing}`;
  }

  private renderSpans(state: DutyState): TemplateResult {
    const { t, n } = this.texts;
    return html`<div class="actions spans" role="group" aria-label=${t("For how long?")}>
      ${SPANS.map((minutes) => this.button(n("{n} minute", "{n} minutes", minutes), () => this.duty.start(minutes)))}
      ${state.on_duty ? this.button(t("Until I stop"), () => this.duty.start()) : nothing}
    </div>`;
  }

  private renderLink(words: string): TemplateResult | typeof nothing {
    const url = webAddress(this.pageUrl);
    return url ? html`<a href=${url} target="_blank" rel="noopener">${words}</a>` : nothing;
  }

  /** None of them is filled: where she is on duty that is the one to help by, else the one to ask by. */
  private button(words: string, act: () => Promise<void>): TemplateResult {
    // The second half of a double click would meet the button that took this one's place.
    const click = (event: MouseEvent): void => void (event.detail > 1 || this.attempt(act));
    return html`<button @click=${click}>${words}</button>`;
  }

  private async attempt(act: () => Promise<void>): Promise<void> {
    this.failure = "";
    const chosen = this.open;
    try {
      await act();
      if (chosen) this.open = false; // and not what was opened meanwhile
    } catch (error) {
      this.failure = failureWords(this.texts.t, error);
    }
  }

  private time(at: string): string {
    return new Times(this.texts).brief(Date.parse(at), this.now);
  }

  private readonly escape = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !this.open) return;
    this.open = false;
    this.renderRoot.querySelector<HTMLElement>("[aria-expanded]")?.focus();
  };
}
