import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { webAddress } from "../shared/browser-links";
import { isNewDay, Times } from "../shared/browser-times";
import { named } from "../shared/named-view";
import { readBefore } from "../shared/read-before-view";
import { alone } from "../shared/soon";
import { isolated, Texts } from "../shared/texts";
import { theme } from "../shared/theme-styles";
import type { Call } from "../shared/wire";
import { written } from "../shared/written-view";

/** The whole question, who asked it, where and when: the title of the window shows only its beginning. */
export class QuestionCard extends LitElement {
  static override properties = {
    texts: { attribute: false },
    call: { attribute: false },
    typed: {},
    own: { type: Boolean },
    begins: { type: Boolean },
    place: { attribute: false },
    now: { attribute: false, hasChanged: isNewDay },
  };
  static override styles = [
    theme,
    css`
      section {
        padding: 0.75rem 1rem;
        border: 1px solid var(--edge);
        border-inline-start: 4px solid var(--accent);
        border-radius: 0.5rem;
      }
      .words {
        margin-top: 0.25rem;
      }
      .sent {
        margin-top: 0.5rem;
      }
      .sent .words {
        max-height: 10rem;
        overflow-y: auto;
        padding-inline-start: 0.75rem;
        border-inline-start: 3px solid var(--edge);
      }
      .begins {
        margin: 0.5rem 0 0.75rem;
      }
      .where,
      .read {
        margin-top: 0.5rem;
        overflow-wrap: anywhere;
      }
    `,
  ];

  declare texts: Texts;
  declare call: Call | null;
  /** The question as the lobby left it, while the call is on its way. */
  declare typed: string;
  /** The reader asked it. */
  declare own: boolean;
  /** A talk begins below it, in which one can write. */
  declare begins: boolean;
  declare place: { title: string; url: string };
  declare now: number;

  constructor() {
    super();
    this.texts = new Texts();
    this.call = null;
    this.typed = "";
    this.own = this.begins = false;
    this.place = { title: "", url: "" };
    this.now = 0;
  }

  protected override scheduleUpdate(): Promise<void> {
    return alone(() => super.scheduleUpdate());
  }

  protected override render(): TemplateResult | typeof nothing {
    const { t } = this.texts;
    const question = this.call?.question || this.typed;
    if (!question) return nothing;
    const name = isolated(this.call?.asker.name ?? "");
    return html`<section aria-label=${t("The question")}>
      <p class="small quiet">
        <span>${this.own ? t("You asked") : named(t("{name} asked", { name }))}</span>
        ${this.renderTime()}
      </p>
      <div class="words" dir="auto">${written(question)}</div>
      ${this.renderSent()} ${this.renderWhere()} ${readBefore(this.texts, this.call?.read)}
      </section>
      ${this.begins ? html`<p class="begins small quiet">${t("For ten minutes you can change or take back what you write. The log keeps both.")}</p>` : nothing}`;
  }

  /** What she sent along of the page. */
  private renderSent(): TemplateResult | typeof nothing {
    const { t } = this.texts;
    if (!this.call) return nothing;
    const { excerpt, exercise, last_answer: answer } = this.call.context;
    const parts = [
      [this.own ? t("You marked:") : t("Marked there:"), excerpt],
      [t("The exercise:"), exercise],
      [this.own ? t("Your last answer:") : t("Last answer:"), answer],
    ];
    return html`${parts.map(([label, words]) =>
      words ? html`<div class="sent small"><p class="quiet">${label}</p><div class="words" dir="auto" tabindex=${words.length > 400 ? 0 : nothing}>${written(words)}</div></div>` : nothing,
    )}`;
  }

  private renderTime(): TemplateResult {
    const times = new Times(this.texts);
    const asked = this.call ? Date.parse(this.call.asked_at) : this.now;
    return html`<time datetime=${new Date(asked).toISOString()} title=${times.long(asked)}>${times.brief(asked, this.now)}</time>`;
  }

  private renderWhere(): TemplateResult | typeof nothing {
    const url = webAddress(this.call?.context.url || this.place.url);
    const title = this.call?.context.title || this.place.title || url;
    if (!title) return nothing;
    const words = html`<bdi>${title}</bdi>`;
    const where = url ? html`<a href=${url} target="_blank" rel="noopener">${words}</a>` : words;
    return html`<p class="where small">${this.texts.t("Asked in:")} ${where}</p>`;
  }
}
