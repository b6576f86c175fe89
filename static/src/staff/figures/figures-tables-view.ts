/** The numbers themselves, below each picture. */
import { html, type TemplateResult } from "lit";
import { named } from "../../shared/named-view";
import type { Texts } from "../../shared/texts";
import type { FiguresAnswer } from "../../shared/wire";
import type { By } from "./course-figures";
import { groups, monthName, percent, waitWords } from "./figures-words";

interface Table {
  caption: string;
  heads: string[];
  /** The first cell of a row is what it is of. */
  rows: (string | number)[][];
}

/** A table that scrolls by itself where it is wider than the page. */
export function tableView({ t, count }: Texts, { caption, heads, rows }: Table): TemplateResult {
  return html`<details>
    <summary>${t("Table")}<span class="hidden">: ${caption}</span></summary>
    <div class="scrolls" tabindex="0" role="group" aria-label=${caption}>
      <table>
        <caption class="hidden">
          ${caption}
        </caption>
        <thead>
          <tr>
            ${heads.map((head) => html`<th scope="col">${head}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ([first = "", ...cells]) =>
              html`<tr>
                <th scope="row">${named(String(first))}</th>
                ${cells.map((cell) => html`<td>${typeof cell === "number" ? count(cell) : cell}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}

/** How a column is called that says by what questions are counted. */
export function byName({ t }: Texts, by: By): string {
  return { month: t("Month"), hour: t("Hour"), round: t("Round"), unit: t("Unit") }[by];
}

export function answeredTable(texts: Texts, answer: FiguresAnswer, by: By): Table {
  const { t } = texts;
  return {
    caption: t("Questions and helpers"),
    heads: [byName(texts, by), t("Asked"), t("A helper came"), t("Share"), t("Solved"), t("Left for the teachers")],
    rows: groups(texts, answer, by).map(({ label, questions: { asked, answered, share, solved, left } }) => [
      label,
      asked,
      answered,
      share === null ? "" : percent(texts, share),
      solved,
      left,
    ]),
  };
}

export function waitTable(texts: Texts, answer: FiguresAnswer, by: By): Table {
  const { t } = texts;
  return {
    caption: t("Time until the first helper came"),
    heads: [byName(texts, by), t("A helper came"), t("Half of them within")],
    rows: groups(texts, answer, by).map(({ label, questions }) => [label, questions.answered, waitWords(texts, questions)]),
  };
}

export function loadTable({ t }: Texts, { load }: FiguresAnswer): Table {
  const span = (least: number, most: number | null): string => {
    if (most === null) return t("{least} or more", { least });
    return most === least ? String(least) : t("{least} to {most}", { least, most });
  };
  return {
    caption: t("Who helps how much"),
    heads: [t("Talks each of them came to"), t("Helpers")],
    rows: load.buckets.map(({ least, most, helpers }) => [span(least, most), helpers]),
  };
}

export function learnedTable(texts: Texts, { months }: FiguresAnswer): Table {
  const { t } = texts;
  return {
    caption: t("What was learned from talks"),
    heads: [t("Month"), t("Resources published"), t("Questions they came from"), t("Found instead of asked")],
    rows: months.map(({ month, published, talks, helped }) => [monthName(texts, month), published, talks, helped]),
  };
}
