// @vitest-environment happy-dom
import type { LitElement } from "lit";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Attention, type ComingNotice, type Permission } from "../../src/shared/attention";
import { JoinRequests } from "../../src/room/waiting/join-requests-view";
import { Thanks } from "../../src/room/waiting/thanks-view";
import { WaitingPanel } from "../../src/room/waiting/waiting-panel-view";
import type { Box } from "../../src/shared/finding/box";
import { Dialog } from "../../src/shared/dialog-view";
import { HandlerError } from "../../src/shared/handlers";
import { Signal } from "../../src/shared/signal";
import { Texts } from "../../src/shared/texts";
import type { Call, Person } from "../../src/shared/wire";
import { callWith, FakeBell, MemoryStorage, settle } from "../doubles";

customElements.define("chatxblock-dialog", Dialog);
customElements.define("chatxblock-waiting", WaitingPanel);
customElements.define("chatxblock-join-requests", JoinRequests);
customElements.define("chatxblock-thanks", Thanks);

/** A conversation that says yes to everything, or what it is told to say. */
class FakeConversation {
  readonly changed = new Signal();
  readonly acts: [string, object][] = [];
  readonly coming: string[] = [];
  readonly thanked = new Set<string>();
  readonly end = null;
  waiting = true;
  trouble: HandlerError | null = null;

  constructor(public call: Call) {}

  get joinRequests(): NonNullable<Call["knocking"]> {
    return this.call.knocking ?? [];
  }

  async act(handler: string, body: object = {}): Promise<void> {
    this.acts.push([handler, body]);
    if (this.trouble) throw this.trouble;
  }
}

class FakeNotice implements ComingNotice {
  readonly changed = new Signal();

  constructor(public permission: Permission) {}

  async ask(): Promise<void> {
    this.permission = "denied";
  }

  show(): void {}

  close(): void {}
}

let conversation: FakeConversation;

beforeEach(() => {
  conversation = new FakeConversation(callWith());
});

afterEach(() => document.body.replaceChildren());

async function updated<E extends LitElement>(element: E): Promise<E> {
  await settle();
  await element.updateComplete;
  return element;
}

async function panel(values: Partial<Call> = {}, bell = new FakeBell(), permission: Permission = "granted"): Promise<WaitingPanel> {
  conversation.call = callWith(values);
  const element = document.createElement("chatxblock-waiting") as WaitingPanel;
  const notice = new FakeNotice(permission);
  const attention = new Attention({ conversation, bell, notice, hidden: () => true, storage: new MemoryStorage(), now: () => 0 });
  document.body.append(Object.assign(element, { texts: new Texts(), conversation, attention }));
  return updated(element);
}

async function joinRequests(values: Partial<Call>): Promise<JoinRequests> {
  conversation.call = callWith(values);
  const element = document.createElement("chatxblock-join-requests") as JoinRequests;
  document.body.append(Object.assign(element, { texts: new Texts(), conversation }));
  return updated(element);
}

function words(element: LitElement, selector: string): string[] {
  return [...element.renderRoot.querySelectorAll(selector)].map((one) => (one.textContent ?? "").replace(/\s+/g, " ").trim());
}

async function click(element: LitElement, label: string): Promise<void> {
  const buttons = [...element.renderRoot.querySelectorAll("button")];
  const button = buttons.find((one) => (one.getAttribute("aria-label") ?? one.textContent?.trim()) === label);
  if (!button) throw new Error(`no ${label}`);
  button.click();
  await updated(element);
}

async function confirm(element: LitElement): Promise<void> {
  element.renderRoot.querySelector("chatxblock-dialog")?.dispatchEvent(new CustomEvent("confirmed", { detail: "" }));
  await updated(element);
}

describe("what she can read while she waits", () => {
  async function reading(load: () => Promise<HTMLElement>): Promise<[WaitingPanel, Box[]]> {
    const boxes: Box[] = [];
    const element = document.createElement("chatxblock-waiting") as WaitingPanel;
    const found = (box: Box): Promise<HTMLElement> => {
      boxes.push(box);
      return load();
    };
    document.body.append(Object.assign(element, { texts: new Texts(), conversation, found }));
    return [await updated(element), boxes];
  }

  test("is looked for once, by her question, which stands whatever helps her", async () => {
    const [element, [box]] = await reading(() => Promise.resolve(document.createElement("ol")));
    conversation.changed.emit();
    await updated(element);
    expect(element.renderRoot.querySelectorAll("section > ol")).toHaveLength(1);
    box?.type("");
    expect([box?.text, box?.call?.id]).toEqual(["Why?", "c1"]);
  });

  test("may be what ends her question: the same dialog asks", async () => {
    const [element] = await reading(() => Promise.resolve(document.createElement("ol")));
    element.renderRoot.querySelector("ol")?.dispatchEvent(new CustomEvent("take-back"));
    await updated(element);
    await confirm(element);
    expect(conversation.acts).toEqual([["cancel", {}]]);
  });

  test("does not come, and she waits as always", async () => {
    const [element, boxes] = await reading(() => Promise.reject(new TypeError("gone")));
    conversation.changed.emit();
    await updated(element);
    expect([boxes.length, words(element, "button").length]).toEqual([1, 2 + 1]);
  });
});

describe("while an asker waits", () => {
  test("she is told that we call her, what else she can do, and how things stand", async () => {
    const element = await panel({ usual_wait: 62 });
    expect(words(element, "section p")).toEqual([
      "You can leave this window open and go on working: we call you by sound and by a notice of your browser when somebody comes.",
    ]);
    expect(words(element, "button")).toEqual(["Leave it for the teachers", "Turn the sound off", "Take it back"]);
    expect(words(element, ".details span")).toEqual(["Here the first helper usually comes after about a minute."]);
  });

  test("one button is filled, and what ends it is none of the big ones", async () => {
    const element = await panel({}, new FakeBell(false), "unasked");
    expect(words(element, ".primary")).toEqual(["Tell me when somebody comes"]);
    expect(words(element, ".actions button")).toEqual(["Tell me when somebody comes", "Leave it for the teachers"]);
    expect(words(element, ".plain")).toEqual(["Take it back"]);
  });

  test("how things stand is said below, where a change moves nothing, in a live region", async () => {
    const element = await panel({ usual_wait: 62 });
    const region = element.renderRoot.querySelector(".details");
    expect(region?.getAttribute("aria-live")).toBe("polite");
    expect(region?.querySelector("slot")).toBeTruthy();
    expect(region?.nextElementSibling).toBeNull();
  });

  test("a window that tells how things stand in its own way has its words in that place", async () => {
    const element = await panel({ seen: 1 });
    const own = document.createElement("p");
    element.append(own);
    await updated(element);
    expect(element.renderRoot.querySelector<HTMLSlotElement>(".details slot")?.assignedElements()).toEqual([own]);
  });

  test("she is asked to write what she tried, where something can be written and until she did", async () => {
    const asked = "Write what you tried; whoever comes reads it.";
    expect(words(await panel(), "section p")).not.toContain(asked);
    const entries: { kind: string }[] = [];
    Object.assign(conversation, { entries });
    const element = await panel();
    expect(words(element, "section p")).toContain(asked);
    entries.push({ kind: "line" });
    conversation.changed.emit();
    await updated(element);
    expect(words(element, "section p")).not.toContain(asked);
  });

  test("nothing is promised that the browser does not let us do", async () => {
    const element = await panel({}, new FakeBell(false), "unasked");
    expect(words(element, "section p")[0]).toMatch(/^You can leave .* its title tells you when somebody comes\.$/);
    expect(words(element, "button")[0]).toBe("Tell me when somebody comes");
    await click(element, "Tell me when somebody comes");
    expect(words(element, "section p")[0]).toMatch(/we call you by sound when somebody comes\.$/);
    await click(element, "Turn the sound off");
    expect(words(element, "section p")[0]).toMatch(/its title tells you/);
    expect(words(element, ".plain")[0]).toBe("Turn the sound on");
  });

  test("she may leave the question for the teachers, after being told what happens then", async () => {
    const element = await panel();
    await click(element, "Leave it for the teachers");
    const dialog = element.renderRoot.querySelector<Dialog>("chatxblock-dialog");
    expect(dialog?.text).toMatch(/kept and shown to the teachers.*you find the answer where you asked/);
    expect(conversation.acts).toEqual([]);
    await confirm(element);
    expect(conversation.acts).toEqual([["leave_question", {}]]);
    expect(element.renderRoot.querySelector("chatxblock-dialog")).toBeNull();
  });

  test("a dialog that could not do it stays, and says why", async () => {
    const element = await panel();
    conversation.trouble = new HandlerError(503, "store-busy", "Busy.");
    await click(element, "Take it back");
    await confirm(element);
    expect(element.renderRoot.querySelector<Dialog>("chatxblock-dialog")?.error).toBe("That did not get through. Try again in a moment.");
    conversation.trouble = new HandlerError(409, "call-over", "It is over.");
    await confirm(element);
    expect(conversation.acts.map(([handler]) => handler)).toEqual(["cancel", "cancel"]);
    expect(element.renderRoot.querySelector<Dialog>("chatxblock-dialog")?.error).toBe("It is over.");
  });

  test("all of that goes when somebody comes, an open dialog too, and the keyboard is handed on", async () => {
    const element = await panel();
    await click(element, "Take it back");
    element.renderRoot.querySelector<HTMLElement>("button")?.focus();
    const passed: Event[] = [];
    element.addEventListener("passed", (event) => passed.push(event));
    conversation.waiting = false;
    conversation.changed.emit();
    await updated(element);
    expect(element.renderRoot.querySelector("section, chatxblock-dialog")).toBeNull();
    expect(passed).toHaveLength(1);
  });
});

describe("those who ask to join", () => {
  const ada = { jid: "ada@chat.test", name: "Ada", image_url: "" };
  const ben = { jid: "ben@chat.test", name: "<b>Ben</b>", image_url: "" };

  test("are told of in a live region and let in by a click", async () => {
    const element = await joinRequests({ knocking: [ada, ben] });
    expect(words(element, "[role=status]")).toEqual(["Ada and <b>Ben</b> have the same question."]);
    expect(words(element, "li span:not(.face)")).toEqual(["Ada has the same question.", "<b>Ben</b> has the same question."]);
    await click(element, "Let in Ada");
    expect(conversation.acts).toEqual([["admit", { person: "ada@chat.test" }]]);
  });

  test("may be refused by the asker alone", async () => {
    await click(await joinRequests({ knocking: [ada] }), "Not now, Ada");
    expect(conversation.acts).toEqual([["remove", { person: "ada@chat.test" }]]);
    expect(words(await joinRequests({ knocking: [ada], my_role: "helper" }), "button")).toEqual(["Let in"]);
  });

  test("stay when it did not get through, with a word about it", async () => {
    const element = await joinRequests({ knocking: [ada] });
    conversation.trouble = new HandlerError(0, "network", "network");
    await click(element, "Let in Ada");
    expect(words(element, "[role=alert]")).toEqual(["That did not get through. Try again in a moment."]);
    expect(element.renderRoot.querySelector("button[disabled]")).toBeNull();
  });

  test("leave nothing behind but an empty live region", async () => {
    const element = await joinRequests({});
    expect(words(element, "[role=status]")).toEqual([""]);
    expect(element.renderRoot.querySelector("section")).toBeNull();
  });
});

describe("Saying thank you", () => {
  const people = [
    { jid: "me@x", name: "Lina", image_url: "", role: "asker" },
    { jid: "bo@x", name: "Bo", image_url: "", role: "left" },
    { jid: "kim@x", name: "Kim", image_url: "", role: "staff" },
  ] as Person[];

  async function shown(call: Partial<Call>, end: unknown = null): Promise<Thanks> {
    Object.assign(conversation, { call: callWith(call), end, people });
    const element = document.createElement("chatxblock-thanks") as Thanks;
    Object.assign(element, { texts: new Texts(), conversation });
    document.body.append(element);
    await settle();
    return element;
  }

  test("thanks each helper who came, once it is solved", async () => {
    const element = await shown({ my_role: "asker", solved: true });
    expect(element.shadowRoot?.textContent).toContain("Bo came to help.");
    expect(element.shadowRoot?.querySelectorAll("button")).toHaveLength(1);
    element.shadowRoot?.querySelector("button")?.click();
    await settle();
    expect(conversation.acts).toEqual([["thank", { person: "bo@x" }]]);
    expect(element.shadowRoot?.textContent).toContain("You thanked Bo.");
  });

  test("says when it did not get through, and can be said again", async () => {
    conversation.trouble = new HandlerError(503, "chat-unavailable", "We can't reach the chat right now.");
    const element = await shown({ my_role: "asker" }, { why: "left" });
    element.shadowRoot?.querySelector("button")?.click();
    await settle();
    expect(element.shadowRoot?.querySelector("[role=alert]")?.textContent).not.toBe("");
    expect(element.shadowRoot?.querySelectorAll("button")).toHaveLength(1);
  });

  test("is for the asker, and not in the middle of a talk", async () => {
    expect((await shown({ my_role: "asker", solved: false })).shadowRoot?.textContent?.trim()).toBe("");
    expect((await shown({ my_role: "helper", solved: true })).shadowRoot?.textContent?.trim()).toBe("");
  });
});
