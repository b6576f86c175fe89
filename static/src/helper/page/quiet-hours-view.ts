import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { dates } from "../../shared/intl";
import { FocusKeeper } from "../../shared/focus-keeper-view";
import { Texts } from "../../shared/texts";
import { theme } from "../../shared/theme-styles";
import type { Quiet } from "../../shared/wire";
import { isWhole } from "./helper-profile";

const DAYS = [1, 2, 3, 4, 5, 6, 7];
/** 1 January 2024 was a Monday. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY = 86_400_000;

/** Quiet hours by weekday. Tells `hours` with the whole list once each row of it makes sense. */
export class QuietHours extends LitElement {
  static override properties = { texts: { attribute: false }, hours: { attribute: false }, rows: { state: true } };
  static override styles = [
    theme,
    css`
      :host {
        display: block;
      }
      fieldset {
        min-width: 0;
        margin: 0 0 1rem;
        padding: 0.75rem 1rem 1rem;
        border: 1px solid var(--edge);
        border-radius: 0.5rem;
      }
      legend {
        padding: 0 0.25rem;
        font-weight: 600;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem 0.75rem;
        align-items: end;
      }
      .row + .row {
        margin-top: 0.75rem;
      }
      .days label {
        display: inline-flex;
        align-items: center;
        gap: 0.375rem;
        min-height: 2rem;
      }
      .times label {
        display: block;
        font-size: 0.875rem;
      }
      input[type="checkbox"] {
        width: 1.125rem;
        height: 1.125rem;
        margin: 0;
        padding: 0;
        accent-color: var(--accent);
      }
      input[type="time"] {
        display: block;
        width: auto;
        min-height: 2.5rem;
        padding: 0.375rem 0.5rem;
      }
      .error {
        margin-top: 0.5rem;
      }
      [tabindex="-1"]:focus {
        outline: none;
      }
    `,
  ];

  declare texts: Texts;
  /** As the server has them. */
  declare hours: Quiet[];
  declare rows: Quiet[];

  constructor() {
    super();
    this.texts = new Texts();
    this.hours = [];
    this.rows = [];
    new FocusKeeper(this);
  }

  protected override willUpdate(changes: Map<string, unknown>): void {
    // What is not whole yet is not saved, so an answer of the server must not take it away.
    if (changes.has("hours") && this.rows.every(isWhole)) this.rows = this.hours.map((one) => ({ ...one }));
  }

  protected override render(): TemplateResult {
    const { t } = this.texts;
    return html`<div tabindex="-1">
      ${this.rows.map((row, index) => this.renderRow(row, index))}
      <button @click=${this.add}>${this.rows.length > 0 ? t("Add more quiet hours") : t("Add quiet hours")}</button>
    </div>`;
  }

  private renderRow(row: Quiet, index: number): TemplateResult {
    const { t, count } = this.texts;
    return html`<fieldset>
      <legend>${t("Quiet hours {n}", { n: count(index + 1) })}</legend>
      <div class="row days">${DAYS.map((day) => this.renderDay(row, index, day))}</div>
      <div class="row times">
        ${this.renderTime(t("From"), row.start, (start) => this.put(index, { ...row, start }))}
        ${this.renderTime(row.end <= row.start ? t("To, the next day") : t("To"), row.end, (end) => this.put(index, { ...row, end }))}
        <button @click=${() => this.drop(index)} aria-label=${t("Remove quiet hours {n}", { n: count(index + 1) })}>
          ${t("Remove")}
        </button>
      </div>
      ${isWhole(row) ? nothing : html`<p class="error small" role="alert">${this.complaint(row)}</p>`}
    </fieldset>`;
  }

  private renderDay(row: Quiet, index: number, day: number): TemplateResult {
    const toggle = (): void => {
      const days = row.days.includes(day) ? row.days.filter((one) => one !== day) : [...row.days, day].sort();
      this.put(index, { ...row, days });
    };
    return html`<label>
      <input type="checkbox" .checked=${row.days.includes(day)} @change=${toggle} />${this.nameOf(day)}
    </label>`;
  }

  private renderTime(words: string, value: string, change: (value: string) => void): TemplateResult {
    return html`<label>
      ${words}
      <input type="time" required .value=${value} @change=${(event: Event) => change((event.target as HTMLInputElement).value)} />
    </label>`;
  }

  private complaint(row: Quiet): string {
    const { t } = this.texts;
    if (row.days.length === 0) return t("Choose at least one day. Until then these hours don't count.");
    return t("Choose when they begin and end. Until then these hours don't count.");
  }

  private nameOf(day: number): string {
    const { language } = this.texts;
    return dates(language, { weekday: "short", timeZone: "UTC" }).format(MONDAY + (day - 1) * DAY);
  }

  private put(index: number, row: Quiet): void {
    this.keep(this.rows.map((one, other) => (other === index ? row : one)));
  }

  private drop(index: number): void {
    this.keep(this.rows.filter((_, other) => other !== index));
  }

  private readonly add = (): void => this.keep([...this.rows, { days: [...DAYS], start: "22:00", end: "07:00" }]);

  private keep(rows: Quiet[]): void {
    this.rows = rows;
    if (rows.every(isWhole)) this.dispatchEvent(new CustomEvent("hours", { detail: rows }));
  }
}
