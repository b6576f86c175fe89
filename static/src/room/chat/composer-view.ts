import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { Texts } from "../../shared/texts";
import { theme } from "../../shared/theme-styles";
import { isShown, tidy } from "../../shared/typed-text";

/** What Safari reports for the Enter that ended a composition, after it has ended. */
const COMPOSED = 229;

/** The box to write in. Tells its owner: `said` with the text, `typed` with whether anything is left in the box. */
export class Composer extends LitElement {
  static override properties = { texts: { attribute: false }, limit: { type: Number }, tooLong: { state: true } };
  static override styles = [
    theme,
    css`
      form {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 0.25rem 0.75rem;
        align-items: end;
        padding: 0.75rem 1.5rem 1rem;
        border-top: 1px solid var(--edge);
        background: var(--ground);
      }
      label,
      .error {
        grid-column: 1 / -1;
      }
      textarea {
        display: block;
        min-height: 2.75rem;
        max-height: 30vh;
        resize: none;
        field-sizing: content;
      }
      button {
        min-height: 2.75rem;
      }
      @media (min-width: 37.51rem) {
        textarea::placeholder {
          color: transparent;
        }
      }
      @media (max-width: 37.5rem) {
        form {
          padding: 0.5rem 1rem 0.75rem;
        }
        label {
          position: absolute;
          width: 1px;
          height: 1px;
          overflow: hidden;
          clip-path: inset(50%);
        }
      }
    `,
  ];

  declare texts: Texts;
  /** Bytes of UTF-8 that fit into one line. */
  declare limit: number;
  declare tooLong: boolean;
  /** What stands in the box at first. */
  text = "";
  /** On a phone Enter makes a line, as everywhere there, and the button sends. */
  private readonly byButton = matchMedia("(pointer: coarse)").matches;

  constructor() {
    super();
    this.texts = new Texts();
    this.limit = 16_000;
    this.tooLong = false;
  }

  /** The text in the box. */
  get value(): string {
    return this.box?.value ?? "";
  }

  /** Put text into the box, before what stands there. */
  giveBack(text: string): void {
    const box = this.box;
    if (!box || !text) return;
    box.value = box.value ? `${text}\n${box.value}` : text;
    box.focus();
    this.typed();
  }

  protected override firstUpdated(): void {
    if (this.box) this.box.value = this.text;
  }

  override focus(): void {
    this.box?.focus();
  }

  protected override render(): TemplateResult {
    const { t } = this.texts;
    return html`<form @submit=${this.submit}>
      <label class="small quiet" for="box">${this.byButton ? t("Write a message") : t("Write a message. Enter sends, Shift+Enter makes a new line.")}</label>
      <textarea
        id="box"
        rows="1"
        dir="auto"
        placeholder=${t("Write a message")}
        enterkeyhint=${this.byButton ? "enter" : "send"}
        aria-invalid=${this.tooLong ? "true" : "false"}
        @input=${this.typed}
        @keydown=${this.pressed}
      ></textarea>
      <button class="primary">${t("Send")}</button>
      ${this.tooLong
        ? html`<p class="error small" role="alert">${t("This message is too long. Send it in two or more parts.")}</p>`
        : nothing}
    </form>`;
  }

  private get box(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector("textarea");
  }

  private readonly typed = (): void => {
    this.tooLong = this.tooLong && this.isTooLong();
    this.tell("typed", this.value);
  };

  private readonly pressed = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === COMPOSED || this.byButton) return;
    event.preventDefault();
    this.send();
  };

  private readonly submit = (event: SubmitEvent): void => {
    event.preventDefault();
    this.send();
    this.focus();
  };

  private send(): void {
    const box = this.box;
    const text = tidy(this.value);
    this.tooLong = this.isTooLong();
    if (!box || !isShown(text) || this.tooLong) return;
    box.value = "";
    this.tell("said", text);
  }

  private isTooLong(): boolean {
    return new TextEncoder().encode(tidy(this.value)).length > this.limit;
  }

  private tell(name: string, text: string): void {
    this.dispatchEvent(new CustomEvent(name, { detail: text }));
  }
}
