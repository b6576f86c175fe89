import { html, LitElement, nothing, type TemplateResult } from "lit";
import { webAddress } from "../browser-links";
import { renderedStyles } from "../rendered-styles";
import { Texts } from "../texts";
import { followPage, theme } from "../theme-styles";
import type { Hint } from "../wire";
import { drawn } from "./drawn-view";
import { findingStyles } from "./finding-styles";

/** The author's own hints, one at a time: the next one is shown when she wants it, and those before stay. */
export class Hints extends LitElement {
  static override properties = { texts: { attribute: false }, hints: { attribute: false }, shown: { state: true }, open: { state: true } };
  static override styles = [theme, renderedStyles, findingStyles];

  declare texts: Texts;
  declare hints: Hint[];
  /** How many she has asked for. */
  declare shown: number;
  declare open: boolean;
  private readonly made = new Map<Hint, HTMLElement>();

  constructor() {
    super();
    this.texts = new Texts();
    this.hints = [];
    this.shown = 1;
    this.open = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    followPage(this);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { t, count } = this.texts;
    const all = this.hints.length;
    if (all === 0) return nothing;
    const number = (index: number): string =>
      t("Hint {number} of {all} from your teacher", { number: count(index), all: count(all) });
    return html`<section aria-label=${t("Hints from your teacher")}>
      <div class="hint">
        <button class="line" aria-expanded=${this.open} aria-controls="hints" @click=${() => (this.open = !this.open)}>
          <span class="what">${number(1)}</span>
        </button>
      </div>
      <div id="hints" ?hidden=${!this.open}>
        ${this.hints.slice(0, this.shown).map((hint, index) => this.renderHint(hint, index === 0 ? "" : number(index + 1)))}
        ${this.shown < all
          ? html`<div class="actions"><button @click=${() => void this.next()}>${t("Show the next hint")}</button></div>`
          : nothing}
      </div>
    </section>`;
  }

  private renderHint(hint: Hint, heading: string): TemplateResult {
    const url = webAddress(hint.url ?? "");
    const { title } = hint;
    return html`<div class="read ${heading ? "hint" : ""}" tabindex="-1">
      ${heading ? html`<p class="small quiet title">${heading}</p>` : nothing}
      <p dir="auto"><strong>${url ? html`<a href=${url} target="_blank" rel="noopener noreferrer">${title || url}</a>` : title}</strong></p>
      ${hint.html ? this.made.get(hint) ?? this.make(hint) : nothing}
    </div>`;
  }

  private make(hint: Hint): HTMLElement {
    const element = drawn(hint.html, this);
    this.made.set(hint, element);
    return element;
  }

  /** Reading goes on where the new one begins. */
  private async next(): Promise<void> {
    this.shown += 1;
    await this.updateComplete;
    [...this.renderRoot.querySelectorAll<HTMLElement>(".read")].at(-1)?.focus();
  }
}
