import { css, html, nothing, type TemplateResult } from "lit";
import { barStyles, renderBar } from "../../shared/bar-view";
import { Modal } from "../../shared/dialog-view";
import type { KeptText } from "../../shared/kept-text";
import { named } from "../../shared/named-view";
import { isolated, type Texts } from "../../shared/texts";
import { isShown, tidy } from "../../shared/typed-text";
import type { CoursePerson } from "../../shared/wire";

const HOUR = 3_600_000;
export type Doing = "asking" | "helping" | "both";

/** What is told of a bar that is to be set. */
export interface BarWish {
  doing: Doing;
  hours: number | null;
  words: string;
  remove: boolean;
}

/** From what somebody is to be kept, for how long, and in which words, with what the person will read. Tells: `confirmed`, `dismissed`. */
export class BarDialog extends Modal {
  static override properties = { person: { attribute: false }, about: {}, texts: { attribute: false }, error: {}, busy: { type: Boolean }, doing: { state: true }, hours: { state: true }, removes: { state: true } };
  static override styles = [
    ...Modal.styles,
    barStyles,
    css`
      fieldset {
        min-width: 0;
        margin: 1rem 0 0;
        padding: 0;
        border: 0;
      }
      legend,
      .label {
        padding: 0;
        font-weight: 600;
      }
      .label {
        display: block;
        margin-top: 1rem;
      }
      .choice {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        min-height: 2.25rem;
      }
      .choice input {
        flex: none;
        width: auto;
      }
      textarea {
        display: block;
        width: 100%;
        min-height: 5rem;
        resize: vertical;
      }
      .preview {
        margin-top: 1rem;
        padding: 0.75rem;
        border-radius: 0.5rem;
        background: var(--raised);
      }
    `,
  ];

  declare person: Pick<CoursePerson, "name" | "rooms">;
  /** Why the dialog was opened, such as a report in a sentence; "" for no reason of its own. */
  declare about: string;
  declare texts: Texts;
  declare error: string;
  declare busy: boolean;
  declare doing: Doing;
  declare hours: number | null;
  declare removes: boolean;
  /** What is written to the person, kept from key to key. */
  text!: KeptText;
  now!: () => number;

  constructor() {
    super();
    this.about = this.error = "";
    this.busy = this.removes = false;
    this.doing = "both";
    this.hours = 24;
  }

  protected override render(): TemplateResult {
    const { t } = this.texts;
    const name = isolated(this.person.name);
    return html`<dialog aria-labelledby="heading" @close=${() => this.dispatchEvent(new CustomEvent("dismissed"))}>
      <form @submit=${this.submit}>
        <h2 id="heading">${named(t("Bar {name} for a time", { name }))}</h2>
        ${this.about ? html`<p class="small quiet">${named(this.about)}</p>` : nothing}
        <p>${t("To read, to go on with an open question, to export and to leave stay allowed.")}</p>
        ${this.renderChoice("doing", t("From what"), this.doings(), this.doing, (doing) => (this.doing = doing))}
        ${this.renderChoice("hours", t("For how long"), this.spans(), this.hours, (hours) => (this.hours = hours))}
        <label class="label" for="words">${t("Your words to this person")}</label>
        <textarea
          id="words"
          dir="auto"
          maxlength="1000"
          aria-describedby="error"
          aria-invalid=${this.error ? "true" : "false"}
          .value=${this.text.value}
          @input=${this.typed}
        ></textarea>
        ${this.person.rooms.length > 0 && this.doing !== "asking" ? this.renderRemove() : nothing} ${this.renderPreview()}
        <p id="error" class="error" role="alert">${this.error}</p>
        <div class="actions">
          <button type="button" class="primary" @click=${() => this.dialog?.close()}>${t("Don't bar")}</button>
          <button class="danger" ?disabled=${this.busy}>${t("Bar")}</button>
        </div>
      </form>
    </dialog>`;
  }

  private doings(): [Doing, string][] {
    const { t } = this.texts;
    return [
      ["asking", t("From asking")],
      ["helping", t("From helping")],
      ["both", t("From both")],
    ];
  }

  private spans(): [number | null, string][] {
    const { t } = this.texts;
    return [
      [1, t("An hour")],
      [24, t("A day")],
      [168, t("A week")],
      [null, t("Until somebody of the staff lifts it")],
    ];
  }

  private renderChoice<T>(name: string, legend: string, choices: [T, string][], chosen: T, choose: (value: T) => void): TemplateResult {
    return html`<fieldset>
      <legend>${legend}</legend>
      ${choices.map(
        ([value, words]) => html`<label class="choice"><input type="radio" name=${name} .checked=${value === chosen} @change=${() => choose(value)} /> ${words}</label>`,
      )}
    </fieldset>`;
  }

  private renderRemove(): TemplateResult {
    const { t } = this.texts;
    return html`<label class="choice"
      ><input type="checkbox" .checked=${this.removes} @change=${(event: Event) => (this.removes = (event.target as HTMLInputElement).checked)} /> ${t("Remove them from the room they are in now, too")}</label
    >`;
  }

  private renderPreview(): TemplateResult {
    const { t } = this.texts;
    const until = this.hours === null ? null : new Date(this.now() + this.hours * HOUR).toISOString();
    const doings = this.doing === "both" ? (["asking", "helping"] as const) : ([this.doing] as const);
    return html`<div class="preview">
      <p class="small quiet">${t("This person reads:")}</p>
      ${doings.map((doing, place) => renderBar(this.texts, { doing, until, words: place === doings.length - 1 ? this.text.value : "" }, this.now()))}
    </div>`;
  }

  private readonly typed = (event: Event): void => {
    this.text.value = (event.target as HTMLTextAreaElement).value;
    this.error = "";
    this.requestUpdate();
  };

  private readonly submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const words = tidy(this.text.value);
    if (!isShown(words)) {
      this.error = this.texts.t("Write the words that this person will read first.");
      this.renderRoot.querySelector("textarea")?.focus();
      return;
    }
    const remove = this.removes && this.person.rooms.length > 0 && this.doing !== "asking";
    const detail: BarWish = { doing: this.doing, hours: this.hours, words, remove };
    this.dispatchEvent(new CustomEvent("confirmed", { detail }));
  };
}
