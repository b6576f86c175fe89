import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Clock } from "../shared/clock";
import { Texts } from "../shared/texts";
import { theme } from "../shared/theme-styles";
import type { Call } from "../shared/wire";
import { countdown, details } from "./status-details";

/** While an asker waits: more than the status line says, and how long it is until others are asked. */
export class Details extends LitElement {
  static override properties = { texts: { attribute: false }, call: { attribute: false } };
  static override styles = [
    theme,
    css`
      [role="timer"] {
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  declare texts: Texts;
  declare call: Call | null;
  clock!: Clock;
  private timer = 0;

  constructor() {
    super();
    this.texts = new Texts();
    this.call = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = window.setInterval(() => this.call?.next_round_at && this.requestUpdate(), 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearInterval(this.timer);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { call, texts } = this;
    if (!call) return nothing;
    const due = countdown(texts, call, this.clock.now());
    const words = repeat(details(texts, call), (sentence) => sentence, (sentence) => html`<span>${sentence} </span>`);
    return html`${words} ${due ? html`<p role="timer">${due}</p>` : nothing}`;
  }
}
