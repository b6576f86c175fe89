// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Drafts } from "../../src/shared/drafts";
import { KeptText } from "../../src/shared/kept-text";
import { Texts } from "../../src/shared/texts";
import { makeTab } from "../../src/staff/questions/questions-tab-view";
import type { QuestionsView } from "../../src/staff/questions/questions-view";
import { outcomeWords } from "../../src/staff/questions/questions-words";
import type { StaffQuestion } from "../../src/shared/wire";
import type { TabPlace } from "../../src/staff/tabs-view";
import { FakeServer, MemoryStorage, ok, refusal, settle, TurnedTimers } from "../doubles";
import { find, words } from "../element-fixtures";

const question = (id: string, values: Partial<StaffQuestion> = {}): StaffQuestion => ({
  call_id: id,
  question: `Why <i>${id}</i>?`,
  asker: { name: "Lina", image_url: "" },
  context: { usage_key: "u", title: "Unit 3", url: "http://lms/unit", excerpt: "" },
  asked_at: "2026-11-22T11:00:00.000Z",
  outcome: "helped",
  came: ["Omar", "Mei"],
  helped: "yes",
  lines: 2,
  answer: null,
  window_url: `/window/${id}`,
  transcript_url: `/transcript/${id}`,
  ...values,
});

const LINE = { id: "1", time: "2026-11-22T11:01:00.000Z", author: { jid: "omar@chat.test", name: "Omar" }, body: "Look at the <rows>.", message_id: null, replaces: null, repeats: null };
const LOG = { schema: "urn:chatxblock:transcript:1", lines: [LINE], complete: true };

let server: FakeServer;
let storage: MemoryStorage;
let told: string[];
let log: () => Promise<Response>;

beforeEach(() => {
  server = new FakeServer(new TurnedTimers());
  storage = new MemoryStorage();
  told = [];
  log = () => Promise.resolve(Response.json(LOG));
  vi.spyOn(globalThis, "fetch").mockImplementation(() => log());
});

afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

const page = (questions: StaffQuestion[], next: string | null = null, units = [{ key: "u1", title: "Matrices" }]): ReturnType<typeof ok> => ok({ questions, next, units });

async function shown(...pages: ReturnType<typeof ok>[]): Promise<QuestionsView> {
  if (pages.length > 0) server.on("staff_questions", ...pages);
  const drafts = new Drafts(storage, "kim");
  const view = makeTab({ handlers: server.handlers(), clock: server.clock, texts: new Texts(), say: (said) => void told.push(said), text: (name) => new KeptText(drafts, name) } as TabPlace) as QuestionsView;
  document.body.append(view);
  return settled(view);
}

async function settled(view: QuestionsView): Promise<QuestionsView> {
  await settle();
  await view.updateComplete;
  return view;
}

async function press(view: QuestionsView, label: string): Promise<void> {
  [...view.renderRoot.querySelectorAll<HTMLElement>("button")].find((one) => one.textContent?.trim() === label)?.click();
  await settled(view);
}

async function choose(view: QuestionsView, name: string, value: string): Promise<void> {
  const field = find<HTMLSelectElement>(view, `[name=${name}]`);
  field.value = value;
  field.dispatchEvent(new Event("change", { bubbles: true }));
  await settled(view);
}

describe("all questions", () => {
  test("stand with what became of them, who asked, who helped, where and when", async () => {
    const view = await shown(page([question("a"), question("b", { outcome: "open", helped: null, came: [], lines: null })]));
    expect(words(view, "h3")).toEqual(["Why <i>a</i>?", "Why <i>b</i>?"]);
    const facts = words(view, "li .quiet").map((one) => one.replace(/\d\d:\d\d( [AP]M)?/g, "TIME"));
    expect(facts).toEqual(["A helper came, it helped · Lina · helped by Omar, Mei · Unit 3 · TIME · 2 lines", "Open · Lina · Unit 3 · TIME"]);
  });

  test("are filtered by what is chosen, at once, and by words when they are handed in", async () => {
    const view = await shown(page([question("a")]));
    await choose(view, "state", "left");
    await choose(view, "answered", "no");
    await choose(view, "unit", "u1");
    find<HTMLInputElement>(view, "[name=query]").value = " matrix ";
    find<HTMLInputElement>(view, "[name=asker]").value = "lina";
    find(view, "form").dispatchEvent(new SubmitEvent("submit", { cancelable: true }));
    await settled(view);
    const [first, second, third, fourth, fifth] = server.bodies("staff_questions");
    expect([first, second, third]).toEqual([{ with_units: true, after: null }, { state: "left", after: null }, { state: "left", answered: false, after: null }]);
    expect(fourth).toEqual({ state: "left", answered: false, unit: "u1", after: null });
    expect(fifth).toEqual({ query: "matrix", state: "left", unit: "u1", asker: "lina", answered: false, after: null });
    expect(words(view, ".news")).toEqual(["1 question found."]);
    await press(view, "Show all");
    expect([server.bodies("staff_questions").at(-1), words(view, ".news")]).toEqual([{ after: null }, [""]]);
  });

  test("an older answer does not take the place of a newer one", async () => {
    const view = await shown(page([question("a")]));
    let answer = (_reply: Response): void => undefined;
    const late = new Promise<Response>((resolve) => (answer = resolve));
    const real = server.fetch;
    const { options } = (view.questions as unknown as { handlers: { options: { fetch: typeof real } } }).handlers;
    options.fetch = () => late;
    const slow = view.questions.find({ state: "open" });
    options.fetch = real;
    server.on("staff_questions", page([question("b")]));
    await view.questions.find({ state: "ended" });
    answer(Response.json({ now: "2026-11-22T12:00:00Z", questions: [question("c")], units: [], next: null }));
    await slow;
    await settled(view);
    expect(words(view, "h3")).toEqual(["Why <i>b</i>?"]);
  });

  test("where there are none, say so, and what to do", async () => {
    const view = await shown(page([]));
    expect(words(view, "section > div > p")).toEqual(["Nobody has asked anything in this course yet. What is asked stands here from then on."]);
    await choose(view, "helped", "no");
    expect(words(view, "section > div > p")).toEqual(["No question fits all of that. Choose less, or fewer words.", "Show all"]);
  });

  test("come page by page", async () => {
    const view = await shown(page([question("a")], "m1"), page([question("b")]));
    await press(view, "Show earlier ones");
    expect([words(view, "h3"), server.bodies("staff_questions").at(-1)]).toEqual([["Why <i>a</i>?", "Why <i>b</i>?"], { after: "m1" }]);
  });

  test("that do not come are told, and had by trying again", async () => {
    server.on("staff_questions", "down", page([question("a")]));
    const view = await shown();
    expect(words(view, "[role=alert]")).toEqual(["That did not get through. Try again in a moment. Try again"]);
    await press(view, "Try again");
    expect(words(view, "h3")).toEqual(["Why <i>a</i>?"]);
  });
});

describe("one that is read", () => {
  test("shows what was said, and what a teacher said later", async () => {
    const view = await shown(page([question("a", { outcome: "answered", answer: { name: "Ada", answer: "So it is.", at: "2026-11-22T12:00:00.000Z" } })]));
    await press(view, "Read");
    await settled(view);
    expect(words(view, ".log .words")).toEqual(["Look at the <rows>."]);
    expect(words(view, "blockquote")).toEqual(["So it is."]);
    expect(find(view, ".row button").getAttribute("aria-expanded")).toBe("true");
    view.refresh();
    await settled(view);
    expect(server.bodies("staff_questions")).toHaveLength(1);
    await press(view, "Fold up");
    expect(words(view, ".log")).toEqual([]);
  });

  test("says that the log did not come, and reads it again", async () => {
    log = () => Promise.reject(new TypeError("gone"));
    const view = await shown(page([question("a")]));
    await press(view, "Read");
    await settled(view);
    expect(words(view, "[role=alert]")).toEqual(["What was said cannot be read right now. Try again"]);
    log = () => Promise.resolve(Response.json(LOG));
    await press(view, "Try again");
    await settled(view);
    expect(words(view, ".log .words")).toEqual(["Look at the <rows>."]);
  });

  test("and was left for the teachers is answered there; what was written stays until it got through", async () => {
    const view = await shown(page([question("a", { outcome: "left", helped: null })]), page([question("a", { outcome: "answered" })]));
    await press(view, "Read");
    await press(view, "Answer");
    expect([words(view, ".answer [role=alert]"), server.bodies("answer_left")]).toEqual([["Write an answer first."], []]);
    const box = find<HTMLTextAreaElement>(view, "textarea");
    box.value = "Look at the rows. ";
    box.dispatchEvent(new InputEvent("input"));
    server.on("answer_left", refusal(503, "store-busy"), ok({}));
    await press(view, "Answer");
    expect([box.value, words(view, ".answer [role=alert]")]).toEqual(["Look at the rows. ", ["That did not get through. What you wrote is still here: try again in a moment."]]);
    await press(view, "Answer");
    expect(server.bodies("answer_left").at(-1)).toEqual({ call_id: "a", answer: "Look at the rows." });
    expect([told, view.renderRoot.querySelector(".answer")]).toEqual([["It is answered. Who asked finds your answer where the question was asked."], null]);
  });
});

test.each([
  ["open", "Open"],
  ["solved", "Solved"],
  ["helped", "A helper came"],
  ["answered", "Answered by a teacher"],
  ["left", "Left for the teachers"],
  ["dismissed", "Put aside by a teacher"],
  ["withdrawn", "Taken back"],
  ["unanswered", "Nobody came"],
] as const)("%s is said as %s", (outcome, expected) => {
  expect(outcomeWords(new Texts(), question("a", { outcome, helped: null }))).toBe(expected);
});
