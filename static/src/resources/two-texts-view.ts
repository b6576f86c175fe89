import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import type { Texts } from "../shared/texts";
import { theme } from "../shared/theme-styles";
import { compared, type Row } from "./differences";
import { differing, type Part, type Text, textOf } from "./text";
import type { Writing } from "./writing";

/** Two people saved: both texts beside each other, what differs in colour, and a choice. Neither is lost by it. */
export class TwoTexts extends LitElement {
  static override properties = { copied: { state: true } };
  static override styles = [
    theme,
    css`
      :host {
        display: block;
        max-width: 76rem;
        margin: 0 auto;
        padding: 1.25rem;
      }
      h1 {
        font-size: 1.375rem;
        line-height: 1.3;
      }
      h1:focus {
        outline: none;
      }
      .both {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr));
        gap: 1rem;
        margin: 1rem 0;
      }
      section {
        padding: 0.75rem 1rem;
        border: 1px solid var(--edge);
        border-radius: 0.5rem;
        overflow-wrap: anywhere;
      }
      h2 {
        font-size: 1.0625rem;
        margin-bottom: 0.5rem;
      }
      h3 {
        margin-top: 0.75rem;
        color: var(--quiet);
        font-size: 0.875rem;
        font-weight: 600;
      }
      .text {
        max-height: 50vh;
        overflow: auto;
      }
      .row,
      mark {
        white-space: pre-wrap;
      }
      .row {
        min-height: 1.5em;
      }
      mark {
        display: block;
        padding: 0 0.25rem;
        border-inline-start: 3px solid var(--accent);
        background: var(--own);
        color: inherit;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        margin-top: 1rem;
      }
    `,
  ];

  declare copied: boolean;
  texts!: Texts;
  writing!: Writing;

  constructor() {
    super();
    this.copied = false;
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>("h1")?.focus();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { t } = this.texts;
    const { theirs, text } = this.writing;
    if (!theirs) return nothing;
    const other = textOf(theirs);
    const parts = differing(text, other);
    return html`<h1 tabindex="-1">${t("There are two texts now")}</h1>
      <p>${t("Somebody else saved while you wrote. What differs is marked; choose which to go on with. The other one is not lost.")}</p>
      <div class="both">
        <section aria-labelledby="mine">
          <h2 id="mine">${t("Yours")}</h2>
          ${parts.map((part) => this.renderPart(part, text, compared(told(text, part), told(other, part))[0]))}
          <div class="actions">
            <button class="primary" @click=${() => void this.writing.keepMine()}>${t("Keep mine")}</button>
            <button @click=${() => void this.copy()}>${t("Copy mine")}</button>
            <span class="small quiet" role="status">${this.copied ? t("Copied.") : ""}</span>
          </div>
        </section>
        <section aria-labelledby="theirs">
          <h2 id="theirs">${t("The one that was saved")}</h2>
          ${parts.map((part) => this.renderPart(part, other, compared(told(text, part), told(other, part))[1]))}
          <div class="actions"><button @click=${() => this.writing.takeTheirs()}>${t("Take theirs")}</button></div>
        </section>
      </div>`;
  }

  private renderPart(part: Part, text: Text, rows: Row[]): TemplateResult {
    const { t } = this.texts;
    const names: Record<Part, string> = { title: t("Question"), answer: t("Short answer"), body: t("Explanation"), tags: t("Tags") };
    return html`<h3>${names[part]}</h3>
      <div class="text" tabindex="0" role="group" aria-label=${names[part]} dir="auto">
        ${told(text, part) ? rows.map((row) => (row.own ? html`<mark>${row.text}&nbsp;</mark>` : html`<div class="row">${row.text}</div>`)) : html`<p class="quiet">${t("Empty")}</p>`}
      </div>`;
  }

  private async copy(): Promise<void> {
    const { title, answer, body, tags } = this.writing.text;
    await navigator.clipboard?.writeText([title, answer, body, tags.join(", ")].filter((part) => part !== "").join("\n\n")).then(
      () => (this.copied = true),
      () => undefined,
    );
  }
}

function told(text: Text, part: Part): string {
  return part === "tags" ? text.tags.join("\n") : text[part];
}
