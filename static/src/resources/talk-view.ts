import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { inline } from "../shared/inline-view";
import type { Texts } from "../shared/texts";
import { theme } from "../shared/theme-styles";
import type { Talk, TalkLine } from "../shared/wire";
import { putIn } from "./browser-field";
import type { EditorActions } from "./editor-actions";
import { insertion, mayQuote, standsIn } from "./quoting";

/** The talks beside the text: a click puts a line there; what may not be quoted is grey, and its speaker can be asked. */
export class Talks extends LitElement {
  static override properties = { said: { state: true } };
  static override styles = [
    theme,
    css`
      h3 {
        font-size: 1rem;
        line-height: 1.4;
        margin-bottom: 0.5rem;
        overflow-wrap: anywhere;
      }
      li {
        margin-bottom: 0.375rem;
      }
      .line {
        display: block;
        width: 100%;
        min-height: 0;
        padding: 0.375rem 0.625rem;
        border: 1px solid var(--edge);
        border-radius: 0.5rem;
        font-weight: 400;
        line-height: 1.45;
        text-align: start;
      }
      .in {
        border-color: var(--good);
        background: var(--good-ground);
      }
      .still {
        border-style: dashed;
        background: var(--raised);
        color: var(--quiet);
      }
      .who {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 0.5rem;
      }
      .words {
        display: block;
        max-height: 12rem;
        overflow: hidden auto;
      }
      .in .mark {
        color: var(--good);
        font-weight: 600;
      }
    `,
  ];

  /** What was done last, for those who do not see it. */
  declare said: string;
  texts!: Texts;
  actions!: EditorActions;
  /** Where the lines go. */
  field!: () => HTMLTextAreaElement | null;
  private readonly stops: (() => void)[] = [];

  constructor() {
    super();
    this.said = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    for (const one of [this.actions, this.actions.writing]) this.stops.push(one.changed.subscribe(() => this.requestUpdate()));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.stops.splice(0)) stop();
  }

  protected override render(): TemplateResult {
    return html`<p class="hidden" role="status">${this.said}</p>
      ${this.actions.talks.map((talk) => this.renderTalk(talk))}
      <chatxblock-talk-files .texts=${this.texts} .actions=${this.actions}></chatxblock-talk-files>`;
  }

  private renderTalk(talk: Talk): TemplateResult {
    const { t } = this.texts;
    return html`<h3 dir="auto">${inline(talk.question)}</h3>
      ${talk.complete ? nothing : html`<p class="small quiet">${t("Some lines are not here.")}</p>`}
      <ol>
        ${talk.lines.map((line) => html`<li>${mayQuote(line) ? this.renderLine(line) : this.renderStill(talk, line)}</li>`)}
      </ol>`;
  }

  private renderLine(line: TalkLine): TemplateResult {
    const { t } = this.texts;
    const isIn = standsIn(line, this.actions.writing.text);
    return html`<button class="line ${isIn ? "in" : ""}" @click=${() => this.put(line)}>
      <span class="who small"
        ><span class="quiet">${line.speaker}</span><span class="mark">${isIn ? html`✓ ${t("In the text")}` : ""}</span></span
      >
      <span class="words" dir="auto">${line.body}</span>
    </button>`;
  }

  private renderStill(talk: Talk, line: TalkLine): TemplateResult {
    const { t } = this.texts;
    return html`<div class="line still">
      <span class="who small"><span>${line.speaker}</span></span>
      <span class="words" dir="auto">${line.body}</span>
      <span class="who small"
        ><span>${t("Has not said yes to being quoted.")}</span>
        ${line.asked
          ? html`<strong>${t("Asked")}</strong>`
          : html`<button class="plain small" aria-label=${t("Ask {speaker} for a yes", { speaker: line.speaker })} @click=${() => void this.actions.ask(talk.call_id, line.id, line.speaker)}>
              ${t("Ask")}
            </button>`}</span
      >
    </div>`;
  }

  private put(line: TalkLine): void {
    const field = this.field();
    if (!field) return;
    const { at, text } = insertion(field.value, field.selectionEnd, line);
    putIn(field, at, text);
    this.said = this.texts.t("Put into the text.");
  }
}
