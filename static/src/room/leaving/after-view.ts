import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { failureWords } from "../../shared/failure";
import type { Texts } from "../../shared/texts";
import { theme } from "../../shared/theme-styles";
import { leavingOf, type Leaving } from "./browser-leaving";
import type { Talk } from "./talk";

/** What belongs to a talk that is over, and follows it and what is said of it. */
abstract class Afterwards extends LitElement {
  texts!: Texts;
  talk!: Talk;
  /** The reader's address, "" where it is not known. */
  me = "";
  private stops: (() => void)[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    this.stops = [this.talk.changed, this.leaving.feedback.changed].map((signal) => signal.subscribe(() => this.requestUpdate()));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.stops) stop();
  }

  protected get leaving(): Leaving {
    return leavingOf(this.talk, this.me || this.talk.me);
  }
}

/** After the end, what was asked on leaving, for whoever came here another way or thinks otherwise: an answer counts at once. */
export class AfterTalk extends Afterwards {
  static override styles = [
    theme,
    css`
      section {
        display: grid;
        gap: 0.5rem;
        margin-top: 1rem;
        padding: 1rem;
        border-radius: 0.5rem;
        background: var(--raised);
      }
      p:empty {
        display: none;
      }
    `,
  ];

  private answered = false;

  protected override render(): TemplateResult | typeof nothing {
    const { t } = this.texts;
    const { feedback } = this.leaving;
    const { helped, quote } = this.leaving.wanted;
    const wished = this.talk.call?.mine?.asked_to_quote ?? false;
    const waits = t("We can't reach the server right now. What you said is kept, and sent as soon as it can be.");
    const words = feedback.undelivered ? waits : this.answered ? t("Thank you. You can change it here at any time.") : "";
    if (!helped && !quote && !words) return nothing;
    return html`<section aria-label=${t("What this was to you")}>
      <chatxblock-feedback
        .texts=${this.texts}
        .feedback=${feedback}
        .helped=${helped}
        .quote=${quote}
        .wished=${wished}
        @said=${this.said}
      ></chatxblock-feedback>
      <p class="small quiet" role="status">${words}</p>
    </section>`;
  }

  private readonly said = (): void => {
    this.answered = true;
    void this.leaving.feedback.send();
  };
}

/** After the end, the way from the talk to a resource. */
export class DraftButton extends Afterwards {
  static override styles = [
    theme,
    css`
      :host {
        display: contents;
      }
      @media (max-width: 37.5rem) {
        button {
          flex: 1 1 auto;
          padding-inline: 0.5rem;
        }
      }
      .error {
        width: 100%;
      }
      .error:empty {
        display: none;
      }
    `,
  ];

  protected override render(): TemplateResult {
    const { t } = this.texts;
    const { drafting, trouble } = this.leaving;
    const words = trouble ? failureWords(t, trouble, t("The draft cannot be opened right now. Try again in a moment.")) : "";
    return html`<button ?disabled=${drafting} @click=${this.open}>${drafting ? t("The draft opens…") : t("Make it a resource")}</button>
      <span class="error" role="alert">${words}</span>`;
  }

  /** In a tab of its own, opened in the click: the talk stays to be read. */
  private readonly open = (): void => {
    const tab = window.open("", "_blank");
    void this.leaving.draft((url) => {
      if (tab) tab.location.href = url;
      else location.assign(url);
    }).then(() => this.leaving.trouble && tab?.close());
  };
}
