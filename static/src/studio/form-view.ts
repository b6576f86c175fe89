import { html, LitElement, nothing, type TemplateResult } from "lit";
import { faceStyles } from "../shared/face-view";
import { unmarked, type Texts } from "../shared/texts";
import { followPage, theme } from "../shared/theme-styles";
import type { Finding, StudioField } from "../shared/wire";
import type { Form } from "./form";
import { studioStyles } from "./studio-styles";

const LEAST_PIXELS = 14;
const USUAL_PIXELS = 16;

/** In Studio: what learners will see, and beside it the settings. Nobody is asked from here. */
export class StudioForm extends LitElement {
  static override properties = { form: { attribute: false }, texts: { attribute: false } };
  static override styles = [theme, faceStyles, studioStyles];

  declare form: Form;
  declare texts: Texts;
  private stop = (): void => undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    followPage(this);
    keepSize(this);
    this.stop = this.form.changed.subscribe(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  protected override render(): TemplateResult {
    const { t } = this.texts;
    return html`<div class="studio">
      ${this.renderPreview()}
      <form novalidate aria-label=${t("Settings of this block")} @submit=${this.submit}>
        ${this.renderGroup("question", t("The question"))} ${this.renderGroup("helping", t("Who helps"))} ${this.renderGroup("afterwards", t("Afterwards"))}
        ${this.renderEnd()}
      </form>
    </div>`;
  }

  private renderPreview(): TemplateResult {
    const { t } = this.texts;
    const { values } = this.form;
    const button = values["form"] === "button";
    return html`<section class="preview" aria-labelledby="preview">
      <h2 id="preview">${t("What learners will see")}</h2>
      <div class="card" dir="auto">
        <p class="heading" dir="auto">${values["heading"]}</p>
        ${button ? nothing : html`<p class="prompt" dir="auto">${values["prompt"]}</p><div class="box" aria-hidden="true"></div>`}
        ${button || !this.form.hints.length ? nothing : html`<chatxblock-hints .texts=${this.texts} .hints=${this.form.hints}></chatxblock-hints>`}
        <p class="ask">${t("Ask a helper")}</p>
      </div>
      <p class="quiet small">${button ? t("The button opens the question box. This is a preview: nobody is asked from here.") : t("This is a preview: nobody is asked from here.")}</p>
    </section>`;
  }

  private renderGroup(group: StudioField["group"], title: string): TemplateResult {
    return html`<fieldset>
      <legend><h2>${title}</h2></legend>
      ${this.form.data.fields.filter((field) => field.group === group).map((field) => this.renderField(field))}
    </fieldset>`;
  }

  private renderField(field: StudioField): TemplateResult {
    const { name, kind } = field;
    const found = this.form.of(name);
    const about = html`<p id="about-${name}" class="about">
      <span class="quiet small">${field.help}</span>
      ${found.map((finding) => this.renderFinding(finding))}
    </p>`;
    if (kind === "switch")
      return html`<div class="field">
        <label class="check"
          ><input id="field-${name}" type="checkbox" role="switch" aria-describedby="about-${name}" .checked=${this.form.values[name] === true} @change=${(event: Event) => this.form.set(name, (event.target as HTMLInputElement).checked)} /><span
            >${field.label}</span
          ></label
        >${about}
      </div>`;
    const grouped = kind === "people" || kind === "rounds";
    const label = grouped ? html`<h3 id="label-${name}" tabindex="-1">${field.label}</h3>` : html`<label id="label-${name}" for="field-${name}">${field.label}</label>`;
    return html`<div class="field ${kind}">${label}${grouped ? about : nothing}${this.renderControl(field)}${grouped ? nothing : about}</div>`;
  }

  private renderControl({ name, kind, choices }: StudioField): TemplateResult {
    const { form, texts } = this;
    const value = form.values[name];
    const wrong = form.of(name).some(({ level }) => level === "error");
    if (kind === "people") return html`<chatxblock-studio-people .form=${form} .texts=${texts}></chatxblock-studio-people>`;
    if (kind === "rounds") return html`<chatxblock-studio-rounds .form=${form} .texts=${texts}></chatxblock-studio-rounds>`;
    if (kind === "choice") {
      const known = choices.some((choice) => choice.value === value);
      return html`<select id="field-${name}" aria-describedby="about-${name}" aria-invalid=${wrong} @change=${(event: Event) => form.set(name, (event.target as HTMLSelectElement).value)}>
        ${known ? nothing : html`<option value=${value} selected>${value}</option>`}
        ${choices.map((choice) => html`<option value=${choice.value} ?selected=${choice.value === value}>${choice.label}</option>`)}
      </select>`;
    }
    if (kind === "text")
      return html`<textarea id="field-${name}" rows="6" dir="auto" aria-describedby="about-${name}" aria-invalid=${wrong} .value=${String(value)} @input=${(event: Event) => form.set(name, (event.target as HTMLTextAreaElement).value)}></textarea>`;
    return html`<input
      id="field-${name}"
      class=${kind}
      autocomplete="off"
      dir="auto"
      inputmode=${kind === "number" ? "numeric" : "text"}
      aria-describedby="about-${name}"
      aria-invalid=${wrong}
      .value=${String(value)}
      @input=${(event: Event) => form.set(name, typed(kind, (event.target as HTMLInputElement).value))}
    />`;
  }

  private renderFinding({ level, words }: Finding): TemplateResult {
    const { t } = this.texts;
    return html`<span class="finding ${level === "error" ? "error" : "warning"}"><strong>${level === "error" ? t("Please mend this:") : t("Is this meant?")}</strong> ${words}</span>`;
  }

  private renderEnd(): TemplateResult {
    const { t } = this.texts;
    const { form } = this;
    const busy = form.state === "busy";
    return html`<div class="end">
      <div role="status" class="message">${this.renderMessage()}</div>
      <div class="actions">
        <button class="primary" ?disabled=${busy}>${busy ? t("Saving…") : t("Save")}</button>
        ${form.saving.closes ? html`<button type="button" @click=${() => form.saving.cancel()}>${t("Cancel")}</button>` : nothing}
      </div>
    </div>`;
  }

  private renderMessage(): TemplateResult | typeof nothing {
    const { t, list } = this.texts;
    const { form } = this;
    const labels = form.edited.map(({ label }) => label);
    if (form.state === "stale" && form.theirs) return this.renderStale(form.theirs.changed);
    if (form.state === "failed")
      return html`<p class="error">${form.sentence || t("We can't reach the server right now, or you are logged out. What you typed stays here: log in in another tab if you have to, then save again.")}</p>`;
    if (form.state === "wrong") return html`<p class="error">${t("Nothing was saved yet: look at what is marked above.")}</p>`;
    if (form.state === "kept") return html`<p class="good">${form.kept.length ? t("Saved: {what}.", { what: unmarked(list(form.kept)) }) : t("Saved. Nothing was other than before.")}</p>`;
    return labels.length ? html`<p class="quiet">${t("Not saved yet: {what}.", { what: unmarked(list(labels)) })}</p>` : nothing;
  }

  private renderStale(changed: string[]): TemplateResult {
    const { t, list } = this.texts;
    const labels = this.form.data.fields.filter(({ name }) => changed.includes(name)).map(({ label }) => label);
    return html`<p class="error">${this.form.sentence} ${labels.length ? t("Other than here: {what}.", { what: unmarked(list(labels)) }) : nothing}</p>
      <p class="actions">
        <button type="button" @click=${() => this.form.settle(true)}>${t("Save mine")}</button>
        <button type="button" @click=${() => this.form.settle(false)}>${t("Take theirs")}</button>
      </p>`;
  }

  private readonly submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    await this.form.save();
    await this.updateComplete;
    const { wrong } = this.form;
    if (this.form.state === "wrong" && wrong) this.renderRoot.querySelector<HTMLElement>(`#field-${wrong}, #label-${wrong}[tabindex]`)?.focus();
  };
}

/** Letters as large as in every other page of ours: all sizes go by the page's root, which Studio has at 10 pixels. */
function keepSize(element: HTMLElement): void {
  const root = parseFloat(getComputedStyle(document.documentElement).fontSize);
  if (root > 0 && root < LEAST_PIXELS) element.style.setProperty("zoom", String(USUAL_PIXELS / root));
}

/** What stands in a box, as its setting has it; words in the box of a number stay words, so that the server can say so. */
function typed(kind: StudioField["kind"], text: string): string | number {
  return kind === "number" && /^-?\d{1,9}$/.test(text.trim()) ? Number(text) : text;
}
