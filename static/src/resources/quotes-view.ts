import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import type { Texts } from "../shared/texts";
import { theme } from "../shared/theme-styles";
import type { EditorActions } from "./editor-actions";
import { quotedWithoutYes } from "./quoting";

/** Why a text cannot be published: the lines in it whose speakers have not said yes, each with a way to ask. */
export class Quotes extends LitElement {
  static override styles = [
    theme,
    css`
      ul {
        padding: 0.5rem 1rem;
        border-radius: 0.5rem;
        background: var(--trouble-ground);
        color: var(--trouble);
        overflow-wrap: anywhere;
      }
      li {
        padding: 0.25rem 0;
      }
    `,
  ];

  texts!: Texts;
  actions!: EditorActions;
  private stop = (): void => undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.stop = this.actions.changed.subscribe(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { t } = this.texts;
    const { talks, writing } = this.actions;
    const found = talks.flatMap((talk) => quotedWithoutYes(talk, writing.text).map((line) => ({ talk, line })));
    if (found.length === 0) return nothing;
    return html`<ul aria-label=${t("Words of people who have not said yes")}>
      ${found.map(
        ({ talk, line }) => html`<li dir="auto">
          ${line.speaker}: “${line.body}”
          ${line.asked
            ? html`<strong>${t("Asked")}</strong>`
            : html`<button class="plain" aria-label=${t("Ask {speaker} for a yes", { speaker: line.speaker })} @click=${() => void this.actions.ask(talk, line)}>
                ${t("Ask")}
              </button>`}
        </li>`,
      )}
    </ul>`;
  }
}
