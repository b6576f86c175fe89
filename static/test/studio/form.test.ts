// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Texts } from "../../src/shared/texts";
import type { StudioData } from "../../src/shared/wire";
import { Form } from "../../src/studio/form";
import { StudioForm } from "../../src/studio/form-view";
import { PeopleField } from "../../src/studio/people-view";
import { RoundsField } from "../../src/studio/rounds-view";
import { Saving } from "../../src/studio/saving";
import { settle } from "../doubles";

customElements.define("chatxblock-studio-people", PeopleField);
customElements.define("chatxblock-studio-rounds", RoundsField);
customElements.define("chatxblock-studio-form", StudioForm);

const FIELD = { help: "", choices: [], least: null, most: null, default: "" };
const DATA = {
  fields: [
    { ...FIELD, name: "heading", kind: "line", group: "question", label: "Heading" },
    { ...FIELD, name: "helpers", kind: "people", group: "helping", label: "Helpers" },
    { ...FIELD, name: "rounds", kind: "rounds", group: "helping", label: "Rounds" },
    { ...FIELD, name: "calls_cap", kind: "number", group: "helping", label: "Most rooms" },
    { ...FIELD, name: "review", kind: "switch", group: "afterwards", label: "Teachers look first" },
  ],
  values: { heading: "Stuck?", helpers: "helper1\nhelper2", rounds: "3 peers 20s\n8 listed 30s", calls_cap: 2, review: false },
  seen: "first",
  people: [{ username: "helper1", name: "Ada", image_url: "", staff: false }],
  plan: "3 peers 60s",
  most_rounds: 10,
  findings: [],
  hints: [],
  csrf: { cookie: "csrftoken", header: "X-CSRFToken", token: "t", url: "" },
  script: "",
  texts: {},
  language: "en",
  direction: "ltr",
  now: "2026-03-01T00:00:00.000Z",
} as unknown as StudioData;

type Reply = [status: number, body: object] | null;

let replies: Record<string, Reply>;
let sent: [handler: string, body: Record<string, unknown>][];
let told: [string, object][];
let tokens: string[];

async function opened(studio = true): Promise<StudioForm> {
  const runtime = { handlerUrl: (_block: unknown, name: string) => name, ...(studio ? { notify: (name: string, data: object) => told.push([name, data]) } : {}) };
  const fetching = async (url: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    sent.push([String(url), JSON.parse(String(init?.body ?? "{}")) as Record<string, unknown>]);
    tokens.push(new Headers(init?.headers).get("X-CSRFToken") ?? "");
    const reply = replies[String(url)];
    if (!reply) throw new TypeError("no network");
    return new Response(JSON.stringify({ now: "2026-03-01T00:00:00.000Z", ...reply[1] }), { status: reply[0] });
  };
  const element = document.createElement("chatxblock-studio-form") as StudioForm;
  element.texts = new Texts();
  element.form = new Form(structuredClone(DATA), new Saving(runtime, null, DATA.csrf, fetching as typeof fetch));
  document.body.append(element);
  await drawn(element);
  return element;
}

async function drawn(element: StudioForm): Promise<void> {
  await settle();
  await element.updateComplete;
  await settle();
}

function all<E extends HTMLElement>(element: StudioForm, selector: string): E[] {
  return [...element.renderRoot.querySelectorAll<E>(selector)];
}

async function type(element: StudioForm, selector: string, text: string): Promise<void> {
  const [box] = all<HTMLInputElement>(element, selector);
  if (!box) throw new Error(`no ${selector}`);
  box.value = text;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  await drawn(element);
}

async function press(element: StudioForm, selector: string): Promise<void> {
  const [button] = all(element, selector);
  if (!button) throw new Error(`no ${selector}`);
  button.click();
  await drawn(element);
}

const message = (element: StudioForm): string => all(element, ".message").map((one) => (one.textContent ?? "").replace(/\s+/g, " ").trim()).join();

beforeEach(() => {
  replies = { studio_people: [200, { people: [], groups: [], more: false }], studio_look: [200, { findings: [], hints: [] }] };
  sent = [];
  told = [];
  tokens = [];
});

afterEach(() => document.body.replaceChildren());

describe("the rounds", () => {
  it("move by their buttons, with the focus, and say so", async () => {
    const element = await opened();
    await press(element, '[data-round="2"] .up');
    expect(element.form.values["rounds"]).toBe("8 listed 30s\n3 peers 20s");
    expect(all(element, "chatxblock-studio-rounds [role=status]").map((one) => one.textContent)).toEqual(["Round 2 is round 1 now."]);
    // The button of the first round that moves it up is none any more: the next one of that round has the focus.
    expect(element.shadowRoot?.activeElement?.className).toContain("down");
  });

  it("are added and removed, and the last one that goes leaves the site's own plan", async () => {
    const element = await opened();
    await press(element, ".add");
    expect(element.form.values["rounds"]).toBe("3 peers 20s\n8 listed 30s\n8 listed 30s");
    for (let left = 3; left > 0; left -= 1) await press(element, '[data-round="1"] .away');
    expect(element.form.values["rounds"]).toBe("");
    expect(all(element, ".sentence").map((one) => one.textContent)).toEqual(["3 fellow learners; then as many again every 60 seconds, until somebody comes."]);
  });

  it("that cannot be read stay as they were typed", async () => {
    const element = await opened();
    element.form.set("rounds", "3 friends");
    await drawn(element);
    expect(all<HTMLTextAreaElement>(element, "chatxblock-studio-rounds textarea").map(({ value }) => value)).toEqual(["3 friends"]);
  });
});

describe("the list", () => {
  it("shows whom the course knows by name, and others by what was typed", async () => {
    const element = await opened();
    expect(all(element, ".people .who").map((one) => (one.textContent ?? "").replace(/[\s\u2068\u2069]+/g, " ").trim())).toEqual(["Ada helper1", "helper2"]);
  });

  it("takes in who was found, once", async () => {
    const element = await opened();
    replies["studio_people"] = [200, { people: [{ username: "kim", name: "Kim", image_url: "", staff: true }, { username: "helper1", name: "Ada", image_url: "", staff: false }], groups: [], more: false }];
    vi.useFakeTimers();
    const [box] = all<HTMLInputElement>(element, "#find-people");
    box!.value = "k";
    box!.dispatchEvent(new Event("input", { bubbles: true }));
    await vi.advanceTimersByTimeAsync(400);
    vi.useRealTimers();
    await drawn(element);
    expect(all(element, ".found button")).toHaveLength(1);
    await press(element, ".found button");
    expect(element.form.values["helpers"]).toBe("helper1\nhelper2\nkim");
  });
});

describe("keeping", () => {
  it("sends what was changed, and has Studio close the form", async () => {
    const element = await opened();
    await type(element, "#field-heading", "Stuck here?");
    expect(message(element)).toBe("Not saved yet: Heading.");
    replies["submit_studio_edits"] = [200, { result: "success", changed: ["Heading"], seen: "second" }];
    await press(element, ".end .primary");
    expect(sent.at(-1)).toEqual(["submit_studio_edits", { values: { heading: "Stuck here?" }, seen: "first" }]);
    expect(told.map(([name, data]) => [name, data])).toEqual([["save", { state: "start" }], ["save", { state: "end" }]]);
  });

  it("works where nobody is to be told, and says what was kept", async () => {
    const element = await opened(false);
    expect(all(element, ".end .actions button")).toHaveLength(1);
    replies["submit_studio_edits"] = [200, { result: "success", changed: ["Heading"], seen: "second" }];
    await type(element, "#field-heading", "Stuck here?");
    await press(element, ".end .primary");
    expect(message(element)).toBe("Saved: Heading.");
  });

  it("sends words in the box of a number as they are, and leads to what is wrong", async () => {
    const element = await opened();
    await type(element, "#field-calls_cap", "two");
    replies["submit_studio_edits"] = [400, { error: "No number.", code: "bad-settings", findings: [{ field: "calls_cap", level: "error", words: "No number." }] }];
    await press(element, ".end .primary");
    expect(sent.at(-1)?.[1]).toEqual({ values: { calls_cap: "two" }, seen: "first" });
    expect(all(element, "#about-calls_cap .error").map((one) => one.textContent)).toEqual(["Please mend this: No number."]);
    expect(element.shadowRoot?.activeElement?.id).toBe("field-calls_cap");
    expect(all<HTMLInputElement>(element, "#field-calls_cap").map(({ value }) => value)).toEqual(["two"]);
    expect(told).toEqual([]);
  });

  it.each([null, [403, { error: "no", code: "not-allowed" }], [500, {}]] as Reply[])("that fails loses nothing: %j", async (reply) => {
    const element = await opened();
    await type(element, "#field-heading", "Stuck here?");
    replies["submit_studio_edits"] = reply;
    await press(element, ".end .primary");
    expect(message(element)).not.toBe("");
    expect(all<HTMLInputElement>(element, "#field-heading").map(({ value }) => value)).toEqual(["Stuck here?"]);
    expect(told).toEqual([]);
  });

  it("asks whose settings shall stay where somebody else changed them", async () => {
    const element = await opened();
    await type(element, "#field-heading", "Mine");
    const theirs = { ...DATA.values, heading: "Theirs" };
    replies["submit_studio_edits"] = [409, { error: "Somebody else changed these.", code: "changed-meanwhile", values: theirs, seen: "third", changed: ["heading"] }];
    await press(element, ".end .primary");
    expect(message(element)).toContain("Other than here: Heading.");
    replies["submit_studio_edits"] = [200, { result: "success", changed: ["Heading"], seen: "fourth" }];
    await press(element, ".message button");
    expect(sent.at(-1)).toEqual(["submit_studio_edits", { values: { heading: "Mine" }, seen: "third" }]);
  });

  it("goes on with the newest token where somebody logged in again meanwhile", async () => {
    const element = await opened();
    await type(element, "#field-heading", "Stuck here?");
    replies["studio_token"] = [200, { token: "second" }];
    replies["submit_studio_edits"] = [403, { now: undefined }];
    const before = tokens.length;
    await press(element, ".end .primary");
    expect(sent.slice(before).map(([name]) => name)).toEqual(["submit_studio_edits", "studio_token", "submit_studio_edits"]);
    expect(tokens.slice(before)).toEqual(["t", "", "second"]);
    expect(message(element)).toContain("What you typed stays here");
  });

  it("takes theirs where that is wanted", async () => {
    const element = await opened();
    await type(element, "#field-heading", "Mine");
    replies["submit_studio_edits"] = [409, { error: "", code: "changed-meanwhile", values: { ...DATA.values, heading: "Theirs" }, seen: "third", changed: ["heading"] }];
    await press(element, ".end .primary");
    await press(element, ".message button:last-child");
    expect(all<HTMLInputElement>(element, "#field-heading").map(({ value }) => value)).toEqual(["Theirs"]);
    expect(element.form.edited).toEqual([]);
  });
});

describe("the size of letters", () => {
  it.each([["10px", "1.6"], ["16px", ""], ["20px", ""]])("is ours where the root of the page has %s", async (root, zoom) => {
    document.documentElement.style.fontSize = root;
    const element = await opened();
    document.documentElement.style.fontSize = "";
    expect(element.style.getPropertyValue("zoom")).toBe(zoom);
  });
});
