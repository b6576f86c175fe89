import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { Times } from "../shared/browser-times";
import type { Clock } from "../shared/clock";
import { failureWords } from "../shared/failure";
import { FocusKeeper } from "../shared/focus-keeper-view";
import { HandlerError, type Handlers } from "../shared/handlers";
import { linked } from "../shared/linked-view";
import { Texts } from "../shared/texts";
import { followPage, theme } from "../shared/theme-styles";
import type { LateAnswer } from "../shared/wire";
import type { Asking } from "./asking";

/** Above the box of the lobby: what teachers answered to questions for which nobody had come. */
export class LateAnswers extends LitElement {
  static override properties = { texts: { attribute: false }, answers: { attribute: false }, failure: { state: true } };
  static override styles = [
    theme,
    css`
      :host {
        display: block;
      }
      article {
        margin-bottom: 1rem;
        padding: 1.25rem 1.5rem;
        border: 1px solid var(--edge);
        border-inline-start: 4px solid var(--good);
        border-radius: 0.75rem;
        background: var(--ground);
      }
      section:focus {
        outline: none;
      }
      h2 {
        font-size: 1.125rem;
        line-height: 1.3;
      }
      blockquote {
        margin: 0.5rem 0 0.75rem;
        padding-inline-start: 0.75rem;
        border-inline-start: 3px solid var(--edge);
        color: var(--quiet);
        max-height: 6rem;
        overflow: auto;
      }
      .below {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem 1rem;
        margin-top: 1rem;
      }
    `,
  ];

  declare texts: Texts;
  declare answers: LateAnswer[];
  declare failure: string;
  declare handlers: Handlers;
  declare clock: Clock;
  asking: Pick<Asking, "answered" | "changed"> | null = null;
  /** Put away here, which an answer that was on its way may not know. */
  private readonly read = new Set<string>();
  private stop = (): void => undefined;

  constructor() {
    super();
    this.texts = new Texts();
    this.answers = [];
    this.failure = "";
    new FocusKeeper(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    followPage(this);
    const follow = (): void => {
      const { answered } = this.asking ?? {};
      if (answered) this.answers = answered.filter(({ call_id: id, answered_at: at }) => !this.read.has(id + at));
    };
    this.stop = this.asking?.changed.subscribe(follow) ?? this.stop;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  protected override render(): TemplateResult {
    const news = this.answers.map((answer) => this.heading(answer)).join(" ");
    return html`<p class="hidden" role="status">${news}</p>
      ${this.answers.length === 0 ? nothing : this.renderAnswers()}`;
  }

  private renderAnswers(): TemplateResult {
    return html`<section aria-label=${this.texts.t("Answers to your questions")} tabindex="-1">
      ${repeat(this.answers, ({ call_id: id }) => id, (answer) => this.renderAnswer(answer))}
      <p class="error" role="alert" dir="auto">${this.failure}</p>
    </section>`;
  }

  private renderAnswer(answer: LateAnswer): TemplateResult {
    const { t } = this.texts;
    const at = Date.parse(answer.answered_at);
    const ago = Number.isNaN(at) ? "" : new Times(this.texts).ago(at, this.clock.now());
    return html`<article>
      <h2 dir="auto">${this.heading(answer)}</h2>
      <blockquote class="words small" dir="auto">${answer.question}</blockquote>
      <div class="words" dir="auto">${linked(answer.answer)}</div>
      <div class="below">
        <button @click=${() => void this.putAway(answer)}>${t("Got it")}</button>
        <span class="small quiet">${ago}</span>
      </div>
    </article>`;
  }

  private heading({ by }: LateAnswer): string {
    const { t } = this.texts;
    return by ? t("{name} answered your question", { name: by }) : t("A teacher answered your question");
  }

  /** She has read it; it does not come back, unless the server did not hear of it. */
  private async putAway(answer: LateAnswer): Promise<void> {
    this.failure = "";
    try {
      await this.handlers.post("left_read", { call_id: answer.call_id });
    } catch (error) {
      const words = failureWords(this.texts.t, error);
      if (error instanceof HandlerError && error.passing) {
        this.failure = words;
        return;
      }
    }
    this.read.add(answer.call_id + answer.answered_at);
    this.answers = this.answers.filter((one) => one.call_id !== answer.call_id);
  }
}
