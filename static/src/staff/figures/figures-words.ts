/** What the figures say, in sentences with the numbers themselves: whoever reads these needs neither picture nor table. */
import { dates, known } from "../../shared/intl";
import { isolated, type Texts } from "../../shared/texts";
import type { Counted, FiguresAnswer } from "../../shared/wire";
import type { By } from "./course-figures";

/** Questions that have something in common: what that is called in a table, and within a sentence. */
export interface Group {
  label: string;
  where: string;
  questions: Counted;
}

/** A share of 0 to 1, as a percentage. */
export function percent({ language }: Texts, share: number): string {
  return new Intl.NumberFormat(known(language), { style: "percent", maximumFractionDigits: 0 }).format(share);
}

/** A month such as "2026-03", with or without its year. */
export function monthName({ language }: Texts, month: string): string {
  return dates(language, { month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(`${month}-15T12:00:00Z`));
}

/** The hour of a day, from its first minute: "20:00". */
export function hourName(hour: number): string {
  return `${String(hour % 24).padStart(2, "0")}:00`;
}

/** How long something took, in the one unit that says most. */
export function durationWords({ n }: Texts, seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 60 ? n("{n} second", "{n} seconds", Math.max(whole, 1)) : n("{n} minute", "{n} minutes", Math.round(seconds / 60));
}

/** Within which time half of the helpers came who came. */
export function waitWords(texts: Texts, { answered, half_within: seconds }: Counted): string {
  if (seconds !== null) return durationWords(texts, seconds);
  return answered > 0 ? texts.t("more than an hour") : "";
}

/** The same, within a sentence. */
function whenWords(texts: Texts, questions: Counted): string {
  const { half_within: seconds } = questions;
  return seconds === null ? texts.t("after more than an hour") : texts.t("within {wait}", { wait: durationWords(texts, seconds) });
}

/** Return the questions by what is chosen. */
export function groups(texts: Texts, answer: FiguresAnswer, by: By): Group[] {
  const { t } = texts;
  switch (by) {
    case "month":
      return answer.months.map(({ month, questions }) => {
        const label = monthName(texts, month);
        return { label, where: t("in {month}", { month: label }), questions };
      });
    case "hour":
      return answer.hours.map(({ hour, questions }) => {
        const [from, to] = [hourName(hour), hourName(hour + 1)];
        return { label: t("{from} to {to}", { from, to }), where: t("from {from} to {to}", { from, to }), questions };
      });
    case "round":
      return answer.rounds.map(({ round, questions }) => {
        const label = round > 0 ? t("Round {round}", { round }) : t("Before any round");
        return { label, where: round > 0 ? t("in round {round}", { round }) : t("before any round"), questions };
      });
    case "unit":
      return answer.units.map(({ unit, title, questions }) => {
        const label = isolated(title || unit);
        return { label, where: t("in {unit}", { unit: label }), questions };
      });
  }
}

/** The time that is looked at, within a sentence. */
export function timeWords(texts: Texts, { months }: FiguresAnswer): string {
  const [first, last] = [months[0]?.month ?? "", months.at(-1)?.month ?? ""].map((month) => (month ? monthName(texts, month) : ""));
  return first === last ? texts.t("in {month}", { month: first ?? "" }) : texts.t("from {from} to {to}", { from: first ?? "", to: last ?? "" });
}

/** How many questions found a helper, and how soon. */
export function answeredWords(texts: Texts, answer: FiguresAnswer, by: By): string {
  const { t } = texts;
  const { asked, answered } = answer.whole;
  const values = { asked, answered, time: timeWords(texts, answer), when: whenWords(texts, answer.whole) };
  if (asked === 0) return t("Nobody asked a question {time}.", values);
  if (asked === 1) {
    return answered ? t("The one question {time} found a helper, {when}.", values) : t("The one question {time} found no helper.", values);
  }
  if (answered === 0) return t("None of the {asked} questions {time} found a helper.", values);
  const said =
    answered === 1
      ? t("1 of {asked} questions {time} found a helper, {when}.", values)
      : t("{answered} of {asked} questions {time} found a helper, half of them {when}.", values);
  return [said, mostWords(texts, groups(texts, answer, by))].filter(Boolean).join(" ");
}

/** Where most was asked, if there is one such place. */
function mostWords({ t }: Texts, found: Group[]): string {
  const [first, second] = found.filter(({ questions }) => questions.asked > 0).sort((one, other) => other.questions.asked - one.questions.asked);
  if (!first || !second || first.questions.asked === second.questions.asked) return "";
  const { asked, answered } = first.questions;
  return t("Most were asked {where}: {asked}, of which {answered} found one.", { where: first.where, asked, answered });
}

/** How soon a helper came, where soonest and where latest. "" where none came. */
export function soonWords(texts: Texts, answer: FiguresAnswer, by: By): string {
  const { t } = texts;
  const { answered, half_within: half } = answer.whole;
  if (answered === 0) return "";
  const when = whenWords(texts, answer.whole);
  const said = answered === 1 ? t("The helper came {when}.", { when }) : t("Half of the helpers were there {when}.", { when });
  const timed = groups(texts, answer, by)
    .filter(({ questions }) => questions.half_within !== null)
    .sort((one, other) => (one.questions.half_within ?? 0) - (other.questions.half_within ?? 0));
  const [first, last] = [timed[0], timed.at(-1)];
  if (half === null || !first || !last || first.questions.half_within === last.questions.half_within) return said;
  const ends = { first: first.where, soon: waitWords(texts, first.questions), last: last.where, late: waitWords(texts, last.questions) };
  return `${said} ${t("It was quickest {first} ({soon}) and took longest {last} ({late}).", ends)}`;
}

/** Who carries how much, since the beginning. "" where nobody has helped. */
export function loadWords(texts: Texts, { load }: FiguresAnswer): string {
  const { t, n } = texts;
  const { helpers, talks, busiest, median } = load;
  if (busiest === null) return "";
  const many = n("in {n} talk", "in {n} talks", talks);
  if (helpers === 1) return t("One person has helped so far, {many}.", { many });
  const values = { helpers, many, share: percent(texts, busiest), middle: n("{n} talk", "{n} talks", median ?? 0) };
  return helpers < 10
    ? t("{helpers} people have helped so far, {many}. The one with most of them carries {share}; half of the helpers came to {middle} at most.", values)
    : t("{helpers} people have helped so far, {many}. The busiest tenth of them carries {share}; half of the helpers came to {middle} at most.", values);
}

/** What was made of talks, and what became of reading it. "" where there is nothing of either. */
export function learnedWords(texts: Texts, { months, read }: FiguresAnswer): string {
  const { t, n } = texts;
  const [published, talks, helped] = (["published", "talks", "helped"] as const).map((what) => months.reduce((sum, month) => sum + month[what], 0)) as [number, number, number];
  if (published + helped + read.opened + read.asked_anyway === 0) return "";
  const said = [
    published > 0
      ? t("{resources} came from {questions}.", {
          resources: n("{n} new resource", "{n} new resources", published),
          questions: n("{n} question", "{n} questions", talks),
        })
      : t("No resource was published in this time."),
    n("One time somebody found an answer instead of asking.", "{n} times somebody found an answer instead of asking.", helped),
  ];
  if (read.opened > 0) {
    said.push(t("Since the beginning, {opened}, and {anyway}.", {
      opened: n("a resource was opened once", "resources were opened {n} times", read.opened),
      anyway: n("one reader asked a helper all the same", "{n} times the reader asked a helper all the same", read.asked_anyway),
    }));
  }
  return said.join(" ");
}
