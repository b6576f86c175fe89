// @vitest-environment happy-dom
/** What somebody reported, and what came of it, on the page with their own questions and talks. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { makeReported, type OwnReports } from "../../src/history/reported-view";
import { SaidLines } from "../../src/history/said-view";
import { Texts } from "../../src/shared/texts";
import type { HistoryTalk, ReportState } from "../../src/shared/wire";
import { FakeServer, ok, settle, TurnedTimers } from "../doubles";
import { find, shown, words } from "../element-fixtures";

const at = "2026-11-22T11:00:00.000Z";

const report = (values: Partial<ReportState> = {}): ReportState => ({
  report_id: "p1",
  resource_id: null,
  call_id: "c1",
  title: "Why <i>so</i>?",
  reason: "unkind",
  at,
  state: "settled",
  url: "/window/c1",
  thing: "line",
  outcome: "spoken-to",
  words: "We <b>have</b> spoken.",
  settled_at: at,
  ...values,
});

let server: FakeServer;

beforeEach(() => (server = new FakeServer(new TurnedTimers())));
afterEach(() => document.body.replaceChildren());

async function reported(...reports: ReportState[]): Promise<OwnReports> {
  server.on("reports", ok({ reports }));
  return shown(makeReported(server.handlers(), new Texts(), Date.parse(at)));
}

test("says of each what was reported and what came of it, in the teacher's words as text", async () => {
  const element = await reported(report(), report({ thing: "person", state: "open", outcome: null, words: "", settled_at: null }));
  expect(server.bodies("reports")).toEqual([{ own: true }]);
  expect(words(element, "li > p:first-child")).toEqual([
    "You reported a line. A teacher has looked at it, and has spoken with them.",
    "You reported a person. The teachers have not looked at it yet.",
  ]);
  expect(find(element, "blockquote").textContent).toBe("We <b>have</b> spoken.");
  expect(find(element, "a").getAttribute("href")).toMatch(/\/window\/c1$/);
});

test.each([
  ["nothing", "and found nothing wrong."],
  ["removed", "and has removed somebody."],
  ["barred", "and somebody may not take part for a while."],
  ["hidden", "and nobody can read it any more."],
] as const)("has words for %s", async (outcome, said) => {
  const element = await reported(report({ outcome, thing: "talk" }));
  expect(words(element, "li > p:first-child")[0]).toBe(`You reported a talk. A teacher has looked at it, ${said}`);
});

test("shows a few at first, and nothing where there is nothing or no answer", async () => {
  const many = await reported(...Array.from({ length: 5 }, (_, place) => report({ report_id: `p${place}`, outcome: null, thing: "resource" })));
  expect(words(many, "li")).toHaveLength(3);
  expect(words(many, "li > p:first-child")[0]).toBe("You reported what others can read. A teacher has looked at it.");
  find(many, "button").click();
  await many.updateComplete;
  expect(words(many, "li")).toHaveLength(5);
  expect(words(await reported(), "section")).toEqual([]);
  server.on("reports", "down");
  await many.look();
  expect(words(many, "li")).toHaveLength(5);
});

test("a line of a talk that is over is reported by its flag, and the talk below", async () => {
  const bo = { jid: "bo@chat", name: "Bo", image_url: "" };
  const me = { jid: "me@chat", name: "Lina", image_url: "" };
  const line = (id: string, jid: string): { id: string; jid: string; name: string; at: number; body: string; edited: boolean } => ({ id, jid, name: jid, at: 0, body: `line ${id}`, edited: false });
  const said = { lines: [line("1", bo.jid), line("2", me.jid), line("3", bo.jid)], complete: true, unkept: false };
  const make = async (own: boolean): Promise<SaidLines> => {
    const element = document.createElement("chatxblock-said") as SaidLines;
    return shown(Object.assign(element, { said, me, own, talk: { call_id: "c1", with: [bo] } as unknown as HistoryTalk, handlers: server.handlers() }));
  };
  server.on("report", ok({ report_id: "p1" }));
  const element = await make(true);
  const flags = [...element.renderRoot.querySelectorAll<HTMLElement>(".flag")];
  expect(flags.map(({ tabIndex }) => tabIndex)).toEqual([-1, 0]);
  flags[1]?.focus();
  flags[1]?.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowUp", bubbles: true, cancelable: true }));
  expect(element.shadowRoot?.activeElement).toBe(flags[0]);
  flags[0]?.click();
  await element.updateComplete;
  const dialog = find<HTMLElement & { renderRoot: ShadowRoot }>(element, "chatxblock-report");
  dialog.renderRoot.querySelector<HTMLButtonElement>(".reasons button")?.click();
  await settle();
  expect(server.bodies("report")).toEqual([{ call_id: "c1", line: "1", reason: "unkind" }]);
  expect(words(element, "p > .plain")).toEqual(["Report this talk"]);
  expect((await make(false)).renderRoot.querySelectorAll(".flag, p > .plain")).toHaveLength(0);
});

test("a long talk is drawn a piece at a time, and what is drawn stays", async () => {
  const bo = { jid: "bo@chat", name: "Bo", image_url: "" };
  const lines = Array.from({ length: 40 }, (_, place) => ({ id: String(place), jid: bo.jid, name: "Bo", at: 0, body: `line ${place}`, edited: false, takenBack: false }));
  const element = document.createElement("chatxblock-said") as SaidLines;
  await shown(Object.assign(element, { said: { lines, complete: true, unkept: false }, me: bo, own: false, talk: { call_id: "c1", with: [bo] } as unknown as HistoryTalk, handlers: server.handlers() }));
  expect(words(element, ".body")).toHaveLength(4);
  const first = element.renderRoot.querySelector("li");
  await vi.waitFor(() => expect(words(element, ".body")).toHaveLength(40), 5_000);
  expect(words(element, ".body")).toEqual(lines.map(({ body }) => body));
  expect(element.renderRoot.querySelector("li")).toBe(first);
  expect(find(element, ".said").getAttribute("aria-busy")).toBe("false");
});
