import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import type { Feedback } from "../shared/feedback/feedback";
import { FocusKeeper } from "../shared/focus-keeper-view";
import { inline } from "../shared/inline-view";
import { reach } from "../shared/reach-view";
import { Texts } from "../shared/texts";
import { followPage, theme } from "../shared/theme-styles";
import type { Unfinished } from "../shared/wire";
import type { Asking } from "./asking";

/**
 * Above the box of the lobby: who closed the window of a talk without a word is asked once more, and whose words somebody would
 * like to use. One talk at a time, never beside an open question, and put away with one click.
 */
export class UnfinishedTalk extends LitElement {
  static override properties = { texts: { attribute: false }, talk: { state: true }, answered: { state: true } };
  static override styles = [
    theme,
    css`
      :host {
        display: block;
      }
      section {
        display: grid;
        gap: 1rem;
        margin-bottom: 1rem;
        padding: 1rem 1.5rem;
        border: 1px solid var(--edge);
        border-radius: 0.75rem;
        background: var(--ground);
      }
      section:focus {
        outline: none;
      }
      blockquote {
        margin: 0.5rem 0 0;
        padding-inline-start: 0.75rem;
        border-inline-start: 3px solid var(--edge);
        max-height: 6rem;
        overflow: auto;
      }
      .below {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem 1rem;
      }
      .below p:empty {
        display: none;
      }
      @media (max-width: 37.5rem) {
        section {
          padding-inline: 1rem;
        }
      }
    `,
  ];

  declare texts: Texts;
  /** What is asked now; it stays while she answers, whatever the next look says. */
  declare talk: Unfinished | null;
  declare answered: boolean;
  /** What was asked of her when the page was made. */
  first: Unfinished[] = [];
  asking!: Pick<Asking, "call" | "changed" | "unfinished">;
  feedbackOn!: (callId: string) => Feedback;
  private feedback: Feedback | null = null;
  private readonly done = new Set<string>();
  private stop = (): void => undefined;

  constructor() {
    super();
    this.texts = new Texts();
    this.talk = null;
    this.answered = false;
    new FocusKeeper(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    followPage(this);
    this.stop = this.asking.changed.subscribe(() => this.follow());
    this.follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { talk, feedback } = this;
    if (!talk || !feedback || this.asking.call) return nothing;
    const { t } = this.texts;
    return html`<section aria-label=${t("Your last conversation")} tabindex="-1">
      <div>
        <p class="small quiet">${t("You talked about this:")}</p>
        <blockquote class="words small" dir="auto" ${reach()}>${inline(talk.question)}</blockquote>
      </div>
      <chatxblock-feedback
        .texts=${this.texts}
        .feedback=${feedback}
        .helped=${talk.helped_wanted}
        .quote=${talk.quote_wanted}
        .wished=${talk.asked_to_quote}
        @said=${this.said}
      ></chatxblock-feedback>
      <div class="below">
        <button @click=${this.putAway}>${this.answered ? t("Done") : t("Not now")}</button>
        <p class="small quiet" role="status">${this.answered ? t("Thank you. You can change it in the window of that conversation.") : ""}</p>
      </div>
    </section>`;
  }

  /** One that she is answering stays; what was said of a talk in its own window, and did not arrive, is sent and not asked again. */
  private follow(): void {
    this.requestUpdate();
    if (this.talk && this.answered) return;
    const next = (this.asking.unfinished ?? this.first).find(({ call_id: id }) => !this.done.has(id)) ?? null;
    if (next?.call_id === this.talk?.call_id) return;
    this.feedback = next && this.feedbackOn(next.call_id);
    if (next && this.feedback?.pending) {
      this.done.add(next.call_id);
      void this.feedback.send();
      this.talk = null;
    } else this.talk = next;
  }

  private readonly said = (): void => {
    this.answered = true;
    void this.feedback?.send();
  };

  private readonly putAway = (): void => {
    if (!this.talk) return;
    this.done.add(this.talk.call_id);
    if (!this.answered) void this.feedback?.send();
    this.talk = null;
    this.answered = false;
    this.follow();
  };
}
