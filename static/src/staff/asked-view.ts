import { html, LitElement, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { webAddress } from "../shared/browser-links";
import { Times } from "../shared/browser-times";
import { exportOf, formsStyles } from "../shared/export-forms-view";
import { failureWords } from "../shared/failure";
import { FocusKeeper } from "../shared/focus-keeper-view";
import { inline } from "../shared/inline-view";
import type { KeptText } from "../shared/kept-text";
import { pageStyles } from "../shared/page-styles";
import { Texts } from "../shared/texts";
import { theme } from "../shared/theme-styles";
import { isShown, tidy } from "../shared/typed-text";
import type { AnsweredLeft, LeftQuestion } from "../shared/wire";
import { askedStyles } from "./asked-styles";
import type { Asked } from "./for-you/all-that-waits";

/** Questions that are alike, with one box to answer those of them that are ticked, and to let everybody read the answer. */
export class AskedTogether extends LitElement {
  static override properties = { texts: { attribute: false }, asked: { attribute: false }, now: { attribute: false }, failure: { state: true }, busy: { state: true } };
  static override styles = [theme, pageStyles, formsStyles, askedStyles];

  declare texts: Texts;
  declare asked: Asked;
  declare now: number;
  declare failure: string;
  declare busy: boolean;
  /** Rejects with `HandlerError`. */
  answer!: (ids: string[], text: string, publish: boolean) => Promise<AnsweredLeft>;
  /** What is being written, kept from key to key. */
  text!: KeptText;
  private readonly left = new Set<string>();
  private publish = false;

  constructor() {
    super();
    this.texts = new Texts();
    this.now = 0;
    this.failure = "";
    this.busy = false;
    new FocusKeeper(this);
  }

  protected override render(): TemplateResult {
    const { questions, learners } = this.asked;
    const { t, n } = this.texts;
    const first = questions[0];
    if (!first) return html``;
    const { name } = first.asker;
    const who = learners > 1 ? n("{n} learner waits", "{n} learners wait", learners) : html`<bdi translate="no" title=${name}>${name}</bdi>`;
    return html`<details ?open=${this.text.value !== ""}>
      <summary class="row">
        <div>
          <h3 id="question" tabindex="-1"><span class="words" dir="auto">${inline(first.question)}</span></h3>
          <p class="small quiet">${who} · ${new Times(this.texts).ago(Date.parse(first.left_at), this.now)}${first.context.title ? html` · <bdi>${first.context.title}</bdi>` : nothing}</p>
        </div>
        <span class="button">${t("Answer")}</span>
      </summary>
      <div class="whole">${questions.length > 1 ? this.renderChoice(questions) : this.renderWho(first, "question")} ${this.renderForm()}</div>
    </details>`;
  }

  private renderChoice(questions: LeftQuestion[]): TemplateResult {
    const { t } = this.texts;
    return html`<fieldset>
      <legend class="small">${t("Your answer is for:")}</legend>
      ${repeat(
        questions,
        ({ call_id: id }) => id,
        (question) => html`<div class="check">
          <input
            type="checkbox"
            id=${`to-${question.call_id}`}
            .checked=${!this.left.has(question.call_id)}
            ?disabled=${this.busy}
            @change=${(event: Event) => this.choose(question.call_id, isChecked(event))}
          />
          <div>
            <label class="words" id=${`asked-${question.call_id}`} for=${`to-${question.call_id}`} dir="auto">${inline(question.question)}</label>
            ${this.renderWho(question, `asked-${question.call_id}`)}
          </div>
        </div>`,
      )}
    </fieldset>`;
  }

  private renderWho({ asker, context, left_at: at, window_url: room, transcript_url: log }: LeftQuestion, described: string): TemplateResult {
    const { t } = this.texts;
    const url = webAddress(context.url);
    const place = context.title || url;
    const where = url ? html`<a href=${url} target="_blank" rel="noopener">${place}</a>` : place;
    return html`<p class="small quiet">
        <bdi translate="no" title=${asker.name}>${asker.name}</bdi> · ${new Times(this.texts).ago(Date.parse(at), this.now)}${place ? html` · <bdi>${where}</bdi>` : nothing} ·
        <a href=${room} target="_blank" rel="noopener">${t("Read what was said")}</a>
      </p>
      <div class="small">${exportOf(this.texts, log, described)}</div>`;
  }

  private renderForm(): TemplateResult {
    const { t, n } = this.texts;
    const many = this.chosen.length;
    return html`<form @submit=${this.submit}>
      <label class="small" for="answer">${t("Your answer")}</label>
      <textarea
        id="answer"
        rows="3"
        dir="auto"
        ?readonly=${this.busy}
        aria-invalid=${this.failure ? "true" : "false"}
        aria-describedby="failure"
        .value=${this.text.value}
        @input=${(event: InputEvent) => (this.text.value = (event.target as HTMLTextAreaElement).value)}
      ></textarea>
      <p class="error small" id="failure" role="alert">${this.failure}</p>
      <div class="check">
        <input type="checkbox" id="publish" .checked=${this.publish} ?disabled=${this.busy} @change=${(event: Event) => (this.publish = isChecked(event))} />
        <div>
          <label for="publish">${t("Publish for everybody")}</label>
          <p class="small quiet">${t("Without names. Whoever has this question finds it before asking.")}</p>
        </div>
      </div>
      <button class="primary" ?disabled=${this.busy}>${many > 1 ? n("Answer {n} question", "Answer {n} questions", many) : t("Answer")}</button>
    </form>`;
  }

  private get chosen(): string[] {
    return this.asked.questions.map(({ call_id: id }) => id).filter((id) => !this.left.has(id));
  }

  private choose(id: string, chosen: boolean): void {
    if (chosen) this.left.delete(id);
    else this.left.add(id);
    this.requestUpdate();
  }

  private readonly submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const { t } = this.texts;
    const text = tidy(this.text.value);
    if (this.busy) return;
    this.failure = !isShown(text) ? t("Write an answer first.") : this.chosen.length === 0 ? t("Choose a question that it is for.") : "";
    if (this.failure) this.renderRoot.querySelector("textarea")?.focus();
    else void this.send(text);
  };

  private async send(text: string): Promise<void> {
    const { t } = this.texts;
    this.busy = true;
    try {
      await this.answer(this.chosen, text, this.publish);
      this.text.value = "";
      this.left.clear();
    } catch (error) {
      this.failure = failureWords(t, error, t("That did not get through. What you wrote is still here: try again in a moment."));
    } finally {
      this.busy = false;
    }
  }
}

function isChecked(event: Event): boolean {
  return (event.target as HTMLInputElement).checked;
}
