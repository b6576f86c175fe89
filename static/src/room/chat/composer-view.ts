import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { alone } from "../../shared/soon";
import { Texts } from "../../shared/texts";
import { theme } from "../../shared/theme-styles";
import { isShown, tidy } from "../../shared/typed-text";

/** What Safari reports for the Enter that ended a composition, after it has ended. */
const COMPOSED = 229;

/**
 * The box to write in. Tells its owner: `sends` when she sends, with or without words; then `said` with the text; `typed`
 * with what is in the box, `last` where its empty box is left upwards.
 */
export class Composer extends LitElement {
  static override properties = { texts: { attribute: false }, limit: { type: Number }, left: { state: true } };
  static override styles = [
    theme,
    css`
      form {
        display: grid;
        gap: 0.25rem;
        padding: 0.5rem 1.5rem;
        background: var(--ground);
      }
      label {
        order: 1;
        font-size: 0.75rem;
      }
      .box {
        display: flex;
        align-items: end;
        gap: 0.25rem;
        padding: 0.1875rem;
        border: 1px solid var(--field);
        border-radius: 0.75rem;
      }
      .box:has(textarea:focus-visible) {
        outline: 3px solid var(--accent);
        outline-offset: 1px;
      }
      textarea {
        flex: 1;
        min-width: 0;
        min-height: 2.25rem;
        max-height: 25vh;
        padding: 0.375rem 0.5rem;
        border: 0;
        background: none;
        resize: none;
        field-sizing: content;
      }
      textarea:focus-visible {
        outline: none;
      }
      textarea:placeholder-shown {
        direction: inherit;
      }
      button {
        min-height: 2.25rem;
        padding: 0.25rem 0.75rem;
      }
      svg {
        display: none;
        width: 1.25rem;
        fill: currentColor;
      }
      :host(:dir(rtl)) svg {
        transform: scaleX(-1);
      }
      @media (max-width: 37.5rem) {
        form {
          padding: 0.375rem 0.75rem;
        }
        label,
        .send {
          position: absolute;
          width: 1px;
          height: 1px;
          overflow: hidden;
          clip-path: inset(50%);
        }
        button {
          padding: 0.5rem;
        }
        svg {
          display: block;
        }
      }
    `,
  ];

  declare texts: Texts;
  /** Bytes of UTF-8 that fit into one line. */
  declare limit: number;
  /** How much of the line is still to be had, where that is little; below 0 it is too long. */
  declare left: number | null;
  /** What stands in the box at first. */
  text = "";
  /** On a phone Enter makes a line, as everywhere there, and the button sends. */
  private readonly byButton = matchMedia("(pointer: coarse)").matches;

  constructor() {
    super();
    this.texts = new Texts();
    this.limit = 16_000;
    this.left = null;
  }

  protected override scheduleUpdate(): void | Promise<unknown> {
    return this.hasUpdated ? super.scheduleUpdate() : alone(() => super.scheduleUpdate());
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
    const { t, n } = this.texts;
    const tooLong = (this.left ?? 0) < 0;
    return html`<form @submit=${this.submit}>
      <label class="quiet" for="box"
        ><span class="hidden">${t("Write a message.")}</span> ${this.byButton ? nothing : t("Enter sends, Shift+Enter makes a new line.")}</label
      >
      <div class="box">
        <textarea
          id="box"
          rows="1"
          dir="auto"
          placeholder=${t("Write a message")}
          enterkeyhint=${this.byButton ? "enter" : "send"}
          aria-invalid=${tooLong ? "true" : "false"}
          aria-describedby="left"
          @input=${this.typed}
          @keydown=${this.pressed}
        ></textarea>
        <div
          ><slot></slot
          ><button class="plain"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M3 20l19-8L3 4v6l12 2-12 2z" /></svg><span class="send">${t("Send")}</span></button
        ></div>
      </div>
      <div id="left" class="small">
        ${tooLong
          ? html`<p class="error" role="alert">${t("This message is too long. Send it in two or more parts.")}</p>`
          : this.left === null
            ? nothing
            : html`<p class="quiet">${n("{n} character left", "{n} characters left", this.left)}</p>`}
      </div>
    </form>`;
  }

  private get box(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector("textarea");
  }

  private readonly typed = (): void => {
    this.left = this.measure(tidy(this.value));
    this.tell("typed", this.value);
  };

  private readonly pressed = (event: KeyboardEvent): void => {
    if (event.key === "ArrowUp" && !this.value) this.tell("last", "");
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
    this.left = this.measure(text);
    if (!box || (this.left ?? 0) < 0) return;
    this.tell("sends", "");
    if (!isShown(text)) return;
    box.value = "";
    this.left = null;
    this.tell("said", text);
  }

  /** How many more characters like these fit; null where it is far to the end. */
  private measure(text: string): number | null {
    const bytes = new TextEncoder().encode(text).length;
    const left = this.limit - bytes;
    return left > this.limit / 10 ? null : Math.floor((left / bytes) * text.length);
  }

  private tell(name: string, text: string): void {
    this.dispatchEvent(new CustomEvent(name, { detail: text }));
  }
}
