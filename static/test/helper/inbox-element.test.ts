// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { DutySwitch } from "../../src/helper/duty/duty-switch-view";
import { openSmall } from "../../src/helper/inbox/browser-small-window";
import { Inbox } from "../../src/helper/inbox/inbox-view";
import { LiveInbox } from "../../src/helper/inbox/live-inbox";
import { PageBadge } from "../../src/helper/ringing/browser-badge";
import { PageNotices } from "../../src/helper/ringing/browser-notices";
import { RETURN } from "../../src/shared/browser-page";
import { firstLine } from "../../src/shared/first-line";
import { Signal } from "../../src/shared/signal";
import { Texts } from "../../src/shared/texts";
import type { DutyState, Ended, Invitation } from "../../src/shared/wire";
import {
  counter,
  dutyWith,
  FakeBadge,
  FakeBell,
  FakeServer,
  FakeWire,
  invitation,
  ok,
  refusal,
  settle,
  ticketFor,
  TurnedTimers,
} from "../doubles";
import { named, PAGES, ways } from "../element-fixtures";

customElements.define("chatxblock-duty", DutySwitch);
customElements.define("chatxblock-inbox", Inbox);

let timers: TurnedTimers;
let server: FakeServer;
let wire: FakeWire;

beforeEach(() => {
  timers = new TurnedTimers();
  wire = new FakeWire();
  server = new FakeServer(timers).on("ticket", ok(ticketFor("omar"))).on("seen", ok({}));
});

afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

function serve(duty: Partial<DutyState>, invitations: Invitation[] = [], ended: Partial<Ended>[] = []): void {
  server.on("inbox", ok({ ...dutyWith(duty), invitations, ended }));
}

function make(duty: Partial<DutyState> | null, bell = new FakeBell()): Inbox {
  const element = document.createElement("chatxblock-inbox") as Inbox;
  const texts = new Texts();
  element.texts = texts;
  element.clock = server.clock;
  element.windowUrl = "/inbox_window";
  element.pageUrl = "/helper_page";
  element.live = new LiveInbox({
    handlers: server.handlers(),
    clock: server.clock,
    timers,
    duty: duty && dutyWith(duty),
    person: "omar",
    open: wire.open,
    newId: counter(),
    bell,
    badge: new FakeBadge(),
    notices: new PageNotices(texts),
    channel: null,
    locks: null,
    storage: null, loggedOut: () => undefined
  });
  return element;
}

async function settled(element: Inbox): Promise<Inbox> {
  await new Promise((resolve) => setTimeout(resolve));
  await settle();
  await element.updateComplete;
  await element.renderRoot.querySelector<DutySwitch>("chatxblock-duty")?.updateComplete;
  return element;
}

async function shown(duty: Partial<DutyState> | null, bell?: FakeBell): Promise<Inbox> {
  const element = make(duty, bell);
  document.body.append(element);
  return settled(element);
}

/** All that is to be read, the duty switch's words included. */
function words(element: Inbox): string {
  const roots = [element.renderRoot, ...[...element.renderRoot.querySelectorAll("chatxblock-duty")].map((one) => one.shadowRoot)];
  const texts = roots.flatMap((root) => [...(root?.querySelectorAll("p, h1, h2, a, button") ?? [])].map((one) => one.textContent));
  return texts.map((one) => (one ?? "").replace(/\s+/g, " ").trim()).filter(Boolean).join(" | ");
}

function button(element: Inbox, name: string): HTMLButtonElement {
  const roots = [element.renderRoot, element.renderRoot.querySelector("chatxblock-duty")?.shadowRoot];
  const all = roots.flatMap((root) => [...(root?.querySelectorAll("button") ?? [])]);
  const found = all.find((one) => one.textContent?.includes(name));
  if (!found) throw new Error(`no button ${name}`);
  return found;
}

async function click(element: Inbox, name: string): Promise<void> {
  button(element, name).click();
  await settled(element);
}

describe("the duty switch", () => {
  const barred = { doing: "helping" as const, until: null, words: "Be kind <b>first</b>." };

  test("says in place of its buttons that staff keep her from helping, and in which words", async () => {
    const element = await shown({ may_help: false, on_duty: false, barred });
    expect(words(element)).toContain("You can't help in this course for now. | Be kind <b>first</b>.");
    expect(() => button(element, "Go on duty")).toThrow();
  });

  test("says so too where she is barred between two looks", async () => {
    serve({ on_duty: false });
    const element = await shown({ on_duty: false });
    server.on("duty", refusal(403, "barred", { bar: barred }));
    await click(element, "Go on duty");
    expect(words(element)).toContain("You can't help in this course for now.");
  });

  test("asks once whether she would help, and takes yes and no", async () => {
    const element = await shown({ helps: null, on_duty: false });
    expect(words(element)).toContain("Would you help others here?");
    expect(server.requests).toEqual([]);
    server.on("helper", ok(dutyWith({ helps: false, on_duty: false })));
    serve({ helps: false, on_duty: false });
    await click(element, "No, thanks");
    expect(words(element)).toContain("You don't help others here. Helping others");
    expect(server.bodies("helper")).toEqual([{ helps: false }]);
  });

  test("asks nobody whether she would help who has a question open herself, or on its way", async () => {
    const asking = { call: {} as object | null, sending: false, changed: new Signal() };
    const element = make({ helps: null, on_duty: false });
    element.asking = asking;
    document.body.append(element);
    await settled(element);
    expect(words(element)).toBe("");
    Object.assign(asking, { call: null, sending: true });
    asking.changed.emit();
    await settled(element);
    expect(words(element)).not.toContain("Would you help");
    asking.sending = false;
    asking.changed.emit();
    await settled(element);
    expect(words(element)).toContain("Would you help others here?");
  });

  test("off duty is one sentence and a button, with a choice of minutes", async () => {
    serve({ on_duty: false });
    const element = await shown({ on_duty: false });
    expect(words(element)).toContain("While you are on duty, we tell you when somebody here is stuck.");
    await click(element, "Ten minutes");
    server.on("duty", ok(dutyWith({ until: "2026-11-22T12:30:00.000Z" })));
    serve({ until: "2026-11-22T12:30:00.000Z" });
    await click(element, "30 minutes");
    expect(server.bodies("duty")).toEqual([{ on_duty: true, minutes: 30 }]);
    expect(words(element)).toMatch(/On duty until \d\d:30/);
    expect(words(element)).not.toContain("60 minutes");
  });

  test("is closed by Escape, with the focus back on its button", async () => {
    serve({ on_duty: false });
    const element = await shown({ on_duty: false });
    await click(element, "Ten minutes");
    expect(button(element, "Ten minutes").getAttribute("aria-expanded")).toBe("true");
    button(element, "10 minutes").dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    await settled(element);
    expect(button(element, "Ten minutes").getAttribute("aria-expanded")).toBe("false");
    await click(element, "Ten minutes");
    button(element, "Ten minutes").dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    await settled(element);
    expect(button(element, "Ten minutes").getAttribute("aria-expanded")).toBe("false");
  });

  test("in a pause is kind, and one click resumes", async () => {
    serve({ on_duty: false, paused: true });
    const element = await shown({ on_duty: false, paused: true });
    expect(words(element)).toContain("which is fine");
    server.on("duty", ok(dutyWith()));
    serve({});
    await click(element, "Ask me again");
    expect(words(element)).toContain("On duty until you stop");
    expect(server.bodies("duty")).toEqual([{ on_duty: true }]);
  });

  test("tells of quiet hours and their end", async () => {
    const quiet = { in_quiet: true, quiet_until: "2026-11-22T12:45:00.000Z" };
    serve(quiet);
    expect(words(await shown(quiet))).toMatch(/These are your quiet hours: nothing reaches you before \d\d:45/);
  });

  test("says what went wrong and stays as it was", async () => {
    serve({ on_duty: false });
    const element = await shown({ on_duty: false });
    server.on("duty", refusal(403, "not-eligible"), "down");
    await click(element, "Go on duty");
    expect(words(element)).toContain("Sentence of not-eligible.");
    await click(element, "Go on duty");
    expect(words(element)).toContain("That did not get through.");
  });

  test("is nothing for those who may not help", async () => {
    serve({ may_help: false, helps: null, on_duty: false });
    const element = await shown({ may_help: false, helps: null, on_duty: false });
    expect(element.renderRoot.querySelector("section")).toBeNull();
  });
});

test.each([
  ["on duty", {}],
  ["not asked yet", { helps: null, on_duty: false }],
  ["who said no", { helps: false, on_duty: false }],
] as const)("a window of its own leads to her questions and talks, each by its name: %s", async (_, asked) => {
  serve(asked);
  const element = make(asked);
  Object.assign(element, { own: true, historyUrl: "/history_page", listUrl: "/staff" });
  document.body.append(element);
  await settled(element);
  expect(ways(element)).toEqual(named("helper_page", "history_page", "staff"));
  expect(element.renderRoot.querySelector("h1")?.textContent).toBe(PAGES["inbox_window"]);
  const duty = element.renderRoot.querySelector<DutySwitch>("chatxblock-duty");
  expect(duty && ways(duty)).toEqual("helps" in asked && asked.helps === false ? named("helper_page") : []);
});

describe("the inbox on screen", () => {
  test.each([
    [true, "You said not now. Others were asked too."],
    [false, "You said not now. Thank you for telling us."],
  ])("says that others were asked too only if so: %s", async (others, said) => {
    serve({}, [invitation("1")]);
    server.on("decline", ok({ call: { id: "1", rev: 2, state: "waiting", others } }));
    const element = await shown({});
    await click(element, "Not now");
    expect(words(element)).toContain(said);
  });

  test("tells what an asker read before asking, as long as somebody may come", async () => {
    serve({}, [invitation("1", { read: [{ resource_id: "r1", title: "Determinant zero", url: "/r1" }] }), invitation("2")]);
    server.on("decline", ok({ call: { id: "1", rev: 2, state: "waiting", others: true } }));
    const element = await shown({});
    expect(words(element).split("Read before asking: “Determinant zero”")).toHaveLength(2);
    await click(element, "Not now");
    expect(words(element)).not.toContain("Read before asking");
  });

  test("finds the room's window where it is open, by its name", async () => {
    const room = { location: { href: "https://lms.test/window/1" }, focus: vi.fn() };
    const opened = vi.fn(() => room);
    vi.stubGlobal("open", opened);
    serve({}, [invitation("1")]);
    const link = (await shown({})).renderRoot.querySelector<HTMLAnchorElement>("li a.button");
    link?.click();
    expect([link?.target, link?.rel, opened.mock.calls, room.focus.mock.calls.length]).toEqual([
      "chatxblock-room-1",
      "",
      [["", "chatxblock-room-1"]],
      1,
    ]);
  });

  test("says that a part of the page is gone, and offers to load it anew", async () => {
    serve({});
    const element = await shown({});
    element.missing = true;
    await settled(element);
    expect(words(element)).toContain("Part of this page could not be loaded. Reload it: what you typed is kept. | Reload");
  });

  test("is as before where the server knows no duty", async () => {
    server.on("inbox", ok({ on_duty: true, invitations: [] }));
    const element = await shown(null);
    expect(words(element)).toContain("No one needs help right now. We will tell you here, and where you wished.");
    expect(words(element)).not.toMatch(/duty|Keep this open/);
  });

  test("shows what is new, where somebody is, and what can be done", async () => {
    serve({}, [invitation("1", { seen: false }), invitation("2", { seen: true, helpers: ["Ada"] })]);
    const element = await shown({});
    expect(words(element)).toMatch(/New Lina · 59 minutes ago · Unit 3 \| question 1/);
    expect(words(element)).toContain("Ada is there, you can still come.");
    expect([...element.renderRoot.querySelectorAll("li a.button")].map((one) => one.getAttribute("href"))).toEqual([
      "/window/1",
      "/window/2",
    ]);
  });

  test("of a question there are two lines, and the rest where there is more and she wants it", async () => {
    serve({}, [invitation("1", { question: "Why?\n".repeat(9) }), invitation("2")]);
    const element = await shown({});
    const text = element.renderRoot.querySelector("#asked-1");
    const more = element.renderRoot.querySelector<HTMLButtonElement>(".more");
    const state = (): unknown[] => [text?.className.trim(), more?.textContent?.trim(), more?.getAttribute("aria-expanded")];
    expect([more?.getAttribute("aria-controls"), ...state()]).toEqual(["asked-1", "words brief", "more", "false"]);
    more?.click();
    await settled(element);
    expect(state()).toEqual(["words", "less", "true"]);
    expect(element.renderRoot.querySelector("#asked-2")?.className).toBe("words brief");
    more?.click();
    await settled(element);
    expect(state()).toEqual(["words brief", "more", "false"]);
  });

  test("has a face for whoever asks, and one filled button a question, whose name begins with what is seen", async () => {
    serve({}, [invitation("1", { asker: { name: "Lina Petrova", image_url: "" } })]);
    const element = await shown({});
    expect(element.renderRoot.querySelector("li .face")?.textContent?.trim()).toBe("LP");
    const filled = [...element.renderRoot.querySelectorAll("li .primary")].map((one) => one.textContent?.replace(/\s+/g, " ").trim());
    expect(filled).toEqual(["Help Lina Petrova"]);
    expect(element.renderRoot.querySelector("li .primary .hidden")?.textContent).toBe("Lina Petrova");
  });

  test("tells how many lines of a room nobody has seen, room by room", async () => {
    serve({}, [invitation("1", { accepted: true }), invitation("2", { accepted: true })]);
    const element = make({});
    let told = (_: string, __: number): void => undefined;
    element.hear = (hear) => {
      told = hear;
      return () => undefined;
    };
    document.body.append(element);
    await settled(element);
    const marks = (): (string | undefined)[] => [...element.renderRoot.querySelectorAll("li")].map((one) => one.querySelector(".new")?.textContent ?? "");
    expect(marks()).toEqual(["", ""]);
    told("2", 2);
    told("1", 1);
    await settled(element);
    expect(marks()).toEqual(["1 new line", "2 new lines"]);
    told("2", 0);
    await settled(element);
    expect(marks()).toEqual(["1 new line", ""]);
  });

  test("whose asker has left is offered as what it is, counts as nothing that waits, and is told once", async () => {
    serve({}, [invitation("1", { helpers: ["Ada"] })]);
    const element = await shown({});
    expect(words(element)).toContain("Help Lina");
    serve({}, [invitation("1", { rev: 2, helpers: ["Ada"], asker_left: true })]);
    element.live.feed.refresh();
    await settled(element);
    expect(words(element)).toContain("Lina has left, Ada is there. | Go to the room Lina | Not now");
    expect(words(element)).not.toContain("Help Lina");
    expect(element.live.feed.waiting).toEqual([]);
    expect(words(element)).toContain("Lina has left.");
  });

  test.each([
    ["withdrawn", [], [{ call_id: "1", reason: "withdrawn" }], "This question was withdrawn."],
    ["over", [], [{ call_id: "1", reason: "over" }], "This conversation is over."],
    ["full", [invitation("1", { can_join: false })], [], "Enough helpers are there now."],
  ] as const)("says why a question goes: %s", async (_, invitations, ended, sentence) => {
    serve({}, [invitation("1")]);
    const element = await shown({});
    serve({}, [...invitations], [...ended]);
    element.live.feed.refresh();
    await settled(element);
    expect(element.renderRoot.querySelector("li [role=status] p")?.textContent).toBe(`Lina: ${sentence}`);
  });

  test("announces what changed, and not what was there or what time it is", async () => {
    serve({}, [invitation("1")]);
    const element = await shown({});
    const said = (): string => element.renderRoot.querySelector("p.hidden[role=status]")?.textContent ?? "";
    expect(said()).toBe("");
    serve({}, [invitation("1"), invitation("2", { asker: { name: "Mia", image_url: "" } })]);
    element.live.feed.refresh();
    await settled(element);
    expect(said()).toBe("Mia asks for help.");
    await timers.pass(120_000);
    await settled(element);
    expect(said()).toBe("Mia asks for help.");
    serve({}, [invitation("1", { helpers: ["Ada"] }), invitation("2")]);
    element.live.feed.refresh();
    await settled(element);
    expect(said()).toBe("Ada has come to help Lina.");
  });

  test("keeps the keyboard's place when a button goes", async () => {
    serve({}, [invitation("1")]);
    const element = await shown({});
    server.on("decline", ok({ call: { id: "1", rev: 2, state: "waiting", others: true } }));
    button(element, "Not now").focus();
    await click(element, "Not now");
    expect(element.renderRoot.querySelector("li.gone")).not.toBeNull();
    expect(element.shadowRoot?.activeElement?.id).toBe("title");
  });

  test("offers the click that lets it sound", async () => {
    serve({});
    const bell = new FakeBell(false);
    const element = await shown({}, bell);
    await click(element, "Turn the sound on");
    expect(bell.ready).toBe(true);
    expect(words(element)).not.toContain("Turn the sound on");
  });
});

describe("several blocks in one document", () => {
  test("show one inbox, the topmost, and the next one when that is gone", async () => {
    serve({});
    const [first, second] = [make({}), make({})];
    document.body.append(second);
    document.body.prepend(first);
    await settled(first);
    await settled(second);
    expect([first, second].map((one) => one.renderRoot.querySelector("section") !== null)).toEqual([true, false]);
    expect(server.bodies("inbox")).toHaveLength(1);
    first.remove();
    await settled(second);
    expect(second.renderRoot.querySelector("section")).not.toBeNull();
  });
});

describe("its own window", () => {
  function stubNotification(permission: string, answer = permission): { asked: number; shown: unknown[] } {
    const log = { asked: 0, shown: [] as unknown[] };
    class FakeNotification extends EventTarget {
      static permission = permission;
      static async requestPermission(): Promise<void> {
        log.asked += 1;
        FakeNotification.permission = answer;
      }
      constructor(title: string, options: NotificationOptions) {
        super();
        log.shown.push({ title, body: options.body, silent: options.silent, notification: this });
      }
      close(): void {
        log.shown.push("closed");
      }
    }
    vi.stubGlobal("Notification", FakeNotification);
    return log;
  }

  async function ownWindow(): Promise<Inbox> {
    serve({});
    const element = make({});
    element.own = true;
    document.body.append(element);
    return settled(element);
  }

  test.each([
    ["granted", "", "Allow notifications"],
    ["denied", "Notifications are switched off for this site in your browser.", "Allow notifications"],
    ["default", "Allow notifications", "Notifications are switched off"],
  ])("asks for notifications in a click alone; the answer may be %s", async (answer, there, away) => {
    const log = stubNotification("default", answer);
    const element = await ownWindow();
    expect(log.asked).toBe(0);
    await click(element, "Allow notifications");
    expect(log.asked).toBe(1);
    expect(words(element)).toContain(there);
    expect(words(element)).not.toContain(away);
  });

  test("says so to who may not help, under its name, and is no empty page", async () => {
    serve({ may_help: false, helps: null, on_duty: false });
    const element = make({ may_help: false, helps: null, on_duty: false });
    element.own = true;
    document.body.append(element);
    await settled(element);
    expect(words(element)).toBe("Questions for you | In this course you are not asked to help.");
  });

  test("does without notifications where there are none", async () => {
    vi.stubGlobal("Notification", undefined);
    Reflect.deleteProperty(globalThis, "Notification");
    expect(words(await ownWindow())).not.toContain("otification");
  });

  test("has a heading of the first order, and no button to open itself", async () => {
    const element = await ownWindow();
    expect(element.renderRoot.querySelector("h1")?.textContent).toBe("Questions for you");
    expect(words(element)).not.toContain("Keep this open");
  });

  test("is asked for nothing in a unit", async () => {
    stubNotification("default");
    serve({});
    expect(words(await shown({}))).not.toContain("Allow notifications");
  });

  test("a notification has the first line, and opens the room", () => {
    const log = stubNotification("granted");
    const room = { location: { href: "about:blank" }, focus: vi.fn() };
    const opened = vi.fn((): unknown => room);
    vi.stubGlobal("open", opened);
    const notices = new PageNotices(new Texts());
    notices.show(invitation("1", { question: "Why?\nMore.", window_url: "http://lms.test/w/1" }));
    const { notification, ...rest } = log.shown[0] as { notification: EventTarget };
    expect(rest).toEqual({ title: "Lina asks for help", body: "Why?", silent: true });
    notification.dispatchEvent(new Event("click"));
    expect([opened.mock.calls, room.location.href]).toEqual([[["", "chatxblock-room-1"]], "http://lms.test/w/1"]);
    expect(log.shown.at(-1)).toBe("closed");
  });

  test("survives a browser that has notifications for service workers only", () => {
    vi.stubGlobal("Notification", function () {
      throw new TypeError("Illegal constructor");
    });
    expect(() => new PageNotices(new Texts()).show(invitation("1"))).not.toThrow();
  });

  test("is opened once, then brought to the front", () => {
    const small = { location: { href: "about:blank" }, focus: vi.fn() };
    const open = vi.fn((): unknown => small);
    vi.stubGlobal("open", open);
    expect([openSmall("http://lms.test/inbox", "name"), openSmall("http://lms.test/inbox", "name")]).toEqual([true, true]);
    expect(open.mock.calls.every((call: unknown[]) => call[0] === "" && call[1] === "name")).toBe(true);
    expect([small.location.href, small.focus.mock.calls.length]).toEqual(["http://lms.test/inbox", 2]);
    open.mockReturnValue(null);
    expect(openSmall("http://lms.test/inbox", "name")).toBe(false);
  });
});

describe("the first line", () => {
  test("is cut by letters, never inside one", () => {
    expect(firstLine("  \n a \n b")).toBe("a");
    expect([...firstLine("🙂".repeat(200))]).toHaveLength(140);
  });
});

describe("the badge", () => {
  test("counts before the title, whoever changes that, and on the icon", () => {
    const page = { title: "Unit 3" };
    const icon: unknown[] = [];
    const badge = new PageBadge(page, {
      setAppBadge: async (count) => void icon.push(count),
      clearAppBadge: async () => void icon.push("clear"),
    });
    badge.show(0);
    badge.show(2);
    expect(page.title).toBe("(2) Unit 3");
    page.title = "Unit 4";
    badge.show(2);
    expect(page.title).toBe("(2) Unit 4");
    badge.show(0);
    expect([page.title, icon]).toEqual(["Unit 4", [2, "clear"]]);
  });

  test("counts once on a page without a title, whose spaces the browser takes away", () => {
    const page = { title: "(1)" };
    new PageBadge(page, {}).show(2);
    expect(page.title).toBe("(2) ");
  });

  test("does without an icon, and with one that may not be marked", async () => {
    new PageBadge({ title: "a" }, {}).show(1);
    new PageBadge({ title: "a" }, { setAppBadge: () => Promise.reject(new Error("no")) }).show(1);
    await settle();
  });
});

describe("coming back", () => {
  const looks = (): number => server.bodies("inbox").length;
  const leave = (): void => void window.dispatchEvent(new Event("pagehide"));
  const restore = (): void => void window.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));
  const comeBack = (): void => void window.dispatchEvent(new Event(RETURN));

  test("out of the browser's cache, shows what she decided on another page", async () => {
    const element = await shown({ helps: null, on_duty: false });
    serve({ helps: true, on_duty: false });
    leave();
    restore();
    await settled(element);
    expect(words(element)).toContain("While you are on duty, we tell you when somebody here is stuck.");
  });

  test("looks at once while she helps, and seldom where she does not", async () => {
    serve({}, [invitation("1")]);
    const element = await shown({});
    const before = looks();
    comeBack();
    await settled(element);
    expect(looks()).toBe(before + 1);
    document.body.replaceChildren();
    const resting = await shown({ helps: false, on_duty: false });
    const then = looks();
    serve({ helps: true, on_duty: false });
    comeBack();
    await settled(resting);
    expect(looks()).toBe(then);
    timers.time += 7 * 86_400_000;
    comeBack();
    await settled(resting);
    expect(looks()).toBe(then + 1);
    expect(words(resting)).toContain("While you are on duty");
  });

  test("after a week on duty there is a new line, and what has gone meanwhile is gone", async () => {
    serve({}, [invitation("1")]);
    const element = await shown({});
    wire.last.events.opened();
    await settled(element);
    expect(words(element)).toContain("Help");
    serve({ on_duty: false }, [], []);
    timers.time += 7 * 86_400_000;
    comeBack();
    await settled(element);
    expect(wire.streams[0]?.ended).not.toBe("");
    expect(words(element)).toContain("While you are on duty, we tell you when somebody here is stuck.");
  });
});
