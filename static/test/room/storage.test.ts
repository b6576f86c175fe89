import { describe, expect, test } from "vitest";
import { Resumption } from "../../src/room/chat/xmpp/resumption";
import { Drafts } from "../../src/shared/drafts";
import { counter, ForbiddenStorage, MemoryStorage } from "../doubles";

describe("drafts", () => {
  test("outlive a reload", () => {
    const storage = new MemoryStorage();
    new Drafts(storage, "lina").save("page", { text: "why?", id: "c1" });
    expect(new Drafts(storage, "lina").load("page")).toEqual({ text: "why?", id: "c1" });
  });

  test("of one person and place are nobody else's", () => {
    const storage = new MemoryStorage();
    new Drafts(storage, "lina").save("page", { text: "why?", id: "" });
    expect(new Drafts(storage, "omar").load("page").text).toBe("");
    expect(new Drafts(storage, "lina").load("other page").text).toBe("");
  });

  test("that are empty leave nothing behind", () => {
    const storage = new MemoryStorage();
    const drafts = new Drafts(storage, "lina");
    drafts.save("page", { text: "why?", id: "" });
    drafts.save("page", { text: "", id: "" });
    drafts.saveAsked("c1", { question: "why?", read: ["r1"] });
    drafts.dropAsked("c1");
    expect(storage.values.size).toBe(0);
  });

  test("are read by the window that opened on the id", () => {
    const storage = new MemoryStorage();
    new Drafts(storage, "lina").saveAsked("c1", { question: "why? 🙂 <b>", read: ["r1"] });
    expect(new Drafts(storage, "lina").loadAsked("c1")).toEqual({ question: "why? 🙂 <b>", read: ["r1"] });
    expect(new Drafts(storage, "omar").loadAsked("c1")).toEqual({ question: "", read: [] });
  });

  test("do without a storage, and with broken values in it", () => {
    const forbidden = new Drafts(new ForbiddenStorage(), "lina");
    forbidden.save("page", { text: "why?", id: "" });
    expect(forbidden.load("page").text).toBe("");
    const broken = new MemoryStorage();
    broken.setItem("chatxblock:draft:lina:page", "{");
    expect(new Drafts(broken, "lina").load("page")).toEqual({ text: "", id: "" });
    expect(new Drafts(null, "lina").loadAsked("c1")).toEqual({ question: "", read: [] });
  });
});

describe("the state of a stream", () => {
  const state = { id: "sm1", boundJid: "lina@chat.test/n1" } as never;

  test("is carried over a reload with the connection's name", () => {
    const storage = new MemoryStorage();
    const before = new Resumption(storage, "c1", counter("n"));
    before.save("key", state);
    before.keep();
    const after = new Resumption(storage, "c1", counter("m"));
    expect(after.name).toBe(before.name);
    expect(after.load("key")).toEqual(state);
  });

  test("is taken once, so that a duplicated tab starts anew", () => {
    const storage = new MemoryStorage();
    const before = new Resumption(storage, "c1", counter("n"));
    before.save("key", state);
    before.keep();
    new Resumption(storage, "c1", counter("m"));
    const duplicate = new Resumption(storage, "c1", counter("d"));
    expect(duplicate.name).toBe("d1");
    expect(duplicate.load("key")).toBeNull();
  });

  test("is not written while the page is open, nor when it was closed cleanly", () => {
    const storage = new MemoryStorage();
    const sessions = new Resumption(storage, "c1", counter());
    sessions.save("key", state);
    expect(storage.values.size).toBe(0);
    sessions.clear("key");
    sessions.keep();
    expect(storage.values.size).toBe(0);
  });
});
