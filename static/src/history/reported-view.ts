/** What the reader reported to the teachers, and what came of it; loaded once the page stands. */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { webAddress } from "../shared/browser-links";
import { Times } from "../shared/browser-times";
import { HandlerError, type Handlers } from "../shared/handlers";
import { Texts } from "../shared/texts";
import { theme } from "../shared/theme-styles";
import type { ReportsAnswer, ReportState } from "../shared/wire";

/** So many are shown at first. */
const FEW = 3;

/** The reader's reports, the newest first. Nothing where there is none. */
export class OwnReports extends LitElement {
  static override properties = { texts: { attribute: false }, now: { attribute: false }, reports: { state: true }, all: { state: true } };
  static override styles = [
    theme,
    css`
      :host {
        display: block;
        overflow-wrap: anywhere;
      }
      section {
        margin-top: 1.5rem;
        padding: 1rem;
        border: 1px solid var(--edge);
        border-radius: 0.5rem;
      }
      h2 {
        font-size: 1.125rem;
        line-height: 1.3;
      }
      li {
        margin-top: 0.75rem;
      }
      blockquote {
        margin: 0.25rem 0 0;
        padding-inline-start: 0.75rem;
        border-inline-start: 3px solid var(--good);
      }
      .settled {
        font-weight: 600;
      }
      li > .quiet {
        margin-top: 0.125rem;
      }
    `,
  ];

  declare texts: Texts;
  declare now: number;
  declare reports: ReportState[];
  /** All are shown, and not only the newest. */
  declare all: boolean;
  handlers!: Pick<Handlers, "post">;

  constructor() {
    super();
    this.texts = new Texts();
    this.now = 0;
    this.reports = [];
    this.all = false;
  }

  /** Look anew. Where that does not come, what was there stays. */
  async look(): Promise<void> {
    try {
      this.reports = (await this.handlers.post<ReportsAnswer>("reports", { own: true })).reports;
    } catch (error) {
      if (!(error instanceof HandlerError)) throw error;
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const { t } = this.texts;
    const shown = this.all ? this.reports : this.reports.slice(0, FEW);
    if (shown.length === 0) return nothing;
    return html`<section aria-labelledby="reported">
      <h2 id="reported">${t("What you reported")}</h2>
      <ul>
        ${shown.map((report) => html`<li>${this.renderReport(report)}</li>`)}
      </ul>
      ${this.reports.length > shown.length ? html`<p><button class="plain" @click=${() => (this.all = true)}>${t("Show all")}</button></p>` : nothing}
    </section>`;
  }

  private renderReport(report: ReportState): TemplateResult {
    const times = new Times(this.texts);
    const at = report.settled_at ?? report.at;
    const url = webAddress(report.url);
    return html`<p><span>${this.what(report)}</span> <span class=${report.state}>${this.outcome(report)}</span></p>
      ${report.words ? html`<blockquote class="words" dir="auto">${report.words}</blockquote>` : nothing}
      <p class="small quiet">
        <time datetime=${at} title=${times.long(Date.parse(at))}>${times.brief(Date.parse(at), this.now)}</time>
        ${report.title ? html` · <bdi>${url ? html`<a href=${url}>${report.title}</a>` : report.title}</bdi>` : nothing}
      </p>`;
  }

  private what({ thing }: ReportState): string {
    const { t } = this.texts;
    const words = { line: t("You reported a line."), person: t("You reported a person."), talk: t("You reported a talk."), resource: t("You reported what others can read.") };
    return words[thing];
  }

  private outcome({ state, outcome }: ReportState): string {
    const { t } = this.texts;
    if (state === "open") return t("The teachers have not looked at it yet.");
    switch (outcome) {
      case "nothing":
        return t("A teacher has looked at it, and found nothing wrong.");
      case "spoken-to":
        return t("A teacher has looked at it, and has spoken with them.");
      case "removed":
        return t("A teacher has looked at it, and has removed somebody.");
      case "barred":
        return t("A teacher has looked at it, and somebody may not take part for a while.");
      case "hidden":
        return t("A teacher has looked at it, and nobody can read it any more.");
      case "right":
        return t("A teacher has looked at it: as it stands now, it is right.");
      default:
        return t("A teacher has looked at it.");
    }
  }
}

customElements.define("chatxblock-reported", OwnReports);

export function makeReported(handlers: Pick<Handlers, "post">, texts: Texts, now: number): OwnReports {
  const view = document.createElement("chatxblock-reported") as OwnReports;
  Object.assign(view, { handlers, texts, now });
  void view.look();
  return view;
}
