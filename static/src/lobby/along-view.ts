import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { failureWords } from "../shared/failure";
import { Texts } from "../shared/texts";
import { followPage, theme } from "../shared/theme-styles";
import type { ShownExercise } from "../shared/wire";
import type { Along } from "./along";
import type { Marking } from "./browser-marking";

/** Pixels between the end of what is marked and the button that asks about it. */
const GAP = 8;
/** How wide that button is at most, so that it stays on the screen. */
const WIDTH = 160;
const HEIGHT = 40;

/** Between the box of the lobby and its button: what goes with the question, as those who help will read it. */
export class AlongView extends LitElement {
  static override properties = { texts: { attribute: false } };
  static override styles = [
    theme,
    css`
      :host {
        display: block;
      }
      fieldset {
        margin: 0.75rem 0 0;
        padding: 0.5rem 1rem 0.75rem;
        border: 1px solid var(--edge);
        border-radius: 0.5rem;
        min-width: 0;
      }
      legend {
        padding: 0 0.25rem;
        font-weight: 600;
      }
      label {
        display: flex;
        align-items: baseline;
        gap: 0.5rem;
        padding: 0.375rem 0;
        cursor: pointer;
      }
      input {
        width: auto;
        flex: none;
        accent-color: var(--accent);
      }
      .offer {
        display: flex;
        flex-wrap: wrap;
        gap: 0 0.5rem;
        margin-inline-start: -0.5rem;
      }
      .offer .plain {
        max-width: 100%;
      }
      .brief {
        display: inline-block;
        max-width: 20rem;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        vertical-align: bottom;
      }
      .text {
        max-height: 12rem;
        overflow-y: auto;
        margin: 0.25rem 0 0.5rem;
        padding: 0.5rem 0.75rem;
        border-inline-start: 3px solid var(--edge);
        background: var(--raised);
      }
      .marked {
        display: flex;
        align-items: start;
        justify-content: space-between;
        gap: 0.5rem;
      }
      .marked .text {
        flex: 1;
        min-width: 0;
      }
      fieldset > p:not(.text) {
        margin-top: 0.375rem;
      }
      fieldset > .plain {
        margin-block-start: 0.25rem;
        margin-inline-start: -0.5rem;
      }
      .about {
        position: fixed;
        z-index: 1000;
        box-shadow: 0 2px 8px rgb(0 0 0 / 25%);
      }
    `,
  ];

  declare texts: Texts;
  declare along: Along;
  declare marking: Marking;
  private stops: (() => void)[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    followPage(this);
    this.stops = [this.along, this.marking].map(({ changed }) => changed.subscribe(() => this.requestUpdate()));
    this.marking.begin();
    if (this.along.open) this.show();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.marking.stop();
    for (const stop of this.stops) stop();
  }

  /** The button stands at the end of what is marked, and on the screen. */
  protected override updated(): void {
    const { mark } = this.marking;
    const about = this.renderRoot.querySelector<HTMLElement>(".about");
    if (!mark || !about) return;
    about.style.left = `${Math.max(GAP, Math.min(mark.x - WIDTH / 2, innerWidth - WIDTH - GAP))}px`;
    about.style.top = `${Math.max(GAP, Math.min(mark.y + GAP, innerHeight - HEIGHT - GAP))}px`;
  }

  protected override render(): TemplateResult {
    return html`${this.renderAbout()} ${this.along.open ? this.renderPanel() : this.renderOffer()}`;
  }

  /** Beside what is marked; a finger or a mouse presses it before the mark goes. */
  private renderAbout(): TemplateResult | typeof nothing {
    if (!this.marking.mark) return nothing;
    return html`<button type="button" class="about" @mousedown=${keep} @click=${this.takeMarked}>${this.texts.t("Ask about this")}</button>`;
  }

  private renderOffer(): TemplateResult {
    const { t } = this.texts;
    const { last } = this.marking;
    return html`<div class="offer small">
      <button type="button" class="plain" @click=${this.show}>${t("Show where you are stuck")}</button>
      ${last ? html`<button type="button" class="plain" @click=${this.takeMarked}><span>${t("Ask about:")} <span class="brief" dir="auto">${last.words}</span></span></button>` : nothing}
    </div>`;
  }

  private renderPanel(): TemplateResult {
    const { t } = this.texts;
    return html`<fieldset>
      <legend>${t("Goes with your question")}</legend>
      ${this.renderMarked()} ${this.renderExercises()}
      <p class="small quiet">${t("Those who help you and the teachers can read this, and it is kept with the conversation.")}</p>
      <button type="button" class="plain small" @click=${() => this.along.drop()}>${Object.keys(this.along.along).length > 0 ? t("Send nothing along") : t("Close")}</button>
    </fieldset>`;
  }

  private renderMarked(): TemplateResult {
    const { t } = this.texts;
    const { excerpt } = this.along.along;
    if (excerpt) {
      return html`<p class="small quiet">${t("You marked:")}</p>
        <div class="marked">
          <p class="text words small" dir="auto">${excerpt}</p>
          <button type="button" class="plain small" @click=${() => this.along.unmark()}>${t("Remove")}<span class="hidden"> ${t("what you marked")}</span></button>
        </div>`;
    }
    const { last } = this.marking;
    return html`<p class="small quiet">${t("Mark words on the page to ask about them.")}
      ${last ? html`<button type="button" class="plain small" @click=${this.takeMarked}><span>${t("Take:")} <span class="brief" dir="auto">${last.words}</span></span></button>` : nothing}</p>`;
  }

  private renderExercises(): TemplateResult | typeof nothing {
    const { t } = this.texts;
    const { exercises, failure, along } = this.along;
    if (failure) {
      return html`<p class="error small" role="alert">${failureWords(t, failure)}
        <button type="button" class="plain small" @click=${this.show}>${t("Try again")}</button></p>`;
    }
    if (!exercises) return along.exercise ? this.renderSent(along.exercise) : html`<p class="small quiet" role="status">${t("Looking for the exercise…")}</p>`;
    if (exercises.length === 0) return html`<p class="small quiet">${t("There is no exercise in this unit that could be sent along.")}</p>`;
    const gone = along.exercise && !this.along.chosen ? this.renderSent(along.exercise) : nothing;
    return html`${gone}${exercises.map((one, place) => this.renderExercise(one, place))}`;
  }

  /** As it was chosen; in the unit it may read otherwise by now. */
  private renderSent(exercise: string): TemplateResult {
    const { t } = this.texts;
    const { last_answer: answer } = this.along.along;
    return html`<p class="small quiet">${t("The exercise:")}</p>
      <p class="text words small" dir="auto">${exercise}</p>
      ${answer ? html`<p class="small quiet">${t("Your last answer:")}</p><p class="text words small" dir="auto">${answer}</p>` : nothing}`;
  }

  private renderExercise(exercise: ShownExercise, place: number): TemplateResult {
    const { t } = this.texts;
    const { chosen, key, along } = this.along;
    const on = chosen === exercise;
    const several = (this.along.exercises?.length ?? 0) > 1;
    const title = exercise.title || (several ? String(place + 1) : "");
    return html`<label><input type="checkbox" .checked=${on} aria-describedby=${`text-${place}`} @change=${() => this.along.choose(on ? null : exercise)} />
        <span>${t("Send the exercise too")}${title ? html`: <bdi>${title}</bdi>` : nothing}</span></label>
      ${on || key === exercise.key || !several ? html`<p id=${`text-${place}`} class="text words small" dir="auto" tabindex="0">${exercise.text}</p>` : nothing}
      ${exercise.answer && on
        ? html`<label><input type="checkbox" .checked=${Boolean(along.last_answer)} @change=${(event: Event) => this.along.answerToo((event.target as HTMLInputElement).checked ? exercise.answer : "")} />
            <span>${t("Send your last answer too:")} <span class="words" dir="auto">${exercise.answer}</span></span></label>`
        : nothing}`;
  }

  private readonly show = (): void => void this.along.show();

  private readonly takeMarked = (): void => {
    const { last } = this.marking;
    if (!last) return;
    this.along.mark(last.words, last.key);
    this.marking.forget();
    document.getSelection()?.removeAllRanges();
    const host = this.parentElement;
    host?.scrollIntoView({ block: "center" });
    host?.shadowRoot?.querySelector("textarea")?.focus({ preventScroll: true });
  };
}

/** A press on a button takes the mark from the page, and with it the button, before the click. */
function keep(event: Event): void {
  event.preventDefault();
}
