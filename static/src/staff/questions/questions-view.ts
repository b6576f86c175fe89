import { html, LitElement, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { webAddress } from "../../shared/browser-links";
import { roomName } from "../../shared/browser-room-window";
import { Times } from "../../shared/browser-times";
import type { Clock } from "../../shared/clock";
import { failureWords } from "../../shared/failure";
import { FocusKeeper } from "../../shared/focus-keeper-view";
import { inline } from "../../shared/inline-view";
import type { KeptText } from "../../shared/kept-text";
import { written } from "../../shared/written-view";
import { Texts } from "../../shared/texts";
import { theme } from "../../shared/theme-styles";
import { isShown, tidy } from "../../shared/typed-text";
import type { StaffQuestion } from "../../shared/wire";
import type { Filter, Questions } from "./questions";
import { questionsStyles } from "./questions-styles";
import { outcomeWords } from "./questions-words";

/** All that was asked in the course: filters, a row for each question, and unfolded below it what was said. */
export class QuestionsView extends LitElement {
  static override properties = { questions: { attribute: false }, texts: { attribute: false }, failures: { state: true }, busy: { state: true } };
  static override styles = [theme, questionsStyles];

  declare questions: Questions;
  declare texts: Texts;
  declare failures: Record<string, string>;
  declare busy: string;
  clock!: Clock;
  say!: (words: string) => void;
  /** A text that is kept under this name while it is written. */
  text!: (name: string) => KeptText;
  private readonly unfolded = new Set<string>();
  private readonly written = new Map<string, KeptText>();
  private stops: (() => void)[] = [];

  constructor() {
    super();
    this.texts = new Texts();
    this.failures = {};
    this.busy = "";
    new FocusKeeper(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.stops = [this.questions.changed, this.questions.pages.changed].map((changed) => changed.subscribe(() => this.requestUpdate()));
    if (this.questions.pages.items === null) void this.questions.pages.look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.stops) stop();
  }

  /** What somebody reads stays under their eyes; where nothing is unfolded, what is new is looked for. */
  refresh(): void {
    if (this.unfolded.size === 0) void this.questions.pages.look();
  }

  protected override render(): TemplateResult {
    const { t } = this.texts;
    const { busy, error } = this.questions.pages;
    return html`<section aria-labelledby="all">
      <h2 id="all" tabindex="-1">${t("All questions of the course")}</h2>
      ${this.renderFilter()}
      <p class="news small quiet" role="status">${busy ? t("Looking…") : this.found}</p>
      ${error
        ? html`<p class="error" role="alert">${failureWords(t, error)} <button class="plain" @click=${() => void this.questions.pages.look()}>${t("Try again")}</button></p>`
        : nothing}
      <div aria-busy=${busy ? "true" : "false"}>${this.renderList()}</div>
    </section>`;
  }

  private get found(): string {
    const { t, n } = this.texts;
    const { items, next, error } = this.questions.pages;
    if (!items || error || !this.questions.filtered) return "";
    return next ? t("More than {n} questions found.", { n: items.length }) : n("{n} question found.", "{n} questions found.", items.length);
  }

  private renderFilter(): TemplateResult {
    const { t } = this.texts;
    const { units, filter } = this.questions;
    const answered = filter.answered === undefined || filter.answered === null ? "" : filter.answered ? "yes" : "no";
    return html`<form role="search" @submit=${this.submit} @change=${this.choose}>
      <div class="search">
        <label for="query">${t("Words in the question")}</label>
        <div class="actions">
          <input id="query" name="query" type="search" dir="auto" maxlength="255" enterkeyhint="search" .value=${filter.query ?? ""} />
          <button>${t("Search")}</button>
          ${this.questions.filtered ? html`<button type="button" @click=${this.clear}>${t("Show all")}</button>` : nothing}
        </div>
      </div>
      ${this.renderChoice("state", t("State"), filter.state ?? "", [["open", t("Open")], ["ended", t("Ended")], ["left", t("Left for the teachers")]])}
      ${this.renderChoice("answered", t("Answered"), answered, [["yes", t("Yes")], ["no", t("No")]])}
      ${this.renderChoice("helped", t("Whether it helped"), filter.helped ?? "", [["yes", t("Yes")], ["a-little", t("A little")], ["no", t("No")]])}
      ${units.length > 0 ? this.renderChoice("unit", t("Unit"), filter.unit ?? "", units.map(({ key, title }) => [key, title || key])) : nothing}
      <div>
        <label for="month">${t("Month")}</label>
        <input id="month" name="month" type="month" placeholder="2026-11" pattern="[0-9]{4}-[0-9]{2}" .value=${filter.month ?? ""} />
      </div>
      <div>
        <label for="asker">${t("Asked by")}</label>
        <input id="asker" name="asker" dir="auto" maxlength="255" autocomplete="off" aria-describedby="whose" .value=${filter.asker ?? ""} />
        <span id="whose" class="hidden">${t("Username or exact name")}</span>
      </div>
    </form>`;
  }

  private renderChoice(name: string, label: string, chosen: string, choices: string[][]): TemplateResult {
    return html`<div>
      <label for=${name}>${label}</label>
      <select id=${name} name=${name}>
        <option value="" ?selected=${chosen === ""}>${this.texts.t("Any")}</option>
        ${choices.map(([value, words]) => html`<option value=${value} ?selected=${chosen === value}>${words}</option>`)}
      </select>
    </div>`;
  }

  private renderList(): TemplateResult | typeof nothing {
    const { t } = this.texts;
    const { items, next, busy, error } = this.questions.pages;
    if (items === null) return error ? nothing : html`<p class="quiet">${t("Loading…")}</p>`;
    if (items.length === 0 && !error) return this.renderEmpty();
    return html`<ul>
        ${repeat(items, ({ call_id: id }) => id, (one) => html`<li>${this.renderQuestion(one)}</li>`)}
      </ul>
      ${next ? html`<div class="more"><button ?disabled=${busy} @click=${() => void this.questions.pages.more()}>${t("Show earlier ones")}</button></div>` : nothing}`;
  }

  private renderEmpty(): TemplateResult {
    const { t } = this.texts;
    if (!this.questions.filtered) return html`<p class="quiet">${t("Nobody has asked anything in this course yet. What is asked stands here from then on.")}</p>`;
    return html`<p class="quiet">${t("No question fits all of that. Choose less, or fewer words.")}</p>
      <p class="more"><button @click=${this.clear}>${t("Show all")}</button></p>`;
  }

  private renderQuestion(one: StaffQuestion): TemplateResult {
    const { t, n } = this.texts;
    const { call_id: id, question, asker, context, came, lines } = one;
    const times = new Times(this.texts);
    const at = Date.parse(one.asked_at);
    const url = webAddress(context.url);
    const place = context.title || url;
    const open = this.unfolded.has(id);
    return html`<div class="row">
        <div>
          <h3 id=${`question-${id}`} class="question words ${open ? "whole" : ""}" dir="auto">${inline(question)}</h3>
          <p class="small quiet">
            <span class="outcome">${outcomeWords(this.texts, one)}</span> · <bdi translate="no" title=${asker.name}>${asker.name}</bdi>${came.length > 0
              ? html` · ${t("helped by")} ${came.map((name, at) => html`${at > 0 ? ", " : nothing}<bdi translate="no" title=${name}>${name}</bdi>`)}`
              : nothing}${place ? html` · <bdi>${url ? html`<a href=${url} target="_blank" rel="noopener">${place}</a>` : place}</bdi>` : nothing} ·
            <time datetime=${one.asked_at} title=${times.long(at)}>${times.brief(at, this.clock.now())}</time>${lines ? html` · ${n("{n} line", "{n} lines", lines)}` : nothing}
          </p>
        </div>
        <button aria-expanded=${open ? "true" : "false"} aria-controls=${`said-${id}`} aria-describedby=${`question-${id}`} @click=${() => this.fold(one)}>${open ? t("Fold up") : t("Read")}</button>
      </div>
      <div id=${`said-${id}`} class="said" ?hidden=${!open}>${open ? this.renderOpened(one) : nothing}</div>`;
  }

  private renderOpened(one: StaffQuestion): TemplateResult {
    const { t } = this.texts;
    const { answer, outcome, call_id: id } = one;
    return html`${this.renderLog(one)}
      ${answer
        ? html`<p class="small quiet"><bdi translate="no" title=${answer.name}>${answer.name}</bdi></p>
            <blockquote class="words" dir="auto">${written(answer.answer)}</blockquote>`
        : nothing}
      ${outcome === "left" ? this.renderAnswer(one) : nothing}
      <p class="small"><a href=${webAddress(one.window_url)} target=${roomName(id)}>${outcome === "open" ? t("Look into the room") : t("Open its page")}</a></p>`;
  }

  private renderLog(one: StaffQuestion): TemplateResult {
    const { t } = this.texts;
    const log = this.questions.logs.get(one.call_id);
    if (log?.state === "failed") {
      return html`<p class="small error" role="alert">
        ${failureWords(t, log.error, t("What was said cannot be read right now."))} <button class="plain" @click=${() => void this.questions.read(one)}>${t("Try again")}</button>
      </p>`;
    }
    if (log?.state !== "there") return html`<p class="small quiet" role="status">${t("Reading what was said…")}</p>`;
    const { lines, complete, unkept } = log.said;
    const note = unkept ? t("Nobody keeps a log where they met.") : lines.length === 0 ? t("Nothing was said.") : complete ? "" : t("Some lines may be missing.");
    const times = new Times(this.texts);
    return html`<div class="log" tabindex="0" role="group" aria-label=${t("What was said")}>
      ${lines.map((line) => {
        const name = line.name || t("Somebody");
        return html`<p class="small quiet"><bdi translate="no" title=${name}>${name}</bdi> · ${times.brief(line.at, this.clock.now())}${line.edited ? html` · ${t("edited")}` : nothing}</p>
          ${line.takenBack ? html`<p class="quiet">${t("Taken back")}</p>` : html`<p class="words" dir="auto">${written(line.body)}</p>`}`;
      })}
      ${note ? html`<p class="small quiet">${note}</p>` : nothing}
    </div>`;
  }

  private renderAnswer({ call_id: id }: StaffQuestion): TemplateResult {
    const { t } = this.texts;
    const text = this.textOf(id);
    const failure = this.failures[id] ?? "";
    return html`<form class="answer" @submit=${(event: SubmitEvent) => this.answer(event, id)}>
      <label for=${`answer-${id}`}>${t("Your answer")}</label>
      <textarea
        id=${`answer-${id}`}
        rows="3"
        dir="auto"
        ?readonly=${this.busy === id}
        aria-invalid=${failure ? "true" : "false"}
        aria-describedby=${`failure-${id}`}
        .value=${text.value}
        @input=${(event: InputEvent) => (text.value = (event.target as HTMLTextAreaElement).value)}
      ></textarea>
      <p class="error small" id=${`failure-${id}`} role="alert">${failure}</p>
      <button class="primary" ?disabled=${this.busy === id}>${t("Answer")}</button>
    </form>`;
  }

  private textOf(id: string): KeptText {
    const text = this.written.get(id) ?? this.text(`answer:${id}`);
    this.written.set(id, text);
    return text;
  }

  private fold(one: StaffQuestion): void {
    const { call_id: id, outcome } = one;
    if (!this.unfolded.delete(id)) {
      this.unfolded.add(id);
      if (outcome === "open") this.questions.forget(id);
      void this.questions.read(one);
    }
    this.requestUpdate();
  }

  private answer(event: SubmitEvent, id: string): void {
    event.preventDefault();
    const { t } = this.texts;
    const text = this.textOf(id);
    const answer = tidy(text.value);
    if (!isShown(answer)) this.failures = { ...this.failures, [id]: t("Write an answer first.") };
    else if (!this.busy) void this.send(id, answer, text);
  }

  private async send(id: string, answer: string, text: KeptText): Promise<void> {
    const { t } = this.texts;
    this.busy = id;
    try {
      await this.questions.answer(id, answer);
      text.value = "";
      this.failures = { ...this.failures, [id]: "" };
      this.say(t("It is answered. Who asked finds your answer where the question was asked."));
    } catch (error) {
      this.failures = { ...this.failures, [id]: failureWords(t, error, t("That did not get through. What you wrote is still here: try again in a moment.")) };
    } finally {
      this.busy = "";
    }
  }

  private readonly submit = (event: SubmitEvent): void => {
    event.preventDefault();
    this.find();
  };

  /** Whoever chooses something sees what fits; words and names wait until they are handed in. */
  private readonly choose = (event: Event): void => {
    if (!(event.target instanceof HTMLInputElement) || event.target.type === "month") this.find();
  };

  private readonly clear = (): void => {
    this.renderRoot.querySelector("form")?.reset();
    void this.questions.find({});
  };

  private find(): void {
    const said = (name: string): string => this.renderRoot.querySelector<HTMLInputElement | HTMLSelectElement>(`[name=${name}]`)?.value.trim() ?? "";
    const names = ["query", "state", "unit", "month", "helped", "asker"] as const;
    const filter = Object.fromEntries(names.map((name) => [name, said(name)]).filter(([, value]) => value)) as Filter;
    const answered = said("answered");
    void this.questions.find(answered ? { ...filter, answered: answered === "yes" } : filter);
  }
}
