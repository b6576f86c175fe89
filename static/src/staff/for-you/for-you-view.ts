import { html, LitElement, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { webAddress } from "../../shared/browser-links";
import { Times } from "../../shared/browser-times";
import type { Clock } from "../../shared/clock";
import { failureWords } from "../../shared/failure";
import { FocusKeeper } from "../../shared/focus-keeper-view";
import type { Handlers } from "../../shared/handlers";
import { inline } from "../../shared/inline-view";
import type { KeptText } from "../../shared/kept-text";
import { pageStyles } from "../../shared/page-styles";
import { Texts } from "../../shared/texts";
import { theme } from "../../shared/theme-styles";
import { isShown, tidy } from "../../shared/typed-text";
import type { AnsweredLeft, Resource, StaffReport, TalkOutcome } from "../../shared/wire";
import type { Waiting } from "../waiting";
import type { AllThatWaits, Asked, Judgement } from "./all-that-waits";
import { forYouStyles } from "./for-you-styles";
import type { Reports } from "./reports";
import { rowsStyles } from "./rows-styles";

/** A resource that waits for a look: for review, hidden by reports, or reported by somebody. */
interface ToLookAt {
  id: string;
  title: string;
  why: string;
  at: string;
  /** What readers found wrong. */
  reasons: string[];
  url: string;
}

/** What waits for the staff of a course: reports of talks, questions that were left, resources to look at. */
export class ForYouView extends LitElement {
  static override properties = { list: { attribute: false }, reports: { attribute: false }, texts: { attribute: false }, dismissed: { state: true }, failure: { state: true } };
  static override styles = [theme, pageStyles, rowsStyles, forYouStyles];

  declare list: AllThatWaits;
  declare reports: Reports;
  declare texts: Texts;
  /** The questions of which the open dialog asks why there will be no answer. */
  declare dismissed: Asked | null;
  declare failure: string;
  clock!: Clock;
  waiting!: Waiting;
  text!: (name: string) => KeptText;
  say!: (words: string, url?: string) => void;
  handlers!: Handlers;
  private loaded = false;
  private busy = false;
  private counted = "";
  private readonly failures = new Map<string, string>();
  private readonly kept = new Map<string, KeptText>();
  private stops: (() => void)[] = [];

  constructor() {
    super();
    this.texts = new Texts();
    this.dismissed = null;
    this.failure = "";
    new FocusKeeper(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.stops = [this.list.changed.subscribe(() => this.requestUpdate()), this.reports.changed.subscribe(() => this.requestUpdate()), this.waiting.changed.subscribe(() => this.follow())];
    this.refresh();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.stops) stop();
  }

  refresh(): void {
    void this.waiting.look();
    void this.load();
  }

  protected override render(): TemplateResult {
    const { t } = this.texts;
    const { asked, missing } = this.list;
    const [reports, resources] = [this.reports.shown, this.resources];
    const failed = missing || this.reports.error !== null;
    const empty = this.loaded && !failed && reports.length + asked.length + resources.length === 0;
    return html`${this.loaded ? nothing : html`<p class="quiet">${t("Loading…")}</p>`}
      ${empty ? html`<p class="quiet">${t("Nothing waits for you. Questions that are left for the teachers, reports and resources to look at stand here within seconds.")}</p>` : nothing}
      ${reports.length > 0 ? this.renderReports(reports) : nothing} ${asked.length > 0 ? this.renderAsked(asked) : nothing} ${resources.length > 0 ? this.renderResources(resources) : nothing}
      ${failed
        ? html`<p class="error" role="alert">${t("A part of this list could not be loaded.")} <button @click=${() => void this.load()}>${t("Try again")}</button></p>`
        : nothing}
      ${this.dismissed ? this.renderDismissing(this.dismissed) : nothing}`;
  }

  private renderReports(reports: StaffReport[]): TemplateResult {
    const { t } = this.texts;
    return html`<section aria-labelledby="reports">
      <h2 id="reports" tabindex="-1">${t("Reports")}</h2>
      <ul>
        ${repeat(
          reports,
          ({ report_id: id }) => id,
          (report) => html`<li>
            <chatxblock-report-row
              .texts=${this.texts}
              .report=${report}
              .opened=${this.reports.opened.get(report.report_id)}
              .now=${this.clock.now()}
              .text=${this.written(`settle:${report.report_id}`)}
              .open=${() => this.reports.open(report.report_id)}
              .close=${() => this.reports.close(report.report_id)}
              .bar=${(about: StaffReport) => this.bar(about)}
              .settle=${(outcome: TalkOutcome, words: string) => this.settle(report, outcome, words)}
            ></chatxblock-report-row>
          </li>`,
        )}
      </ul>
      ${this.reports.next ? html`<p class="more"><button @click=${() => void this.attempt("more", () => this.reports.more())}>${t("Show earlier ones")}</button></p>` : nothing}
      <p class="error small" role="alert">${this.failures.get("more") ?? ""}</p>
    </section>`;
  }

  private renderAsked(asked: Asked[]): TemplateResult {
    const { t } = this.texts;
    return html`<section aria-labelledby="asked">
      <h2 id="asked" tabindex="-1">${t("Questions that nobody answered")}</h2>
      <ul>
        ${repeat(
          asked,
          ({ key }) => key,
          (one) => html`<li class="asked">
            <chatxblock-asked
              .texts=${this.texts}
              .asked=${one}
              .now=${this.clock.now()}
              .text=${this.written(`together:${one.key}`)}
              .answer=${(ids: string[], text: string, publish: boolean) => this.answer(one, ids, text, publish)}
            ></chatxblock-asked>
            <chatxblock-menu .label=${t("More")} .items=${[{ label: t("Say why there is no answer"), run: () => (this.dismissed = one) }]}
              ><button aria-haspopup="menu" aria-expanded="false" aria-label=${t("More")}>⋯</button></chatxblock-menu
            >
          </li>`,
        )}
      </ul>
    </section>`;
  }

  private renderDismissing(asked: Asked): TemplateResult {
    const { t, n } = this.texts;
    const kept = this.written(`dismiss:${asked.key}`);
    return html`<chatxblock-dialog
      .heading=${t("Say why there is no answer")}
      .text=${n("Whoever asked reads it where the question was asked.", "All {n} who asked read it where the question was asked.", asked.questions.length)}
      .confirm=${t("Send")}
      .cancel=${t("Not now")}
      .field=${t("Your reason")}
      .value=${kept.value}
      .error=${this.failure}
      .busy=${this.busy}
      @typed=${({ detail }: CustomEvent<string>) => (kept.value = detail)}
      @dismissed=${() => this.dismiss(null)}
      @confirmed=${({ detail }: CustomEvent<string>) => void this.dismissAsked(asked, detail)}
    ></chatxblock-dialog>`;
  }

  private renderResources(resources: ToLookAt[]): TemplateResult {
    const { t } = this.texts;
    return html`<section aria-labelledby="review">
      <h2 id="review" tabindex="-1">${t("Resources to look at")}</h2>
      <ul>
        ${repeat(
          resources,
          ({ id }) => id,
          ({ id, title, why, at, reasons, url }) => html`<li class="card ${this.list.opened.has(id) ? "opened" : ""}">
            <div class="head">
              <h3 class="words" dir="auto">${inline(title)}</h3>
              <p class="small quiet">${why} · ${this.ago(at)}</p>
              ${reasons.map((reason) => html`<blockquote class="words" dir="auto">${reason}</blockquote>`)}
            </div>
            ${this.renderResource(id, url, reasons.length > 0)}
          </li>`,
        )}
      </ul>
    </section>`;
  }

  /** What is judged is read first: the buttons are for just the text that is shown. */
  private renderResource(id: string, address: string, reported: boolean): TemplateResult {
    const { t } = this.texts;
    const open = this.list.opened.get(id);
    const url = webAddress(address);
    return html`${open
        ? html`<div class="text" tabindex="0" role="group" aria-label=${t("Its text")}>
            <p class="words" dir="auto"><strong>${open.answer}</strong></p>
            <p class="words" dir="auto">${open.body}</p>
          </div>`
        : nothing}
      ${open && reported ? this.renderWords(id) : nothing}
      <p class="error small" role="alert">${this.failures.get(id) ?? ""}</p>
      <div class="actions">
        ${open ? this.renderJudgements(open) : html`<button @click=${() => void this.attempt(id, () => this.list.open(id))}>${t("Look at it")}</button>`}
        ${url
          ? html`<chatxblock-menu .label=${t("More")} .items=${[{ label: t("Open it"), url }]}
              ><button aria-haspopup="menu" aria-expanded="false" aria-label=${t("More")}>⋯</button></chatxblock-menu
            >`
          : nothing}
      </div>`;
  }

  /** What whoever reported it reads, whatever is judged. */
  private renderWords(id: string): TemplateResult {
    const { t } = this.texts;
    const kept = this.written(`judge:${id}`);
    return html`<label class="to" for="words-${id}">${t("Words to whoever reported it, if you like")}</label>
      <textarea
        id="words-${id}"
        rows="2"
        dir="auto"
        aria-describedby="told-${id}"
        .value=${kept.value}
        @input=${(event: InputEvent) => (kept.value = (event.target as HTMLTextAreaElement).value)}
      ></textarea>
      <p id="told-${id}" class="small quiet">${t("They read it under “Your questions and talks”, with what you decide below. Nobody else does.")}</p>`;
  }

  private renderJudgements(open: Resource): TemplateResult {
    const { t } = this.texts;
    const button = (what: Judgement, words: string, primary = false): TemplateResult => html`<button class=${primary ? "primary" : ""} @click=${() => void this.judge(what, open)}>${words}</button>`;
    return html`${open.state === "review" ? button("resource_publish", t("Publish"), true) : button("resource_verify", t("It is right"), true)}
    ${open.state === "hidden" ? nothing : button("resource_hide", t("Hide it"))}`;
  }

  /** What waits for review or is hidden, and what somebody reported though it still is read. */
  private get resources(): ToLookAt[] {
    const { t, n } = this.texts;
    const reasons = new Map<string, string[]>();
    const reported = (this.list.reports ?? []).filter(({ resource_id: id }) => id);
    for (const { resource_id: id, reason } of reported) reasons.set(id ?? "", [...(reasons.get(id ?? "") ?? []), reason]);
    const review = (this.list.review ?? []).map(({ resource_id: id, title, at, edit_url: url, state, reports }) => ({
      id: id ?? "",
      title,
      at,
      url,
      reasons: reasons.get(id ?? "") ?? [],
      why: state === "review" ? t("Waits until you have looked at it") : n("Hidden: {n} person found something wrong", "Hidden: {n} people found something wrong", reports),
    }));
    const known = new Set(review.map(({ id }) => id));
    const more = reported.filter(({ resource_id: id }, place) => !known.has(id ?? "") && reported.findIndex((one) => one.resource_id === id) === place);
    return [...review, ...more.map(({ resource_id: id, title, at, url }) => ({ id: id ?? "", title, at, url, reasons: reasons.get(id ?? "") ?? [], why: t("Somebody found something wrong") }))];
  }

  private async load(): Promise<void> {
    this.counted = this.countsOf();
    await Promise.all([this.reports.look(), this.list.loadAsked(), this.list.load()]);
    this.loaded = true;
    this.requestUpdate();
  }

  /** There is more, or less, than what is shown was made of. */
  private follow(): void {
    if (this.counted !== this.countsOf()) void this.load();
  }

  private countsOf(): string {
    return Object.values(this.waiting.counts ?? {}).join();
  }

  /** The dialog comes with the first bar; where it cannot be had, that is said at the report. */
  private async bar(report: StaffReport): Promise<boolean> {
    const { barReported } = await import("./barring-view");
    return barReported(this.renderRoot, { report, handlers: this.handlers, texts: this.texts, text: this.written(`bar:${report.about?.jid ?? ""}`), now: () => this.clock.now(), say: this.say });
  }

  private async settle(report: StaffReport, outcome: TalkOutcome, words: string): Promise<void> {
    await this.reports.settle(report.report_id, outcome, words);
    this.say(this.texts.t("The report is settled, and whoever reported it is told."));
    void this.waiting.look();
  }

  private async answer(asked: Asked, ids: string[], text: string, publish: boolean): Promise<AnsweredLeft> {
    const { t, n } = this.texts;
    const told = await this.list.answer(asked, ids, text, publish);
    const over = told.passed_over?.length ?? 0;
    const words = [n("{n} question is answered.", "{n} questions are answered.", ids.length - over)];
    if (over) words.push(n("{n} had an answer of somebody else's already.", "{n} had an answer of somebody else's already.", over));
    if (told.resource) words.push(t("Everybody can read it."));
    this.say(words.join(" "), told.resource?.url);
    void this.waiting.look();
    return told;
  }

  private dismiss(asked: Asked | null): void {
    this.dismissed = asked;
    this.failure = "";
  }

  private async dismissAsked(asked: Asked, reason: string): Promise<void> {
    const { t, n } = this.texts;
    this.busy = true;
    this.failure = "";
    try {
      const many = await this.list.dismiss(asked, reason);
      this.written(`dismiss:${asked.key}`).value = "";
      this.dismiss(null);
      this.say(n("{n} question is closed, with your reason.", "{n} questions are closed, with your reason.", many));
      void this.waiting.look();
    } catch (error) {
      this.failure = failureWords(t, error, t("That did not get through. What you wrote is still here: try again in a moment."));
    } finally {
      this.busy = false;
      this.requestUpdate();
    }
  }

  private judge(what: Judgement, resource: Resource): Promise<void> {
    const { t } = this.texts;
    const done = { resource_publish: t("Everybody can read it."), resource_hide: t("Nobody but you and its authors can read it now."), resource_verify: t("It says that a teacher has looked.") };
    return this.attempt(resource.resource_id, async () => {
      const kept = this.written(`judge:${resource.resource_id}`);
      const words = tidy(kept.value);
      await this.list.judge(what, resource, isShown(words) ? words : "");
      kept.value = "";
      this.say(done[what]);
      void this.waiting.look();
    });
  }

  private async attempt(id: string, act: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failures.delete(id);
    try {
      await act();
    } catch (error) {
      this.failures.set(id, failureWords(this.texts.t, error));
    } finally {
      this.busy = false;
      this.requestUpdate();
    }
  }

  private written(name: string): KeptText {
    const text = this.kept.get(name) ?? this.text(name);
    this.kept.set(name, text);
    return text;
  }

  private ago(moment: string): string {
    return new Times(this.texts).ago(Date.parse(moment), this.clock.now());
  }
}
