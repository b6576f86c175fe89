// @vitest-environment happy-dom
import type { LitElement } from "lit";
import { afterEach, beforeEach, expect, test } from "vitest";
import { LinkWindow } from "../../src/room/link/link-window-view";
import { KeptText } from "../../src/shared/kept-text";
import type { Meeting } from "../../src/room/link/meeting";
import { Clock } from "../../src/shared/clock";
import type { Dialog } from "../../src/shared/dialog-view";
import { Drafts } from "../../src/shared/drafts";
import { Signal } from "../../src/shared/signal";
import { Texts } from "../../src/shared/texts";
import type { Call, Person, RoomData } from "../../src/shared/wire";
import type { Menu } from "../../src/shared/menu-view";
import type { PeopleList } from "../../src/room/people-list-view";
import { callWith, settle, TurnedTimers } from "../doubles";
import { files, find, formsOf, shown, words } from "../element-fixtures";
import type { WishDialog } from "../../src/room/wish-view";
import "../../src/room/link/link-beside-view";

customElements.define("chatxblock-link-room", LinkWindow);

/** A meeting that is as it is told. */
class FakeMeeting {
  readonly changed = new Signal();
  readonly acts: [string, object][] = [];
  readonly callId = "c1";
  readonly me = "lina@chat.test";
  readonly thanked = new Set<string>();
  readonly handlers = { post: async <T>(): Promise<T> => ({}) as T };
  call: Call = callWith({ room: null });
  end: Meeting["end"] = null;
  role: Meeting["role"] = "asker";
  url = "https://meet.test/5b0c";
  place = { kind: "video", label: "video room", url: null };
  unreachable = false;
  loggedOut = false;
  leftLast = "";
  coming: string[] = [];
  typedQuestion = "";
  people: Person[] = [
    { jid: "lina@chat.test", name: "Lina", image_url: "", role: "asker" },
    { jid: "omar@chat.test", name: "Omar", image_url: "", role: "helper" },
  ];

  readonly isMe = ({ role }: Person): boolean => role === this.role;
  readonly isHere = ({ role }: Person): boolean => role !== "left";

  async act(handler: string, body: object = {}): Promise<void> {
    this.acts.push([handler, body]);
  }
}

let meeting: FakeMeeting;

beforeEach(() => {
  meeting = new FakeMeeting();
});

afterEach(() => document.body.replaceChildren());

async function opened(loadBeside = async (): Promise<unknown> => undefined): Promise<LinkWindow> {
  const element = document.createElement("chatxblock-link-room") as LinkWindow;
  const data = { page: { title: "Unit 3", url: "/unit" }, handlers: { privacy: "/privacy" }, history_url: "/history", may_name: true } as unknown as RoomData;
  return shown(Object.assign(element, { meeting: meeting as unknown as Meeting, data, texts: new Texts(), invited: new KeptText(new Drafts(null, "lina"), "invite:c1"), loadBeside, clock: new Clock(new TurnedTimers()) }));
}

test("shows the way, in a window of its own that is told nothing of this one", async () => {
  const link = find<HTMLAnchorElement>(await opened(), ".way a");
  expect([link.textContent, link.getAttribute("href"), link.target, link.rel]).toEqual([
    "Open the video room",
    "https://meet.test/5b0c",
    "_blank",
    "noopener noreferrer",
  ]);
});

test("says that nothing is recorded, and why the window has to stay", async () => {
  expect(words(await opened(), ".way p")).toEqual([
    "What is said there is not recorded here.",
    "Keep this window open while you talk: it shows that you are there.",
  ]);
});

test.each(["", "javascript:alert(1)"])("shows no way where there is none, as for %j", async (url) => {
  meeting.url = url;
  expect((await opened()).renderRoot.querySelector(".way")).toBeNull();
});

test("shows the asker who is there, and a helper nobody's state, for the asker's is not known", async () => {
  const list = async (): Promise<string[]> => {
    const people = find<PeopleList>(await opened(), "chatxblock-people");
    await people.updateComplete;
    return [...people.renderRoot.querySelectorAll("li")].map((one) => `${one.className} ${one.querySelector(".dot")?.className}`);
  };
  expect(await list()).toEqual(["inside dot ", "inside dot "]);
  document.body.replaceChildren();
  meeting.role = "helper";
  expect(await list()).toEqual(["inside dot unsure", "inside dot unsure"]);
});

test("removes by a dialog that tells what it cannot do", async () => {
  const element = await opened();
  find(element, "chatxblock-people").dispatchEvent(new CustomEvent("remove", { detail: { jid: "omar@chat.test", name: "Omar" } }));
  await element.updateComplete;
  const wish = find<WishDialog>(element, "chatxblock-wish");
  await wish.updateComplete;
  const dialog = find<Dialog>(wish, "chatxblock-dialog");
  expect(dialog.text).toContain("Who knows the link already can still use it.");
  dialog.dispatchEvent(new CustomEvent("confirmed", { detail: "" }));
  await settle();
  expect(meeting.acts).toEqual([["remove", { person: "omar@chat.test" }]]);
});

test("offers at the end what was kept, and no way any more", async () => {
  meeting.end = { why: "left", sentence: "", other: null };
  meeting.url = "";
  const element = await opened();
  expect(words(element, ".closed p")).toEqual(["The question and who came are kept:", "Your questions and talks"]);
  expect(element.renderRoot.querySelector(".way")).toBeNull();
  expect(document.title).toBe("You left – Why?");
  find<HTMLButtonElement>(element, ".closed button").click();
  await settle();
  const wish = find<WishDialog>(element, "chatxblock-wish");
  const dialog = find<LitElement>(wish, "chatxblock-export");
  expect(files(dialog)).toEqual(formsOf(meeting.call.transcript_url));
  expect(words(dialog, "p")).toEqual(["What is said there is not recorded: the file has the question and who came."]);
});

test("asks after the end whether it helped, and nothing of what was said, which nobody here knows", async () => {
  meeting.end = { why: "left", sentence: "", other: null };
  const after = find<LitElement>(await opened(), "chatxblock-after");
  const questions = find<LitElement>(after, "chatxblock-feedback");
  expect(words(questions, "strong")).toEqual(["Did this help?"]);
});

test.each([
  ["asker", ["Invite somebody", "Export", "Leave"]],
  ["helper", ["Export", "Leave"]],
  ["staff", ["Invite somebody", "Export"]],
] as const)("has behind its menu what %s may do, and the ways to her other pages; none after the end", async (role, labels) => {
  meeting.role = role;
  const element = await opened();
  const { items } = find<Menu>(element, "chatxblock-menu");
  expect(items.map(({ label }) => label)).toEqual([...labels, "Your questions and talks", "What is kept of you"]);
  meeting.end = { why: "left", sentence: "", other: null };
  meeting.changed.emit();
  await element.updateComplete;
  expect(element.renderRoot.querySelector("chatxblock-menu")).toBeNull();
});

test("is solved once somebody is there, and no sooner", async () => {
  const element = await opened();
  expect(words(element, "header > button")).toEqual([]);
  meeting.coming = ["Omar"];
  meeting.changed.emit();
  await element.updateComplete;
  expect(words(element, "header > button")).toEqual(["It's solved"]);
});

test("opens its people where there is no place for them beside, and Escape closes them", async () => {
  const element = await opened();
  const button = find<HTMLButtonElement>(element, ".count");
  expect(words(element, ".count")).toEqual(["2 people ▾"]);
  button.click();
  await element.updateComplete;
  expect([button.getAttribute("aria-expanded"), find(element, "chatxblock-people").className]).toEqual(["true", "listed"]);
  element.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  await element.updateComplete;
  expect([button.getAttribute("aria-expanded"), find(element, "chatxblock-people").className]).toEqual(["false", ""]);
});

test("says so where a part of it did not come", async () => {
  const element = await opened(() => Promise.reject(new Error("gone after a deploy")));
  await settle();
  expect(words(element, "[role=alert]")).toEqual(["Part of this page could not be loaded. Reload it: what you typed is kept."]);
});
