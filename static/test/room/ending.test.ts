// @vitest-environment happy-dom
/** After the end: the kept log, the way back to the course, and what can be sent nowhere any more. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Log, type ArchivedLine } from "../../src/room/chat/log";
import { end, type End } from "../../src/room/end";
import { type Ended, Ending } from "../../src/room/ending-view";
import { keepFolded } from "../../src/room/chat/marks";
import { readKeptLog } from "../../src/room/kept-log";
import { HandlerError } from "../../src/shared/handlers";
import { Signal } from "../../src/shared/signal";
import { Texts } from "../../src/shared/texts";
import type { Call, Person } from "../../src/shared/wire";
import { callWith, settle } from "../doubles";
import { find, shown, words } from "../element-fixtures";
import { FOREIGN } from "../foreign-answers";

customElements.define("chatxblock-ending", Ending);

function kept(id: string, values: object = {}): object {
  return { id, time: "2026-11-22T11:00:00Z", author: { jid: "omar@chat.test", name: "Omar" }, body: `line ${id}`, message_id: `m${id}`, replaces: null, repeats: null, ...values };
}

function file(...lines: object[]): Response {
  return Response.json({ schema: "urn:chatxblock:transcript:1", complete: true, log: "kept", lines });
}

function archived(id: string): ArchivedLine {
  return { archiveId: id, id: `m${id}`, author: "omar@chat.test", nick: "omar", body: `line ${id}`, at: 0, replaces: "" };
}

class FakeTalk implements Ended {
  readonly changed = new Signal();
  readonly log = new Log();
  call: Call | null = callWith({ state: "closed", room: null });
  pending: unknown[] = [];
  hasOlder = false;
  readonly callId = "c1";
  readonly me = "";
  people: Person[] = [];
  readonly thanked = new Set<string>();
  readonly handlers = { post: async <T>(): Promise<T> => ({}) as T };

  constructor(public end: End | null) {}

  get entries(): Ended["entries"] {
    return this.log.entries;
  }

  showKept(lines: ArchivedLine[]): void {
    this.log.complete(lines);
    this.hasOlder = false;
    this.changed.emit();
  }

  leave(): null {
    return null;
  }

  async act(): Promise<void> {}

  get bodies(): string[] {
    return this.entries.map((entry) => (entry.kind === "line" ? entry.body : `(${entry.what})`));
  }
}

const LEADS: Ending["data"] = {
  handlers: { privacy: "/handler/privacy" },
  history_url: "/handler/history_page",
  page: { title: "Linear algebra", url: "/unit" },
};
let answers: (Response | "down")[];
let asked: string[];

beforeEach(() => {
  answers = [];
  asked = [];
});

afterEach(() => {
  document.body.replaceChildren();
  vi.useRealTimers();
});

async function get(url: string): Promise<Response> {
  asked.push(url);
  const answer = answers.shift() ?? file();
  if (answer === "down") throw new TypeError("no network");
  return answer.clone();
}

async function ended(talk: FakeTalk, values: Partial<Ending> = {}): Promise<Ending> {
  const element = document.createElement("chatxblock-ending") as Ending;
  await shown(Object.assign(element, { conversation: talk, texts: new Texts(), logUrl: "/transcript/c1", data: LEADS, get, ...values }));
  await settle();
  return element;
}

describe("the kept log", () => {
  test("is read from the transcript, corrections and repetitions folded in", async () => {
    answers = [file(kept("1"), kept("2", { message_id: "m1", body: "line 1", repeats: "1" }), kept("3", { body: "better", replaces: "m1" }), kept("4", { author: { jid: null, name: null }, message_id: null }))];
    const log = new Log();
    keepFolded(log, () => false);
    log.complete(await readKeptLog(get, "/transcript/c1"));
    expect(log.entries.map((entry) => entry.kind === "line" && [entry.author, entry.body, entry.earlier])).toEqual([
      ["omar@chat.test", "better", ["line 1"]],
      ["", "line 4", []],
    ]);
  });

  test("completes what a window has seen of it, each line in its place", () => {
    const log = new Log();
    log.append(["3", "4"].map(archived));
    log.event("left", "omar@chat.test", 0);
    log.complete(["1", "2", "3", "4", "5"].map(archived));
    expect(log.entries.map(({ archiveId }) => archiveId)).toEqual(["1", "2", "3", "4", "event-1", "5"]);
    log.complete(["1", "2", "3", "4", "5"].map(archived));
    expect(log.lineCount).toBe(5);
  });

  test.each(FOREIGN)("is asked for again after what is no answer of ours: %s", async (_, answer) => {
    answers = [answer];
    const failure = await readKeptLog(get, "/transcript/c1").catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(HandlerError);
    expect((failure as HandlerError).passing).toBe(true);
  });
});

describe("a window whose talk is over", () => {
  test.each(["left", "over", "kept", "solved"] as const)("shows all that was said: %s", async (why) => {
    answers = [file(kept("1"), kept("2"))];
    const talk = new FakeTalk(end(why));
    const element = await ended(talk);
    expect([asked, talk.bodies]).toEqual([["/transcript/c1"], ["line 1", "line 2"]]);
    expect([words(element, "a.button"), words(element, "button")]).toEqual([["Back to the course"], ["Export the log"]]);
    expect(find<HTMLAnchorElement>(element, "a").href).toBe("http://lms/unit");
  });

  test.each(["removed", "full", "refused", "stranger", "nothing"] as const)("does not ask for a log that is not for its reader: %s", async (why) => {
    await ended(new FakeTalk(end(why)));
    expect(asked).toEqual([]);
  });

  test("asks for nothing where all is on the screen, and again where the end came while she was away", async () => {
    const talk = new FakeTalk(end("left"));
    talk.log.append([archived("1")]);
    await ended(talk);
    expect(asked).toEqual([]);
    document.body.replaceChildren();
    talk.end = end("over");
    await ended(talk);
    expect(asked).toHaveLength(1);
  });

  test("asks once the end comes, for what stood before it", async () => {
    const talk = new FakeTalk(null);
    talk.hasOlder = true;
    answers = [file(kept("1"), kept("2"))];
    const element = await ended(talk);
    expect([asked, words(element, "button")]).toEqual([[], ["Export the log"]]);
    talk.end = end("left");
    talk.changed.emit();
    await settle();
    expect([asked.length, talk.bodies, talk.hasOlder]).toEqual([1, ["line 1", "line 2"], false]);
  });

  test("tries again with growing pauses, and says so", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    answers = ["down", new Response("<h1>502</h1>", { status: 502 }), file(kept("1"))];
    const talk = new FakeTalk(end("over"));
    const element = document.createElement("chatxblock-ending") as Ending;
    document.body.append(Object.assign(element, { conversation: talk, texts: new Texts(), logUrl: "/transcript/c1", data: LEADS, get }));
    await vi.advanceTimersByTimeAsync(0);
    expect(words(element, "[role=alert]")).toEqual(["What was said cannot be read right now. We try again."]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(asked).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(2_000);
    expect([asked.length, talk.bodies, words(element, "[role=alert]")]).toEqual([3, ["line 1"], [""]]);
  });

  test("says what the server says where it may not be read, and stops", async () => {
    answers = [Response.json({ error: "You are not part of it.", code: "not-in-call" }, { status: 403 })];
    const element = await ended(new FakeTalk(end("over")));
    expect([words(element, "[role=alert]"), asked.length]).toEqual([["You are not part of it."], 1]);
  });

  test("gives what was written and not sent to be copied", async () => {
    const copied = vi.fn(async () => undefined);
    vi.stubGlobal("navigator", { clipboard: { writeText: copied } });
    const element = await ended(new FakeTalk(end("removed")), { draft: "  if x:\n    y" });
    expect(find<HTMLTextAreaElement>(element, "textarea").value).toBe("  if x:\n    y");
    find(element, "button").click();
    await settle();
    vi.unstubAllGlobals();
    expect(copied).toHaveBeenCalledWith("  if x:\n    y");
    expect(words(element, ".kept [role=status]")).toEqual(["Copied."]);
  });

  test("has one way that stands out", async () => {
    expect(words(await ended(new FakeTalk(end("over"))), ".primary")).toEqual(["Back to the course"]);
  });

  test("leaves the rest to the menu above as long as the talk goes on", async () => {
    const element = await ended(new FakeTalk(null));
    expect([words(element, "a"), words(element, "button")]).toEqual([[], ["Export the log"]]);
  });

  test("keeps the keyboard's place, which was in the box", async () => {
    vi.spyOn(document, "hasFocus").mockReturnValue(true);
    const element = await ended(new FakeTalk(end("over")));
    expect(element.shadowRoot?.activeElement).toBe(find(element, "[role=group]"));
    vi.restoreAllMocks();
  });

  test("leads to the room of the question that is open", async () => {
    const element = await ended(new FakeTalk(end("other-call", "", callWith({ id: "c2", window_url: "/window/c2" }))));
    expect(words(element, ".primary")).toEqual(["Back to your room"]);
    expect(words(element, "a.button")).toEqual(["Back to your room", "Back to the course"]);
  });
});

test("Every end leads to what is kept of her and to her questions and talks", async () => {
  for (const why of ["left", "removed", "stranger"] as const) {
    const element = await ended(new FakeTalk(end(why)));
    expect(words(element, ".links a")).toEqual(["Your questions and talks", "What is kept of you"]);
    document.body.replaceChildren();
  }
});

describe("A talk that helped", () => {
  const helper: Person = { jid: "omar@chat.test", name: "Omar", image_url: "", role: "left" };

  test("can become a resource", async () => {
    const talk = new FakeTalk(end("left"));
    talk.people = [helper];
    talk.log.append([archived("1")]);
    const element = await ended(talk, { me: "lina@chat.test" });
    expect(element.renderRoot.querySelector("chatxblock-draft-button")).not.toBeNull();
  });

  test.each([["removed", [helper]], ["left", []]] as const)("and one that ended as %s, with %j, can not", async (why, people) => {
    const talk = new FakeTalk(end(why));
    talk.people = [...people];
    talk.log.append([archived("1")]);
    expect((await ended(talk)).renderRoot.querySelector("chatxblock-draft-button")).toBeNull();
  });
});
