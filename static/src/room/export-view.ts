import { css, html, nothing, type TemplateResult } from "lit";
import { Modal } from "../shared/dialog-view";
import { forms, formsStyles } from "../shared/export-forms-view";
import type { Texts } from "../shared/texts";

/** While people talk. */
export function goesOn({ t }: Texts): string {
  return t("The conversation goes on: the file has what was said so far.");
}

/** Asks in which form; what is chosen is saved, and closes it. Tells its owner `dismissed` when it is closed. */
export class ExportDialog extends Modal {
  static override styles = [
    ...Modal.styles,
    formsStyles,
    css`
      .forms {
        margin-block: 1rem 0;
      }
      .forms a {
        border-color: var(--field);
      }
      .forms a:hover {
        border-color: var(--ink);
      }
    `,
  ];

  texts!: Texts;
  url = "";
  /** What has to be known of the file before it is chosen, "" for nothing. */
  note = "";

  protected override render(): TemplateResult {
    const { t } = this.texts;
    return html`<dialog aria-labelledby="heading" @close=${() => this.dispatchEvent(new CustomEvent("dismissed"))}>
      <h2 id="heading">${t("Export the log")}</h2>
      ${this.note ? html`<p>${this.note}</p>` : nothing}
      <div @click=${this.chosen}>${forms(this.texts, this.url)}</div>
      <div class="actions"><button @click=${() => this.dialog?.close()}>${t("Close")}</button></div>
    </dialog>`;
  }

  private readonly chosen = ({ target }: Event): void => {
    if ((target as Element).closest("a")) this.dialog?.close();
  };
}
