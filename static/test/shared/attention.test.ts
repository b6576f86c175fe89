import { beforeEach, describe, expect, test } from "vitest";
import { Attention, type Awaited, type ComingNotice, type Permission } from "../../src/shared/attention";
import type { KeyValue } from "../../src/shared/ports";
import { Signal } from "../../src/shared/signal";
import { callWith, FakeBell, ForbiddenStorage, MemoryStorage } from "../doubles";

class FakeNotice implements ComingNotice {
  readonly changed = new Signal();
  readonly log: string[] = [];
  permission: Permission = "granted";

  async ask(): Promise<void> {
    this.permission = "granted";
    this.changed.emit();
  }

  show(name: string, question: string): void {
    this.log.push(`${name}: ${question}`);
  }

  close(): void {
    this.log.push("closed");
  }
}

class FakeAwaited implements Awaited {
  readonly changed = new Signal();
  readonly call = callWith({ question: "Why?" });
  coming: string[] = [];
  waiting = true;
  end: unknown = null;

  become(values: Partial<Pick<FakeAwaited, "coming" | "waiting" | "end">>): void {
    Object.assign(this, values);
    this.changed.emit();
  }
}

let conversation: FakeAwaited;
let bell: FakeBell;
let notice: FakeNotice;
let hidden: boolean;

beforeEach(() => {
  conversation = new FakeAwaited();
  bell = new FakeBell();
  notice = new FakeNotice();
  hidden = true;
});

/** Milliseconds since 1970, of both windows. */
let time = 0;

function attention(storage: KeyValue | null = new MemoryStorage()): Attention {
  const made = new Attention({ conversation, bell, notice, hidden: () => hidden, storage, now: () => time });
  made.start();
  return made;
}

const here = { waiting: false, coming: ["Omar"] };
const gone = { waiting: true, coming: [] };

describe("an asker who went on working", () => {
  test("is called once by sound and by notice when somebody comes", () => {
    attention();
    conversation.become({});
    expect(bell.rings).toBe(0);
    conversation.become(here);
    conversation.become({ coming: ["Omar", "Ada"] });
    expect(bell.rings).toBe(1);
    expect(notice.log).toEqual(["Omar: Why?"]);
  });

  test("gets no notice while she looks at the window", () => {
    hidden = false;
    attention();
    conversation.become(here);
    expect(bell.rings).toBe(1);
    expect(notice.log).toEqual([]);
  });

  test("is called again for whoever comes after the first one left", () => {
    attention();
    conversation.become(here);
    conversation.become(gone);
    conversation.become({ waiting: false, coming: ["Ada"] });
    expect(bell.rings).toBe(2);
    expect(notice.log).toEqual(["Omar: Why?", "closed", "Ada: Why?"]);
  });

  test("is not called when she is the one who ends it, or finds it solved", () => {
    attention();
    conversation.become({ waiting: false, end: { why: "over" } });
    expect([bell.rings, notice.log]).toEqual([0, []]);
  });

  test("is not called for a talk that was under way when the window opened", () => {
    conversation.become(here);
    attention();
    conversation.become({});
    expect(bell.rings).toBe(0);
  });

  test("is called for who came while the script was on its way", () => {
    const made = new Attention({ conversation, bell, notice, hidden: () => hidden, storage: null, now: () => time });
    conversation.become(here);
    made.start();
    expect(bell.rings).toBe(1);
  });

  test("is called by one window of her browser, whichever hears of it first, and the next time again", () => {
    const storage = new MemoryStorage();
    attention(storage);
    attention(storage);
    time = 1_000;
    conversation.become(here);
    expect([bell.rings, notice.log]).toEqual([1, ["Omar: Why?"]]);
    conversation.become(gone);
    time = 30_000;
    conversation.become(here);
    expect(bell.rings).toBe(2);
  });

  test("gets the notice of the window that can show one, though another was quicker with the sound", () => {
    const storage = new MemoryStorage();
    const framed = new FakeNotice();
    framed.permission = "missing";
    const inFrame = new Attention({ conversation, bell, notice: framed, hidden: () => true, storage, now: () => time });
    inFrame.start();
    attention(storage);
    time = 60_000;
    conversation.become(here);
    expect([bell.rings, framed.log, notice.log]).toEqual([1, [], ["Omar: Why?"]]);
  });

  test("who turned the sound off in another window is not rung here either", () => {
    const storage = new MemoryStorage();
    const other = attention(storage);
    attention(storage);
    other.quieten(true);
    conversation.become(here);
    expect([bell.rings, notice.log]).toEqual([0, ["Omar: Why?"]]);
  });

  test("is left alone after the window is done", () => {
    attention().stop();
    conversation.become(here);
    expect([bell.rings, notice.log]).toEqual([0, ["closed"]]);
  });
});

describe("how she is called", () => {
  test("is by what the browser lets us do, and a click asks for the rest", async () => {
    bell = new FakeBell(false);
    notice.permission = "unasked";
    const made = attention();
    expect([made.means, made.canAskForMore, made.canBeHeard]).toEqual(["none", true, false]);
    await made.askForMore();
    expect([made.means, made.canAskForMore, made.canBeHeard]).toEqual(["both", false, true]);
  });

  test("is by sound alone where notices are denied, and nothing more is asked", async () => {
    notice.permission = "denied";
    const made = attention();
    expect([made.means, made.canAskForMore]).toEqual(["sound", false]);
    conversation.become(here);
    expect(notice.log).toEqual([]);
  });

  test("can be without sound, and the browser keeps that", () => {
    const storage = new MemoryStorage();
    attention(storage).quieten(true);
    const later = attention(storage);
    expect([later.sounding, later.means]).toEqual([false, "notice"]);
    conversation.become(here);
    expect(bell.rings).toBe(0);
    later.quieten(false);
    expect(attention(storage).sounding).toBe(true);
  });

  test("asks for no sound that she does not want", () => {
    bell = new FakeBell(false);
    const made = attention();
    made.quieten(true);
    expect(made.canAskForMore).toBe(false);
  });

  test("works where nothing can be stored", () => {
    const made = attention(new ForbiddenStorage());
    made.quieten(true);
    expect(made.sounding).toBe(false);
  });
});
