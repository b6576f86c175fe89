import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { named } from "./named-view";
import { theme } from "./theme-styles";

/** One question to the reader, in a real dialog: Escape closes it, the focus returns to where it was. */
export class Dialog extends LitElement {
  static override properties = {
    heading: {},
    text: {},
    confirm: {},
    cancel: {},
    field: {},
    value: {},
    error: {},
    busy: { type: Boolean },
  };
  static override styles = [
    theme,
    css`
      dialog {
        width: min(28rem, calc(100vw - 2rem));
        padding: 1.5rem;
        border: 1px solid var(--edge);
        border-radius: 0.75rem;
        background: var(--ground);
        color: var(--ink);
        overflow-wrap: anywhere;
      }
      dialog::backdrop {
        background: rgb(10 20 30 / 0.45);
      }
      h2 {
        font-size: 1.25rem;
        line-height: 1.3;
        margin-bottom: 0.5rem;
      }
      label {
        display: block;
        font-weight: 600;
        margin: 1rem 0 0.25rem;
      }
      .error:not(:empty) {
        margin-top: 0.5rem;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: 0.5rem;
        margin-top: 1.5rem;
      }
    `,
  ];

  declare heading: string;
  declare text: string;
  declare confirm: string;
  declare cancel: string;
  /** Label of the one field, "" for a dialog without. */
  declare field: string;
  /** What stands in it. Tells its owner of each change: `typed`. */
  declare value: string;
  declare error: string;
  declare busy: boolean;

  constructor() {
    super();
    this.heading = this.text = this.confirm = this.cancel = this.field = this.value = this.error = "";
    this.busy = false;
  }

  override firstUpdated(): void {
    this.dialog?.showModal();
  }

  protected override render(): TemplateResult {
    return html`<dialog aria-labelledby="heading" aria-describedby="text" @close=${() => this.tell("dismissed", "")}>
      <form @submit=${this.submit}>
        <h2 id="heading">${named(this.heading)}</h2>
        <p id="text">${this.text}</p>
        ${this.field ? html`<label for="field">${this.field}</label><input id="field" autocomplete="off" dir="auto" .value=${this.value} @input=${this.typed} />` : nothing}
        <p class="error" role="alert">${this.error}</p>
        <div class="actions">
          <button type="button" @click=${() => this.dialog?.close()}>${this.cancel}</button>
          <button class="primary" ?disabled=${this.busy}>${this.confirm}</button>
        </div>
      </form>
    </dialog>`;
  }

  private readonly typed = (event: Event): void => this.tell("typed", (event.target as HTMLInputElement).value);

  private readonly submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const value = this.renderRoot.querySelector("input")?.value.trim() ?? "";
    if (this.field && !value) this.renderRoot.querySelector("input")?.focus();
    else this.tell("confirmed", value);
  };

  private get dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector("dialog");
  }

  private tell(name: string, value: string): void {
    this.dispatchEvent(new CustomEvent(name, { detail: value }));
  }
}
