// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Texts } from "../../src/shared/texts";
import type { Counted, FiguresAnswer } from "../../src/shared/wire";
import { chosenIn, hashOf } from "../../src/staff/figures/course-figures";
import { makeTab } from "../../src/staff/figures/figures-tab-view";
import type { FiguresView } from "../../src/staff/figures/figures-view";
import { answeredWords, durationWords, learnedWords, loadWords, soonWords, waitWords } from "../../src/staff/figures/figures-words";
import type { TabPlace } from "../../src/staff/tabs-view";
import { FakeServer, ok, refusal, settle, TurnedTimers } from "../doubles";
import { words } from "../element-fixtures";

const TEXTS = new Texts();
const plain = (words: string): string => words.replace(/[\u2068\u2069]/g, "");

function counted(asked: number, answered: number, wait: number | null): Counted {
  return { asked, answered, solved: answered, left: 0, share: asked ? answered / asked : null, half_within: wait };
}

const NONE = counted(0, 0, null);

function figures(values: Partial<FiguresAnswer> = {}): FiguresAnswer {
  const plot = (name: string) => ({ wide: `/plot/${name}?months=12`, narrow: `/plot/${name}?months=12&form=narrow` });
  return {
    whole: counted(10, 9, 40),
    months: [
      { month: "2026-02", questions: counted(4, 4, 20), published: 0, talks: 0, helped: 3 },
      { month: "2026-03", questions: counted(6, 5, 55), published: 2, talks: 3, helped: 1 },
    ],
    hours: [...Array(24).keys()].map((hour) => ({ hour, questions: hour === 23 ? counted(10, 9, 40) : NONE })),
    rounds: [{ round: 0, questions: counted(1, 0, null) }, { round: 1, questions: counted(9, 9, 40) }],
    units: [{ unit: "u1", title: "Unit <3>", questions: counted(8, 8, 40) }, { unit: "u2", title: "", questions: counted(2, 1, null) }],
    load: { helpers: 20, talks: 90, busiest: 0.355, median: 3, buckets: [{ least: 1, most: 1, helpers: 6 }, { least: 2, most: 3, helpers: 8 }, { least: 4, most: null, helpers: 6 }] },
    read: { opened: 30, helped: 4, asked_anyway: 1 },
    plots: Object.fromEntries(["answered-month", "answered-hour", "answered-round", "answered-unit", "wait-month", "wait-hour", "wait-round", "wait-unit", "load", "learned"].map((name) => [name, plot(name)])),
    file_url: "/file?months=12",
    ...values,
  };
}

const EMPTY = figures({
  whole: NONE,
  months: [{ month: "2026-03", questions: NONE, published: 0, talks: 0, helped: 0 }],
  rounds: [],
  units: [],
  load: { helpers: 0, talks: 0, busiest: null, median: null, buckets: [] },
  read: { opened: 0, helped: 0, asked_anyway: 0 },
});

let server: FakeServer;

beforeEach(() => {
  server = new FakeServer(new TurnedTimers());
});

afterEach(() => {
  document.body.replaceChildren();
  history.replaceState(null, "", "/staff");
  vi.restoreAllMocks();
});

async function shown(answers: FiguresAnswer[], hash = "#figures"): Promise<FiguresView> {
  history.replaceState(null, "", `/staff${hash}`);
  server.on("staff_figures", ...answers.map((answer) => ok(answer)));
  const view = makeTab({ handlers: server.handlers(), texts: TEXTS } as TabPlace) as FiguresView;
  document.body.append(view);
  return settled(view);
}

async function settled(view: FiguresView): Promise<FiguresView> {
  await settle();
  await view.updateComplete;
  return view;
}

async function choose(view: FiguresView, id: string, value: string): Promise<void> {
  const select = view.renderRoot.querySelector<HTMLSelectElement>(`#${id}`);
  if (select) select.value = value;
  select?.dispatchEvent(new Event("change"));
  await settled(view);
}

const pictures = (view: FiguresView): [string, string][] =>
  [...view.renderRoot.querySelectorAll("picture")].map((one) => [
    new URL(one.querySelector("img")?.src ?? "").pathname,
    new URL(one.querySelector("source")?.getAttribute("srcset") ?? "", document.baseURI).search,
  ]);

describe("what the figures say", () => {
  test("how many found a helper, how soon, and where most was asked", () => {
    const said = figures();
    const all = "9 of 10 questions from February 2026 to March 2026 found a helper, half of them within 40 seconds.";
    expect(answeredWords(TEXTS, said, "month")).toBe(`${all} Most were asked in March 2026: 6, of which 5 found one.`);
    expect(answeredWords(TEXTS, said, "hour")).toBe(all);
    expect(answeredWords(TEXTS, said, "round")).toBe(`${all} Most were asked in round 1: 9, of which 9 found one.`);
    expect(plain(answeredWords(TEXTS, said, "unit"))).toBe(`${all} Most were asked in Unit <3>: 8, of which 8 found one.`);
    expect(answeredWords(TEXTS, { ...said, months: said.months.slice(1) }, "month")).toBe("9 of 10 questions in March 2026 found a helper, half of them within 40 seconds.");
  });

  test.each([
    [counted(0, 0, null), "Nobody asked a question in March 2026."],
    [counted(1, 0, null), "The one question in March 2026 found no helper."],
    [counted(1, 1, 90), "The one question in March 2026 found a helper, within 2 minutes."],
    [counted(1, 1, null), "The one question in March 2026 found a helper, after more than an hour."],
    [counted(3, 0, null), "None of the 3 questions in March 2026 found a helper."],
    [counted(3, 1, 12), "1 of 3 questions in March 2026 found a helper, within 12 seconds."],
  ])("of few: %#", (whole, wanted) => {
    expect(answeredWords(TEXTS, { ...EMPTY, whole }, "month")).toBe(wanted);
  });

  test("how soon a helper came, and where soonest and latest", () => {
    expect(soonWords(TEXTS, figures(), "month")).toBe("Half of the helpers were there within 40 seconds. It was quickest in February 2026 (20 seconds) and took longest in March 2026 (55 seconds).");
    expect(soonWords(TEXTS, figures(), "hour")).toBe("Half of the helpers were there within 40 seconds.");
    expect(soonWords(TEXTS, figures({ whole: counted(1, 1, 7) }), "round")).toBe("The helper came within 7 seconds.");
    expect(soonWords(TEXTS, EMPTY, "unit")).toBe("");
  });

  test("who carries how much", () => {
    expect(loadWords(TEXTS, figures())).toBe("20 people have helped so far, in 90 talks. The busiest tenth of them carries 36%; half of the helpers came to 3 talks at most.");
    const few = { ...figures().load, helpers: 4, talks: 9, busiest: 0.5, median: 1 };
    expect(loadWords(TEXTS, figures({ load: few }))).toBe("4 people have helped so far, in 9 talks. The one with most of them carries 50%; half of the helpers came to 1 talk at most.");
    expect(loadWords(TEXTS, figures({ load: { ...few, helpers: 1, talks: 1 } }))).toBe("One person has helped so far, in 1 talk.");
    expect(loadWords(TEXTS, EMPTY)).toBe("");
  });

  test("what was learned, and what was found instead of asked", () => {
    expect(learnedWords(TEXTS, figures())).toBe(
      "2 new resources came from 3 questions. 4 times somebody found an answer instead of asking. Since the beginning, resources were opened 30 times, and one reader asked a helper all the same.",
    );
    expect(learnedWords(TEXTS, { ...EMPTY, read: { opened: 1, helped: 0, asked_anyway: 0 } })).toBe(
      "No resource was published in this time. 0 times somebody found an answer instead of asking. Since the beginning, a resource was opened once, and 0 times the reader asked a helper all the same.",
    );
    expect(learnedWords(TEXTS, EMPTY)).toBe("");
  });

  test.each([[0.2, "1 second"], [1, "1 second"], [59.4, "59 seconds"], [59.6, "1 minute"], [89, "1 minute"], [3000, "50 minutes"]])("%d seconds are %s", (seconds, wanted) => {
    expect(durationWords(TEXTS, seconds)).toBe(wanted);
  });

  test("of nobody there is no wait, and a long one has no number", () => {
    expect([waitWords(TEXTS, NONE), waitWords(TEXTS, counted(2, 1, null))]).toEqual(["", "more than an hour"]);
  });
});

describe("the page of figures", () => {
  test("shows four pictures, each with its sentence before it and its numbers after it, and one file", async () => {
    const view = await shown([figures()]);
    expect(words(view, "h2")).toEqual(["Questions and helpers", "Time until the first helper came", "Who helps how much", "What was learned from talks"]);
    expect(pictures(view)).toEqual(["answered-month", "wait-month", "load", "learned"].map((name) => [`/plot/${name}`, "?months=12&form=narrow"]));
    for (const picture of view.renderRoot.querySelectorAll("img")) {
      expect(picture.alt).toMatch(/: bars, whose numbers are in the table below$/);
      const said = view.renderRoot.querySelector(`#${picture.getAttribute("aria-describedby")}`);
      expect(said?.textContent?.trim()).toMatch(/\.$/);
    }
    expect(view.renderRoot.querySelectorAll("table")).toHaveLength(4);
    expect(words(view, "section:first-of-type tbody :is(th, td)")).toEqual(["February 2026", "4", "4", "100%", "4", "0", "March 2026", "6", "5", "83%", "5", "0"]);
    expect(view.renderRoot.querySelector("a[download]")?.getAttribute("href")).toBe(new URL("/file?months=12", document.baseURI).href);
  });

  test("says in words what there is nothing of, without a picture", async () => {
    const view = await shown([EMPTY]);
    expect(pictures(view)).toEqual([]);
    expect(view.renderRoot.querySelectorAll("table")).toHaveLength(0);
    expect(words(view, "section p")).toEqual([
      "Nobody asked a question in March 2026. Once a question was asked and its talk is over, this shows whether a helper came.",
      "No helper came in March 2026, so there is no time to show.",
      "Nobody has helped yet. Once somebody has, this shows whether few carry much or many a little.",
      "No talk has become a resource yet. Once one has, this shows how often it helped instead of asking.",
    ]);
  });

  test("goes by what is chosen, and the address says so", async () => {
    const view = await shown([figures(), EMPTY], "#figures?months=6&by=hour");
    expect([server.bodies("staff_figures").at(-1), location.hash]).toEqual([{ months: 6 }, "#figures?months=6&by=hour"]);
    await choose(view, "by", "unit");
    expect([pictures(view)[0]?.[0], location.hash]).toEqual(["/plot/answered-unit", "#figures?months=6&by=unit"]);
    expect(words(view, "section:first-of-type tbody th")).toEqual(["Unit <3>", "u2"]);
    await choose(view, "months", "1");
    expect([server.bodies("staff_figures").at(-1), location.hash]).toEqual([{ months: 1 }, "#figures?months=1&by=unit"]);
    expect(pictures(view)).toEqual([]);
  });

  test("shows what there was where the server does not answer, and tries again", async () => {
    const view = await shown([figures()]);
    server.on("staff_figures", refusal(503, "chat-unavailable"), ok(EMPTY));
    view.refresh();
    await settled(view);
    expect([pictures(view).length, words(view, "[role=alert]")[0]]).toEqual([4, "We can't reach the server right now. Try again"]);
    view.renderRoot.querySelector<HTMLElement>("[role=alert] button")?.click();
    await settled(view);
    expect([pictures(view).length, words(view, "[role=alert]")]).toEqual([0, []]);
  });

  test.each(["", "#figures", "#figures?months=7&by=person", "#figures?by=", "#now?months="])("an address that names nothing to choose, %s, is the usual", (hash) => {
    expect(chosenIn(hash)).toEqual({ months: 12, by: "month" });
  });

  test("an address leads to what it was made of", () => {
    expect(chosenIn(hashOf({ months: 1, by: "round" }))).toEqual({ months: 1, by: "round" });
  });
});
