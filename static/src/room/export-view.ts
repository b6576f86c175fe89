import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { forms, formsStyles } from "../shared/export-forms-view";
import type { Texts } from "../shared/texts";
import { theme } from "../shared/theme-styles";

/** While people talk. */
export function goesOn({ t }: Texts): string {
  return t("The conversation goes on: the file has what was said so far.");
}

/** Asks in which form; what is chosen is saved, and closes it. Tells its owner `dismissed` when it is closed. */
export class ExportDialog extends LitElement {
  static override styles = [
    theme,
    formsStyles,
    css`
      dialog {
        width: min(26rem, calc(100vw - 2rem));
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
      .forms {
        margin-block: 1rem 1.5rem;
      }
      .actions {
        display: flex;
        justify-content: flex-end;
      }
    `,
  ];

  texts!: Texts;
  url = "";
  /** What has to be known of the file before it is chosen, "" for nothing. */
  note = "";

  override firstUpdated(): void {
    this.dialog?.showModal();
  }

  protected override render(): TemplateResult {
    const { t } = this.texts;
    return html`<dialog aria-labelledby="heading" @close=${() => this.dispatchEvent(new CustomEvent("dismissed"))}>
      <h2 id="heading">${t("Export the log")}</h2>
      ${this.note ? html`<p>${this.note}</p>` : nothing}
      <div @click=${this.chosen}>${forms(this.texts, this.url)}</div>
      <div class="actions"><button @click=${() => this.dialog?.close()}>${t("Cancel")}</button></div>
    </dialog>`;
  }

  private readonly chosen = ({ target }: Event): void => {
    if ((target as Element).closest("a")) this.dialog?.close();
  };

  private get dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector("dialog");
  }
}
