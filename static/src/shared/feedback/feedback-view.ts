import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { Texts } from "../texts";
import { followPage, theme } from "../theme-styles";
import type { Feedback, Said } from "./feedback";

/**
 * The two questions of a talk that is over. None is answered beforehand, and to pass over them is an answer. What stands inside it
 * goes beside the first.
 */
export class FeedbackQuestions extends LitElement {
  static override properties = {
    texts: { attribute: false },
    feedback: { attribute: false },
    helped: { type: Boolean },
    quote: { type: Boolean },
    wished: { type: Boolean },
  };
  static override styles = [
    theme,
    css`
      :host {
        display: grid;
        gap: 1rem;
      }
      .question {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem 1rem;
      }
      .asked {
        flex: 1 1 auto;
      }
      .long {
        flex-basis: 14rem;
      }
      strong {
        display: block;
      }
      .answers {
        display: flex;
      }
      button {
        position: relative;
        min-width: 3.5rem;
        border-radius: 0;
        font-weight: 400;
      }
      button + button {
        margin-inline-start: -1px;
      }
      button:first-child {
        border-start-start-radius: 0.5rem;
        border-end-start-radius: 0.5rem;
      }
      button:last-child {
        border-start-end-radius: 0.5rem;
        border-end-end-radius: 0.5rem;
      }
      button:focus-visible {
        z-index: 1;
      }
      button[aria-pressed="true"] {
        border-color: var(--accent);
        background: var(--own);
        box-shadow: inset 0 0 0 1px var(--accent);
        z-index: 1;
      }
      @media (forced-colors: active) {
        button[aria-pressed="true"] {
          forced-color-adjust: none;
          border-color: Highlight;
          background: Highlight;
          color: HighlightText;
        }
      }
    `,
  ];

  declare texts: Texts;
  declare feedback: Feedback;
  /** Whether it is asked if it helped. */
  declare helped: boolean;
  /** Whether it is asked if others may read it. */
  declare quote: boolean;
  /** Whether somebody who writes waits for a yes. */
  declare wished: boolean;
  private stop = (): void => undefined;

  constructor() {
    super();
    this.texts = new Texts();
    this.helped = this.quote = this.wished = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    followPage(this);
    this.stop = this.feedback.changed.subscribe(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  protected override render(): TemplateResult {
    return html`${this.helped ? this.renderHelped() : nothing}${this.quote ? this.renderQuote() : nothing}`;
  }

  private renderHelped(): TemplateResult {
    const { t } = this.texts;
    return html`<div class="question" role="group" aria-labelledby="helped">
      <p class="asked"><strong id="helped">${t("Did this help?")}</strong></p>
      <div class="answers">
        ${this.renderAnswer(t("Yes"), "helped", "yes")} ${this.renderAnswer(t("A little"), "helped", "a-little")}
        ${this.renderAnswer(t("No"), "helped", "no")}
      </div>
      <slot></slot>
    </div>`;
  }

  private renderQuote(): TemplateResult {
    const { t } = this.texts;
    const hint = this.wished
      ? t("Somebody writes down what was learned and would like to use your words.")
      : t("If you don't answer, your words are not used.");
    return html`<div class="question" role="group" aria-labelledby="quote" aria-describedby="hint">
      <p class="asked long">
        <strong id="quote">${t("May others read what you said or sent, without your name?")}</strong>
        <span id="hint" class="small quiet">${hint}</span>
      </p>
      <div class="answers">${this.renderAnswer(t("Yes"), "quote_me", true)} ${this.renderAnswer(t("No"), "quote_me", false)}</div>
    </div>`;
  }

  private renderAnswer<K extends keyof Said>(words: string, key: K, value: Said[K]): TemplateResult {
    const pressed = this.feedback.said[key] === value;
    return html`<button type="button" aria-pressed=${pressed ? "true" : "false"} @click=${() => this.choose({ [key]: value })}>${words}</button>`;
  }

  private choose(said: Partial<Said>): void {
    this.feedback.choose(said);
    this.dispatchEvent(new CustomEvent("said"));
  }
}
