import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { webAddress } from "../../shared/browser-links";
import { Times } from "../../shared/browser-times";
import { failureWords } from "../../shared/failure";
import { FocusKeeper } from "../../shared/focus-keeper-view";
import { Texts } from "../../shared/texts";
import { theme } from "../../shared/theme-styles";
import type { LeftQuestion } from "../../shared/wire";

/** For teachers: the questions for which nobody came, each with a box for the answer that its asker finds in her lobby. */
export class LeftQuestions extends LitElement {
  static override properties = {
    texts: { attribute: false },
    left: { attribute: false },
    now: { attribute: false },
    news: { state: true },
  };
  static override styles = [
    theme,
    css`
      :host {
        display: block;
      }
      :host(:not(:first-child)) section {
        margin-top: 1.5rem;
        padding-top: 1rem;
        border-top: 1px solid var(--edge);
      }
      [tabindex="-1"]:focus {
        outline: none;
      }
      h2 {
        font-size: 1rem;
      }
      li {
        padding: 1rem 0;
        border-bottom: 1px solid var(--edge);
      }
      li:last-child {
        border: 0;
        padding-bottom: 0;
      }
      label {
        display: block;
        margin: 0.5rem 0 0.25rem;
      }
      textarea {
        display: block;
        min-height: 4rem;
        resize: vertical;
      }
      button {
        margin-top: 0.5rem;
      }
    `,
  ];

  declare texts: Texts;
  declare left: LeftQuestion[];
  declare now: number;
  /** What was done last, for who does not see the screen too. */
  declare news: string;
  /** Hand an answer in. Rejects with `HandlerError`. */
  answer: (callId: string, answer: string) => Promise<void> = () => Promise.resolve();
  private readonly failures = new Map<string, string>();
  private readonly busy = new Set<string>();
  private readonly done = new Set<string>();

  constructor() {
    super();
    this.texts = new Texts();
    this.left = [];
    this.now = 0;
    this.news = "";
    new FocusKeeper(this);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { t } = this.texts;
    const open = this.left.filter(({ call_id: id }) => !this.done.has(id));
    if (open.length === 0 && !this.news) return nothing;
    return html`<section aria-labelledby="title">
      <h2 id="title" tabindex="-1">${t("Left for the teachers")}</h2>
      <p class="small quiet" role="status" dir="auto">${this.news}</p>
      <ul>
        ${repeat(open, ({ call_id: id }) => id, (question) => this.renderQuestion(question))}
      </ul>
    </section>`;
  }

  private renderQuestion(question: LeftQuestion): TemplateResult {
    const { t } = this.texts;
    const { call_id: id, asker, context } = question;
    const url = webAddress(context.url);
    const where = url ? html`<a href=${url} target="_blank" rel="noopener">${context.title || url}</a>` : context.title;
    const failure = this.failures.get(id) ?? "";
    return html`<li>
      <p class="words" dir="auto">${question.question}</p>
      <p class="small quiet">
        <bdi>${asker.name}</bdi> · ${new Times(this.texts).ago(Date.parse(question.asked_at), this.now)}${context.title || url
          ? html` · <bdi>${where}</bdi>`
          : nothing}
      </p>
      <form @submit=${(event: SubmitEvent) => void this.submit(event, question)}>
        <label class="small" for=${`answer-${id}`} dir="auto">${t("Your answer to {name}", { name: asker.name })}</label>
        <textarea id=${`answer-${id}`} rows="2" dir="auto" ?readonly=${this.busy.has(id)} aria-invalid=${failure ? "true" : "false"}></textarea>
        <p class="error small" role="alert" dir="auto">${failure}</p>
        <button ?disabled=${this.busy.has(id)}>${t("Answer")}</button>
      </form>
    </li>`;
  }

  private async submit(event: SubmitEvent, { call_id: id, asker }: LeftQuestion): Promise<void> {
    event.preventDefault();
    const box = (event.target as HTMLFormElement).querySelector("textarea");
    const text = box?.value.trim() ?? "";
    if (this.busy.has(id)) return;
    this.failures.set(id, text ? "" : this.texts.t("Write an answer first."));
    if (text) await this.send(id, asker.name, text);
    else box?.focus();
    this.requestUpdate();
  }

  private async send(id: string, name: string, text: string): Promise<void> {
    this.busy.add(id);
    this.requestUpdate();
    try {
      await this.answer(id, text);
      this.done.add(id);
      this.news = this.texts.t("{name} finds your answer where the question was asked.", { name });
    } catch (error) {
      const passing = this.texts.t("That did not get through. Your answer is still here: try again in a moment.");
      this.failures.set(id, failureWords(this.texts.t, error, passing));
    } finally {
      this.busy.delete(id);
    }
  }
}
