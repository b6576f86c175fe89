// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { defineBeside } from "../../src/resources/beside-editor-view";
import type { EditorActions } from "../../src/resources/editor-actions";
import { ResourceEditor } from "../../src/resources/editor-view";
import { Preview } from "../../src/resources/preview";
import { defineSeldom } from "../../src/resources/seldom-view";
import { Times } from "../../src/shared/browser-times";
import { Texts } from "../../src/shared/texts";
import type { Resource, Talk } from "../../src/shared/wire";
import { FakeServer, MemoryStorage, ok, refusal, settle, TurnedTimers } from "../doubles";
import { desk, line, resource, talk } from "./resource-fixtures";

customElements.define("chatxblock-resource-editor", ResourceEditor);

let timers: TurnedTimers;
let server: FakeServer;
let storage: MemoryStorage;
let narrow: boolean;
let actions: EditorActions;
let editor: ResourceEditor;

beforeEach(() => {
  timers = new TurnedTimers();
  server = new FakeServer(timers);
  storage = new MemoryStorage();
  narrow = false;
  vi.spyOn(window, "matchMedia").mockImplementation(() => Object.assign(new EventTarget(), { matches: narrow }) as unknown as MediaQueryList);
});

afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

async function shown(values: Partial<Resource> = {}, talks: Talk[] = []): Promise<void> {
  ({ actions } = desk(server, timers, storage, values, talks));
  editor = document.createElement("chatxblock-resource-editor") as ResourceEditor;
  editor.texts = new Texts();
  editor.times = new Times(editor.texts, ["en-GB"]);
  editor.clock = server.clock;
  editor.actions = actions;
  editor.preview = new Preview(server.handlers(), timers, actions.writing.resource);
  editor.loadBeside = async () => defineBeside();
  editor.loadSeldom = async () => defineSeldom();
  document.body.append(editor);
  await settled();
}

async function settled(): Promise<void> {
  await settle();
  await editor.updateComplete;
  await settle();
}

/** What is on the page, that inside of elements too. */
function all<E extends Element = HTMLElement>(selector: string, root: ParentNode = editor.renderRoot as ShadowRoot): E[] {
  const inner = [...root.querySelectorAll("*")].flatMap((one) => (one.shadowRoot ? all<E>(selector, one.shadowRoot) : []));
  return [...root.querySelectorAll<E>(selector), ...inner];
}

function one<E extends Element = HTMLElement>(selector: string): E {
  const found = all<E>(selector)[0];
  if (!found) throw new Error(`no ${selector}`);
  return found;
}

const words = (selector: string): string[] => all(selector).map((found) => (found.textContent ?? "").replace(/\s+/g, " ").trim()).filter((found) => found !== "");

function button(label: string): HTMLButtonElement {
  const found = all<HTMLButtonElement>("button").find((each) => each.textContent?.replace(/\s+/g, " ").trim() === label);
  if (!found) throw new Error(`no button ${label}`);
  return found;
}

async function press(label: string): Promise<void> {
  button(label).click();
  await settled();
}

async function type(id: string, value: string): Promise<void> {
  const field = one<HTMLTextAreaElement>(`#${id}`);
  field.value = value;
  field.dispatchEvent(new Event("input"));
  await settled();
}

const publishes = (state: "published" | "review", like: object[] = []): void => void server.on("resource_publish", ok({ resource: resource({ rev: 1, state }), like }));

describe("the editor", () => {
  test("opens with the draft in its fields, and Publish there", async () => {
    await shown();
    expect(["title", "answer", "body"].map((id) => one<HTMLTextAreaElement>(`#${id}`).value)).toEqual([resource().title, resource().answer, resource().body]);
    expect(one<HTMLInputElement>("#tags").value).toBe("matrix");
    expect(button("Publish").disabled).toBe(false);
  });

  test("says beforehand that the teachers look at it first, where they do", async () => {
    await shown();
    editor.review = true;
    editor.requestUpdate();
    await settled();
    expect(words(".note")).toEqual(["When you publish it, the teachers look at it first; then others can read it."]);
  });

  test("labels every field and every button of the toolbar", async () => {
    await shown();
    expect(all<HTMLTextAreaElement>("textarea, input").map(({ labels }) => labels.length)).toEqual([1, 1, 1, 1]);
    expect(all("[data-md-button]").map((each) => each.getAttribute("aria-label"))).toEqual(["Bold", "Code", "Formula", "List", "Link", "Quote"]);
  });

  test("saves what is typed, says so, and leaves the field alone", async () => {
    server.on("resource_save", ok({ resource: resource({ rev: 2, title: "Why?" }) }));
    await shown();
    await type("title", "Why? ");
    expect(words("[aria-hidden]")).toContain("Saving…");
    await timers.pass(800);
    await settled();
    expect(words(".saving [role=status]")).toEqual(["Saved just now"]);
    expect(one<HTMLTextAreaElement>("#title").value).toBe("Why? ");
  });

  test("makes one line of a title of several, and tags of what stands between commas", async () => {
    await shown();
    await type("title", "Why\n is it so?");
    await type("tags", "matrix, rows ,");
    expect([actions.writing.text.title, actions.writing.text.tags]).toEqual(["Why is it so?", ["matrix", "rows"]]);
    expect(one<HTMLInputElement>("#tags").value).toBe("matrix, rows ,");
  });

  test("tells at the field what is too long, by how much, and near the limit what is left", async () => {
    await shown();
    await type("title", "x".repeat(290));
    expect(words("label[for=title] span")).toEqual(["10 characters left"]);
    await type("title", "x".repeat(301));
    expect([words("#title-error"), one("#title").getAttribute("aria-invalid")]).toEqual([["This is 1 character too long."], "true"]);
    await type("tags", Array.from({ length: 11 }, (_, at) => `t${at}`).join(","));
    expect(words("#tags-error")).toEqual(["At most 10 tags fit."]);
    expect(words(".saving [role=status]")).toEqual(["Not saved: something is too long. What you write is kept in this browser."]);
  });

  test("says that there is no connection, and what becomes of the text", async () => {
    server.on("resource_save", "down");
    await shown();
    await type("body", "new");
    await timers.pass(800);
    await settled();
    expect(words(".saving [role=status]")).toEqual(["Not saved: no connection. What you write is kept and sent."]);
  });

  test("gives back what a browser that died had kept", async () => {
    desk(server, new TurnedTimers(), storage).writing.write("body", "kept");
    await shown();
    expect([one<HTMLTextAreaElement>("#body").value, words(".note")]).toEqual(["kept", ["What you had written here was not saved yet. It is here again."]]);
  });

  test.each([
    ["review", null, "It waits for a teacher."],
    ["hidden", "consent", "Hidden because somebody who is quoted here"],
    ["hidden", "reports", "Hidden because readers said"],
    ["hidden", "staff", "Hidden by the teachers."],
    ["hidden", "author", "Hidden: nobody but"],
    ["merged", null, "This was put together"],
  ] as const)("tells of one that is %s for %s", async (state, hidden_for, sentence) => {
    await shown({ state, hidden_for });
    expect(words(".note")[0]).toContain(sentence);
  });
});

describe("the preview", () => {
  test("is drawn by the server 300 ms after a pause, the newest text last", async () => {
    server.on("resource_preview", ok({ answer_html: "", html: "<p>drawn</p>" }));
    server.on("resource_save", "down");
    await shown();
    expect(words(".rendered")).toEqual(["Its determinant is zero.", "I get zero."]);
    await type("body", "a");
    await timers.pass(200);
    await type("body", "ab");
    await timers.pass(299);
    expect(server.bodies("resource_preview")).toEqual([]);
    await timers.pass(1);
    await settled();
    expect(server.bodies("resource_preview")).toEqual([{ answer: resource().answer, body: "ab" }]);
    expect(words(".rendered")).toEqual(["drawn"]);
  });

  test("says so where it shows an earlier text", async () => {
    server.on("resource_preview", "down");
    await shown();
    await type("body", "a");
    await timers.pass(300);
    await settled();
    expect(words("[role=status].trouble")).toEqual(["This is an earlier text: the newest could not be drawn."]);
  });
});

describe("the talk beside it", () => {
  const lines = [line("l1", { speaker: "asker", body: "I get zero." }), line("l2", { body: "Look at the rows, please." }), line("l3", { speaker: "helper 2", body: "My own trick is this one.", quotable: false })];

  test("marks the lines that are in the text, and puts others there by a click", async () => {
    await shown({}, [talk(lines)]);
    expect(words(".line.in .words")).toEqual(["I get zero."]);
    const body = one<HTMLTextAreaElement>("#body");
    body.setSelectionRange(body.value.length, body.value.length);
    all<HTMLButtonElement>("button.line")[1]?.click();
    await settled();
    expect(actions.writing.text.body).toBe(`${resource().body}\n\nLook at the rows, please.`);
    expect(words(".line.in .words")).toEqual(["I get zero.", "Look at the rows, please."]);
    expect(words("p.hidden[role=status]")).toEqual(["Put into the text."]);
  });

  test("shows why a line cannot be quoted, and asks its speaker once", async () => {
    server.on("quote_wish", ok({}));
    await shown({}, [talk([...lines, line("l4", { speaker: "helper 2", body: "More of it.", quotable: false })])]);
    expect(words(".still")[0]).toContain("Has not said yes to being quoted.");
    await press("Ask");
    expect(server.bodies("quote_wish")).toEqual([{ call_id: "c1", line: "l3" }]);
    expect([words(".still strong"), all("[aria-label^=Ask]").length]).toEqual([["Asked", "Asked"], 0]);
  });

  test("says where lines are missing", async () => {
    await shown({}, [talk(lines, { complete: false })]);
    expect(words("chatxblock-talks, p.small")).toContain("Some lines are not here.");
  });
});

describe("on a phone", () => {
  beforeEach(() => {
    narrow = true;
  });

  test("one part is shown at a time, chosen by tabs, with arrows too", async () => {
    await shown({}, [talk([line("l1")])]);
    const visible = (): string[] => all("section").filter((each) => !each.hidden).map(({ id }) => id);
    expect([words("[role=tab]"), visible()]).toEqual([["Text", "The talk", "Preview"], ["text"]]);
    for (const [key, then] of [["ArrowRight", "talk"], ["End", "seen"], ["ArrowRight", "text"], ["ArrowLeft", "seen"], ["Home", "text"]] as const) {
      one("[role=tab][aria-selected=true]").dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
      await settled();
      expect(visible()).toEqual([then]);
    }
    expect(all("[role=tab]").map((each) => each.getAttribute("tabindex"))).toEqual(["0", "-1", "-1"]);
  });

  test("a text without a talk has two tabs", async () => {
    await shown();
    expect(words("[role=tab]")).toEqual(["Text", "Preview"]);
  });
});

describe("publishing", () => {
  test("saves what is not saved first, and publishes that very text", async () => {
    server.on("resource_save", ok({ resource: resource({ rev: 2, body: "new" }) }));
    publishes("published");
    await shown();
    await type("body", "new");
    await press("Publish");
    expect(server.requests.map(({ handler, body }) => [handler, body["rev"]]).filter(([handler]) => handler !== "resource_preview")).toEqual([["resource_save", 1], ["resource_publish", 2]]);
  });

  test("says that others can read it now, or that the teachers look first", async () => {
    publishes("published");
    await shown();
    await press("Publish");
    expect(words(".note.good")).toEqual(["Published: others can read it now. Read it"]);
    expect(() => button("Publish")).toThrow();
    document.body.replaceChildren();
    publishes("review");
    await shown();
    await press("Publish");
    expect(words(".note.good")).toEqual(["Thank you. The teachers look at it first; then others can read it."]);
  });

  test("tells of doubles with links, and lets staff alone put it into one", async () => {
    const like = [{ resource_id: "r2", title: "Zero determinant", url: "/resource/r2" }];
    publishes("published", like);
    await shown();
    await press("Publish");
    expect(words("div.note")).toEqual(["1 like this exists: add to it? Zero determinant"]);
    document.body.replaceChildren();
    server.on("resource_publish", ok({ resource: resource({ state: "published", may_review: true }), like }));
    server.on("resource_merge", ok({ resource: resource({ resource_id: "r2", title: "Zero determinant", url: "/resource/r2" }) }));
    await shown({ may_review: true });
    await press("Publish");
    await press("Put this into it");
    expect(server.bodies("resource_merge")).toEqual([{ resource_id: "r1", rev: 1, into: "r2" }]);
    expect(words(".note.good")).toContain("Put together. Zero determinant");
  });

  test("of a text that says nothing goes to the empty field instead", async () => {
    await shown({ title: " ", answer: "", body: "" });
    await press("Publish");
    expect(server.bodies("resource_publish")).toEqual([]);
    expect(words(".bar [role=alert]")).toEqual(["Write the question, and an answer to it, before others can read this."]);
    expect(editor.shadowRoot?.activeElement?.id).toBe("title");
  });

  test("shows whose words have no yes, and asks from there", async () => {
    const quotes = [{ call_id: "c1", line: "l3", speaker: "helper 2" }, { call_id: "c9", line: "l1", speaker: "helper" }];
    server.on("resource_publish", refusal(409, "quotes-without-consent", { quotes }));
    server.on("quote_wish", ok({}));
    const still = line("l3", { speaker: "helper 2", body: "My own trick is this one.", quotable: false });
    await shown({ body: "So: my own trick is this one." }, [talk([still])]);
    await press("Publish");
    const rows = (): string[] => words("ul[aria-label] li");
    expect(rows()).toEqual(["helper 2: “My own trick is this one.” Ask", "helper: words that you cannot see Ask"]);
    for (const row of [0, 1]) {
      all("ul[aria-label] li")[row]?.querySelector("button")?.click();
      await settled();
    }
    expect(server.bodies("quote_wish")).toEqual([{ call_id: "c1", line: "l3" }, { call_id: "c9", line: "l1" }]);
    expect(rows()).toEqual(["helper 2: “My own trick is this one.” Asked", "helper: words that you cannot see Asked"]);
  });

  test("does nothing else where the text cannot be saved", async () => {
    server.on("resource_save", "down");
    await shown();
    await type("body", "new");
    await press("Publish");
    expect(server.bodies("resource_publish")).toEqual([]);
    expect(words(".bar [role=alert]")).toEqual(["The text is not saved yet, so nothing else was done. Try again in a moment."]);
  });

  test("of a text that somebody changed in that moment shows both", async () => {
    server.on("resource_publish", refusal(409, "stale-resource"));
    server.on("resource_read", ok({ resource: resource({ rev: 2, body: "theirs" }) }));
    await shown();
    await press("Publish");
    expect(words("h1")).toContain("There are two texts now");
  });
});

describe("two texts", () => {
  async function meet(): Promise<void> {
    server.on("resource_save", refusal(409, "stale-resource", { resource: resource({ rev: 2, body: "one\ntheirs", tags: [] }) }));
    await shown({ body: "one" });
    await type("body", "one\nmine");
    await timers.pass(800);
    await settled();
  }

  test("stand beside each other, and what differs is marked", async () => {
    await meet();
    expect([words("h3"), words("mark")]).toEqual([["Explanation", "Tags", "Explanation", "Tags"], ["mine", "matrix", "theirs"]]);
  });

  test("and the choice is made by a button; the own one is put back by another", async () => {
    await meet();
    await press("Take theirs");
    expect(one<HTMLTextAreaElement>("#body").value).toBe("one\ntheirs");
    await press("Put mine back");
    expect(one<HTMLTextAreaElement>("#body").value).toBe("one\nmine");
    await timers.pass(800);
    await settled();
    server.on("resource_save", ok({ resource: resource({ rev: 3, body: "one\nmine" }) }));
    await press("Keep mine");
    expect([server.bodies("resource_save").at(-1)?.["rev"], actions.writing.standing]).toEqual([2, "saved"]);
  });
});

describe("what is seldom done", () => {
  const revisions = [2, 1].map((rev) => ({ rev, title: `Title ${rev}`, answer: "", body: "<b>old</b>", tags: [], by: "Alex", at: "2026-11-20T12:00:00.000Z" }));

  test("is behind More: staff verify, hide and restore", async () => {
    for (const name of ["verify", "hide", "restore"]) server.on(`resource_${name}`, ok({ resource: resource({ rev: 2, may_review: true, state: "published", verified: name === "verify", revisions }) }));
    await shown({ rev: 2, may_review: true, state: "published", revisions });
    await press("More");
    expect(words("summary")).toEqual(["20 Nov, 12:00, by Alex: the present text", "20 Nov, 12:00, by Alex"]);
    expect(words(".text.words")[1]).toContain("<b>old</b>");
    await press("This text is right: verify it");
    expect(words("chatxblock-more, .actions span")).toContain("✓ Verified by the teachers");
    await press("Hide it from learners");
    await press("Restore this text");
    expect(server.requests.map(({ handler, body }) => [handler, body["rev"]])).toEqual([["resource_verify", 2], ["resource_hide", 2], ["resource_restore", 1]]);
  });

  test("lets those who wrote it take it back, and not more", async () => {
    await shown({ state: "published", revisions });
    await press("More");
    expect(() => button("Take it back")).not.toThrow();
    for (const label of ["This text is right: verify it", "Restore this text"]) expect(() => button(label)).toThrow();
  });
});
