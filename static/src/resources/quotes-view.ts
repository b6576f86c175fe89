import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import type { Texts } from "../shared/texts";
import { theme } from "../shared/theme-styles";
import type { TalkLine } from "../shared/wire";
import type { EditorActions } from "./editor-actions";

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
    const { quotes } = this.actions;
    if (quotes.length === 0) return nothing;
    return html`<ul aria-label=${t("Words of people who have not said yes")}>
      ${quotes.map(
        ({ call_id, line, speaker, asked, file }) => html`<li dir="auto">
          ${speaker}: ${file ?? this.wordsOf(call_id, line)}
          ${asked || this.lineOf(call_id, line)?.asked
            ? html`<strong>${t("Asked")}</strong>`
            : html`<button class="plain" aria-label=${t("Ask {speaker} for a yes", { speaker })} @click=${() => void this.actions.ask(call_id, line, speaker)}>
                ${t("Ask")}
              </button>`}
        </li>`,
      )}
    </ul>`;
  }

  /** What was said, for whoever was there; others may not read it. */
  private wordsOf(callId: string, id: string): string {
    const body = this.lineOf(callId, id)?.body;
    return body ? `“${body}”` : this.texts.t("words that you cannot see");
  }

  private lineOf(callId: string, id: string): TalkLine | undefined {
    return this.actions.talks.find(({ call_id }) => call_id === callId)?.lines.find((line) => line.id === id);
  }
}
