// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from "vitest";
import { Composer } from "../../src/room/chat/composer-view";
import type { LogLine } from "../../src/room/chat/log";
import * as lineParts from "../../src/room/chat/line-parts-view";
import { LogView } from "../../src/room/chat/log-view";
import { PeopleList } from "../../src/room/people-list-view";
import { QuestionCard } from "../../src/room/question-card-view";
import type { Menu } from "../../src/shared/menu-view";
import type { PersonRole } from "../../src/shared/wire";
import { callWith, settle } from "../doubles";
import { find, shown, words } from "../element-fixtures";

customElements.define("chatxblock-log", LogView);
customElements.define("chatxblock-composer", Composer);
customElements.define("chatxblock-people", PeopleList);
customElements.define("chatxblock-question", QuestionCard);

afterEach(() => document.body.replaceChildren());

describe("the log on screen", () => {
  const me = "lina@chat.test";
  const line = (archiveId: string, body: string, values: Partial<LogLine> = {}): LogLine => ({
    kind: "line",
    archiveId,
    id: archiveId,
    author: "omar@chat.test",
    nick: "omar",
    body,
    at: 0,
    replaces: "",
    earlier: [],
    ...values,
  });

  async function log(values: Partial<LogView>): Promise<LogView> {
    const element = document.createElement("chatxblock-log") as LogView;
    await shown(Object.assign(element, { me, nameOf: (jid: string) => jid.split("@")[0], whenIdle: (run: () => void) => run(), ...values }));
    // What is drawn a piece at a time.
    while (element.isUpdatePending) await element.updateComplete;
    return element;
  }

  test("shows markup, emoji and right-to-left text as they were typed", async () => {
    const bodies = ['<img src=x onerror="alert(1)"> &amp;', "👩‍👩‍👧 🙂", "مرحبا (a)\nb"];
    const element = await log({ entries: bodies.map((body, index) => line(String(index), body)) });
    const bubbles = [...element.renderRoot.querySelectorAll(".bubble")];
    expect(bubbles.map((bubble) => bubble.textContent)).toEqual(bodies);
    expect(bubbles.every((bubble) => bubble.getAttribute("dir") === "auto")).toBe(true);
    expect(element.renderRoot.querySelector("img")).toBeNull();
  });

  test("has the way to a menu at each line, one stop for the keyboard, from which arrows lead to the next", async () => {
    const mine = line("2", "mine", { author: me });
    const element = await log({ lineParts, entries: [line("1", "a"), mine, line("3", "b"), line("4", "c")] });
    const flags = [...element.renderRoot.querySelectorAll<HTMLButtonElement>(".flag")];
    expect(flags.map((flag) => [flag.getAttribute("aria-label"), flag.tabIndex])).toEqual([-1, -1, -1, 0].map((stop) => ["Actions for this message", stop]));
    flags[3]?.focus();
    const press = (key: string): string | null => {
      element.shadowRoot?.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      return element.shadowRoot?.activeElement?.closest("li")?.querySelector(".bubble")?.textContent ?? null;
    };
    expect(["ArrowUp", "ArrowUp", "ArrowUp", "ArrowDown", "x"].map(press)).toEqual(["b", "mine", "a", "mine", "mine"]);
    const asked: { line: LogLine; button: HTMLElement }[] = [];
    element.addEventListener("more", (event) => asked.push((event as CustomEvent<{ line: LogLine; button: HTMLElement }>).detail));
    flags[2]?.click();
    expect(asked.map((one) => [one.line.archiveId, one.button])).toEqual([["3", flags[2]]]);
    element.entries = [...element.entries, line("5", "d")];
    await element.updateComplete;
    expect([...element.renderRoot.querySelectorAll<HTMLElement>(".flag")].map(({ tabIndex }) => tabIndex)).toEqual([-1, -1, -1, -1, 0]);
  });

  test("links addresses without telling them where one comes from", async () => {
    const element = await log({ entries: [line("1", "see https://x.org/a.")] });
    expect(words(element, ".bubble")).toEqual(["see https://x.org/a."]);
    await vi.waitFor(() => expect(find(element, ".bubble chatxblock-written").shadowRoot?.querySelector("a")).toBeTruthy());
    const link = find(element, ".bubble chatxblock-written").shadowRoot?.querySelector("a") as HTMLAnchorElement;
    expect([link.getAttribute("href"), link.target, link.rel]).toEqual(["https://x.org/a", "_blank", "noopener noreferrer"]);
  });

  test("tells a line of one's own once: when it is in the log, and not on its way there", async () => {
    const element = await log({ entries: [line("1", "a")] });
    const told: string[] = [];
    const observer = new MutationObserver((records) => {
      for (const node of records.flatMap(({ addedNodes }) => [...addedNodes])) {
        const item = node instanceof Element ? node : node.parentElement;
        if (!item?.closest("[aria-live=off]") && item?.closest("[role=log]")) told.push((node.textContent ?? "").replace(/\s+/g, " ").trim());
      }
    });
    observer.observe(element.renderRoot, { childList: true, subtree: true });
    const pending = { id: "m1", body: "mine", at: 0, state: "sent" as const };
    for (const one of [pending, { ...pending, state: "waiting" as const }, pending]) {
      element.pending = [one];
      await element.updateComplete;
    }
    Object.assign(element, { pending: [], entries: [...element.entries, line("2", "mine", { author: me })] });
    await element.updateComplete;
    await settle();
    observer.disconnect();
    expect(told.filter((words) => words.includes("mine"))).toHaveLength(1);
  });

  test("tells at once that a line was refused", async () => {
    const element = await log({ pending: [{ id: "m2", body: "two", at: 0, state: "refused" as const }] });
    expect(find(element, ".pending [role=alert]").textContent).toContain("Not sent.");
  });

  test("has names that are not translated, and words that are", async () => {
    const element = await log({ entries: [line("1", "a"), line("2", "b", { author: me })] });
    expect([...element.renderRoot.querySelectorAll("[translate=no]")].map((name) => name.textContent)).toEqual(["O", "omar"]);
  });

  test("shows a face at the first line of a group, and fades in what is new of others", async () => {
    const now = 20_000;
    const entries = [line("1", "a"), line("2", "b"), line("3", "c", { author: me, at: now + 1 }), line("4", "d", { at: now + 1 })];
    const pictureOf = (jid: string): string => (jid.startsWith("omar") ? "/omar.png" : "");
    const element = await log({ entries, now, pictureOf });
    const drawn = [...element.renderRoot.querySelectorAll(".line")].map((one) => [one.querySelector(".face img") !== null, one.classList.contains("fresh")]);
    expect(drawn).toEqual([[true, false], [false, false], [false, false], [true, true]]);
  });

  test("offers the way to the newest line to who went up, and to nobody else", async () => {
    const element = await log({ entries: [line("1", "a")] });
    const scroller = find(element, "[role=log]");
    const scroll = async (top: number): Promise<void> => {
      Object.defineProperties(scroller, { scrollHeight: { value: 1_000, configurable: true }, clientHeight: { value: 300, configurable: true } });
      scroller.scrollTop = top;
      scroller.dispatchEvent(new Event("scroll"));
      await element.updateComplete;
    };
    await scroll(700);
    expect(words(element, ".down")).toEqual([]);
    await scroll(200);
    expect(words(element, ".down")).toEqual(["↓Newest"]);
    element.entries = [...element.entries, line("2", "b"), line("3", "c")];
    await element.updateComplete;
    expect([words(element, ".down"), words(element, ".new")]).toEqual([["↓2 new messages"], ["2 new"]]);
    find(element, ".down").click();
    await element.updateComplete;
    expect([words(element, ".down"), words(element, ".new"), scroller.scrollTop]).toEqual([[], ["2 new"], 1_000]);
  });

  test("stays at the newest line while the box below grows and shrinks", async () => {
    const element = await log({ entries: [line("1", "a")] });
    const scroller = find(element, "[role=log]");
    const scroll = async (top: number, clientHeight: number): Promise<string[]> => {
      Object.defineProperties(scroller, { scrollHeight: { value: 1_000, configurable: true }, clientHeight: { value: clientHeight, configurable: true } });
      scroller.scrollTop = top;
      scroller.dispatchEvent(new Event("scroll"));
      await element.updateComplete;
      return words(element, ".down");
    };
    expect(await scroll(700, 300)).toEqual([]);
    // The box was emptied, so the log was pushed back by 100 pixels; before that is told of, a preview stands in its place.
    expect(await scroll(600, 280)).toEqual([]);
    expect(await scroll(500, 280)).toEqual(["↓Newest"]);
  });

  test("names each group once, and its own as You", async () => {
    const entries = [line("1", "a"), line("2", "b"), line("3", "c", { author: me }), line("4", "d", { at: 10 * 60_000, author: me })];
    const element = await log({ entries });
    expect(words(element, ".line:not(.goes-on) .name")).toEqual(["omar", "You", "You"]);
  });

  test("has nothing at a line beside its words but the way to its menu, and not even that before its part is there", async () => {
    const entries = [line("1", "a"), line("2", "b", { author: me }), line("3", "", { author: me, about: { takenBack: true, quote: null, signs: [] } })];
    const beside = (element: LogView): string[] =>
      [...element.renderRoot.querySelectorAll("li.line")].map((one) => [...one.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE || (node instanceof HTMLElement && node.matches(".flag, .back"))).map((node) => (node as HTMLElement).getAttribute?.("aria-label") ?? node.textContent?.trim()).join(""));
    expect(beside(await log({ entries }))).toEqual(["", "", ""]);
    expect(beside(await log({ lineParts, entries }))).toEqual(["Actions for this message", "Actions for this message", "You took this message back"]);
  });

  test("shows the formulas of what a line answers", async () => {
    const quote = { archiveId: "1", author: me, body: "so $x^2$" };
    const element = await log({ lineParts, entries: [line("2", "b", { about: { takenBack: false, quote, signs: [] } })] });
    expect(element.renderRoot.querySelector(".quote chatxblock-inline")?.textContent).toBe("so $x^2$");
    expect(words(element, ".quote")).toEqual(["Answers you: so $x^2$"]);
  });

  test("shows an edited line with what it was", async () => {
    const element = await log({ lineParts, entries: [line("1", "the", { earlier: ["teh"] })] });
    expect(words(element, "details")).toEqual(["edited teh"]);
  });

  test("shows what is on its way, and gives back what was refused", async () => {
    const pending = [
      { id: "m1", body: "one", at: 0, state: "sent" as const },
      { id: "m2", body: "two", at: 0, state: "refused" as const },
      { id: "m3", body: "three", at: 0, state: "waiting" as const },
      { id: "m4", body: "four", at: 0, state: "refused" as const, ceiling: true },
    ];
    const element = await log({ pending });
    const taken: string[] = [];
    element.addEventListener("take-back", (event) => taken.push((event as CustomEvent<string>).detail));
    expect(words(element, ".pending p.small")[0]).toBe("sending…");
    expect(words(element, ".pending p.small")[2]).toBe("Not sent yet.");
    expect(words(element, ".pending p.small")[3]).toContain("you have written as much here as one person may");
    find(element, ".pending button").click();
    expect(taken).toEqual(["m2"]);
  });

  test("marks what came while the window was hidden", async () => {
    const element = await log({ entries: [line("1", "a")] });
    const counts: number[] = [];
    element.addEventListener("unread", (event) => counts.push((event as CustomEvent<number>).detail));
    Object.defineProperty(document, "hidden", { value: true, configurable: true });
    element.entries = [...element.entries, line("2", "mine", { author: me }), line("3", "b")];
    await element.updateComplete;
    Object.defineProperty(document, "hidden", { value: false, configurable: true });
    expect(counts).toEqual([1]);
    expect(words(element, "li").slice(-2)[0]).toBe("1 new");
    expect(words(element, ".line.own .name.hidden")).toEqual(["You"]);
  });
});

describe("the box", () => {
  async function box(): Promise<[Composer, string[], (init: KeyboardEventInit, text: string) => Promise<void>]> {
    const element = await shown(Object.assign(document.createElement("chatxblock-composer") as Composer, { limit: 8 }));
    const said: string[] = [];
    element.addEventListener("said", (event) => said.push((event as CustomEvent<string>).detail));
    const press = async (init: KeyboardEventInit, text: string): Promise<void> => {
      const area = find<HTMLTextAreaElement>(element, "textarea");
      area.value = text;
      area.dispatchEvent(new KeyboardEvent("keydown", init));
      await element.updateComplete;
    };
    return [element, said, press];
  }

  test("sends with Enter, and not with Shift+Enter or while a word is composed", async () => {
    const [element, said, press] = await box();
    await press({ key: "Enter", shiftKey: true }, "a");
    await press({ key: "Enter", isComposing: true }, "a");
    await press({ key: "Enter", keyCode: 229 }, "a");
    await press({ key: "Enter" }, "   ");
    await press({ key: "Enter" }, "\u200b\u2800");
    expect(said).toEqual([]);
    await press({ key: "Enter" }, " a\nb ");
    expect(said).toEqual([" a\nb"]);
    expect(element.value).toBe("");
  });

  test("refuses by bytes what does not fit, and keeps it", async () => {
    const [element, said, press] = await box();
    await press({ key: "Enter" }, "🙂🙂🙂");
    expect(said).toEqual([]);
    expect(element.value).toBe("🙂🙂🙂");
    expect(words(element, "[role=alert]")[0]).toMatch(/^This message is too long/);
    await press({ key: "Enter" }, "🙂🙂");
    expect(said).toEqual(["🙂🙂"]);
  });

  test("begins with what was written before", async () => {
    const element = await shown(Object.assign(document.createElement("chatxblock-composer") as Composer, { text: "  draft" }));
    expect(element.value).toBe("  draft");
  });

  test("makes a line with Enter where fingers type, and sends by its button", async () => {
    vi.stubGlobal("matchMedia", () => ({ matches: true }));
    const [element, said, press] = await box();
    vi.unstubAllGlobals();
    await press({ key: "Enter" }, "a");
    expect(said).toEqual([]);
    find(element, "form").dispatchEvent(new SubmitEvent("submit", { cancelable: true }));
    expect(said).toEqual(["a"]);
  });

  test("counts only near the limit, in characters like those that stand there", async () => {
    const element = await shown(Object.assign(document.createElement("chatxblock-composer") as Composer, { limit: 100 }));
    const area = find<HTMLTextAreaElement>(element, "textarea");
    const told: string[][] = [];
    for (const text of ["a".repeat(89), "a".repeat(90), "ä".repeat(48), "a".repeat(99), "a".repeat(101), ""]) {
      area.value = text;
      area.dispatchEvent(new InputEvent("input"));
      await element.updateComplete;
      told.push(words(element, "#left p"));
    }
    const tooLong = ["This message is too long. Send it in two or more parts."];
    expect(told).toEqual([[], ["10 characters left"], ["2 characters left"], ["1 character left"], tooLong, []]);
    expect([area.getAttribute("aria-describedby"), find(element, "button").textContent?.trim()]).toEqual(["left", "Send"]);
  });

  test("takes back a line before what stands there", async () => {
    const [element] = await box();
    element.giveBack("one");
    element.giveBack("two");
    expect(element.value).toBe("two\none");
  });
});

describe("the people", () => {
  const person = (name: string, role: PersonRole, inside: boolean, me = false): PeopleList["people"][number] => {
    return { jid: `${name}@chat.test`, name, image_url: "", role, inside, me };
  };

  test("are shown with what they are, those who did not come are not", async () => {
    const people = [
      person("lina", "asker", true, true),
      person("omar", "helper", true),
      person("ada", "left", false),
      person("eve", "removed", false),
      person("ben", "invited", false),
    ];
    const element = await shown(Object.assign(document.createElement("chatxblock-people") as PeopleList, { people }));
    expect(words(element, ".name")).toEqual(["lina (you, asked)", "omar", "ada (left)", "eve (removed)"]);
    expect(element.renderRoot.querySelector("button")).toBeNull();
    expect(words(element, ".face")).toEqual(["L", "O", "A", "E"]);
  });

  test("can be reported by whoever is there, and none can report herself", async () => {
    const people = [person("lina", "asker", true, true), person("omar", "helper", true), person("eve", "removed", false), person("ben", "invited", true)];
    const element = await shown(Object.assign(document.createElement("chatxblock-people") as PeopleList, { people, mayReport: true }));
    const menus = [...element.renderRoot.querySelectorAll<Menu>("chatxblock-menu")];
    expect(menus.map(({ label, items }) => [label, items.map(({ name }) => name)])).toEqual([
      ["More about omar", ["Report omar"]],
      ["More about eve", ["Report eve"]],
    ]);
    const reported: string[] = [];
    element.addEventListener("report", (event) => reported.push((event as CustomEvent<{ jid: string }>).detail.jid));
    menus[0]?.items[0]?.run?.();
    expect(reported).toEqual(["omar@chat.test"]);
    Object.assign(element, { mayChange: true });
    await element.updateComplete;
    expect([...element.renderRoot.querySelectorAll<Menu>("chatxblock-menu")].map(({ items }) => items.map(({ label }) => label))).toEqual([["Remove", "Report"], ["Report"], ["Remove"]]);
  });

  test("are there or not in words and by a shape, not by colour alone", async () => {
    const people = [person("lina", "asker", true, true), person("ada", "helper", false)];
    const element = await shown(Object.assign(document.createElement("chatxblock-people") as PeopleList, { people }));
    expect(words(element, "li")).toEqual(["L here lina (you, asked)", "A ada (not here)"]);
    expect([...element.renderRoot.querySelectorAll("li")].map(({ className }) => className)).toEqual(["inside", ""]);
  });

  test("may be removed by who asked, herself excepted, by a menu of their own", async () => {
    const values = { people: [person("lina", "asker", true, true), person("omar", "helper", true)], mayChange: true };
    const element = await shown(Object.assign(document.createElement("chatxblock-people") as PeopleList, values));
    const removed: string[] = [];
    element.addEventListener("remove", ({ detail }: CustomEventInit<{ name: string }>) => removed.push(detail?.name ?? ""));
    const menus = [...element.renderRoot.querySelectorAll<Menu>("chatxblock-menu")];
    expect(menus.map(({ label, items }) => [label, items.map(({ label: seen, name }) => [seen, name])])).toEqual([["More about omar", [["Remove", "Remove omar"]]]]);
    menus[0]?.items[0]?.run?.();
    expect(removed).toEqual(["omar"]);
  });
});

describe("the question of a room", () => {
  test("stands with what its asker read before, where the server tells of it", async () => {
    const card = Object.assign(document.createElement("chatxblock-question") as QuestionCard, { call: callWith() });
    const element = await shown(card);
    expect(words(element, ".read")).toEqual([]);
    element.call = callWith({ read: [{ resource_id: "r1", title: "Zero <i>?</i>", url: "/r1" }] });
    await element.updateComplete;
    expect(words(element, ".read")).toEqual(["Read before asking: “Zero <i>?</i>”"]);
  });
});
