import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { Modal } from "../dialog-view";
import { failureWords } from "../failure";
import type { Handlers } from "../handlers";
import { named } from "../named-view";
import { reach } from "../reach-view";
import { isolated, Texts } from "../texts";
import { isShown, tidy } from "../typed-text";
import type { ReportReason } from "../wire";
import type { Reported } from "./reported";

/** Reports something to the teachers: the reason is the button that sends it. Tells its owner `dismissed`. */
export class ReportDialog extends Modal {
  static override properties = { texts: { attribute: false }, reported: { attribute: false }, telling: { state: true }, sent: { state: true }, busy: { state: true }, failure: { state: true } };
  static override styles = [
    ...Modal.styles,
    css`
      h2:focus {
        outline: none;
      }
      blockquote {
        margin: 0 0 0.5rem;
        padding-inline-start: 0.75rem;
        border-inline-start: 3px solid var(--edge);
        max-height: 6rem;
        overflow: auto;
      }
      .reasons {
        display: grid;
        gap: 0.5rem;
        margin-top: 1rem;
      }
      .reasons button {
        justify-content: start;
        min-height: 2.75rem;
        text-align: start;
      }
      label {
        display: block;
        font-weight: 600;
        margin: 1rem 0 0.25rem;
      }
      textarea {
        display: block;
        min-height: 5rem;
        resize: vertical;
      }
    `,
  ];

  declare texts: Texts;
  declare reported: Reported;
  /** The reader says it in words of her own. */
  declare telling: boolean;
  declare sent: boolean;
  declare busy: boolean;
  declare failure: string;
  handlers!: Pick<Handlers, "post">;

  constructor() {
    super();
    this.texts = new Texts();
    this.telling = this.sent = this.busy = false;
    this.failure = "";
  }

  protected override render(): TemplateResult {
    const { t } = this.texts;
    return html`<dialog aria-labelledby="heading" aria-describedby="text" @close=${() => this.dispatchEvent(new CustomEvent("dismissed"))}>
      <h2 id="heading" tabindex="-1">${this.sent ? t("It is with the teachers now") : named(this.heading)}</h2>
      ${this.sent ? this.renderSent() : this.renderReasons()}
    </dialog>`;
  }

  /** What was clicked is gone: the keyboard goes on where it is. */
  protected override updated(changed: PropertyValues<this>): void {
    const which = changed.has("sent") && this.sent ? ".actions button" : changed.has("telling") && this.telling ? "textarea" : "";
    if (which) this.renderRoot.querySelector<HTMLElement>(which)?.focus();
  }

  private get heading(): string {
    const { t } = this.texts;
    const { line, name } = this.reported;
    if (line !== undefined) return t("Report this line?");
    return name ? t("Report {name}?", { name: isolated(name) }) : t("Report this talk?");
  }

  private renderSent(): TemplateResult {
    const { t } = this.texts;
    return html`<p id="text" role="status">${t("Thank you for telling them. What comes of it stands in “Your questions and talks”.")}</p>
      <div class="actions"><button class="primary" @click=${() => this.dialog?.close()}>${t("Close")}</button></div>`;
  }

  private renderReasons(): TemplateResult {
    const { t } = this.texts;
    const { body } = this.reported;
    const reason = (words: string, why: ReportReason): TemplateResult => html`<button type="button" ?disabled=${this.busy} @click=${() => void this.send(why)}>${words}</button>`;
    return html`${body ? html`<blockquote class="words small" dir="auto" ${reach()}>${body}</blockquote>` : nothing}
      <p id="text" class="small">${t("The teachers of this course read it, with what was said around it and with your name. Nobody else is told.")}</p>
      <form @submit=${this.submit}>
        ${this.telling
          ? this.renderWords()
          : html`<div class="reasons">
              ${reason(t("It is unkind"), "unkind")} ${reason(t("It is spam, or off topic"), "spam")} ${reason(t("It gives answers away"), "cheating")}
              <button type="button" ?disabled=${this.busy} @click=${() => (this.telling = true)}>${t("Something else…")}</button>
            </div>`}
        <p class="error" id="failure" role="alert">${this.failure}</p>
        <div class="actions">
          <button type="button" @click=${() => this.dialog?.close()}>${t("Don't report")}</button>
          ${this.telling ? html`<button class="primary" ?disabled=${this.busy}>${t("Report")}</button>` : nothing}
        </div>
      </form>`;
  }

  private renderWords(): TemplateResult {
    return html`<label for="words">${this.texts.t("What is wrong?")}</label>
      <textarea id="words" rows="3" dir="auto" ?readonly=${this.busy} aria-invalid=${this.failure ? "true" : "false"} aria-describedby="failure"></textarea>`;
  }

  private readonly submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const words = tidy(this.renderRoot.querySelector("textarea")?.value ?? "");
    if (isShown(words)) void this.send("other", words);
    else {
      this.failure = this.texts.t("Say in a few words what is wrong.");
      this.renderRoot.querySelector("textarea")?.focus();
    }
  };

  private async send(reason: ReportReason, words?: string): Promise<void> {
    if (this.busy) return;
    const { callId, line, person } = this.reported;
    this.busy = true;
    this.failure = "";
    try {
      await this.handlers.post("report", { call_id: callId, reason, ...(line !== undefined && { line }), ...(person !== undefined && { person }), ...(words !== undefined && { words }) });
      this.sent = true;
    } catch (error) {
      this.failure = failureWords(this.texts.t, error);
    } finally {
      this.busy = false;
    }
  }
}
