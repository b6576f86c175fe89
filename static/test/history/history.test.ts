// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from "vitest";
import { History, together } from "../../src/history/history";
import { HistoryPage } from "../../src/history/history-view";
import { readSaid } from "../../src/shared/said-lines";
import type { SaidLines } from "../../src/history/said-view";
import { TalkCard } from "../../src/history/talk-view";
import { RETURN } from "../../src/shared/browser-page";
import { Texts } from "../../src/shared/texts";
import type { HistoryAnswer, HistoryData, HistorySession, HistoryTalk } from "../../src/shared/wire";
import { FakeServer, ok, refusal, settle, TurnedTimers } from "../doubles";
import { described, files, find, formsOf, named, PAGES, shown, ways, words } from "../element-fixtures";

customElements.define("chatxblock-talk", TalkCard);
customElements.define("chatxblock-history", HistoryPage);

const at = "2026-11-22T11:00:00.000Z";
const bo = { jid: "bo@chat", name: "Bo", image_url: "" };
const me = { jid: "me@chat", name: "Lina Petrova", image_url: "" };

const talk = (id: string, values: Partial<HistoryTalk> = {}): HistoryTalk => ({
  call_id: id,
  kind: "user",
  with: [bo],
  question: `Why <i>${id}</i>?`,
  role: "asker",
  state: "closed",
  outcome: "solved",
  asked_at: at,
  ended_at: at,
  lines: 2,
  title: "Unit 3",
  url: "http://lms/unit",
  window_url: `/window/${id}`,
  transcript_url: `/transcript/${id}`,
  ...values,
});

const session = (talks: HistoryTalk[], continued = false): HistorySession => ({ began_at: at, ended_at: at, continued, talks });
const page = (sessions: HistorySession[], next: string | null = null): HistoryAnswer => ({ sessions, next });

const file = {
  schema: "urn:chatxblock:transcript:1",
  complete: true,
  log: "kept",
  lines: [
    { id: "1", time: at, author: { jid: me.jid, name: me.name }, body: "rwos", message_id: "m1", replaces: null, repeats: null },
    { id: "2", time: at, author: { jid: me.jid, name: me.name }, body: "rwos", message_id: "m1", replaces: null, repeats: "1" },
    { id: "3", time: at, author: { jid: bo.jid, name: "Bo" }, body: "<b>So</b>", message_id: "m2", replaces: null, repeats: null },
    { id: "4", time: at, author: { jid: me.jid, name: me.name }, body: "rows", message_id: "m3", replaces: "m1", repeats: null },
  ],
};
const answering = (value: unknown) => (): Promise<Response> => Promise.resolve({ json: () => Promise.resolve(value) } as Response);

let server: FakeServer;

beforeEach(() => {
  document.body.replaceChildren();
  server = new FakeServer(new TurnedTimers());
});

const history = (first: HistoryAnswer, get = answering(file)): History => new History(server.handlers(), first, "", get, async () => (await import("../../src/history/said-view")).readSaid);

describe("pages", () => {
  test("a session that goes on there becomes one, and no talk is there twice", async () => {
    const all = history(page([session([talk("a"), talk("b")])], "mark"));
    server.on("history", ok(page([session([talk("b"), talk("c")], true), session([talk("d")])])));
    await all.more();
    expect(all.sessions.map(({ talks }) => talks.map(({ call_id: id }) => id))).toEqual([["a", "b", "c"], ["d"]]);
    expect(all.next).toBe(null);
  });

  test("what cannot be had stays to be tried again", async () => {
    const all = history(page([session([talk("a")])], "mark"));
    server.on("history", refusal(503, "store-busy"));
    await all.more();
    expect([all.talks.length, all.next, all.error !== null, all.busy]).toEqual([1, "mark", true, false]);
  });
});

test("what shows the lines is asked for again where it did not come", async () => {
  const reader = vi.fn().mockRejectedValueOnce(new TypeError("gone")).mockResolvedValue(readSaid);
  const all = new History(server.handlers(), page([session([talk("a")])]), "", answering(file), reader);
  await all.read(talk("a"));
  expect(all.logs.get("a")).toMatchObject({ state: "failed", error: { passing: true } });
  await all.read(talk("a"));
  expect(all.logs.get("a")).toMatchObject({ state: "there" });
});

test("talks with the same people stand together, and another name in another call is somebody else", () => {
  const other = { ...bo, name: "Heron" };
  const found = together(session([talk("a"), talk("b", { with: [other] }), talk("c")]));
  expect(found.map(({ talks }) => talks.map(({ call_id: id }) => id))).toEqual([["a", "c"], ["b"]]);
});

describe("what was said", () => {
  test("each line is there once, in its last words", async () => {
    const { lines } = await readSaid(answering(file), "/transcript/a");
    expect(lines.map(({ id, body, edited }) => [id, body, edited])).toEqual([["1", "rows", true], ["3", "<b>So</b>", false]]);
  });

  test("what was taken back is not read, what an answer repeats is left out, and a reaction is no line", async () => {
    const line = (id: string, body: string, marks: object = {}): object => ({ id, time: at, author: { jid: me.jid, name: me.name }, body, message_id: `m${id}`, replaces: null, repeats: null, ...marks });
    const lines = [
      line("1", "a secret"),
      line("2", "[taken back]", { replaces: "m1", taken_back: true }),
      line("3", "again", { replaces: "m1" }),
      line("4", "[taken back]", { taken_back: true }),
      line("5", "> one\nTwo", { answers: "1", quoted: 6 }),
      line("6", "not quoted\nTwo", { answers: "1", quoted: 11 }),
      line("7", "> all\n", { answers: "1", quoted: 6 }),
      line("8", "", { reacts_to: "1", reactions: ["👍"] }),
    ];
    const said = await readSaid(answering({ ...file, lines }), "/transcript/a");
    expect(said.lines.map(({ id, body, takenBack }) => [id, body, takenBack])).toEqual([
      ["1", "", true],
      ["5", "Two", false],
      ["6", "not quoted\nTwo", false],
      ["7", "> all\n", false],
    ]);
  });

  test("what is no log is refused with the words of the server", async () => {
    await expect(readSaid(answering({ code: "not-in-call", error: "No." }), "")).rejects.toMatchObject({ code: "not-in-call", message: "No." });
    await expect(readSaid(() => Promise.reject(new Error("away")), "")).rejects.toMatchObject({ passing: true });
  });
});

describe("the page", () => {
  const open = async (first: HistoryAnswer, values: Partial<HistoryData> = {}): Promise<HistoryPage> => {
    const element = document.createElement("chatxblock-history") as HistoryPage;
    const handlers = { privacy: "/privacy" };
    const data = { me, own: true, history: first, file_url: "/file", page_url: "/page", person_url: null, title: "Unit 3", url: "/unit", handlers, ...values };
    Object.assign(element, { history: history(first), texts: new Texts(), clock: { now: () => Date.parse(at) }, data });
    await shown(element);
    // What is below the heading.
    await element.updateComplete;
    return element;
  };

  test("has the name that links to it have, and knows the way to what is kept by its name", async () => {
    const element = await open(page([]));
    expect([words(element, "h1"), ways(element)]).toEqual([[PAGES["history_page"]], named("privacy")]);
    document.body.replaceChildren();
    const others = await open(page([]), { own: false, page_url: "/history_page" });
    expect(ways(others)).toEqual(named("history_page", "privacy"));
  });

  test("shows at once what became true while nobody looked", async () => {
    server.on("history", ok(page([session([talk("a")])])));
    const element = await open(page([session([talk("a", { outcome: "open", state: "answered" })])]));
    expect(words(element, ".open h2")).toEqual(["A room is open"]);
    window.dispatchEvent(new Event(RETURN));
    await settle();
    await element.updateComplete;
    expect(words(element, ".open h2")).toEqual([]);
  });

  test("says what to do where there is nothing, and has no search", async () => {
    const element = await open(page([]));
    expect(words(element, ".empty p")[0]).toBe("You have asked nothing yet and helped nobody.");
    expect(words(element, "form")).toEqual([]);
  });

  test("says of somebody who has nothing who that is, and of words that stand nowhere what to try", async () => {
    const others = await open(page([]), { own: false });
    expect(words(others, ".empty")).toEqual(["Lina Petrova has asked nothing yet and helped nobody."]);
    document.body.replaceChildren();
    server.on("history", ok(page([])), ok(page([session([talk("a")])])));
    const element = await open(page([session([talk("a")])]));
    find<HTMLInputElement>(element, "#query").value = "nowhere";
    find(element, "form").dispatchEvent(new SubmitEvent("submit", { cancelable: true }));
    await settle();
    await element.updateComplete;
    expect(words(element, ".empty p")[0]).toBe("No talk has all of these words. Try fewer, or only the beginning of one.");
    expect(words(element, "[role=status]")).toEqual(["0 talks found."]);
    find<HTMLButtonElement>(element, ".empty button").click();
    await settle();
    await element.updateComplete;
    expect([element.renderRoot.querySelectorAll("chatxblock-talk").length, server.bodies("history").length]).toEqual([1, 2]);
  });

  test.each([
    ["of one minute", "2026-11-22T11:00:20.000Z", 0],
    ["of more", "2026-11-22T11:31:00.000Z", 1],
    ["that goes on", null, 1],
  ])("a session %s says once when that was", async (_, ended_at, dashes) => {
    const element = await open(page([{ ...session([talk("a")]), ended_at }]));
    const [when = ""] = words(element, "section:not(.open) h2");
    expect([/\d/.test(when), when.split("–").length - 1]).toEqual([true, dashes]);
  });

  test("leads to what is kept of people, whether there is something or not", async () => {
    for (const first of [page([]), page([session([talk("a")])])]) {
      const links = [...(await open(first)).renderRoot.querySelectorAll("footer a")].map((link) => link.textContent);
      expect(links.at(-1)).toBe("What is kept of you");
      document.body.replaceChildren();
    }
  });

  test("a room that is open stands on top with the way back", async () => {
    const element = await open(page([session([talk("a", { outcome: "open", ended_at: null, lines: null }), talk("b")])]));
    expect(find(element, ".open a").getAttribute("href")).toBe("/window/a");
    expect(words(element, ".open a")).toEqual(["Back to the room"]);
  });

  test("lines fold out when asked for, marked as sent or received", async () => {
    const element = await open(page([session([talk("a")])]));
    const card = find<TalkCard>(element, "chatxblock-talk");
    await card.updateComplete;
    expect(words(card, "li")).toEqual([]);
    find<HTMLButtonElement>(card, "button").click();
    await vi.waitFor(() => find(card, "chatxblock-said"));
    const said = find<SaidLines>(card, "chatxblock-said");
    await said.updateComplete;
    expect(words(said, "li.sent .body")).toEqual(["rows"]);
    expect(words(said, "li.received .body")).toEqual(["<b>So</b>"]);
    expect(words(said, ".face")).toEqual(["LP", "B"]);
    expect(find(card, "button").getAttribute("aria-expanded")).toBe("true");
    expect([described(card, "summary"), files(card)]).toEqual([["Why <i>a</i>?"], formsOf("/transcript/a")]);
  });

  const card = async (values: Partial<HistoryTalk>): Promise<TalkCard> => {
    const found = find<TalkCard>(await open(page([session([talk("a", values)])])), "chatxblock-talk");
    await found.updateComplete;
    return found;
  };

  test.each([
    ["published", "What others can read of it:"],
    ["draft", "What is being written of it:"],
    ["review", "What is being written of it:"],
    ["hidden", "What is being written of it:"],
  ] as const)("the resource made of a talk has a row that leads there, as text: %s", async (state, said) => {
    const resource = { resource_id: "r1", title: "<i>Zero</i>", state, url: "/resource/r1" };
    const element = await card({ resource });
    expect(words(element, ".beside")).toEqual([`${said} <i>Zero</i>`]);
    expect(new URL(find<HTMLAnchorElement>(element, ".beside a").href).pathname).toBe("/resource/r1");
  });

  test("a resource whose address is no page of the web has no row", async () => {
    const resource = { resource_id: "r1", title: "Zero", state: "published", url: "javascript:alert(1)" } as const;
    expect(words(await card({ resource }), ".beside")).toEqual([]);
  });

  test("what a teacher said later stands below the question, with who and when, as text", async () => {
    const element = await card({ outcome: "answered", answer: { name: "Kim", answer: "See <b>rows: https://lms.test/rows", at } });
    expect(words(element, ".outcome")).toEqual(["Answered by a teacher"]);
    expect(words(element, ".beside p")[0]).toMatch(/^Kim · /);
    expect(find(element, ".beside time").getAttribute("datetime")).toBe(at);
    expect(words(element, ".beside blockquote")).toEqual(["See <b>rows: https://lms.test/rows"]);
    await vi.waitFor(() => expect(find(element, "chatxblock-written").shadowRoot?.querySelector("a")?.href).toBe("https://lms.test/rows"));
  });

  test("staff read whose it is, and can read somebody else's", async () => {
    const element = await open(page([]), { own: false, person_url: "/page/PERSON" });
    expect(words(element, "h1")).toEqual(["Questions and talks of Lina Petrova"]);
    expect(find(element, "#person")).toBeTruthy();
  });
});
