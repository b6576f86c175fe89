// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Finding } from "../../../src/shared/finding/finding";
import { Follows } from "../../../src/shared/finding/follows";
import { FoundList } from "../../../src/shared/finding/found-list-view";
import { Joins } from "../../../src/shared/finding/joins";
import { OpenedResource } from "../../../src/shared/finding/opened-resource-view";
import { Reading } from "../../../src/shared/finding/reading";
import { Texts } from "../../../src/shared/texts";
import { callWith, FakeServer, ok, refusal, settle, TurnedTimers } from "../../doubles";
import { find, words } from "../../element-fixtures";
import { foundCall, foundResource, TypedBox, wholeResource } from "./fixtures";

customElements.define("chatxblock-found", FoundList);
customElements.define("chatxblock-opened-resource", OpenedResource);

let timers: TurnedTimers;
let server: FakeServer;
let box: TypedBox;
let held: boolean;
let told: string[];
let inSight: boolean;

beforeEach(() => {
  timers = new TurnedTimers();
  server = new FakeServer(timers);
  box = new TypedBox();
  held = false;
  inSight = true;
  told = [];
  server.on("resource_read", ok({ resource: wholeResource("r1") }));
  server.on("resource_helped", ok({ helped: 5, helped_me: true }));
});

afterEach(() => document.body.replaceChildren());

async function list(text = "why is it zero?"): Promise<FoundList> {
  const handlers = server.handlers();
  const element = document.createElement("chatxblock-found") as FoundList;
  const listed = {
    box,
    finding: new Finding(handlers, timers),
    reading: new Reading(handlers, box),
    follows: new Follows(handlers),
    joins: new Joins(handlers, timers),
  };
  box.text = text;
  for (const name of ["ask-on", "take-back"]) element.addEventListener(name, () => told.push(name));
  const whenSeen = (run: () => void): (() => void) => {
    if (inSight) run();
    return () => undefined;
  };
  document.body.append(Object.assign(element, { texts: new Texts(), listed, whenSeen, isHeld: () => held }));
  return updated(element, 250);
}

async function updated(element: FoundList, milliseconds = 0): Promise<FoundList> {
  await timers.pass(milliseconds);
  await settle();
  await element.updateComplete;
  await settle();
  return element;
}

async function click(element: FoundList, label: string): Promise<void> {
  const opened = element.renderRoot.querySelector<OpenedResource>("chatxblock-opened-resource");
  const buttons = [element, ...(opened ? [opened] : [])].flatMap((one) => [...one.renderRoot.querySelectorAll("button")]);
  const button = buttons.find((one) => (one.textContent ?? "").replace(/\s+/g, " ").trim().startsWith(label));
  if (!button) throw new Error(`no ${label}`);
  button.click();
  await updated(element);
}

function opened(element: FoundList): OpenedResource {
  return find<OpenedResource>(element, "chatxblock-opened-resource");
}

describe("what others learned", () => {
  const both = ok({
    resources: [foundResource("r1", { title: "<b>Zero</b>?", verified: true, helped: 12 }), foundResource("r2")],
    calls: [foundCall("c1", { question: "Why <i>zero</i>?", helpers: 1 })],
  });

  test("stands there a line each, as words", async () => {
    server.on("find", both);
    const element = await list();
    expect(words(element, "#title")).toEqual(["Others learned:"]);
    expect(words(element, ".line")).toEqual(["<b>Zero</b>? ✓ verified · helped 12", "Title r2"]);
    expect(words(element, ".question")).toEqual(["Why <i>zero</i>?"]);
    expect(words(element, ".call [role=status]")).toEqual(["Somebody is asking this right now · 1 helper is there"]);
    expect(words(element, ".call button")).toEqual(["Ask to join", "I have this too"]);
    expect(element.renderRoot.querySelectorAll("ul > li")).toHaveLength(3);
  });

  test("is said once per change, with how many there are", async () => {
    server.on("find", both);
    const element = await list();
    const status = find(element, "[role=status]");
    const said: string[] = [];
    new MutationObserver(() => said.push(status.textContent ?? "")).observe(status, { childList: true, characterData: true, subtree: true });
    expect(status.textContent).toBe("2 answers found");
    box.type("why is it zero? I tried");
    await updated(element, 250);
    expect(said).toEqual([]);
    server.on("find", ok({ resources: [foundResource("r2")], calls: [] }));
    box.type("why is it zero? I tried this");
    await updated(element, 250);
    expect(status.textContent).toBe("1 answer found");
  });

  test("is not called so where others only ask the same", async () => {
    server.on("find", ok({ resources: [], calls: [foundCall("c1", { left: true })] }));
    const element = await list();
    expect(words(element, "#title")).toEqual(["Others ask the same:"]);
    expect(words(element, "p.hidden")).toEqual(["Others ask the same:"]);
  });

  test("is nothing where nothing was found, and nothing is said", async () => {
    server.on("find", ok({ resources: [], calls: [] }));
    const element = await list();
    expect(element.renderRoot.querySelector("section")).toBeNull();
    expect(words(element, "[role=status]")).toEqual([""]);
  });

  test("is looked for once she types, though its place is below the edge of the screen", async () => {
    server.on("find", both);
    inSight = false;
    const element = await list("");
    expect(server.bodies("find")).toEqual([]);
    box.type("why is it zero?");
    await updated(element, 249);
    box.type("why is it zero? I tried");
    await updated(element, 250);
    expect(server.bodies("find").filter((body) => JSON.stringify(body).includes("why"))).toEqual([{ question: "why is it zero? I tried" }]);
    expect(words(element, "#title")).toEqual(["Others learned:"]);
  });

  test("is the unit's best before she types, which nobody is told of", async () => {
    server.on("find", ok({ resources: [foundResource("r1")], calls: [] }));
    const element = await list("");
    expect([words(element, "#title"), words(element, "[role=status]")]).toEqual([["What helped others here:"], [""]]);
  });

  test("does not move as long as the pointer is on it", async () => {
    server.on("find", both);
    const element = await list();
    held = true;
    server.on("find", ok({ resources: [foundResource("r9")], calls: [] }));
    box.type("something else");
    await updated(element, 250);
    expect(words(element, ".line")).toHaveLength(2);
    document.dispatchEvent(new Event("pointermove"));
    await updated(element);
    expect(words(element, ".line")).toHaveLength(2);
    held = false;
    document.dispatchEvent(new Event("pointermove"));
    await updated(element);
    expect(words(element, ".line")).toEqual(["Title r9"]);
  });
});

describe("a resource", () => {
  beforeEach(() => server.on("find", ok({ resources: [foundResource("r1"), foundResource("r2")], calls: [] })));

  test("opens in place, the answer first, and says so to who does not see it", async () => {
    const element = await list();
    const line = find(element, ".line");
    expect(line.getAttribute("aria-expanded")).toBe("false");
    await click(element, "Title r1");
    expect(line.getAttribute("aria-expanded")).toBe("true");
    expect(words(opened(element), ".text")).toEqual(["Answer of r1All of r1"]);
    expect(words(opened(element), "button")).toEqual(["This helped", "I still want to ask"]);
    const link = find<HTMLAnchorElement>(opened(element), "a");
    expect([link.textContent, link.getAttribute("href"), link.target, link.rel]).toEqual([
      "Report a mistake",
      new URL("/resource/r1", document.baseURI).href,
      "_blank",
      "noopener",
    ]);
    await click(element, "Title r1");
    expect(element.renderRoot.querySelector("chatxblock-opened-resource")).toBeNull();
  });

  test("that does not come leaves its short answer, and the way to its page", async () => {
    server.on("resource_read", "down");
    const element = await list();
    await click(element, "Title r1");
    expect(words(opened(element), "p")).toEqual(["Answer r1", "The rest could not be loaded. Read it on its page"]);
  });

  test("shows its pictures below the text, and nothing that leads astray", async () => {
    const files_html = '<figure><a href="/resource_file/r1.f1"><img src="/resource_file/r1.f1" alt="Two rows" onerror="owned()"></a></figure><img src="javascript:owned()">';
    server.on("resource_read", ok({ resource: wholeResource("r1", { files_html }) }));
    const element = await list();
    await click(element, "Title r1");
    const pictures = [...opened(element).renderRoot.querySelectorAll("img")];
    expect(pictures.map((one) => [one.getAttribute("src"), one.getAttribute("alt")])).toEqual([
      ["/resource_file/r1.f1", "Two rows"],
      [null, null],
    ]);
    expect(opened(element).renderRoot.querySelector(".text")?.innerHTML).not.toContain("owned");
  });

  test("that helped ends it there: her words are gone, and one click brings them back", async () => {
    const element = await list();
    await click(element, "Title r1");
    await click(element, "This helped");
    expect(box.text).toBe("");
    expect(words(element, "section")).toEqual(["Thank you. The next learner with this question finds it sooner. Undo"]);
    await click(element, "Undo");
    expect(box.text).toBe("why is it zero?");
    expect(opened(element).found.resource_id).toBe("r1");
  });

  test("that was not counted as helping says why, and her words stay", async () => {
    server.on("resource_helped", refusal(404, "resource-not-found"));
    const element = await list();
    await click(element, "Title r1");
    await click(element, "This helped");
    expect(words(element, "[role=alert]")).toEqual(["Sentence of resource-not-found."]);
    expect(box.text).toBe("why is it zero?");
  });

  test("that was not enough closes, is remembered as read, and she goes on to ask", async () => {
    const element = await list();
    await click(element, "Title r1");
    await click(element, "I still want to ask");
    expect([told, [...box.read], element.renderRoot.querySelector("chatxblock-opened-resource")]).toEqual([["ask-on"], ["r1"], null]);
  });

  test("closes by Escape, which goes no further, and the keyboard's place is its line", async () => {
    const element = await list();
    await click(element, "Title r1");
    const outside: Event[] = [];
    document.body.addEventListener("keydown", (event) => outside.push(event));
    const escape = new KeyboardEvent("keydown", { key: "Escape", bubbles: true, composed: true, cancelable: true });
    opened(element).dispatchEvent(escape);
    await updated(element);
    expect([escape.defaultPrevented, outside.length]).toEqual([true, 0]);
    expect(element.renderRoot.querySelector("chatxblock-opened-resource")).toBeNull();
    expect(element.shadowRoot?.activeElement).toBe(find(element, ".line"));
  });

  test("stays open whatever she types next", async () => {
    const element = await list();
    await click(element, "Title r1");
    server.on("find", ok({ resources: [foundResource("r3")], calls: [] }));
    box.type("something else");
    await updated(element, 250);
    expect(words(element, ".line")).toEqual(["Title r1", "Title r3"]);
    expect(opened(element).found.resource_id).toBe("r1");
  });

  test("that helps somebody who waits offers to take the question back", async () => {
    box.call = callWith();
    const element = await list();
    await click(element, "Title r1");
    expect(words(opened(element), "button")).toEqual(["This helped", "I still want help"]);
    await click(element, "This helped");
    await click(element, "Take my question back");
    expect(told).toEqual(["take-back"]);
  });
});

describe("a question that is open, or left", () => {
  test("can be had too, which is undone with one click", async () => {
    server.on("find", ok({ resources: [], calls: [foundCall("c1", { left: true, followers: 3, can_join: false })] }));
    server.on("follow", ok({ following: true, followers: 4 }), ok({ following: false, followers: 3 }));
    const element = await list();
    expect(words(element, ".call [role=status]")).toEqual(["Waits for a teacher · 3 have this too"]);
    expect(words(element, ".call button")).toEqual(["I have this too"]);
    await click(element, "I have this too");
    expect(words(element, ".call [role=status]")).toEqual(["You will be told when it is answered."]);
    await click(element, "Undo");
    expect(words(element, ".call button")).toEqual(["I have this too"]);
    expect(server.bodies("follow")).toEqual([{ call_id: "c1" }, { call_id: "c1", undo: true }]);
  });

  test("that cannot be followed any more says why", async () => {
    server.on("find", ok({ resources: [], calls: [foundCall("c1")] }));
    server.on("follow", refusal(404, "call-not-found"));
    const element = await list();
    await click(element, "I have this too");
    expect(words(element, "[role=alert]")).toEqual(["Sentence of call-not-found."]);
  });

  test("can be joined: she asks, is told, and gets the way into the room", async () => {
    server.on("find", ok({ resources: [], calls: [foundCall("c1", { helpers: 2 })] }));
    server.on("join", ok({ state: "asked" }), ok({ state: "admitted", window_url: "/window/c1" }));
    const element = await list();
    await click(element, "Ask to join");
    expect(words(element, ".call [role=status]")).toEqual(["We asked them. You can go on here meanwhile."]);
    expect(words(element, "button")).toEqual(["I have this too"]);
    await updated(element, 5_000);
    const link = find<HTMLAnchorElement>(element, "a");
    expect([link.textContent?.trim(), link.getAttribute("href"), link.target, link.rel]).toEqual([
      "Go to the room",
      new URL("/window/c1", document.baseURI).href,
      "chatxblock-room-c1",
      "",
    ]);
    expect(words(element, ".call [role=status]")).toEqual(["They let you in."]);
  });

  test("that says no leaves the way to ask oneself", async () => {
    server.on("find", ok({ resources: [], calls: [foundCall("c1")] }));
    server.on("join", refusal(403, "not-in-call"));
    const element = await list();
    await click(element, "Ask to join");
    expect(words(element, ".call [role=status]")).toEqual(["They can't let you in right now. Ask a helper yourself."]);
  });

  test("cannot be joined by somebody who waits for help already", async () => {
    box.call = callWith();
    server.on("find", ok({ resources: [], calls: [foundCall("c1")] }));
    expect(words(await list(), ".call button")).toEqual(["I have this too"]);
  });
});
