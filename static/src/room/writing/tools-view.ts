/** The buttons beside the box for what is hard to type on a phone: a formula, and code. */
import { css, html, LitElement, type TemplateResult } from "lit";
import { alone } from "../../shared/soon";
import { Texts } from "../../shared/texts";
import { theme } from "../../shared/theme-styles";
import { asCode, asFormula, type Typed } from "./marks";

/** Of the box that they stand in: a text that has no place beside the buttons has a row of its own. */
const boxStyles = css`
  .box,
  .box div {
    display: flex;
    flex-wrap: wrap;
    justify-content: end;
    align-items: end;
    gap: 0.25rem;
    min-width: 0;
  }
  textarea {
    flex: auto;
    width: auto;
  }
`;

/** Two buttons, which work on the text box that is found for them. */
export class WritingTools extends LitElement {
  static override properties = { texts: { attribute: false } };
  static override styles = [
    theme,
    css`
      :host {
        display: flex;
        flex: none;
        gap: 0.25rem;
      }
      button.plain {
        min-height: 2.25rem;
        min-width: 2.25rem;
        padding: 0.25rem;
        color: var(--quiet);
        font-weight: 400;
      }
      .code {
        font-family: ui-monospace, monospace;
        font-size: 0.75rem;
      }
    `,
  ];

  declare texts: Texts;
  /** Finds the box. */
  box: () => HTMLTextAreaElement | null | undefined = () => null;

  constructor() {
    super();
    this.texts = new Texts();
  }

  protected override scheduleUpdate(): Promise<void> {
    return alone(() => super.scheduleUpdate());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const [root, sheet] = [this.parentElement?.shadowRoot, boxStyles.styleSheet];
    if (root && sheet && !root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  }

  protected override render(): TemplateResult {
    const { t } = this.texts;
    return html`${this.renderButton(t("Formula"), "", "∑", asFormula)}${this.renderButton(t("Code"), "code", "</>", asCode)}`;
  }

  private renderButton(label: string, kind: string, sign: string, mark: (typed: Typed) => Typed): TemplateResult {
    return html`<button type="button" class="plain ${kind}" aria-label=${label} title=${label} @mousedown=${keep} @click=${() => this.put(mark)}>
      <span aria-hidden="true" dir="ltr">${sign}</span>
    </button>`;
  }

  private put(mark: (typed: Typed) => Typed): void {
    const box = this.box();
    if (!box) return;
    const { text, from, to } = mark({ text: box.value, from: box.selectionStart, to: box.selectionEnd });
    box.focus();
    type(box, text);
    box.setSelectionRange(from, to);
  }
}

/** Have another text in the box as if it were typed, which the browser can undo. */
function type(box: HTMLTextAreaElement, text: string): void {
  const { value } = box;
  let [begin, end] = [0, 0];
  while (begin < value.length && value[begin] === text[begin]) begin += 1;
  while (end < value.length - begin && value.at(-1 - end) === text.at(-1 - end)) end += 1;
  box.setSelectionRange(begin, value.length - end);
  if (document.execCommand?.("insertText", false, text.slice(begin, text.length - end))) return;
  box.value = text;
  box.dispatchEvent(new InputEvent("input"));
}

/** What is selected stays so while the button is pressed, and the keyboard of a phone stays open. */
function keep(event: Event): void {
  event.preventDefault();
}
