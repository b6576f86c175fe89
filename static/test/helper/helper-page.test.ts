// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { HelperPage } from "../../src/helper/page/helper-page-view";
import { HelperProfile, isWhole } from "../../src/helper/page/helper-profile";
import { QuietHours } from "../../src/helper/page/quiet-hours-view";
import { ownZone, zoneNames } from "../../src/helper/page/zones";
import { Dialog } from "../../src/shared/dialog-view";
import { Texts } from "../../src/shared/texts";
import type { HelperState } from "../../src/shared/wire";
import { dutyWith, FakeBell, FakeServer, ok, refusal, settle, TurnedTimers } from "../doubles";
import { named, PAGES, ways } from "../element-fixtures";
import { FOREIGN } from "../foreign-answers";

customElements.define("chatxblock-quiet", QuietHours);
customElements.define("chatxblock-dialog", Dialog);
customElements.define("chatxblock-helper", HelperPage);

let timers: TurnedTimers;
let server: FakeServer;
let bell: FakeBell;

beforeEach(() => {
  timers = new TurnedTimers();
  server = new FakeServer(timers);
  bell = new FakeBell(false);
  vi.spyOn(Intl, "supportedValuesOf").mockReturnValue(["Europe/Berlin", "Asia/Tokyo"]);
});

afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

function helper(values: Partial<HelperState> = {}): HelperState {
  return {
    ...dutyWith(),
    units: [
      { usage_key: "u1", title: "Vectors", url: "http://lms.test/u1", helps: true },
      { usage_key: "u2", title: "Matrices", url: "", helps: false },
    ],
    quiet: [{ days: [1, 2], start: "22:00", end: "07:00" }],
    timezone: "Europe/Berlin",
    most_offers: 3,
    most_calls: 1,
    caps: { offers: 5, calls: 2 },
    numbers: { asked: 4100, answered: 12, thanked: 9 },
    ...values,
  };
}

async function settled(page: HelperPage): Promise<HelperPage> {
  await settle();
  await page.updateComplete;
  await page.renderRoot.querySelector<QuietHours>("chatxblock-quiet")?.updateComplete;
  return page;
}

async function shown(...replies: Parameters<FakeServer["on"]>[1][]): Promise<HelperPage> {
  server.on("helper", ...replies);
  const page = document.createElement("chatxblock-helper") as HelperPage;
  page.texts = new Texts();
  page.bell = bell;
  page.profile = new HelperProfile(server.handlers(), timers);
  document.body.append(page);
  return settled(page);
}

function find<E extends Element = HTMLInputElement>(page: HelperPage, selector: string): E {
  const inner = page.renderRoot.querySelector("chatxblock-quiet")?.shadowRoot;
  const found = page.renderRoot.querySelector<E>(selector) ?? inner?.querySelector<E>(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
}

async function press(page: HelperPage, words: string): Promise<void> {
  const inner = page.renderRoot.querySelector("chatxblock-quiet")?.shadowRoot;
  const all = [...page.renderRoot.querySelectorAll("button"), ...(inner?.querySelectorAll("button") ?? [])];
  const found = all.find((one) => one.textContent?.trim() === words);
  if (!found) throw new Error(`no button ${words}`);
  found.click();
  await settled(page);
}

async function set(page: HelperPage, selector: string, value: string | boolean): Promise<void> {
  const field = find(page, selector);
  if (typeof value === "boolean") field.checked = value;
  else field.value = value;
  field.dispatchEvent(new Event("change"));
  await settled(page);
}

const posted = (): Record<string, unknown>[] => server.bodies("helper").slice(1);
const said = (page: HelperPage): string => find<HTMLElement>(page, "[role=status]").textContent?.trim() ?? "";

describe("the helper's page", () => {
  test("shows where, when and how much she helps, and her numbers", async () => {
    const page = await shown(ok(helper()));
    expect(find(page, "#unit-u1").checked).toBe(true);
    expect(find(page, "#unit-u2").checked).toBe(false);
    expect([find(page, "#most_offers").value, find(page, "#most_calls").max]).toEqual(["3", "2"]);
    expect([...page.renderRoot.querySelectorAll("dd")].map((one) => one.textContent)).toEqual(["4,100", "12", "9"]);
    expect(find<HTMLOptionElement>(page, '#zone [value="Europe/Berlin"]').selected).toBe(true);
    expect(posted()).toEqual([]);
  });

  test("saves each change at once, and says so for a while", async () => {
    const page = await shown(ok(helper()), ok(helper({ sound: false })));
    await set(page, "#sound", false);
    await set(page, "#unit-u2", true);
    expect(posted()).toEqual([{ sound: false }, { units: { u2: true } }]);
    expect(said(page)).toBe("Saved.");
    await timers.pass(4_000);
    await settled(page);
    expect(said(page)).toBe("");
  });

  test("says what the server refuses, and shows what holds", async () => {
    const page = await shown(ok(helper()), refusal(400, "bad-input"), "down");
    await set(page, "#unit-u2", true);
    expect([said(page), find(page, "#unit-u2").checked]).toEqual(["Sentence of bad-input.", false]);
    await set(page, "#sound", false);
    expect([said(page), find(page, "#sound").checked]).toEqual([
      "That did not get through, and nothing was changed. Try again in a moment.",
      true,
    ]);
  });

  test("keeps a second click that comes before the first answer", async () => {
    const both = helper({ sound: false, most_offers: 4 });
    const page = await shown(ok(helper()), ok(helper({ sound: false })), ok(both));
    find(page, "#sound").checked = false;
    find(page, "#sound").dispatchEvent(new Event("change"));
    find(page, "#most_offers").value = "4";
    find(page, "#most_offers").dispatchEvent(new Event("change"));
    await page.updateComplete;
    expect(find(page, "#sound").checked).toBe(false);
    await settled(page);
    expect(posted()).toEqual([{ sound: false }, { most_offers: 4 }]);
    expect([find(page, "#most_offers").value, find(page, "#sound").checked]).toEqual(["4", false]);
  });

  test.each([
    ["0", "1", [{ most_offers: 1 }]],
    ["99", "5", [{ most_offers: 5 }]],
    ["", "3", []],
    ["2.4", "2", [{ most_offers: 2 }]],
  ])("keeps a limit of %j inside what the author allows", async (typed, kept, sent) => {
    const page = await shown(ok(helper()), ok(helper({ most_offers: Number(kept) })));
    await set(page, "#most_offers", typed);
    expect([find(page, "#most_offers").value, posted()]).toEqual([kept, sent]);
  });

  test("stops only after a question, and can begin again", async () => {
    const page = await shown(ok(helper()), ok(helper({ helps: false })), ok(helper()));
    vi.spyOn(HTMLDialogElement.prototype, "showModal").mockImplementation(() => undefined);
    await press(page, "Stop helping");
    expect(posted()).toEqual([]);
    find(page, "chatxblock-dialog").dispatchEvent(new CustomEvent("dismissed"));
    await settled(page);
    expect(page.renderRoot.querySelector("chatxblock-dialog")).toBeNull();
    await press(page, "Stop helping");
    find(page, "chatxblock-dialog").dispatchEvent(new CustomEvent("confirmed", { detail: "" }));
    await settled(page);
    expect(page.renderRoot.querySelector("#units")).toBeNull();
    await press(page, "Help others");
    expect(posted()).toEqual([{ helps: false }, { helps: true }]);
    expect(find(page, "#units")).not.toBeNull();
  });

  test("tries the sound in a click", async () => {
    const page = await shown(ok(helper()));
    await press(page, "Try it");
    expect(bell.ready).toBe(true);
  });

  test("asks for nothing that came with the page", () => {
    const profile = new HelperProfile(server.handlers(), timers, helper());
    const page = document.createElement("chatxblock-helper") as HelperPage;
    document.body.append(Object.assign(page, { profile, texts: new Texts(), bell }));
    expect(server.requests).toEqual([]);
  });

  test("says that it can't be read, and tries again", async () => {
    const page = await shown("down", ok(helper()));
    expect(said(page)).toBe("We can't reach the server right now.");
    await press(page, "Try again");
    expect(find(page, "#sound")).not.toBeNull();
  });

  test("has nothing to change for those who may not help", async () => {
    const page = await shown(ok(helper({ may_help: false, helps: null })));
    expect(page.renderRoot.textContent).toContain("In this unit you are not asked to help.");
    expect(page.renderRoot.querySelector("input, button")).toBeNull();
  });

  test("tells who helps elsewhere that it is not in this unit, and lets her change the rest", async () => {
    const page = await shown(ok(helper({ may_help: false, helps: true })), ok(helper({ may_help: false, helps: true })));
    expect(page.renderRoot.textContent).toContain("In this unit you are not asked to help.");
    expect(find(page, "#sound")).not.toBeNull();
    await press(page, "Stop helping");
    expect(find(page, "chatxblock-dialog")).not.toBeNull();
  });
});

describe("quiet hours", () => {
  test("are saved by row, with the time zone", async () => {
    const page = await shown(ok(helper({ quiet: [], timezone: "" })), ok(helper()));
    await press(page, "Add quiet hours");
    const quiet = [{ days: [1, 2, 3, 4, 5, 6, 7], start: "22:00", end: "07:00" }];
    expect(posted()).toEqual([{ quiet, timezone: ownZone() }]);
  });

  test("without a day are not saved, and the rest is not lost meanwhile", async () => {
    const page = await shown(ok(helper({ quiet: [{ days: [1], start: "22:00", end: "07:00" }] })), ok(helper({ sound: false })));
    const day = find<QuietHours>(page, "chatxblock-quiet").renderRoot.querySelector<HTMLInputElement>("input");
    day?.click();
    await settled(page);
    const quiet = find<QuietHours>(page, "chatxblock-quiet");
    expect(quiet.renderRoot.querySelector("[role=alert]")?.textContent).toContain("Choose at least one day.");
    expect(posted().filter((one) => "quiet" in one)).toEqual([]);
    await set(page, "#sound", false);
    expect(quiet.rows[0]?.days).toEqual([]);
  });

  test("go when they are removed, or come back when that failed", async () => {
    const page = await shown(ok(helper()), refusal(503, "busy"), ok(helper({ quiet: [] })));
    await press(page, "Remove");
    const quiet = find<QuietHours>(page, "chatxblock-quiet");
    expect([quiet.rows.length, said(page)]).toEqual([1, "That did not get through, and nothing was changed. Try again in a moment."]);
    await press(page, "Remove");
    expect([quiet.rows.length, posted().at(-1)]).toEqual([0, { quiet: [], timezone: "Europe/Berlin" }]);
  });

  test.each([
    [[1], "22:00", "07:00", true],
    [[], "22:00", "07:00", false],
    [[1], "22:00", "22:00", true],
    [[1], "", "07:00", false],
  ])("on %j from %s to %s make sense: %s", (days, start, end, whole) => {
    expect(isWhole({ days, start, end })).toBe(whole);
  });
});

test("it has the name that links to it have, and knows the ways on by their names", async () => {
  const page = await shown(ok(helper()));
  Object.assign(page, { historyUrl: "/history_page", staffPageUrl: "/staff", privacyUrl: "/privacy" });
  page.requestUpdate();
  await settled(page);
  expect([find<HTMLElement>(page, "h1").textContent, ways(page)]).toEqual([PAGES["helper_page"], named("history_page", "staff", "privacy")]);
});

describe("time zones", () => {
  test("are all that the browser knows and those in use, each once", () => {
    const names = zoneNames("Mars/Olympus", "Europe/Berlin");
    expect(names).toContain("Mars/Olympus");
    expect(new Set(names).size).toBe(names.length);
  });
});

describe.each(FOREIGN)("instead of the server: %s", (_, reply) => {
  test("is not shown as words of ours, and the page looks again by itself", async () => {
    const page = await shown(reply, ok(helper()));
    expect(said(page)).toBe("We can't reach the server right now.");
    await timers.pass(2_000);
    await settled(page);
    expect(find(page, "#unit-u1").checked).toBe(true);
  });

  test("changes nothing", async () => {
    const page = await shown(ok(helper()), reply);
    await set(page, "#sound", false);
    expect(said(page)).toBe("That did not get through, and nothing was changed. Try again in a moment.");
    expect(find(page, "#sound").checked).toBe(true);
  });
});

test("nobody being logged in is said, and the page goes on by itself", async () => {
  const page = await shown(refusal(403, "not-logged-in"), refusal(403, "not-logged-in"), ok(helper()));
  expect(said(page)).toBe("Log in again in another tab. We go on by ourselves then.");
  await timers.pass(2_000);
  await timers.pass(4_000);
  await settled(page);
  expect([said(page), find(page, "#unit-u1").checked]).toEqual(["", true]);
});

describe("the first quiet hours", () => {
  const options = { timeZone: "Europe/Berlin" } as Intl.ResolvedDateTimeFormatOptions;

  test("are saved in the zone of the browser, not in the one the server begins with", async () => {
    vi.spyOn(Intl.DateTimeFormat.prototype, "resolvedOptions").mockReturnValue(options);
    const page = await shown(ok(helper({ quiet: [], timezone: "UTC" })));
    await press(page, "Add quiet hours");
    expect(posted()[0]).toMatchObject({ timezone: "Europe/Berlin", quiet: [{ start: "22:00", end: "07:00" }] });
  });

  test("are saved in UTC for who chose that", async () => {
    vi.spyOn(Intl.DateTimeFormat.prototype, "resolvedOptions").mockReturnValue(options);
    const page = await shown(ok(helper({ quiet: [], timezone: "UTC" })));
    await set(page, "#zone", "UTC");
    await press(page, "Add quiet hours");
    expect(posted()[1]).toMatchObject({ timezone: "UTC" });
  });
});

describe("coming back", () => {
  test("shows what was decided elsewhere, and keeps quiet hours that are not whole yet", async () => {
    const monday = [{ days: [1], start: "22:00", end: "07:00" }];
    const page = await shown(ok(helper({ quiet: monday })), ok(helper({ sound: false, quiet: monday })));
    find(page, "fieldset input").click();
    await settled(page);
    expect(find<HTMLElement>(page, "[role=alert]").textContent).toContain("Choose at least one day.");
    await page.profile.refresh();
    await settled(page);
    expect([find(page, "#sound").checked, find<HTMLElement>(page, "[role=alert]").textContent]).toEqual([
      false,
      "Choose at least one day. Until then these hours don't count.",
    ]);
  });

  test("says nothing and changes nothing where nobody answers", async () => {
    const page = await shown(ok(helper()), "down");
    await page.profile.refresh();
    await settled(page);
    expect([page.profile.saving, find(page, "#sound").checked]).toEqual(["", true]);
  });

  test("a change that is on its way is not overtaken", async () => {
    const page = await shown(ok(helper()), ok(helper({ sound: false })), ok(helper()));
    const saved = page.profile.change({ sound: false });
    await page.profile.refresh();
    await saved;
    expect([page.profile.state?.sound, server.bodies("helper")]).toEqual([false, [{}, { sound: false }]]);
  });
});
