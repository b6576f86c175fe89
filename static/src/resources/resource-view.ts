import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import type { Texts } from "../shared/texts";
import { theme } from "../shared/theme-styles";
import type { Reading } from "./reading";

/** Below a resource, which stands in the page without us: what its reader says of it. */
export class ResourceActions extends LitElement {
  static override styles = [
    theme,
    css`
      div {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem 0.75rem;
        align-items: center;
        padding: 0.75rem 0;
        border-top: 1px solid var(--edge);
      }
      form {
        width: 100%;
      }
      textarea {
        display: block;
        margin: 0.25rem 0 0.5rem;
      }
    `,
  ];

  texts!: Texts;
  reading!: Reading;

  override connectedCallback(): void {
    super.connectedCallback();
    this.reading.changed.subscribe(() => this.requestUpdate());
  }

  protected override render(): TemplateResult {
    const { t, n } = this.texts;
    const { helped, count, failure, asking } = this.reading;
    return html`<div>
        <button class=${helped || asking === "reporting" ? "" : "primary"} aria-pressed=${helped} @click=${() => void this.reading.toggle()}>
          ${helped ? "✓ " : ""}${t("This helped")}
        </button>
        <span class="quiet small" role="status">${count ? n("It helped {n} person.", "It helped {n} people.", count) : ""}</span>
      </div>
      <div>${this.renderAsking()}</div>
      <p class="error" role="alert">
        ${failure === null ? nothing : failure || t("That did not get through. Try again in a moment.")}
      </p>`;
  }

  private renderAsking(): TemplateResult {
    const { t } = this.texts;
    const { asking } = this.reading;
    if (asking === "asked")
      return html`<span>${t("Is this still right?")}</span>
        <button @click=${() => this.reading.answer("thanked")}>${t("Yes")}</button>
        <button @click=${() => this.reading.answer("reporting")}>${t("Something is wrong")}</button>`;
    if (asking === "reporting")
      return html`<form @submit=${this.send}>
        <label for="reason">${t("What is wrong? The teachers read it.")}</label>
        <textarea id="reason" rows="3" required maxlength="1000" dir="auto"></textarea>
        <button class="primary">${t("Tell the teachers")}</button>
        <button type="button" @click=${() => this.reading.answer("asked")}>${t("Cancel")}</button>
      </form>`;
    return html`<span role="status">${asking === "thanked" ? t("Thank you.") : t("Thank you. The teachers look at it.")}</span>`;
  }

  private readonly send = (event: Event): void => {
    event.preventDefault();
    const reason = this.renderRoot.querySelector("textarea")?.value.trim();
    if (reason) void this.reading.report(reason);
  };

  /** Who goes on with the keyboard finds it in the field. */
  protected override updated(): void {
    const field = this.renderRoot.querySelector("textarea");
    if (field && !field.value && this.shadowRoot?.activeElement !== field) field.focus();
  }
}
