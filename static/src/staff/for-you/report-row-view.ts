import { html, LitElement, nothing, type TemplateResult } from "lit";
import { webAddress } from "../../shared/browser-links";
import { Times } from "../../shared/browser-times";
import { failureWords } from "../../shared/failure";
import { inline } from "../../shared/inline-view";
import type { KeptText } from "../../shared/kept-text";
import { written } from "../../shared/written-view";
import type { MenuItem } from "../../shared/menu-view";
import { named } from "../../shared/named-view";
import { pageStyles } from "../../shared/page-styles";
import { reach } from "../../shared/reach-view";
import { isolated, Texts } from "../../shared/texts";
import { theme } from "../../shared/theme-styles";
import { isShown, tidy } from "../../shared/typed-text";
import type { ReportedLine, StaffReport, StaffReportAnswer, TalkOutcome } from "../../shared/wire";
import { outcomes, reasonWords, settledWords, whatWords } from "./report-words";
import { reportRowStyles } from "./report-row-styles";

/** One report of a talk: a row, and opened below it the log around it, and what came of it. */
export class ReportRow extends LitElement {
  static override properties = {
    texts: { attribute: false },
    report: { attribute: false },
    opened: { attribute: false },
    now: { attribute: false },
    busy: { state: true },
    failure: { state: true },
  };
  static override styles = [theme, pageStyles, reportRowStyles];

  declare texts: Texts;
  declare report: StaffReport;
  /** With the log around it, once it is opened. */
  declare opened: StaffReportAnswer | undefined;
  declare now: number;
  declare busy: boolean;
  declare failure: string;
  /** What is being written to the reporter, kept from key to key. */
  text!: KeptText;
  /** These reject with `HandlerError`. */
  open!: () => Promise<void>;
  close!: () => void;
  settle!: (outcome: TalkOutcome, words: string) => Promise<void>;
  /** Ask how the reported person is to be barred; resolves to whether they are. */
  bar!: (report: StaffReport) => Promise<boolean>;
  private outcome: TalkOutcome | "" = "";

  constructor() {
    super();
    this.texts = new Texts();
    this.now = 0;
    this.busy = false;
    this.failure = "";
  }

  protected override render(): TemplateResult {
    const { t } = this.texts;
    const { report, opened } = this;
    const times = new Times(this.texts);
    return html`<div class="row">
        <div class="head">
          <h3 id="what" tabindex="-1"><span>${named(whatWords(this.texts, report))}${report.thing === "line" && report.said ? html` <bdi>${report.said}</bdi>` : nothing}</span></h3>
          <p class="small quiet">
            <strong>${reasonWords(this.texts, report.reason)}</strong> · ${named(t("reported by {name}", { name: isolated(report.by) }))} ·
            <time datetime=${report.at} title=${times.long(Date.parse(report.at))}>${times.ago(Date.parse(report.at), this.now)}</time>
            ${report.title ? html` · <bdi>${report.title}</bdi>` : nothing}
          </p>
        </div>
        <div class="actions">
          <button aria-expanded=${opened ? "true" : "false"} aria-describedby="what" ?disabled=${this.busy} @click=${this.toggle}>${opened ? t("Close") : t("Look at it")}</button>
          ${this.renderMenu()}
        </div>
      </div>
      ${opened ? this.renderOpened(opened) : html`<p class="error small" role="alert">${this.failure}</p>`}`;
  }

  private renderMenu(): TemplateResult {
    const { t } = this.texts;
    const items: MenuItem[] = [
      { label: t("Open its room"), url: webAddress(this.report.window_url) },
      { label: t("Save the whole log"), url: webAddress(this.report.transcript_url && `${this.report.transcript_url}?format=html`) },
    ];
    return html`<chatxblock-menu .label=${t("More")} .items=${items.filter(({ url }) => url)}
      ><button aria-haspopup="menu" aria-expanded="false" aria-label=${t("More")}>⋯</button></chatxblock-menu
    >`;
  }

  private renderOpened({ report, lines, legible, settlement }: StaffReportAnswer): TemplateResult {
    const { t } = this.texts;
    return html`<div class="whole">
      ${report.words ? html`<p class="small quiet">${named(t("{name} says:", { name: isolated(report.by) }))}</p><blockquote class="words" dir="auto">${report.words}</blockquote>` : nothing}
      <p class="small quiet">${t("Asked:")} <bdi>${inline(report.question)}</bdi></p>
      ${legible ? this.renderLog(lines) : html`<p class="small" role="status">${t("The room cannot be read right now. Nothing is lost: close this and look again in a moment.")}</p>`}
      ${settlement
        ? html`<p class="settled">${named(settledWords(this.texts, settlement))}</p>
            ${settlement.words ? html`<blockquote class="words" dir="auto">${settlement.words}</blockquote>` : nothing}`
        : this.renderForm()}
      <p class="error small" id="failure" role="alert">${this.failure}</p>
    </div>`;
  }

  private renderLog(lines: ReportedLine[]): TemplateResult {
    const { t } = this.texts;
    if (lines.length === 0) return html`<p class="small quiet">${t("Nothing was said.")}</p>`;
    return html`<ol class="log" aria-label=${t("What was said around it")} ${reach()}>
      ${lines.map((line) => this.renderLine(line))}
    </ol>`;
  }

  private renderLine({ name, at, body, reported }: ReportedLine): TemplateResult {
    const { t } = this.texts;
    const times = new Times(this.texts);
    const time = Date.parse(at);
    return html`<li class=${reported ? "reported" : ""}>
      <p class="small quiet">
        <bdi translate="no">${name || t("Somebody")}</bdi> · <time datetime=${at} title=${times.long(time)}>${times.brief(time, this.now)}</time>
        ${reported ? html` · <strong>${t("reported")}</strong>` : nothing}
      </p>
      <div class="words" dir="auto">${written(body)}</div>
    </li>`;
  }

  private renderForm(): TemplateResult {
    const { t } = this.texts;
    return html`<form @submit=${this.submit}>
      <fieldset ?disabled=${this.busy}>
        <legend>${t("What came of it?")}</legend>
        ${outcomes(this.texts).map(
          ([outcome, words]) => html`<div class="check">
            <input type="radio" name="outcome" id=${outcome} value=${outcome} .checked=${this.outcome === outcome} @change=${() => (this.outcome = outcome)} />
            <label for=${outcome}>${words}</label>
          </div>`,
        )}
        ${this.renderBarring()}
      </fieldset>
      <label for="words">${named(t("Words to {name}, if you like", { name: isolated(this.report.by) }))}</label>
      <textarea
        id="words"
        rows="2"
        dir="auto"
        ?readonly=${this.busy}
        aria-describedby="told failure"
        .value=${this.text.value}
        @input=${(event: InputEvent) => (this.text.value = (event.target as HTMLTextAreaElement).value)}
      ></textarea>
      <p id="told" class="small quiet">${t("Whoever reported it reads both under “Your questions and talks”. Nobody else does.")}</p>
      <button class="primary" ?disabled=${this.busy}>${t("Settle it")}</button>
    </form>`;
  }

  /** Whom it is about can be barred from here; who settles it says so then. */
  private renderBarring(): TemplateResult | typeof nothing {
    const { t } = this.texts;
    const { about } = this.report;
    return about ? html`<button type="button" class="bar" @click=${this.startBarring}><span>${named(t("Bar {name}…", { name: isolated(about.name) }))}</span></button>` : nothing;
  }

  private readonly startBarring = async (): Promise<void> => {
    if (await this.bar(this.report)) this.outcome = "barred";
    this.requestUpdate();
  };

  private readonly toggle = (): void => {
    if (this.opened) this.close();
    else void this.attempt(this.open);
  };

  private readonly submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const { outcome } = this;
    if (!outcome) {
      this.failure = this.texts.t("Say first what came of it.");
      this.renderRoot.querySelector<HTMLElement>("input")?.focus();
      return;
    }
    const words = tidy(this.text.value);
    void this.attempt(async () => {
      await this.settle(outcome, isShown(words) ? words : "");
      this.text.value = "";
    });
  };

  private async attempt(act: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failure = "";
    try {
      await act();
    } catch (error) {
      this.failure = failureWords(this.texts.t, error, this.texts.t("That did not get through. What you wrote is still here: try again in a moment."));
    } finally {
      this.busy = false;
    }
  }
}

