import { describe, expect, test } from "vitest";
import { Times } from "../../src/shared/browser-times";
import { Texts, unmarked } from "../../src/shared/texts";

describe("texts", () => {
  test("are English where the catalogue has nothing", () => {
    expect(new Texts({}, "de").t("Help {name}", { name: "Lina" })).toBe("Help Lina");
  });

  test("are translated with their values in place", () => {
    const texts = new Texts({ "Help {name}": "{name} helfen" }, "de");
    expect(texts.t("Help {name}", { name: "Lina" })).toBe("Lina helfen");
  });

  test("leave braces alone that are no values, and markup as it is", () => {
    expect(new Texts().t("{other} {name}", { name: "<b>{x}</b>" })).toBe("{other} <b>{x}</b>");
  });

  test("choose the plural", () => {
    const texts = new Texts();
    expect(texts.n("{n} minute", "{n} minutes", 1)).toBe("1 minute");
    expect(texts.n("{n} minute", "{n} minutes", 0)).toBe("0 minutes");
    expect(texts.n("{n} minute", "{n} minutes", 2000)).toBe("2,000 minutes");
  });

  test("choose among more forms where a language has them", () => {
    const texts = new Texts({ "{n} minutes|few": "{n} minuty", "{n} minutes|many": "{n} minut" }, "pl");
    expect(texts.n("{n} minute", "{n} minutes", 3)).toBe("3 minuty");
    expect(texts.n("{n} minute", "{n} minutes", 5)).toBe("5 minut");
  });

  test.each(["vi", "zh-CN", "ja", "ar", "pl", "fr"])("go by the number as English does where %s has no words yet", (language) => {
    const texts = new Texts({}, language);
    const said = [0, 1, 2, 5].map((count) => texts.n("somebody is here", "several are here", count));
    expect(said).toEqual(["several are here", "somebody is here", "several are here", "several are here"]);
  });

  test("choose the only form that a language has, also for one", () => {
    const texts = new Texts({ "{n} minutes|other": "{n} phút" }, "vi");
    expect([1, 2].map((count) => texts.n("{n} minute", "{n} minutes", count))).toEqual(["1 phút", "2 phút"]);
  });

  test("join names, and survive a language that nobody knows", () => {
    expect(unmarked(new Texts().list(["Ada", "Ben", "Cem"]))).toBe("Ada, Ben, and Cem");
    expect(unmarked(new Texts({}, "not a language").list(["Ada"]))).toBe("Ada");
  });
});

describe("times", () => {
  const at = Date.parse("2026-11-22T12:00:00Z");
  const times = new Times(new Texts(), ["en-GB", "de"]);

  test("are told from now", () => {
    expect(times.ago(at, at + 59_000)).toBe("just now");
    expect(times.ago(at, at - 5_000)).toBe("just now");
    expect(times.ago(at, at + 60_000)).toBe("1 minute ago");
    expect(times.ago(at, at + 4 * 60_000)).toBe("4 minutes ago");
    expect(times.ago(at, at + 2 * 3_600_000)).toBe("2 hours ago");
    expect(times.ago(at, at + 48 * 3_600_000)).toMatch(/22 Nov/);
  });

  test("are short on the same day and dated on another", () => {
    expect(times.brief(at, at)).toMatch(/^\d\d:\d\d$/);
    expect(times.brief(at, at + 48 * 3_600_000)).toMatch(/22 Nov/);
    expect(times.long(at)).toContain("2026");
  });

  test("follow the reader's own variety of the page's language", () => {
    expect(new Times(new Texts({}, "en"), ["de", "en-US"]).brief(at, at)).toMatch(/[AP]M$/);
    expect(new Times(new Texts({}, "en"), ["en-GB"]).brief(at, at)).not.toMatch(/[AP]M$/);
  });
});
