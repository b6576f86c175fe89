import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { webAddress } from "../shared/browser-links";
import { inline } from "../shared/inline-view";
import { reach } from "../shared/reach-view";
import { failureWords } from "../shared/failure";
import { FocusKeeper } from "../shared/focus-keeper-view";
import { HandlerError, type Handlers } from "../shared/handlers";
import { Texts } from "../shared/texts";
import { followPage, theme } from "../shared/theme-styles";
import type { FollowedAnswer } from "../shared/wire";
import type { Asking } from "./asking";

/** Above the box of the lobby: answers for everybody to what she asked once or has too, until she has done with them. */
export class FollowedAnswers extends LitElement {
  static override properties = { texts: { attribute: false }, answers: { attribute: false }, thanked: { state: true } };
  static override styles = [
    theme,
    css`
      :host {
        display: block;
      }
      section:focus {
        outline: none;
      }
      article {
        margin-bottom: 1rem;
        padding: 1rem 1.5rem;
        border: 1px solid var(--edge);
        border-inline-start: 4px solid var(--good);
        border-radius: 0.75rem;
        background: var(--ground);
      }
      h2 {
        font-size: 1.125rem;
        line-height: 1.3;
      }
      blockquote {
        margin: 0.5rem 0 0.75rem;
        padding-inline-start: 0.75rem;
        border-inline-start: 3px solid var(--edge);
        max-height: 6rem;
        overflow: auto;
      }
      .answer {
        max-height: 12rem;
        overflow: auto;
      }
      .below {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem 1rem;
        margin-top: 1rem;
      }
      @media (max-width: 37.5rem) {
        article {
          padding-inline: 1rem;
        }
      }
    `,
  ];

  declare texts: Texts;
  declare answers: FollowedAnswer[];
  /** That it helped was heard. */
  declare thanked: boolean;
  declare handlers: Handlers;
  /** Tells of answers that come while the page is open. */
  declare asking: Pick<Asking, "followed" | "changed"> | undefined;
  private readonly failures = new Map<string, string>();
  private readonly busy = new Set<string>();
  /** Put away here, which an answer that was on its way may not know. */
  private readonly done = new Set<string>();
  private stop: (() => void) | undefined;

  constructor() {
    super();
    this.texts = new Texts();
    this.answers = [];
    this.thanked = false;
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

  protected override render(): TemplateResult {
    const { t } = this.texts;
    const news = [...(this.thanked ? [t("Thank you. Others find it more easily now.")] : []), ...this.answers.map((answer) => this.heading(answer))];
    return html`<p class="hidden" role="status">${news.join(" ")}</p>
      ${this.answers.length === 0
        ? nothing
        : html`<section aria-label=${t("Answers to what you wanted to know")} tabindex="-1">
            ${repeat(this.answers, ({ call_id: id }) => id, (answer) => this.renderAnswer(answer))}
          </section>`}`;
  }

  private renderAnswer(answer: FollowedAnswer): TemplateResult {
    const { t } = this.texts;
    const { call_id: id, title, question } = answer;
    const url = webAddress(answer.url);
    const busy = this.busy.has(id);
    return html`<article>
      <h2>${this.heading(answer)}</h2>
      ${question.trim() === title.trim() ? nothing : html`<blockquote class="words small quiet" dir="auto" ${reach()}>${inline(question)}</blockquote>`}
      ${answer.answer ? html`<div class="words answer" dir="auto" ${reach()}>${answer.answer}</div>` : nothing}
      <p class="error small" role="alert">${this.failures.get(id) ?? ""}</p>
      <div class="below">
        <button ?disabled=${busy} @click=${() => void this.act(answer, true)}>${t("It helped")}</button>
        ${url ? html`<a href=${url} target="_blank" rel="noopener">${t("Read it")}</a>` : nothing}
        <button class="plain" ?disabled=${busy} @click=${() => void this.act(answer, false)}>${t("Put it away")}</button>
      </div>
    </article>`;
  }

  private heading({ title }: FollowedAnswer): string {
    return this.texts.t("Answered: {title}", { title });
  }

  private follow(): void {
    const { followed } = this.asking ?? {};
    if (followed) this.answers = followed.filter((answer) => !this.done.has(keyOf(answer)));
  }

  /** Say that it helped, or nothing; then it is put away, unless the server did not hear of it. */
  private async act(answer: FollowedAnswer, helped: boolean): Promise<void> {
    const { call_id: id, resource_id: resource, question } = answer;
    this.busy.add(id);
    this.failures.delete(id);
    this.requestUpdate();
    try {
      if (helped) await this.handlers.post("resource_helped", { resource_id: resource, question });
      await this.handlers.post("followed_read", { call_id: id });
      this.thanked = helped;
      this.drop(answer);
    } catch (error) {
      const words = failureWords(this.texts.t, error);
      // What is gone or hidden by now says so no more.
      if (error instanceof HandlerError && !error.passing) this.drop(answer);
      else this.failures.set(id, words);
    } finally {
      this.busy.delete(id);
      this.requestUpdate();
    }
  }

  private drop(answer: FollowedAnswer): void {
    this.done.add(keyOf(answer));
    this.answers = this.answers.filter((one) => one !== answer && keyOf(one) !== keyOf(answer));
  }
}

function keyOf({ call_id: id, resource_id: resource }: FollowedAnswer): string {
  return `${id} ${resource}`;
}
