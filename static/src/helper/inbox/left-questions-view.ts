import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { webAddress } from "../../shared/browser-links";
import { Times } from "../../shared/browser-times";
import { exportOf, formsStyles } from "../../shared/export-forms-view";
import { failureWords } from "../../shared/failure";
import { FocusKeeper } from "../../shared/focus-keeper-view";
import { inline } from "../../shared/inline-view";
import type { KeptText } from "../../shared/kept-text";
import { named } from "../../shared/named-view";
import { isolated, Texts } from "../../shared/texts";
import { followPage, theme } from "../../shared/theme-styles";
import { isShown, tidy } from "../../shared/typed-text";
import type { LeftQuestion } from "../../shared/wire";

/** What a teacher may do with a question that was left, and where that is handed in. */
export interface LeftActs {
  /** Reject with `HandlerError`. */
  answer: (callId: string, answer: string, publish: boolean) => Promise<void>;
  dismiss: (callId: string, reason: string) => Promise<void>;
  /** A text that is kept under this name. */
  text: (place: string) => KeptText;
}

type Act = "answer" | "dismiss";

/**
 * For teachers: the questions for which nobody came, each with what was said, and a box for the answer that its asker finds
 * in her lobby, or for the reason why there will be none. What is written stays until it is handed in.
 */
export class LeftQuestions extends LitElement {
  static override properties = {
    texts: { attribute: false },
    left: { attribute: false },
    now: { attribute: false },
    stranger: { attribute: false },
    listUrl: { attribute: false },
    news: { state: true },
  };
  static override styles = [
    theme,
    formsStyles,
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
      .way {
        margin-top: 0.75rem;
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
      .check {
        display: flex;
        gap: 0.625rem;
        align-items: start;
        margin-top: 0.5rem;
      }
      .check input {
        flex: none;
        width: 1.25rem;
        height: 1.25rem;
        margin: 0;
        padding: 0;
        accent-color: var(--accent);
      }
      .check label {
        margin: 0;
      }
      textarea {
        display: block;
        min-height: 4rem;
        resize: vertical;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.25rem 0.5rem;
        margin-top: 0.5rem;
      }
    `,
  ];

  declare texts: Texts;
  declare left: LeftQuestion[];
  declare now: number;
  /** Somebody else is logged in now: what was written here is not shown. */
  declare stranger: boolean;
  /** The page with all that waits for the staff; "" where there is none. */
  declare listUrl: string;
  /** What was done last, for who does not see the screen too. */
  declare news: string;
  acts!: LeftActs;
  private readonly failures = new Map<string, string>();
  private readonly busy = new Set<string>();
  private readonly done = new Set<string>();
  private readonly dismissing = new Set<string>();
  private readonly published = new Set<string>();
  private readonly kept = new Map<string, KeptText>();
  /** Answered by somebody else while an answer was being written here. */
  private gone: LeftQuestion[] = [];

  constructor() {
    super();
    this.texts = new Texts();
    this.left = [];
    this.now = 0;
    this.stranger = false;
    this.news = this.listUrl = "";
    new FocusKeeper(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    followPage(this);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.stranger) this.gone = [];
    const before = changed.get("left");
    if (!before || this.stranger) return;
    const lost = [...before, ...this.gone].filter(({ call_id: id }) => !this.done.has(id) && !this.left.some((one) => one.call_id === id));
    this.gone = lost.filter(({ call_id: id }) => this.written(id, "answer").value || this.written(id, "dismiss").value);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { t } = this.texts;
    const open = this.left.filter(({ call_id: id }) => !this.done.has(id));
    if (open.length + this.gone.length === 0 && !this.news) return nothing;
    return html`<section aria-labelledby="title">
      <h2 id="title" tabindex="-1">${t("Left for the teachers")}</h2>
      <p class="small quiet" role="status">${named(this.news)}</p>
      <ul>
        ${repeat(open, ({ call_id: id }) => id, (question) => this.renderQuestion(question))}
        ${repeat(this.gone, ({ call_id: id }) => id, (question) => this.renderGone(question))}
      </ul>
      ${this.renderWay()}
    </section>`;
  }

  /** To where questions that are alike stand together. */
  private renderWay(): TemplateResult | typeof nothing {
    const url = webAddress(this.listUrl);
    const { t } = this.texts;
    if (!url) return nothing;
    return html`<p class="way small quiet">
      ${t("Like questions stand together here:")} <a href=${url} target="_blank" rel="noopener">${t("Staff page")}</a>
    </p>`;
  }

  private renderQuestion(question: LeftQuestion): TemplateResult {
    const { t } = this.texts;
    const { call_id: id, window_url: room, transcript_url: log } = question;
    return html`<li>
      ${this.renderHead(question)}
      <p class="small">
        <a href=${room} target="_blank" rel="noopener">${t("Read what was said")}</a>
      </p>
      <div class="small">${exportOf(this.texts, log, `asked-${id}`)}</div>
      ${this.dismissing.has(id) ? this.renderForm(question, "dismiss") : this.renderForm(question, "answer")}
    </li>`;
  }

  private renderHead({ call_id: id, question, asker, context, left_at: at, learners = 1 }: LeftQuestion): TemplateResult {
    const many = learners > 1 ? html` · ${this.texts.n("{n} learner waits for an answer", "{n} learners wait for an answer", learners)}` : nothing;
    const url = webAddress(context.url);
    const where = url ? html`<a href=${url} target="_blank" rel="noopener">${context.title || url}</a>` : context.title;
    return html`<p id=${`asked-${id}`} class="words" dir="auto">${inline(question)}</p>
      <p class="small quiet">
        <bdi translate="no" title=${asker.name}>${asker.name}</bdi> · ${new Times(this.texts).ago(Date.parse(at), this.now)}${context.title || url ? html` · <bdi>${where}</bdi>` : nothing}${many}
      </p>`;
  }

  private renderForm(question: LeftQuestion, act: Act): TemplateResult {
    const { t } = this.texts;
    const { call_id: id, asker } = question;
    const name = isolated(asker.name);
    const failure = this.failures.get(id) ?? "";
    const answers = act === "answer";
    return html`<form @submit=${(event: SubmitEvent) => void this.submit(event, question, act)}>
      <label class="small" for=${`${act}-${id}`}>
        ${named(answers ? t("Your answer to {name}", { name }) : t("Why will it not be answered? {name} reads this.", { name }))}
      </label>
      <textarea
        id=${`${act}-${id}`}
        rows="2"
        dir="auto"
        ?readonly=${this.busy.has(id)}
        aria-invalid=${failure ? "true" : "false"}
        aria-describedby=${`failure-${id}`}
        .value=${this.written(id, act).value}
        @input=${(event: InputEvent) => (this.written(id, act).value = (event.target as HTMLTextAreaElement).value)}
      ></textarea>
      <p class="error small" id=${`failure-${id}`} role="alert">${failure}</p>
      ${answers ? this.renderPublish(id) : nothing}
      <div class="actions">
        <button ?disabled=${this.busy.has(id)}>${answers ? t("Answer") : t("Dismiss")}</button>
        <button type="button" class="plain" ?disabled=${this.busy.has(id)} @click=${() => this.turn(id, answers)}>
          ${answers ? t("Dismiss it instead") : t("Answer it instead")}
        </button>
      </div>
    </form>`;
  }

  private renderPublish(id: string): TemplateResult {
    const choose = (event: Event): void => {
      if ((event.target as HTMLInputElement).checked) this.published.add(id);
      else this.published.delete(id);
    };
    return html`<div class="check">
      <input type="checkbox" id=${`publish-${id}`} .checked=${this.published.has(id)} ?disabled=${this.busy.has(id)} @change=${choose} />
      <label class="small" for=${`publish-${id}`}>${this.texts.t("Publish for everybody, without names")}</label>
    </div>`;
  }

  /** What she was writing can be handed in nowhere any more: it is there to be copied. */
  private renderGone(question: LeftQuestion): TemplateResult {
    const { t } = this.texts;
    const { call_id: id } = question;
    const written = [this.written(id, "answer"), this.written(id, "dismiss")];
    return html`<li>
      ${this.renderHead(question)}
      <label class="small" for=${`gone-${id}`}>${t("Somebody else has answered or dismissed it meanwhile. You had written this:")}</label>
      <textarea id=${`gone-${id}`} rows="2" readonly dir="auto" .value=${written.map(({ value }) => value).filter(Boolean).join("\n")}></textarea>
      <div class="actions"><button class="plain" @click=${() => this.drop(id)}>${t("Put it away")}</button></div>
    </li>`;
  }

  private written(id: string, act: Act): KeptText {
    const place = `${act}:${id}`;
    const text = this.kept.get(place) ?? this.acts.text(place);
    this.kept.set(place, text);
    return text;
  }

  private turn(id: string, dismisses: boolean): void {
    if (dismisses) this.dismissing.add(id);
    else this.dismissing.delete(id);
    this.failures.delete(id);
    this.requestUpdate();
  }

  private drop(id: string): void {
    this.written(id, "answer").value = this.written(id, "dismiss").value = "";
    this.gone = this.gone.filter((question) => question.call_id !== id);
    this.requestUpdate();
  }

  private async submit(event: SubmitEvent, question: LeftQuestion, act: Act): Promise<void> {
    event.preventDefault();
    const { call_id: id } = question;
    const text = tidy(this.written(id, act).value);
    if (this.busy.has(id)) return;
    const missing = act === "answer" ? this.texts.t("Write an answer first.") : this.texts.t("Write the reason first.");
    this.failures.set(id, isShown(text) ? "" : missing);
    if (isShown(text)) await this.send(question, act, text);
    else (event.target as HTMLFormElement).querySelector("textarea")?.focus();
    this.requestUpdate();
  }

  private async send({ call_id: id, asker }: LeftQuestion, act: Act, text: string): Promise<void> {
    const { t } = this.texts;
    const name = isolated(asker.name);
    this.busy.add(id);
    this.requestUpdate();
    try {
      const publish = act === "answer" && this.published.has(id);
      await this.acts[act](id, text, publish);
      this.done.add(id);
      this.drop(id);
      if (publish) this.news = t("{name} finds your answer where the question was asked, and everybody with this question finds it too.", { name });
      else this.news = act === "answer" ? t("{name} finds your answer where the question was asked.", { name }) : t("{name} reads your reason where the question was asked.", { name });
    } catch (error) {
      this.failures.set(id, failureWords(t, error, t("That did not get through. What you wrote is still here: try again in a moment.")));
    } finally {
      this.busy.delete(id);
    }
  }
}
