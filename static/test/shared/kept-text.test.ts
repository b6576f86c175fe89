import { describe, expect, test } from "vitest";
import { KeptText } from "../../src/shared/kept-text";
import { Drafts } from "../../src/shared/drafts";
import { ForbiddenStorage, MemoryStorage } from "../doubles";

describe("what somebody is writing", () => {
  test("is there again in the next window of that call and person, and of no other", () => {
    const storage = new MemoryStorage();
    new KeptText(new Drafts(storage, "lina"), "line:c1").value = "  if x:";
    const found = (person: string, place: string): string => new KeptText(new Drafts(storage, person), place).value;
    expect([found("lina", "line:c1"), found("lina", "line:c2"), found("omar", "line:c1")]).toEqual(["  if x:", "", ""]);
  });

  test("is gone once it was sent", () => {
    const storage = new MemoryStorage();
    const text = new KeptText(new Drafts(storage, "lina"), "line:c1");
    text.value = "a";
    text.value = "";
    expect(storage.values.size).toBe(0);
  });

  test("is kept while the window is open where nothing may be stored", () => {
    const text = new KeptText(new Drafts(new ForbiddenStorage(), "lina"), "line:c1");
    text.value = "a";
    expect(text.value).toBe("a");
  });
});
