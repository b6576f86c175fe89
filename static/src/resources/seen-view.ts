import { css, html, LitElement, type TemplateResult } from "lit";
import { rendered } from "../shared/browser-rendered";
import { letScroll } from "../shared/browser-scrolling";
import { renderedStyles } from "../shared/rendered-styles";
import type { Texts } from "../shared/texts";
import { theme } from "../shared/theme-styles";
import { formulaStyles } from "../shared/written/formula-styles";
import type { Preview } from "./preview";
import type { Writing } from "./writing";

/** How a text will be read, as the server draws it. */
export class Seen extends LitElement {
  static override styles = [
    theme,
    renderedStyles,
    formulaStyles,
    css`
      :host {
        display: block;
        max-width: 40rem;
      }
      .answer:not(:empty) {
        margin-bottom: 1rem;
        padding: 0.75rem 1rem;
        border-inline-start: 4px solid var(--accent);
        border-radius: 0.25rem;
        background: var(--raised);
      }
      .trouble {
        color: var(--trouble);
      }
    `,
  ];

  texts!: Texts;
  preview!: Preview;
  writing!: Writing;
  private shown: unknown = null;
  private files = "";
  private readonly watch = new ResizeObserver(() => this.measure());
  private readonly stops: (() => void)[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    for (const one of [this.preview, this.writing]) this.stops.push(one.changed.subscribe(() => this.requestUpdate()));
    this.watch.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.stops.splice(0)) stop();
    this.watch.disconnect();
  }

  protected override render(): TemplateResult {
    const { t } = this.texts;
    return html`<p class="trouble small" role="status">${this.preview.failed ? t("This is an earlier text: the newest could not be drawn.") : ""}</p>
      <div class="answer rendered" dir="auto"></div>
      <div class="rendered" dir="auto"></div>
      <div class="rendered files"></div>`;
  }

  protected override updated(): void {
    const { seen } = this.preview;
    const { files_html } = this.writing.resource;
    if (seen === this.shown && files_html === this.files) return;
    const [answer, body, files] = this.places;
    // A picture that stands there already is not loaded once more with every key.
    if (files_html !== this.files) files?.replaceChildren(rendered(files_html));
    this.files = files_html;
    this.shown = seen;
    answer?.replaceChildren(rendered(seen.answer_html));
    body?.replaceChildren(rendered(seen.html));
    this.measure();
  }

  private measure(): void {
    for (const place of this.places) letScroll(place);
  }

  private get places(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>(".rendered")];
  }
}
