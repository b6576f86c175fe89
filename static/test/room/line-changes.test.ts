// @vitest-environment happy-dom
/** A change of a line that is not sent yet, or on its way: it is there again, and nothing of it is lost. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Composer } from "../../src/room/chat/composer-view";
import type { LineMenu } from "../../src/room/chat/line-menu-view";
import { LogView } from "../../src/room/chat/log-view";
import type { LogLine } from "../../src/room/chat/log";
import type { Pending } from "../../src/room/chat/outbox";
import * as lines from "../../src/room/lines-view";
import { reaction, takingBack } from "../../src/room/chat/marking";
import { CORRECTABLE_MILLISECONDS } from "../../src/room/chat/marks";
import { end } from "../../src/room/end";
import { RoomWindow } from "../../src/room/room-window-view";
import type { MenuItem } from "../../src/shared/menu-view";
import { Clock } from "../../src/shared/clock";
import { TurnedTimers } from "../doubles";
import { find, words } from "../element-fixtures";
import { begin, clear, drawn as settle, opened, storage, talk, write } from "./room-window-fixtures";

beforeEach(() => {
  begin();
  sessionStorage.clear();
});
afterEach(clear);

/** A line of one's own, said so long ago. */
function own(body: string, ago = 0): LogLine {
  return { kind: "line", archiveId: "7", id: "m7", author: talk.me, nick: "lina", body, at: new Clock(new TurnedTimers()).now() - ago, earlier: [], replaces: "" } as LogLine;
}

describe("a change that is not sent yet", () => {
  const keep = (text: string, line = "7"): void => {
    const kept = JSON.parse(storage.getItem("chatxblock:change:lina") ?? "[]") as object[];
    storage.setItem("chatxblock:change:lina", JSON.stringify([...kept, { call: "c1", line, text, at: new TurnedTimers().now() }]));
  };
  const unsent = (): string[] => (JSON.parse(storage.getItem("chatxblock:change:lina") ?? "[]") as { text: string }[]).map(({ text }) => text);
  const box = (element: RoomWindow): HTMLTextAreaElement => find<HTMLTextAreaElement>(find<Composer>(element, "chatxblock-composer"), "textarea");

  async function begun(ago = 0): Promise<RoomWindow> {
    keep("So the rank is two");
    storage.setItem("chatxblock:draft:lina:line:c1", JSON.stringify({ text: "a draft", id: "" }));
    talk.set({ entries: [own("So the rnak is two", ago)] });
    const element = await opened();
    await settle();
    return element;
  }

  test("is there again when the page was loaded anew, and the draft is when it is sent", async () => {
    const element = await begun();
    expect([element.aim?.what, box(element).value]).toEqual(["edit", "So the rank is two"]);
    await write(element, "So its rank is two");
    expect(unsent()).toEqual(["So its rank is two"]);
    find<Composer>(element, "chatxblock-composer").dispatchEvent(new CustomEvent("said", { detail: "So its rank is two" }));
    await settle();
    expect([talk.said, box(element).value, unsent()]).toEqual([["So its rank is two"], "a draft", []]);
  });

  test("is a message of its own when it is too late, and the draft stays", async () => {
    const element = await begun(CORRECTABLE_MILLISECONDS);
    expect(element.aim?.late).toBe(true);
    find<Composer>(element, "chatxblock-composer").dispatchEvent(new CustomEvent("said", { detail: "So the rank is two" }));
    await settle();
    expect([talk.said, box(element).value, element.line.value]).toEqual([["So the rank is two"], "a draft", "a draft"]);
  });

  const sent = async (element: RoomWindow, body: string): Promise<void> => {
    find<Composer>(element, "chatxblock-composer").dispatchEvent(new CustomEvent("said", { detail: body }));
    await settle();
  };
  const head = (element: RoomWindow): string => words(element, ".aim p").join();
  const onItsWay = (body: string, more: Pending["more"] = []): Pending => ({ id: "p1", body, at: 0, state: "sent", of: "7", more });

  test("is a message of its own when its line was taken back meanwhile, and says so before", async () => {
    const element = await begun();
    talk.set({ entries: [{ ...own(""), about: { takenBack: true, quote: null, signs: [] } }] });
    await sent(element, "So its rank is two");
    expect([talk.said, box(element).value]).toEqual([[], "So its rank is two"]);
    expect(head(element)).toContain("This message was taken back meanwhile.");
    await sent(element, "So its rank is two");
    expect([talk.said, box(element).value]).toEqual([["So its rank is two"], "a draft"]);
  });

  test("is kept over a reload when its line was taken back", async () => {
    keep("So the rank is two");
    talk.set({ entries: [own("So the rnak is two")], pending: [onItsWay("[taken back]", takingBack(own("")).more)] });
    const element = await opened();
    await settle();
    expect([box(element).value, element.aim?.late]).toEqual(["So the rank is two", true]);
  });

  test("begins with the words that are on their way, and what stood before them can be had again", async () => {
    talk.set({ entries: [own("two")], pending: [onItsWay("three"), onItsWay("four")] });
    const element = await opened();
    await settle();
    lines.editLast(element);
    expect(box(element).value).toBe("four");
    await sent(element, "four");
    expect([talk.said, element.aim]).toEqual([[], null]);
    lines.editLast(element);
    await sent(element, "two");
    expect(talk.said).toEqual(["two"]);
  });

  test("is not offered of a line whose taking back is on its way, nor are the words that stand for it changed", async () => {
    talk.set({ entries: [own("two")], pending: [onItsWay("three"), onItsWay("[taken back]", takingBack(own("")).more)] });
    const element = await opened();
    await settle();
    lines.editLast(element);
    await settle();
    expect([element.aim, box(element).value]).toEqual([null, ""]);
  });

  test("is not offered of a line that hands a file on, but of the words before it", async () => {
    const address = `https://lms.test/handler/u/file/${"0".repeat(8)}-0000-0000-0000-${"0".repeat(12)}.1.${"a".repeat(24)}`;
    talk.set({ entries: [{ ...own("two"), archiveId: "6", id: "m6" }, own(`rows.png\n${address}`)] });
    const element = await opened();
    await settle();
    lines.editLast(element);
    expect([element.aim?.line.archiveId, box(element).value]).toEqual(["6", "two"]);
  });

  test("of what one answers is heard of: its new words are repeated, and none once it was taken back", async () => {
    talk.set({ entries: [own("teh rank")] });
    const element = await opened();
    await settle();
    const cases: [LogLine, string, string][] = [
      [own("the rank"), "the rank", "> the rank\nWhy?"],
      [{ ...own(""), about: { takenBack: true, quote: null, signs: [] } }, "taken back", "> \nWhy?"],
    ];
    for (const [now, shown, repeated] of cases) {
      element.aim = { what: "answer", line: own("teh rank") };
      talk.set({ entries: [now] });
      await settle();
      expect(head(element)).toContain(shown);
      await sent(element, "Why?");
      expect(talk.said.at(-1)).toBe(repeated);
    }
  });

  test("of signs goes out from those that are on their way", async () => {
    const line = { ...own("two"), author: "omar@chat.test" };
    talk.set({ entries: [line], pending: [{ ...onItsWay("", reaction(line, [], "👍").more), body: "" }] });
    const marks: Pending["more"][] = [];
    talk.say = (_: string, mark?: Partial<Pending>): void => void marks.push(mark?.more);
    const element = await opened();
    await settle();
    find<LogView>(element, "chatxblock-log").dispatchEvent(new CustomEvent("react", { detail: { line, sign: "💡" } }));
    expect(marks[0]?.[0]?.children.map(({ text }) => text)).toEqual(["👍", "💡"]);
  });

  const two = (ago = 0): LogLine[] => [own("So the rnak is two", ago), { ...own("And the kernel?", ago), archiveId: "8", id: "m8" }];
  const press = async (element: RoomWindow, name: string): Promise<void> => {
    [...element.renderRoot.querySelectorAll<HTMLButtonElement>(".aim button")].find(({ textContent }) => textContent === name)?.click();
    await settle();
  };

  test("waits at hand while another line is changed, and is gone on with behind it", async () => {
    const element = await begun();
    talk.set({ entries: two() });
    lines.editLast(element);
    await settle();
    expect([box(element).value, element.aim?.line.archiveId, head(element)]).toEqual(["And the kernel?", "8", "You change your message: And the kernel?"]);
    await write(element, "And its kernel?");
    expect(unsent()).toEqual(["So the rank is two", "And its kernel?"]);
    await sent(element, "And its kernel?");
    expect([talk.said, box(element).value, head(element)]).toEqual([["And its kernel?"], "a draft", "You began to change a message. This is not sent yet: So the rank is two"]);
    await press(element, "Go on");
    expect([box(element).value, element.aim?.line.archiveId]).toEqual(["So the rank is two", "7"]);
    await sent(element, "So the rank is two");
    expect([talk.said.at(-1), unsent(), box(element).value, head(element)]).toEqual(["So the rank is two", [], "a draft", ""]);
  });

  test("waits at hand while a line is answered, which the draft in the box is for", async () => {
    const element = await begun();
    talk.set({ entries: two() });
    await settle();
    const log = find<LogView>(element, "chatxblock-log");
    find(log, "[data-id='7'] .flag").click();
    await settle();
    find<LineMenu>(log, "chatxblock-line-menu").items.find(({ label }) => label === "Answer")?.run?.();
    await settle();
    expect([element.aim?.what, box(element).value, unsent()]).toEqual(["answer", "a draft", ["So the rank is two"]]);
    await sent(element, "Why?");
    expect(head(element)).toContain("So the rank is two");
  });

  test("is forgotten on request, and the next one is offered", async () => {
    keep("And its kernel?", "8");
    const element = await begun();
    talk.set({ entries: two() });
    await settle();
    lines.cancel(element);
    await settle();
    expect(head(element)).toContain("And its kernel?");
    await press(element, "Leave it as it was");
    expect([unsent(), head(element), box(element).value]).toEqual([[], "", "a draft"]);
  });

  test("that comes too late can be sent as a message of its own, whatever else was begun", async () => {
    keep("And its kernel?", "8");
    keep("So the rank is two");
    talk.set({ entries: two(CORRECTABLE_MILLISECONDS) });
    const element = await opened();
    await settle();
    await sent(element, "So the rank is two");
    await press(element, "Go on");
    expect([box(element).value, head(element)]).toEqual(["And its kernel?", "This was said too long ago to be changed. Send it as a new message, or cancel. And the kernel?"]);
    await sent(element, "And its kernel?");
    expect([talk.said, unsent()]).toEqual([["So the rank is two", "And its kernel?"], []]);
  });

  test("is none where nothing was changed, or the line says so by now", async () => {
    talk.set({ entries: two() });
    const element = await opened();
    await settle();
    lines.editLast(element);
    await settle();
    expect(unsent()).toEqual([]);
    lines.cancel(element);
    keep("So the rnak is two");
    talk.set({ entries: two() });
    await settle();
    expect(head(element)).toBe("");
  });

  test("stands with what was in the box when the talk is over", async () => {
    keep("And its kernel?", "8");
    const element = await begun();
    talk.set({ end: end("over") });
    await settle();
    expect([element.line.value, unsent()]).toEqual(["a draft\nAnd its kernel?\nSo the rank is two", []]);
  });

  test("waits for its line", async () => {
    keep("So the rank is two");
    const element = await opened();
    await settle();
    expect(box(element).value).toBe("");
    talk.set({ entries: [own("So the rnak is two")] });
    await settle();
    expect(box(element).value).toBe("So the rank is two");
  });
});

describe("what is to be seen in a picture", () => {
  const address = `https://lms.test/handler/u/file/${"0".repeat(8)}-0000-0000-0000-${"0".repeat(12)}.1.${"a".repeat(24)}#60x40`;
  const box = (element: RoomWindow): HTMLTextAreaElement => find<HTMLTextAreaElement>(find<Composer>(element, "chatxblock-composer"), "textarea");

  /** A room with a line that hands a file on, and what its menu offers. */
  async function handed(name: string, alt: string, values: Partial<LogLine> = {}, pending: Pending[] = []): Promise<{ element: RoomWindow; items: MenuItem[] }> {
    talk.set({ entries: [{ ...own([name, alt, address].filter(Boolean).join("\n")), ...values }], pending });
    const element = await opened();
    await settle();
    const log = find<LogView>(element, "chatxblock-log");
    find(log, ".flag").click();
    await settle();
    return { element, items: find<LineMenu>(log, "chatxblock-line-menu").items };
  }

  async function described(element: RoomWindow, items: MenuItem[], text: string): Promise<void> {
    items.find(({ label }) => label.includes("escri"))?.run?.();
    await settle();
    find<Composer>(element, "chatxblock-composer").dispatchEvent(new CustomEvent("said", { detail: text }));
    await settle();
  }

  test.each([
    ["rows.png", "Two rows", {}, ["Answer", "Change the description", "Take back", "Copy"]],
    ["rows.png", "", {}, ["Answer", "Describe the picture", "Take back", "Copy"]],
    ["notes.pdf", "", {}, ["Answer", "Take back", "Copy"]],
    ["rows.png", "", { author: "omar@chat.test" }, ["Answer", "Copy", "Report this line"]],
    ["rows.png", "", { at: new TurnedTimers().now() - 11 * 60_000 }, ["Answer", "Copy"]],
  ])("of %s, described as “%s”, can be changed by its sender for ten minutes: %j", async (name, alt, values, offered) => {
    const { items } = await handed(name, alt, values);
    expect(items.map(({ label }) => label)).toEqual(offered);
  });

  test("is changed in one line, with name, address and size as they were", async () => {
    const { element, items } = await handed("rows.png", "Two rows");
    await described(element, items, "Three  rows\nof ones ");
    expect([talk.said, element.aim]).toEqual([[`rows.png\nThree rows of ones\n${address}`], null]);
  });

  test("stands in the box as it was said, is no draft, and no formula", async () => {
    const { element, items } = await handed("rows.png", "Two rows", {}, [{ id: "p1", body: `rows.png\nThree $rows$\n${address}`, at: 0, state: "sent", of: "7" }]);
    items.find(({ label }) => label === "Change the description")?.run?.();
    await settle();
    expect([box(element).value, words(element, ".aim p"), element.renderRoot.querySelector(".preview")]).toEqual(["Three $rows$", ["Say what is to be seen in your picture: rows.png"], null]);
    await write(element, "Four rows");
    expect(element.line.value).toBe("");
    lines.cancel(element);
    expect([talk.said, box(element).value]).toEqual([[], ""]);
  });

  test("that is too long stays in the box, and says so", async () => {
    const { element, items } = await handed("rows.png", "");
    await described(element, items, "🙂".repeat(251));
    expect([talk.said, box(element).value.length, words(element, ".aim [role=alert]")]).toEqual([[], 502, ["Say it in 250 characters at most: rows.png"]]);
    await described(element, [], "🙂".repeat(250));
    expect(talk.said).toEqual([`rows.png\n${"🙂".repeat(250)}\n${address}`]);
  });

  test("that comes too late is offered as a message", async () => {
    storage.setItem("chatxblock:change:lina", JSON.stringify([{ call: "c1", line: "7", text: "Three rows", at: new TurnedTimers().now() }]));
    const { element } = await handed("rows.png", "Two rows", { at: new TurnedTimers().now() - CORRECTABLE_MILLISECONDS });
    expect([box(element).value, element.aim?.late]).toEqual(["Three rows", true]);
    await described(element, [], "Three rows");
    expect(talk.said).toEqual(["Three rows"]);
  });
});
