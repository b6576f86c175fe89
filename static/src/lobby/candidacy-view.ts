import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { webAddress } from "../shared/browser-links";
import { failureWords } from "../shared/failure";
import { FocusKeeper } from "../shared/focus-keeper-view";
import type { Handlers } from "../shared/handlers";
import type { Signal } from "../shared/signal";
import { Texts } from "../shared/texts";
import { followPage, theme } from "../shared/theme-styles";
import type { Candidacy, HelperChange } from "../shared/wire";

/** Above the box of the lobby: the invitation to help in this unit, for who has just come far enough, until she has answered. */
export class CandidacyCard extends LitElement {
  static override properties = { texts: { attribute: false }, busy: { state: true }, answer: { state: true }, failure: { state: true } };
  static override styles = [
    theme,
    css`
      :host {
        display: block;
      }
      section {
        margin-bottom: 1rem;
        padding: 1rem 1.5rem;
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
      .below {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem 1rem;
        margin-top: 1rem;
      }
      @media (max-width: 37.5rem) {
        section {
          padding-inline: 1rem;
        }
      }
    `,
  ];

  declare texts: Texts;
  declare busy: boolean;
  declare answer: "yes" | "no" | "";
  declare failure: string;
  declare handlers: Handlers;
  /** The invitation as the page was made with it. */
  declare first: Candidacy | null;
  /** What tells how it stands by now. */
  declare asking: { readonly changed: Signal; readonly candidacy: Candidacy | null | undefined };
  private stop = (): void => undefined;
  /** The page on which she can change her mind. */
  helperPageUrl = "";
  /** The page with the questions for her, once she has said yes. */
  private windowUrl = "";

  constructor() {
    super();
    this.texts = new Texts();
    this.busy = false;
    this.answer = this.failure = "";
    new FocusKeeper(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    followPage(this);
    this.stop = this.asking.changed.subscribe(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  /** null where she has answered in another window, or is not far enough any more. */
  private get candidacy(): Candidacy | null {
    const { candidacy } = this.asking;
    return candidacy === undefined ? this.first : candidacy;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { t } = this.texts;
    if (!this.candidacy && !this.answer) return nothing;
    return html`<section aria-labelledby="asked" tabindex="-1">
      <h2 id="asked">${t("Would you help others with this unit?")}</h2>
      <div role="status">${this.answer ? this.renderAnswered() : html`<p>${this.reason}</p>`}</div>
      ${this.answer
        ? this.renderWay()
        : html`<p class="small quiet">${t("We ask you only while you are on duty, and you can say no each time.")}</p>
            <p class="error small" role="alert">${this.failure}</p>
            <div class="below">
              <button ?disabled=${this.busy} @click=${() => void this.say(true)}>${t("Yes")}</button>
              <button ?disabled=${this.busy} @click=${() => void this.say(false)}>${t("No, thanks")}</button>
            </div>`}
    </section>`;
  }

  private get reason(): string {
    const { t } = this.texts;
    const { reason = "far", percent = null } = this.candidacy ?? {};
    if (reason === "points" && percent !== null) return t("You have {percent} % of the points here.", { percent });
    if (reason === "completed") return t("You have completed this unit.");
    if (reason === "thanks") return t("Others in this course have thanked you for your help.");
    if (reason === "group") return t("Your group may help others here.");
    return t("You are far enough here to help others.");
  }

  private renderAnswered(): TemplateResult {
    const { t } = this.texts;
    if (this.answer === "no") return html`<p>${t("All right, we don't ask you about this unit.")}</p>`;
    return html`<p>${t("Thank you. Go on duty when you have time: then we tell you when somebody here is stuck.")}</p>`;
  }

  private renderWay(): TemplateResult {
    const { t } = this.texts;
    const yes = this.answer === "yes";
    const url = webAddress(yes ? this.windowUrl : this.helperPageUrl);
    return html`<p class="small"><a href=${url} target="_blank" rel="noopener">${yes ? t("Questions for you") : t("Helping others")}</a></p>`;
  }

  /** Yes means the course, too; no is about this unit alone. */
  private async say(yes: boolean): Promise<void> {
    if (!this.candidacy) return;
    this.busy = true;
    this.failure = "";
    this.windowUrl = this.candidacy.window_url;
    const change: HelperChange = { units: { [this.candidacy.unit]: yes }, ...(yes ? { helps: true } : {}) };
    try {
      await this.handlers.post("helper", change);
      this.answer = yes ? "yes" : "no";
    } catch (error) {
      this.failure = failureWords(this.texts.t, error);
    } finally {
      this.busy = false;
    }
  }
}
