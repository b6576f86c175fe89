// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Drafts } from "../../src/shared/drafts";
import { KeptText } from "../../src/shared/kept-text";
import type { Menu } from "../../src/shared/menu-view";
import { Texts } from "../../src/shared/texts";
import type { CoursePerson, DeedKind, StaffDeed } from "../../src/shared/wire";
import type { BarDialog } from "../../src/staff/people/bar-dialog-view";
import { deedWords } from "../../src/staff/people/deeds";
import { makeTab } from "../../src/staff/people/people-tab-view";
import type { PeopleView } from "../../src/staff/people/people-view";
import type { TabPlace } from "../../src/staff/tabs-view";
import { FakeServer, MemoryStorage, ok, refusal, settle, TurnedTimers } from "../doubles";
import { words } from "../element-fixtures";

const person = (id: string, values: Partial<CoursePerson> = {}): CoursePerson => ({
  jid: `${id}@chat.test`,
  name: `Name of ${id}`,
  username: id,
  image_url: "",
  questions: 1,
  asked: 4,
  answered: 2,
  thanked: 1,
  seen_at: null,
  on_duty: false,
  staff: false,
  left: false,
  bars: [],
  rooms: [],
  history_url: `http://lms/history/${id}`,
  ...values,
});

const deed = (kind: DeedKind, values: Partial<StaffDeed> = {}): StaffDeed => ({
  id: 1,
  kind,
  by: "Kim",
  person: "Lina",
  title: "Unit 2",
  reason: "",
  until: null,
  at: "2026-11-22T11:58:00.000Z",
  ...values,
});

let server: FakeServer;
let told: string[];
let storage: MemoryStorage;

beforeEach(() => {
  server = new FakeServer(new TurnedTimers());
  server.on("staff_deeds", ok({ deeds: [], next: null }));
  storage = new MemoryStorage();
  told = [];
});

afterEach(() => document.body.replaceChildren());

async function shown(people: CoursePerson[] | null): Promise<PeopleView> {
  server.on("staff_people", people ? ok({ people, next: null }) : refusal(503, "busy"));
  const drafts = new Drafts(storage, "kim");
  const place = {
    handlers: server.handlers(),
    clock: server.clock,
    texts: new Texts(),
    text: (name: string) => new KeptText(drafts, `staff:${name}`),
    say: (words: string) => void told.push(words.replace(/[\u2066-\u2069]/g, "")),
  } as unknown as TabPlace;
  const view = makeTab(place) as PeopleView;
  document.body.append(view);
  return updated(view);
}

async function updated(view: PeopleView): Promise<PeopleView> {
  await settle();
  await view.updateComplete;
  await dialogOf(view)?.updateComplete;
  return view;
}

function dialogOf(view: PeopleView): BarDialog | null {
  return view.renderRoot.querySelector<BarDialog>("chatxblock-bar-dialog");
}

async function choose(view: PeopleView, label: string): Promise<void> {
  const items = view.renderRoot.querySelector<Menu>("chatxblock-menu")?.items ?? [];
  items.find((item) => item.label === label)?.run?.();
  await updated(view);
}

async function write(view: PeopleView, text: string): Promise<void> {
  const box = dialogOf(view)?.renderRoot.querySelector("textarea");
  if (!box) throw new Error("no box");
  box.value = text;
  box.dispatchEvent(new InputEvent("input"));
  await updated(view);
}

async function confirm(view: PeopleView): Promise<void> {
  dialogOf(view)?.renderRoot.querySelector("form")?.dispatchEvent(new SubmitEvent("submit", { cancelable: true }));
  await updated(view);
}

describe("people of a course", () => {
  test("stand with what they did, and what keeps them from asking", async () => {
    const view = await shown([
      person("lina", { left: true, on_duty: true, bars: [{ doing: "asking", until: null, words: "No." }] }),
      person("kim", { staff: true }),
    ]);
    expect(words(view, "h3")).toEqual(["Name of lina", "Name of kim"]);
    expect(words(view, "li p.small")).toEqual([
      "lina · has left the course · on duty",
      "1 question · came 2 times · asked 4 times · 1 thank you",
      "Barred from asking until it is lifted",
      "",
      "kim · course staff",
      "1 question · came 2 times · asked 4 times · 1 thank you",
      "",
    ]);
    expect(view.renderRoot.querySelectorAll("chatxblock-menu")).toHaveLength(1);
  });

  test("of whom there are none: says what will stand here", async () => {
    const view = await shown([]);
    expect(words(view, "p.quiet")[0]).toBe("Nobody asked or helped yet. Whoever does stands here.");
    expect(words(view, "p.quiet")[1]).toContain("Nothing yet.");
  });

  test("are looked for by name and in another order, from the first page on", async () => {
    const view = await shown([person("lina")]);
    const select = view.renderRoot.querySelector("select");
    if (!select) throw new Error("no order");
    select.value = "thanks";
    select.dispatchEvent(new Event("change"));
    await updated(view);
    const query = view.renderRoot.querySelector("input");
    if (query) query.value = " pet ";
    view.renderRoot.querySelector("form")?.dispatchEvent(new SubmitEvent("submit", { cancelable: true }));
    await updated(view);
    expect(server.bodies("staff_people").slice(1)).toEqual([
      { sort: "thanks", query: "" },
      { sort: "thanks", query: "pet" },
    ]);
  });

  test("that do not come can be asked for again", async () => {
    const view = await shown(null);
    server.on("staff_people", ok({ people: [person("lina")], next: null }));
    view.renderRoot.querySelector<HTMLButtonElement>(".error button")?.click();
    await updated(view);
    await updated(view);
    expect(words(view, "h3")).toEqual(["Name of lina"]);
  });
});

describe("a bar", () => {
  test("is set with words, which the person reads in the preview and keeps through a failure", async () => {
    const view = await shown([person("lina", { rooms: ["c1"] })]);
    await choose(view, "Bar…");
    await confirm(view);
    const dialog = dialogOf(view);
    expect(dialog?.renderRoot.querySelector("#error")?.textContent).toBe("Write the words that this person will read first.");
    await write(view, "Be <b>kind</b>.");
    const preview = [...(dialog?.renderRoot.querySelectorAll(".preview p") ?? [])].map((one) => one.textContent);
    expect(preview[0]).toBe("This person reads:");
    expect(preview.at(-1)).toBe("Be <b>kind</b>.");
    server.on("staff_bar", refusal(503, "busy"), ok({ bars: [], removed: 0 }));
    await confirm(view);
    expect(dialogOf(view)?.renderRoot.querySelector("textarea")?.value).toBe("Be <b>kind</b>.");
    await confirm(view);
    expect(dialogOf(view)).toBeNull();
    expect(server.bodies("staff_bar").at(-1)).toEqual({ person: "lina@chat.test", doing: "both", hours: 24, words: "Be <b>kind</b>.", remove: false });
    expect(told).toEqual(["Name of lina reads your words from now on."]);
    await choose(view, "Bar…");
    expect(dialogOf(view)?.renderRoot.querySelector("textarea")?.value).toBe("");
  });

  test("is lifted in one click", async () => {
    const view = await shown([person("lina", { bars: [{ doing: "helping", until: null, words: "No." }] })]);
    server.on("staff_bar", ok({ bars: [], removed: 0 }));
    await choose(view, "Let them help again");
    expect(server.bodies("staff_bar")).toEqual([{ person: "lina@chat.test", doing: "helping", undo: true }]);
    expect(told).toEqual(["Name of lina may help again."]);
  });

  test("that the server refuses is said with its sentence", async () => {
    const view = await shown([person("lina", { rooms: ["c1"] })]);
    server.on("remove", refusal(409, "call-over"));
    await choose(view, "Remove from the room");
    expect(words(view, ".error")).toContain("Sentence of call-over.");
  });
});

describe("deeds", () => {
  const kinds: DeedKind[] = [
    ...(["entered", "closed", "answered", "dismissed", "settled", "verified", "unverified", "published", "hid", "merged", "restored", "removed"] as const),
    ...(["barred-asking", "barred-helping", "unbarred-asking", "unbarred-helping"] as const),
  ];

  test.each(kinds)("%s is a sentence of its own, which begins with who did it", (kind) => {
    const said = deedWords(new Texts(), deed(kind)).replace(/[\u2066-\u2069]/g, "");
    expect(said).toMatch(/^Kim .*(Lina|Unit 2)/);
    expect(kinds.filter((other) => deedWords(new Texts(), deed(other)) === deedWords(new Texts(), deed(kind)))).toEqual([kind]);
  });

  test("stand with reason and time", async () => {
    server.on("staff_deeds", ok({ deeds: [deed("closed", { reason: "<i>spam</i>" })], next: null }));
    const view = await shown([]);
    expect(words(view, ".deed p")).toEqual(["Kim closed a question of Lina in Unit 2", "<i>spam</i>", "2 minutes ago"]);
  });
});
