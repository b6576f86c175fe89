// @vitest-environment happy-dom
/** Leaving a talk, and what is asked of it: never in the way, and nothing is answered beforehand. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Entry } from "../../src/room/chat/log";
import { AfterTalk, DraftButton } from "../../src/room/leaving/after-view";
import { LeavingDialog } from "../../src/room/leaving/leaving-view";
import { wantedOf, type Talk } from "../../src/room/leaving/talk";
import { WishDialog } from "../../src/room/wish-view";
import { Drafts } from "../../src/shared/drafts";
import { FeedbackQuestions } from "../../src/shared/feedback/feedback-view";
import type { Handlers } from "../../src/shared/handlers";
import { KeptText } from "../../src/shared/kept-text";
import { Signal } from "../../src/shared/signal";
import { Texts } from "../../src/shared/texts";
import type { Call, Person, PersonRole } from "../../src/shared/wire";
import { callWith, FakeServer, MemoryStorage, settle, TurnedTimers } from "../doubles";
import { find, shown, words } from "../element-fixtures";

customElements.define("chatxblock-after", AfterTalk);
customElements.define("chatxblock-draft-button", DraftButton);

const GOOD = { status: 200, body: {} };
const LINA = person("lina", "asker");
const OMAR = person("omar", "helper");

function person(name: string, role: PersonRole): Person {
  return { jid: `${name}@chat.test`, name: name.toUpperCase(), image_url: "", role };
}

function said(author: string): Entry {
  return { kind: "line", archiveId: author, id: author, author: `${author}@chat.test`, nick: author, body: "…", at: 0, replaces: "", earlier: [] };
}

class FakeTalk implements Talk {
  readonly changed = new Signal();
  readonly callId = "c1";
  readonly thanked = new Set<string>();
  readonly handlers: Handlers;
  readonly acts: [string, object][] = [];
  me = "lina@chat.test";
  call: Call | null = callWith();
  end: { why: string } | null = null;
  people: Person[] = [LINA, OMAR];
  entries: Entry[] | undefined = [said("lina"), said("omar")];
  left = 0;

  constructor(server: FakeServer) {
    this.handlers = server.handlers();
  }

  leave(): object {
    this.left += 1;
    return { call_id: "c1", lines: 2, last_id: "9" };
  }

  async act(handler: string, body: object = {}): Promise<void> {
    this.acts.push([handler, body]);
  }
}

let server: FakeServer;
let talk: FakeTalk;
let told: string[];

beforeEach(() => {
  localStorage.clear();
  server = new FakeServer(new TurnedTimers()).on("leave", GOOD).on("feedback", GOOD);
  talk = new FakeTalk(server);
  told = [];
});

afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

/** The dialog behind *Leave*, as the room window has it. */
async function asked(): Promise<WishDialog> {
  const element = document.createElement("chatxblock-wish") as WishDialog;
  for (const name of ["granted", "dismissed"]) element.addEventListener(name, () => told.push(name));
  const invited = new KeptText(new Drafts(new MemoryStorage(), "lina"), "invite:c1");
  return shown(Object.assign(element, { texts: new Texts(), conversation: talk, wish: { kind: "leave" }, invited }));
}

async function dialog(): Promise<LeavingDialog> {
  const found = find<LeavingDialog>(await asked(), "chatxblock-leaving");
  await settle();
  return found;
}

function questions(element: LeavingDialog | AfterTalk): FeedbackQuestions | null {
  return element.renderRoot.querySelector<FeedbackQuestions>("chatxblock-feedback");
}

async function click(element: FeedbackQuestions | LeavingDialog | DraftButton | null, label: string, nth = 0): Promise<void> {
  const buttons = [...(element?.renderRoot.querySelectorAll("button") ?? [])].filter((one) => one.textContent?.trim() === label);
  const button = buttons[nth];
  if (!button) throw new Error(`no button ${label}`);
  button.click();
  await settle();
}

function pressed(element: LeavingDialog | AfterTalk): string[] {
  return words(questions(element) as FeedbackQuestions, 'button[aria-pressed="true"]');
}

describe("Who is asked what", () => {
  const nothing = { helped: false, quote: false, draft: false, ready: false, thanks: [] };

  test.each<[string, Partial<FakeTalk>, object]>([
    ["the asker everything", {}, { helped: true, quote: true, draft: true, ready: true, thanks: [OMAR] }],
    ["the asker who wrote nothing", { entries: [said("omar")] }, { helped: true, quote: false, draft: true, ready: true, thanks: [OMAR] }],
    ["a fellow, for whom the draft has to wait", { call: callWith({ my_role: "fellow" }) }, { helped: true, quote: true, draft: true, ready: false, thanks: [] }],
    ["a helper consent alone", { me: "omar@chat.test", call: callWith({ my_role: "helper" }) }, { helped: false, quote: true, draft: true, ready: false, thanks: [] }],
    ["and the draft once the asker has left", { me: "omar@chat.test", call: callWith({ my_role: "helper", asker_left: true }) }, { helped: false, quote: true, draft: true, ready: true, thanks: [] }],
    ["nobody where the helper said nothing", { entries: [said("lina")] }, { ...nothing, thanks: [OMAR] }],
    ["nobody where no one came", { people: [LINA] }, nothing],
    ["nobody who was put out", { end: { why: "removed" } }, { ...nothing, thanks: [OMAR] }],
    ["no onlooker", { call: callWith({ my_role: "staff" }) }, nothing],
    ["behind a link whether it helped", { entries: undefined }, { ...nothing, helped: true, thanks: [OMAR] }],
  ])("%s", (_name, values, expected) => {
    Object.assign(talk, values);
    expect(wantedOf(talk, talk.me)).toEqual(expected);
  });
});

describe("The dialog", () => {
  test("has no answer chosen, and a way for each wish", async () => {
    const element = await dialog();
    expect(pressed(element)).toEqual([]);
    expect(words(element, "button")).toEqual(["Thank OMAR", "Look at it and publish", "Later", "Stay", "Leave"]);
    expect(words(element, "q")).toEqual(["Why?"]);
  });

  test("leaves at once with what was answered, whatever the server does", async () => {
    server.on("leave", "down");
    const element = await dialog();
    await click(questions(element), "A little");
    await click(questions(element), "No", 1);
    await click(element, "Leave");
    expect([told, talk.left]).toEqual([["granted"], 1]);
    expect(server.requests.at(-1)).toMatchObject({
      handler: "leave",
      keepalive: true,
      body: { call_id: "c1", lines: 2, last_id: "9", helped: "a-little", quote_me: false },
    });
  });

  test("is left by Escape too, and says then that nothing was answered", async () => {
    find<HTMLDialogElement>(await dialog(), "dialog").close();
    await settle();
    expect(told).toEqual(["granted"]);
    expect(server.bodies("leave")).toEqual([{ call_id: "c1", lines: 2, last_id: "9", helped: null, quote_me: null }]);
  });

  test("keeps what was answered where she stays", async () => {
    const element = await dialog();
    await click(questions(element), "Yes");
    await click(element, "Stay");
    expect([told, talk.left]).toEqual([["dismissed"], 0]);
    expect(server.bodies("feedback")).toEqual([{ call_id: "c1", helped: "yes", quote_me: null }]);
    expect(pressed(await dialog())).toEqual(["Yes"]);
  });

  test("sends nothing where she stays and said nothing", async () => {
    await click(await dialog(), "Stay");
    expect(server.requests).toEqual([]);
  });

  test("thanks a helper by name, once", async () => {
    const element = await dialog();
    await click(element, "Thank OMAR");
    expect(talk.acts).toEqual([["thank", { person: OMAR.jid }]]);
    expect(words(element, '[role="status"]')).toEqual(["You thanked OMAR."]);
  });

  test("thanks all who came by one click, and those who were not thanked before", async () => {
    const ada = person("ada", "left");
    const ben = person("ben", "helper");
    talk.people = [LINA, OMAR, ada, ben];
    talk.thanked.add(OMAR.jid);
    const element = await dialog();
    await click(element, "Thank all 2 helpers");
    expect(talk.acts).toEqual([["thank", { person: ada.jid }], ["thank", { person: ben.jid }]]);
    expect(words(element, '[role="status"]')).toEqual(["You thanked OMAR, ADA, and BEN."]);
  });

  test("has one button that stands out: the draft, and once that is put off, to leave", async () => {
    const element = await dialog();
    expect(words(element, ".primary")).toEqual(["Look at it and publish"]);
    await click(element, "Later");
    expect(words(element, ".primary")).toEqual(["Leave"]);
  });

  test("leaves the draft for later, and says where it is", async () => {
    const element = await dialog();
    await click(element, "Later");
    expect(words(element, "button")).toEqual(["Thank OMAR", "Stay", "Leave"]);
    expect(words(element, '[role="status"]')).toEqual(["You find the draft in this window, also after you have left."]);
  });

  test("follows the talk: with the asker gone, a helper's draft is ready", async () => {
    Object.assign(talk, { me: "omar@chat.test", call: callWith({ my_role: "helper" }) });
    const element = await dialog();
    expect(words(element, "button")).toEqual(["Stay", "Leave"]);
    talk.call = callWith({ my_role: "helper", asker_left: true });
    talk.changed.emit();
    await settle();
    expect(words(element, "button")).toEqual(["Look at it and publish", "Later", "Stay", "Leave"]);
  });

  test("leaves first and opens the draft then, in the same tab", async () => {
    const assign = vi.spyOn(location, "assign").mockImplementation(() => undefined);
    server.on("resource_draft", { status: 200, body: { resource: { edit_url: "/edit/r1" }, talks: [] } });
    await click(await dialog(), "Look at it and publish");
    await settle();
    expect(server.requests.map(({ handler }) => handler)).toEqual(["leave", "resource_draft"]);
    expect(String(assign.mock.calls[0]?.[0])).toMatch(/\/edit\/r1$/);
    assign.mockRestore();
  });

  test("is the plain one where there is nothing to ask", async () => {
    talk.people = [LINA];
    const element = await asked();
    expect(element.renderRoot.querySelector("chatxblock-leaving")).toBeNull();
    find(element, "chatxblock-dialog").dispatchEvent(new CustomEvent("confirmed", { detail: "" }));
    await settle();
    expect([told, talk.left]).toEqual([["granted"], 1]);
    expect(server.bodies("leave")).toEqual([{ call_id: "c1", lines: 2, last_id: "9" }]);
  });
});

describe("After the end", () => {
  async function after(): Promise<AfterTalk> {
    const element = document.createElement("chatxblock-after") as AfterTalk;
    return shown(Object.assign(element, { texts: new Texts(), talk }));
  }

  test("what she said is shown, and what she says now counts at once", async () => {
    talk.call = callWith({ state: "closed", mine: { helped: "yes", quote_me: null, asked_to_quote: true } });
    const element = await after();
    expect(pressed(element)).toEqual(["Yes"]);
    expect(words(questions(element) as FeedbackQuestions, "#hint")[0]).toContain("would like to use your words");
    await click(questions(element), "Yes", 1);
    expect(server.bodies("feedback")).toEqual([{ call_id: "c1", helped: "yes", quote_me: true }]);
    expect(words(element, '[role="status"]')).toEqual(["Thank you. You can change it here at any time."]);
  });

  test("what did not arrive is kept, and she is told so", async () => {
    server.on("feedback", "down");
    const element = await after();
    await click(questions(element), "No");
    expect(words(element, '[role="status"]')[0]).toContain("is kept, and sent as soon as it can be");
    expect(localStorage.length).toBe(1);
  });

  test("nothing is asked where nobody helped", async () => {
    talk.people = [LINA];
    expect(questions(await after())).toBeNull();
  });

  test("a resource is made in a tab of its own; where that fails, the tab goes and she is told", async () => {
    const tab = { location: { href: "" }, close: vi.fn() };
    vi.stubGlobal("open", () => tab);
    server.on("resource_draft", { status: 200, body: { resource: { edit_url: "/edit/r1" }, talks: [] } }, "down");
    const element = document.createElement("chatxblock-draft-button") as DraftButton;
    await shown(Object.assign(element, { texts: new Texts(), talk }));
    await click(element, "Make it a resource");
    expect(tab.location.href).toMatch(/\/edit\/r1$/);
    expect(tab.close).not.toHaveBeenCalled();
    await click(element, "Make it a resource");
    expect(tab.close).toHaveBeenCalledOnce();
    expect(words(element, '[role="alert"]')).toEqual(["The draft cannot be opened right now. Try again in a moment."]);
  });
});
