import { html, LitElement, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { webAddress } from "../shared/browser-links";
import { Times } from "../shared/browser-times";
import type { Clock } from "../shared/clock";
import { failureWords } from "../shared/failure";
import { FocusKeeper } from "../shared/focus-keeper-view";
import type { KeptText } from "../shared/kept-text";
import { pageStyles } from "../shared/page-styles";
import { Texts } from "../shared/texts";
import { theme } from "../shared/theme-styles";
import type { AnsweredLeft, ReportState, Resource, ResourceWork } from "../shared/wire";
import type { Asked, Judgement, StaffList } from "./staff-list";
import { staffListStyles } from "./staff-list-styles";

/** What waits for the teachers of a course: questions that are alike together, resources to look at, and reports. */
export class StaffListPage extends LitElement {
  static override properties = { list: { attribute: false }, texts: { attribute: false } };
  static override styles = [theme, pageStyles, staffListStyles];

  declare list: StaffList;
  declare texts: Texts;
  declare clock: Clock;
  helperPageUrl = "";
  /** The page with questions and talks, on which staff choose whose. */
  historyUrl = "";
  /** A text that is kept under this name. */
  text!: (place: string) => KeptText;
  private news = "";
  private published = "";
  private readonly failures = new Map<string, string>();
  private readonly busy = new Set<string>();
  private readonly kept = new Map<string, KeptText>();
  private stop = (): void => undefined;

  constructor() {
    super();
    this.texts = new Texts();
    new FocusKeeper(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.stop = this.list.changed.subscribe(() => this.requestUpdate());
    void this.list.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  protected override render(): TemplateResult {
    const { t } = this.texts;
    const { asked, review, reports, missing } = this.list;
    const read = webAddress(this.published);
    return html`<div class="page">
      <h1 tabindex="-1">${t("Waiting for the teachers")}</h1>
      <p class="news" role="status">${this.news}${this.news && read ? html` <a href=${read} target="_blank" rel="noopener">${t("Read it")}</a>` : nothing}</p>
      <section aria-labelledby="asked">
        <h2 id="asked" tabindex="-1">${t("Questions that nobody answered")}</h2>
        ${asked.length === 0
          ? html`<p class="quiet">${t("No question waits for you.")}</p>`
          : html`<ul>
              ${repeat(asked, ({ key }) => key, (one) => html`<li>${this.renderAsked(one)}</li>`)}
            </ul>`}
      </section>
      ${review ? this.renderReview(review) : nothing} ${reports ? this.renderReports(reports) : nothing}
      ${missing
        ? html`<p class="error" role="alert">
            ${t("A part of this list could not be loaded.")} <button @click=${() => void this.list.load()}>${t("Try again")}</button>
          </p>`
        : nothing}
      ${this.renderWays()}
    </div>`;
  }

  private renderWays(): TemplateResult | typeof nothing {
    const { t } = this.texts;
    const ways: [string, string][] = [
      [webAddress(this.helperPageUrl), t("Helping others")],
      [webAddress(this.historyUrl), t("Your questions and talks")],
    ];
    const there = ways.filter(([url]) => url);
    return there.length > 0 ? html`<footer class="small">${there.map(([url, words]) => html`<p><a href=${url}>${words}</a></p>`)}</footer>` : nothing;
  }

  private renderAsked(asked: Asked): TemplateResult {
    return html`<chatxblock-asked
      .texts=${this.texts}
      .asked=${asked}
      .now=${this.clock.now()}
      .text=${this.written(asked.key)}
      .answer=${(ids: string[], text: string, publish: boolean) => this.answer(asked, ids, text, publish)}
    ></chatxblock-asked>`;
  }

  private renderReview(review: ResourceWork[]): TemplateResult {
    const { t } = this.texts;
    return html`<section aria-labelledby="review">
      <h2 id="review" tabindex="-1">${t("Resources to look at")}</h2>
      ${review.length === 0 ? html`<p class="quiet">${t("Nothing waits for a look.")}</p>` : nothing}
      <ul>
        ${review.map((work) => html`<li class="card ${this.list.opened.has(work.resource_id ?? "") ? "opened" : ""}">
          <div class="head">
            <h3 class="words" dir="auto">${work.title}</h3>
            <p class="small quiet">${this.why(work)} · ${this.ago(work.at)}</p>
          </div>
          ${work.resource_id ? this.renderResource(work.resource_id, work.edit_url) : nothing}
        </li>`)}
      </ul>
    </section>`;
  }

  private renderReports(reports: ReportState[]): TemplateResult {
    const { t } = this.texts;
    return html`<section aria-labelledby="reports">
      <h2 id="reports" tabindex="-1">${t("Reports")}</h2>
      ${reports.length === 0 ? html`<p class="quiet">${t("Nobody has found anything wrong.")}</p>` : nothing}
      <ul>
        ${reports.map((report) => html`<li class="card ${this.list.opened.has(report.resource_id ?? "") ? "opened" : ""}">
          <div class="head">
            <h3 class="words" dir="auto">${report.title}</h3>
            <p class="small quiet">${this.ago(report.at)}</p>
            <blockquote class="words" dir="auto">${report.reason}</blockquote>
          </div>
          ${report.resource_id ? this.renderResource(report.resource_id, report.url) : this.renderTalk(report)}
        </li>`)}
      </ul>
    </section>`;
  }

  /** A report of a talk: she opens that, and says when she has looked. */
  private renderTalk(report: ReportState): TemplateResult {
    const { t } = this.texts;
    const { report_id: id, url } = report;
    return html`<p class="error small" role="alert">${this.failures.get(id) ?? ""}</p>
      <div class="actions">
        <button ?disabled=${this.busy.has(id)} @click=${() => void this.attempt(id, () => this.list.settle(report))}>${t("I have looked at it")}</button>
        ${this.renderLink(url, t("Open it"))}
      </div>`;
  }

  /** What is judged is read first: the buttons are for just the text that is shown. */
  private renderResource(id: string, url: string): TemplateResult {
    const { t } = this.texts;
    const open = this.list.opened.get(id);
    const busy = this.busy.has(id);
    return html`${open ? html`<div class="text" tabindex="0" role="group" aria-label=${t("Its text")}>
          <p class="words" dir="auto"><strong>${open.answer}</strong></p>
          <p class="words" dir="auto">${open.body}</p>
        </div>` : nothing}
      <p class="error small" role="alert">${this.failures.get(id) ?? ""}</p>
      <div class="actions">
        ${open ? this.renderJudgements(open, busy) : html`<button ?disabled=${busy} @click=${() => void this.open(id)}>${t("Look at it")}</button>`}
        ${this.renderLink(url, t("Open it"))}
      </div>`;
  }

  private renderJudgements(open: Resource, busy: boolean): TemplateResult {
    const { t } = this.texts;
    const button = (what: Judgement, words: string, primary = false): TemplateResult =>
      html`<button class=${primary ? "primary" : ""} ?disabled=${busy} @click=${() => void this.judge(what, open)}>${words}</button>`;
    const waits = open.state === "review";
    return html`${waits ? button("resource_publish", t("Publish"), true) : button("resource_verify", t("It is right"), true)}
    ${open.state === "hidden" ? nothing : button("resource_hide", t("Hide it"))}`;
  }

  private renderLink(address: string, words: string): TemplateResult | typeof nothing {
    const url = webAddress(address);
    return url ? html`<a href=${url} target="_blank" rel="noopener">${words}</a>` : nothing;
  }

  private why({ state, reports }: ResourceWork): string {
    const { t, n } = this.texts;
    if (state === "review") return t("Waits until you have looked at it");
    return reports > 0 ? n("Hidden: {n} person found something wrong", "Hidden: {n} people found something wrong", reports) : t("Hidden");
  }

  private ago(moment: string): string {
    return new Times(this.texts).ago(Date.parse(moment), this.clock.now());
  }

  private written(key: string): KeptText {
    const text = this.kept.get(key) ?? this.text(`together:${key}`);
    this.kept.set(key, text);
    return text;
  }

  private async answer(asked: Asked, ids: string[], text: string, publish: boolean): Promise<AnsweredLeft> {
    const { t, n } = this.texts;
    const told = await this.list.answer(asked, ids, text, publish);
    const over = told.passed_over?.length ?? 0;
    const words = [n("{n} question is answered.", "{n} questions are answered.", ids.length - over)];
    if (over) words.push(n("{n} had an answer of somebody else's already.", "{n} had an answer of somebody else's already.", over));
    if (told.resource) words.push(t("Everybody can read it."));
    this.published = told.resource?.url ?? "";
    this.say(words.join(" "));
    return told;
  }

  private open(id: string): Promise<void> {
    return this.attempt(id, () => this.list.open(id));
  }

  private judge(what: Judgement, resource: Resource): Promise<void> {
    const { t } = this.texts;
    const done = { resource_publish: t("Everybody can read it."), resource_hide: t("Nobody but you and its authors can read it now."), resource_verify: t("It says that a teacher has looked.") };
    return this.attempt(resource.resource_id, async () => {
      await this.list.judge(what, resource);
      this.published = "";
      this.say(done[what]);
    });
  }

  private async attempt(id: string, act: () => Promise<void>): Promise<void> {
    this.busy.add(id);
    this.failures.delete(id);
    this.requestUpdate();
    try {
      await act();
    } catch (error) {
      this.failures.set(id, failureWords(this.texts.t, error));
    } finally {
      this.busy.delete(id);
      this.requestUpdate();
    }
  }

  private say(words: string): void {
    this.news = words;
    this.requestUpdate();
  }
}
