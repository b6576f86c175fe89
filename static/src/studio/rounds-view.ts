import { html, LitElement, nothing, type TemplateResult } from "lit";
import type { Texts } from "../shared/texts";
import type { Form } from "./form";
import { planWords, POOLS, poolWords, readPlan, writePlan, type Pool, type Round } from "./plan";

const NEXT: Round = { size: "5", pool: "everyone", wait: "60" };

/** The rounds as rows, to be added, moved and removed; it stands in the form's own tree and looks as that does. */
export class RoundsField extends LitElement {
  static override properties = { form: { attribute: false }, texts: { attribute: false }, said: { state: true } };

  declare form: Form;
  declare texts: Texts;
  /** What was done last, for whoever does not see the rows move. */
  declare said: string;
  private stop = (): void => undefined;
  private focusOn = "";

  override connectedCallback(): void {
    super.connectedCallback();
    this.said ??= "";
    this.stop = this.form.changed.subscribe(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): TemplateResult {
    const { t } = this.texts;
    const text = String(this.form.values["rounds"] ?? "");
    const rounds = readPlan(text);
    const own = text.trim() !== "";
    return html`<div class="ways" role="radiogroup" aria-labelledby="label-rounds">
        <label class="check"><input type="radio" name="plan" .checked=${!own} @change=${() => this.put([])} /><span>${t("As the site does it")}</span></label>
        <label class="check"><input type="radio" name="plan" .checked=${own} @change=${() => this.own()} /><span>${t("My own rounds")}</span></label>
      </div>
      ${!own ? this.renderSentence(readPlan(this.form.data.plan) ?? []) : rounds ? this.renderRows(rounds) : this.renderText(text)}
      <p class="hidden" role="status">${this.said}</p>`;
  }

  protected override updated(): void {
    if (!this.focusOn) return;
    const wanted = this.querySelector<HTMLElement>(this.focusOn);
    this.focusOn = "";
    const disabled = wanted?.matches(":disabled") ?? false;
    (disabled ? wanted?.closest("li")?.querySelector<HTMLElement>("button:not(:disabled)") : wanted)?.focus();
  }

  private renderRows(rounds: Round[]): TemplateResult {
    const { t } = this.texts;
    return html`<ol class="rounds" aria-labelledby="label-rounds">
        ${rounds.map((round, index) => this.renderRow(rounds, round, index))}
      </ol>
      <button type="button" class="add" ?disabled=${rounds.length >= this.form.data.most_rounds} @click=${() => this.add(rounds)}>${t("Add a round")}</button>
      ${this.renderSentence(rounds)}`;
  }

  private renderRow(rounds: Round[], round: Round, index: number): TemplateResult {
    const { t } = this.texts;
    const number = index + 1;
    return html`<li data-round=${number}><div role="group" aria-label=${t("Round {number}", { number })}>
      <label
        >${t("Ask")}
        <input class="size" inputmode="numeric" .value=${round.size} @input=${(event: Event) => this.change(rounds, index, { size: valueOf(event) })}
      /></label>
      <label
        ><span class="hidden">${t("of")}</span>
        <select @change=${(event: Event) => this.change(rounds, index, { pool: valueOf(event) as Pool })}>
          ${POOLS.map((pool) => html`<option value=${pool} ?selected=${pool === round.pool}>${poolWords(this.texts, pool)}</option>`)}
        </select></label
      >
      <label
        >${t("then wait")}
        <input class="wait" inputmode="numeric" .value=${round.wait} @input=${(event: Event) => this.change(rounds, index, { wait: valueOf(event) })} />
        <span>${t("seconds")}</span></label
      >
      <span class="moves">
        <button type="button" class="plain up" aria-label=${t("Move round {number} up", { number })} ?disabled=${index === 0} @click=${() => this.move(rounds, index, -1)}>↑</button>
        <button type="button" class="plain down" aria-label=${t("Move round {number} down", { number })} ?disabled=${index === rounds.length - 1} @click=${() => this.move(rounds, index, 1)}>↓</button>
        <button type="button" class="plain away" aria-label=${t("Remove round {number}", { number })} @click=${() => this.takeOff(rounds, index)}>✕</button>
      </span>
    </div></li>`;
  }

  /** A plan that cannot be read stays as it was typed, to be mended. */
  private renderText(text: string): TemplateResult {
    return html`<textarea rows="4" dir="ltr" aria-labelledby="label-rounds" aria-describedby="about-rounds" .value=${text} @input=${(event: Event) => this.form.set("rounds", valueOf(event))}></textarea>`;
  }

  private renderSentence(rounds: Round[]): TemplateResult | typeof nothing {
    const words = planWords(this.texts, rounds);
    return words ? html`<p class="sentence">${words}</p>` : nothing;
  }

  private own(): void {
    this.put(readPlan(this.form.data.plan) ?? [NEXT]);
    if (!this.form.values["rounds"]) this.put([NEXT]);
  }

  private change(rounds: Round[], index: number, part: Partial<Round>): void {
    this.put(rounds.map((round, place) => (place === index ? { ...round, ...part } : round)));
  }

  private add(rounds: Round[]): void {
    const { t } = this.texts;
    this.put([...rounds, { ...(rounds.at(-1) ?? NEXT) }]);
    this.said = t("Round {number} was added.", { number: rounds.length + 1 });
    this.focusOn = `[data-round="${rounds.length + 1}"] .size`;
  }

  private move(rounds: Round[], index: number, by: 1 | -1): void {
    const { t } = this.texts;
    const moved = [...rounds];
    moved.splice(index + by, 0, ...moved.splice(index, 1));
    this.put(moved);
    this.said = t("Round {from} is round {to} now.", { from: index + 1, to: index + by + 1 });
    this.focusOn = `[data-round="${index + by + 1}"] .${by < 0 ? "up" : "down"}`;
  }

  private takeOff(rounds: Round[], index: number): void {
    const { t } = this.texts;
    const left = rounds.filter((_round, place) => place !== index);
    this.put(left);
    this.said = t("Round {number} was removed.", { number: index + 1 });
    this.focusOn = left.length ? `[data-round="${Math.min(index + 1, left.length)}"] .away` : "[name=plan]";
  }

  private put(rounds: Round[]): void {
    this.form.set("rounds", writePlan(rounds));
  }
}

function valueOf(event: Event): string {
  return (event.target as HTMLInputElement).value;
}
