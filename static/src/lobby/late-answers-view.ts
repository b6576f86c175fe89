import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { inline } from "../shared/inline-view";
import { named } from "../shared/named-view";
import { reach } from "../shared/reach-view";
import { Times } from "../shared/browser-times";
import type { Clock } from "../shared/clock";
import { failureWords } from "../shared/failure";
import { FocusKeeper } from "../shared/focus-keeper-view";
import { HandlerError, type Handlers } from "../shared/handlers";
import { written } from "../shared/written-view";
import { isolated, Texts } from "../shared/texts";
import { followPage, theme } from "../shared/theme-styles";
import type { LateAnswer, OwnLeft } from "../shared/wire";
import type { Asking } from "./asking";

/**
 * Above the box of the lobby: what she left for the teachers, what they answered, and what she has read of it. What she
 * leaves while the page is open stands there at once.
 */
export class LateAnswers extends LitElement {
  static override properties = {
    texts: { attribute: false },
    answers: { attribute: false },
    left: { attribute: false },
    failure: { state: true },
  };
  static override styles = [
    theme,
    css`
      :host {
        display: block;
      }
      article {
        margin-bottom: 1rem;
        padding: 1rem 1.5rem;
        border: 1px solid var(--edge);
        border-inline-start: 4px solid var(--good);
        border-radius: 0.75rem;
        background: var(--ground);
      }
      .no {
        border-inline-start-color: var(--field);
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
      .left {
        margin-bottom: 1rem;
        padding: 0.75rem 1.5rem;
        border: 1px solid var(--edge);
        border-radius: 0.75rem;
        background: var(--ground);
      }
      .left li {
        padding: 0.5rem 0;
      }
      .left li + li {
        border-top: 1px solid var(--edge);
      }
      .left .words {
        max-height: 9rem;
        overflow: auto;
      }
      summary {
        padding: 0.25rem 0;
        cursor: pointer;
      }
      .below {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem 1rem;
        margin-top: 1rem;
      }
      @media (max-width: 37.5rem) {
        article,
        .left {
          padding-inline: 1rem;
        }
      }
    `,
  ];

  declare texts: Texts;
  /** What she has not put away yet. */
  declare answers: LateAnswer[];
  /** All that she left, answered or not. */
  declare left: OwnLeft[];
  declare failure: string;
  declare handlers: Handlers;
  declare clock: Clock;
  /** Tells of what she leaves while the page is open, and of answers that come meanwhile. */
  declare asking: Pick<Asking, "answered" | "changed" | "kept"> | undefined;
  /** Put away here, which an answer that was on its way may not know. */
  private readonly read = new Set<string>();
  private stop: (() => void) | undefined;

  constructor() {
    super();
    this.texts = new Texts();
    this.answers = this.left = [];
    this.failure = "";
    new FocusKeeper(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    followPage(this);
    this.stop = this.asking?.changed.subscribe(() => this.follow());
    this.follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop?.();
  }

  protected override firstUpdated(): void {
    if (this.asking?.kept) this.requestUpdate();
  }

  protected override render(): TemplateResult {
    const { kept } = this.asking ?? {};
    // What stands in a live region from the first is not heard.
    const keeps = kept && this.hasUpdated ? this.texts.t("Your question is kept for the teachers.") : "";
    const news = [keeps, ...this.answers.map((answer) => this.heading(answer))].join(" ");
    return html`<p class="hidden" role="status">${named(news)}</p>
      ${this.renderAll()}`;
  }

  private renderAll(): TemplateResult | typeof nothing {
    const { t, n } = this.texts;
    const rest = this.left.filter(({ call_id: id }) => !this.answers.some((answer) => answer.call_id === id));
    const [open, read] = [rest.filter(({ answer }) => !answer), rest.filter(({ answer }) => answer)];
    if (this.answers.length + rest.length === 0) return nothing;
    return html`<section aria-label=${t("Answers to your questions")} tabindex="-1">
      ${repeat(this.answers, ({ call_id: id }) => id, (answer) => this.renderAnswer(answer))}
      <p class="error" role="alert">${this.failure}</p>
      ${open.length === 0 ? nothing : html`<ul class="left" aria-label=${t("Left for the teachers")}>${open.map((left) => this.renderOpen(left))}</ul>`}
      ${read.length === 0
        ? nothing
        : html`<details class="left small">
            <summary>${n("{n} earlier question to the teachers", "{n} earlier questions to the teachers", read.length)}</summary>
            <ul>
              ${read.map((left) => this.renderRead(left))}
            </ul>
          </details>`}
    </section>`;
  }

  private renderOpen(left: OwnLeft): TemplateResult {
    const { t } = this.texts;
    return html`<li>
      <p class="small quiet">${t("You left this for the teachers {ago}. Their answer will stand here.", { ago: this.ago(left.left_at) })}</p>
      <p class="words" dir="auto" ${reach()}>${inline(left.question)}</p>
      ${this.renderTalk(left)}
    </li>`;
  }

  private renderRead(left: OwnLeft): TemplateResult {
    const { t } = this.texts;
    const { by: name, answered_at: at, answer, dismissed } = left.answer ?? { by: "", answered_at: "", answer: "", dismissed: false };
    const values = { name: isolated(name), ago: this.ago(at) };
    return html`<li>
      <p class="words quiet" dir="auto" ${reach()}>${inline(left.question)}</p>
      <p class="small quiet">${named(dismissed ? t("{name} did not answer it, {ago}:", values) : t("{name} wrote {ago}:", values))}</p>
      <div class="words" dir="auto" ${reach()}>${written(answer)}</div>
      ${this.renderTalk(left)}
    </li>`;
  }

  private renderTalk({ window_url: url }: OwnLeft): TemplateResult {
    return html`<a class="small" href=${url} target="_blank" rel="noopener">${this.texts.t("Read what was said")}</a>`;
  }

  private ago(moment: string): string {
    const at = Date.parse(moment);
    return Number.isNaN(at) ? "" : new Times(this.texts).ago(at, this.clock.now());
  }

  private renderAnswer(answer: LateAnswer): TemplateResult {
    const { t } = this.texts;
    const ago = this.ago(answer.answered_at);
    const { dismissed } = answer;
    return html`<article class=${dismissed ? "no" : ""}>
      <h2>${named(this.heading(answer))}</h2>
      <blockquote class="words small" dir="auto" ${reach()}>${inline(answer.question)}</blockquote>
      ${dismissed ? html`<p class="small quiet">${t("It will not be answered here. The reason:")}</p>` : nothing}
      <div class="words" dir="auto">${written(answer.answer)}</div>
      <div class="below">
        <button @click=${() => void this.putAway(answer)}>${t("Got it")}</button>
        <span class="small quiet">${ago}</span>
      </div>
    </article>`;
  }

  private heading({ by, dismissed }: LateAnswer): string {
    const { t } = this.texts;
    const name = isolated(by);
    if (dismissed) return t("{name} looked at your question", { name });
    return by ? t("{name} answered your question", { name }) : t("A teacher answered your question");
  }

  private follow(): void {
    const { answered, kept: call } = this.asking ?? {};
    if (answered) this.answers = answered.filter(({ call_id: id, answered_at: at }) => !this.read.has(id + at));
    if (!call || this.left.some(({ call_id: id }) => id === call.id)) return;
    // What she leaves now is the newest.
    const left = { call_id: call.id, question: call.question, left_at: new Date(this.clock.now()).toISOString(), window_url: call.window_url, answer: null };
    this.left = [left, ...this.left];
  }

  /** She has read it, and finds it below; above it does not come back, unless the server did not hear of it. */
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
    // What was answered while the page was open stood below as unanswered.
    this.left = this.left.map((left) => (left.call_id === answer.call_id ? { ...left, answer } : left));
  }
}
