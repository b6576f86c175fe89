import { describe, expect, test } from "vitest";
import { Outbox } from "../../src/room/chat/outbox";
import { ForbiddenStorage, MemoryStorage } from "../doubles";

function filled(storage = new MemoryStorage()): Outbox {
  const outbox = new Outbox(storage, "box");
  outbox.add("m1", "one", 1);
  outbox.add("m2", "two", 2);
  return outbox;
}

describe("the outbox", () => {
  test("gives what waits in the order of typing, the next once the one before is done with", () => {
    const outbox = filled();
    expect(outbox.due()?.body).toBe("one");
    outbox.sent("m1");
    expect(outbox.due()).toBeUndefined();
    outbox.again("m1");
    expect(outbox.due()?.body).toBe("one");
    outbox.settle("m1");
    expect(outbox.due()?.body).toBe("two");
  });

  test("keeps the order of typing over a reload, though the clock was set back", () => {
    const storage = new MemoryStorage();
    const before = filled(storage);
    before.add("m3", "three", 1);
    before.add("m4", "four", 2);
    expect(new Outbox(storage, "box").entries.map(({ body }) => body)).toEqual(["one", "two", "three", "four"]);
  });

  test("is done with a line once it was shown", () => {
    const outbox = filled();
    outbox.sent("m1");
    expect(outbox.settle("m1")).toBe(true);
    expect(outbox.settle("m1")).toBe(false);
    expect(outbox.entries.map((entry) => entry.id)).toEqual(["m2"]);
  });

  test("sends again under the same id when the stream is a new one", () => {
    const outbox = filled();
    outbox.sent("m1");
    outbox.doubt();
    expect(outbox.due()?.id).toBe("m1");
  });

  test("lets go of a reaction that was refused, for it has no words to take back", () => {
    const outbox = filled();
    outbox.add("m3", "", 3);
    outbox.refuse("m3");
    expect(outbox.entries.map((entry) => entry.id)).toEqual(["m1", "m2"]);
  });

  test("keeps what was refused until it is taken back", () => {
    const outbox = filled();
    outbox.refuse("m1");
    outbox.doubt();
    expect(outbox.due()?.id).toBe("m2");
    expect(outbox.remove("m1")).toBe("one");
    expect(outbox.remove("m1")).toBe("");
  });

  test("outlives a reload, and what was on its way waits again", () => {
    const storage = new MemoryStorage();
    const before = filled(storage);
    before.sent("m1");
    before.refuse("m2");
    const after = new Outbox(storage, "box");
    expect(after.entries.map((entry) => entry.state)).toEqual(["waiting", "refused"]);
    expect(new Outbox(storage, "other box").entries).toEqual([]);
  });

  test("leaves nothing in the storage when it is empty", () => {
    const storage = new MemoryStorage();
    const outbox = filled(storage);
    outbox.settle("m1");
    outbox.settle("m2");
    expect(storage.values.size).toBe(0);
  });

  test("works without a storage, and ignores rubbish in it", () => {
    expect(filled(new ForbiddenStorage() as never).entries).toHaveLength(2);
    const storage = new MemoryStorage();
    storage.setItem("box", '[{"id": 3}, null, {"id": "m1", "body": "one"}]');
    expect(new Outbox(storage, "box").due()?.body).toBe("one");
  });

  test("leaves what waits to the next window when this one closes, in the order of typing", () => {
    const shelf = new MemoryStorage();
    const closing = new Outbox(new MemoryStorage(), "box", shelf);
    closing.add("m2", "two", 2);
    closing.sent("m2");
    closing.shelve();
    const other = new MemoryStorage();
    filled(other).settle("m2");
    const opening = new Outbox(other, "box", shelf);
    expect(opening.entries.map((entry) => [entry.id, entry.state])).toEqual([["m1", "waiting"], ["m2", "waiting"]]);
    expect(new Outbox(new MemoryStorage(), "box", shelf).entries).toEqual([]);
  });

  test("does not find twice what a reload left in both places", () => {
    const [storage, shelf] = [new MemoryStorage(), new MemoryStorage()];
    const before = new Outbox(storage, "box", shelf);
    before.add("m1", "one", 1);
    before.shelve();
    expect(new Outbox(storage, "box", shelf).entries.map((entry) => entry.id)).toEqual(["m1"]);
  });

  test("lets go of what another window took while this one was in the browser's cache", () => {
    const shelf = new MemoryStorage();
    const cached = new Outbox(new MemoryStorage(), "box", shelf);
    cached.add("m1", "one", 1);
    cached.shelve();
    new Outbox(new MemoryStorage(), "box", shelf);
    cached.unshelve();
    expect(cached.entries).toEqual([]);
  });

  test("keeps what nobody took meanwhile", () => {
    const shelf = new MemoryStorage();
    const cached = new Outbox(new MemoryStorage(), "box", shelf);
    cached.add("m1", "one", 1);
    cached.shelve();
    cached.unshelve();
    expect(cached.entries.map((entry) => entry.id)).toEqual(["m1"]);
  });
});
