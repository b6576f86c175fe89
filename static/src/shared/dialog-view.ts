import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { dialogStyles } from "./dialog-styles";
import { named } from "./named-view";
import { theme } from "./theme-styles";

/**
 * An element that is a real dialog and nothing else: it opens as soon as it is there, Escape closes it, and the focus returns to
 * where it was, also where the whole element is taken away.
 */
export abstract class Modal extends LitElement {
  static override styles = [theme, dialogStyles];

  private opener: HTMLElement | null = null;

  override firstUpdated(): void {
    this.opener = focused();
    this.dialog?.showModal();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (!focused()) this.opener?.focus();
  }

  protected get dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector("dialog");
  }
}

/** What has the focus, whatever it lies in. */
function focused(): HTMLElement | null {
  let found = document.activeElement;
  while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
  return found instanceof HTMLElement && found !== document.body ? found : null;
}

/** One question to the reader. Tells its owner: `confirmed` with what stands in the field, and `dismissed`. */
export class Dialog extends Modal {
  static override properties = {
    heading: {},
    text: {},
    confirm: {},
    cancel: {},
    danger: { type: Boolean },
    field: {},
    value: {},
    error: {},
    busy: { type: Boolean },
  };
  static override styles = [
    ...Modal.styles,
    css`
      label {
        display: block;
        font-weight: 600;
        margin: 1rem 0 0.25rem;
      }
    `,
  ];

  declare heading: string;
  declare text: string;
  /** What each of the two buttons does, in its own words. */
  declare confirm: string;
  declare cancel: string;
  /** To confirm it ends something: then the other button is the one that stands out. */
  declare danger: boolean;
  /** Label of the one field, "" for a dialog without. */
  declare field: string;
  /** What stands in it. Tells its owner of each change: `typed`. */
  declare value: string;
  declare error: string;
  declare busy: boolean;

  constructor() {
    super();
    this.heading = this.text = this.confirm = this.cancel = this.field = this.value = this.error = "";
    this.danger = this.busy = false;
  }

  protected override render(): TemplateResult {
    return html`<dialog aria-labelledby="heading" aria-describedby="text" @close=${() => this.tell("dismissed", "")}>
      <form @submit=${this.submit}>
        <h2 id="heading">${named(this.heading)}</h2>
        <p id="text">${this.text}</p>
        ${this.field ? this.renderField() : nothing}
        <p id="error" class="error" role="alert">${this.error}</p>
        <div class="actions">
          <button type="button" class=${this.danger ? "primary" : ""} @click=${() => this.dialog?.close()}>${this.cancel}</button>
          <button class=${this.danger ? "danger" : "primary"} ?disabled=${this.busy}>${this.confirm}</button>
        </div>
      </form>
    </dialog>`;
  }

  /** A button that was disabled for a moment has lost the focus, which is wanted for another try. */
  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("busy") && this.error && !focused()) this.renderRoot.querySelector<HTMLElement>(".actions > :last-child")?.focus();
  }

  private renderField(): TemplateResult {
    return html`<label for="field">${this.field}</label>
      <input
        id="field"
        autocomplete="off"
        dir="auto"
        aria-describedby="error"
        aria-invalid=${this.error ? "true" : "false"}
        .value=${this.value}
        @input=${this.typed}
      />`;
  }

  private readonly typed = (event: Event): void => this.tell("typed", (event.target as HTMLInputElement).value);

  private readonly submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const value = this.renderRoot.querySelector("input")?.value.trim() ?? "";
    if (this.field && !value) this.renderRoot.querySelector("input")?.focus();
    else this.tell("confirmed", value);
  };

  private tell(name: string, value: string): void {
    this.dispatchEvent(new CustomEvent(name, { detail: value }));
  }
}
