import { html, LitElement, nothing, type TemplateResult } from "lit";
import { webAddress } from "../../shared/browser-links";
import { failureWords } from "../../shared/failure";
import { named } from "../../shared/named-view";
import { Texts } from "../../shared/texts";
import { theme } from "../../shared/theme-styles";
import type { FiguresAnswer } from "../../shared/wire";
import { BY, type By, chosenIn, type CourseFigures, hashOf, type Period, PERIODS } from "./course-figures";
import { figuresStyles } from "./figures-styles";
import { answeredTable, byName, learnedTable, loadTable, tableView, waitTable } from "./figures-tables-view";
import { answeredWords, learnedWords, loadWords, soonWords, timeWords } from "./figures-words";

interface Part {
  id: string;
  title: string;
  /** What the picture shows, with its numbers; "" where there are none yet. */
  words: string;
  /** What stands there instead. */
  none: string;
  plot: string;
  table: Parameters<typeof tableView>[1];
}

/** Four pictures of a course's questions, each with a sentence that says what it shows, and the numbers below it. */
export class FiguresView extends LitElement {
  static override properties = { figures: { attribute: false }, texts: { attribute: false } };
  static override styles = [theme, figuresStyles];

  declare figures: CourseFigures;
  declare texts: Texts;
  private stop = (): void => undefined;

  constructor() {
    super();
    this.texts = new Texts();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.stop = this.figures.changed.subscribe(() => this.requestUpdate());
    window.addEventListener("hashchange", this.follow);
    this.tellAddress();
    this.refresh();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("hashchange", this.follow);
    this.stop();
  }

  refresh(): void {
    this.tellAddress();
    void this.figures.look();
  }

  protected override render(): TemplateResult {
    const { answer, busy } = this.figures;
    return html`${this.renderChoices()} ${this.renderFailure()}
      <div aria-busy=${busy ? "true" : "false"}>${answer ? this.renderAnswer(answer) : this.renderWaiting()}</div>`;
  }

  private renderWaiting(): TemplateResult | typeof nothing {
    return this.figures.error ? nothing : html`<p class="quiet">${this.texts.t("Loading…")}</p>`;
  }

  private renderChoices(): TemplateResult {
    const { t } = this.texts;
    const { months, by } = this.figures.chosen;
    const periods: Record<Period, string> = { 1: t("This month"), 6: t("Half a year"), 12: t("A year") };
    return html`<div class="choices">
      <label
        >${t("Time")}
        <select id="months" @change=${this.chooseMonths}>
          ${PERIODS.map((one) => html`<option value=${one} ?selected=${one === months}>${periods[one]}</option>`)}
        </select></label
      >
      <label
        >${t("Questions by")}
        <select id="by" @change=${this.chooseBy}>
          ${BY.map((one) => html`<option value=${one} ?selected=${one === by}>${byName(this.texts, one)}</option>`)}
        </select></label
      >
    </div>`;
  }

  private renderFailure(): TemplateResult | typeof nothing {
    const { t } = this.texts;
    const { error } = this.figures;
    if (!error) return nothing;
    return html`<p class="error" role="alert">
      ${failureWords(t, error, t("We can't reach the server right now."))} <button @click=${() => void this.figures.look()}>${t("Try again")}</button>
    </p>`;
  }

  private renderAnswer(answer: FiguresAnswer): TemplateResult {
    const { t } = this.texts;
    const file = webAddress(answer.file_url);
    return html`${this.sections(answer).map((part) => this.renderPart(answer, part))}
      <p class="file"><a class="button" href=${file} download>${t("All numbers as a file (CSV)")}</a></p>`;
  }

  private sections(answer: FiguresAnswer): Part[] {
    const { texts } = this;
    const { t } = texts;
    const { by } = this.figures.chosen;
    const time = timeWords(texts, answer);
    const later = t("Once a question was asked and its talk is over, this shows whether a helper came.");
    return [
      {
        id: "answered",
        title: t("Questions and helpers"),
        words: answer.whole.asked > 0 ? answeredWords(texts, answer, by) : "",
        none: `${answeredWords(texts, answer, by)} ${later}`,
        plot: `answered-${by}`,
        table: answeredTable(texts, answer, by),
      },
      {
        id: "wait",
        title: t("Time until the first helper came"),
        words: soonWords(texts, answer, by),
        none: t("No helper came {time}, so there is no time to show.", { time }),
        plot: `wait-${by}`,
        table: waitTable(texts, answer, by),
      },
      {
        id: "load",
        title: t("Who helps how much"),
        words: loadWords(texts, answer),
        none: t("Nobody has helped yet. Once somebody has, this shows whether few carry much or many a little."),
        plot: "load",
        table: loadTable(texts, answer),
      },
      {
        id: "learned",
        title: t("What was learned from talks"),
        words: learnedWords(texts, answer),
        none: t("No talk has become a resource yet. Once one has, this shows how often it helped instead of asking."),
        plot: "learned",
        table: learnedTable(texts, answer),
      },
    ];
  }

  private renderPart(answer: FiguresAnswer, { id, title, words, none, plot, table }: Part): TemplateResult {
    const heading = html`<h2 id=${id}>${title}</h2>`;
    if (!words) return html`<section aria-labelledby=${id}>${heading}<p class="quiet">${none}</p></section>`;
    return html`<section aria-labelledby=${id}>
      ${heading}
      <p id=${`${id}-words`}>${named(words)}</p>
      ${this.renderPicture(answer, plot, title, `${id}-words`)} ${tableView(this.texts, table)}
    </section>`;
  }

  /** The browser takes the one that fits, also when a phone is turned. */
  private renderPicture({ plots }: FiguresAnswer, plot: string, title: string, words: string): TemplateResult | typeof nothing {
    const found = plots[plot];
    if (!found) return nothing;
    const name = this.texts.t("{title}: bars, whose numbers are in the table below", { title });
    return html`<picture>
      <source media="(max-width: 40rem)" srcset=${webAddress(found.narrow)} />
      <img src=${webAddress(found.wide)} alt=${name} aria-describedby=${words} />
    </picture>`;
  }

  private readonly chooseMonths = (event: Event): void => {
    const months = PERIODS.find((period) => String(period) === (event.target as HTMLSelectElement).value);
    void this.figures.choose({ months: months ?? 12 });
    this.tellAddress();
  };

  private readonly chooseBy = (event: Event): void => {
    void this.figures.choose({ by: (event.target as HTMLSelectElement).value as By });
    this.tellAddress();
  };

  /** Somebody followed a link to other figures, or wrote the address. */
  private readonly follow = (): void => {
    if (/^#figures\b/.test(location.hash)) void this.figures.choose(chosenIn(location.hash));
  };

  private tellAddress(): void {
    history.replaceState(history.state, "", hashOf(this.figures.chosen));
  }
}
