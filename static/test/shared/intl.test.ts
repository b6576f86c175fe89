import { afterEach, describe, expect, test, vi } from "vitest";
import { Times } from "../../src/shared/browser-times";
import { ownZone } from "../../src/helper/page/zones";
import { dates, known } from "../../src/shared/intl";
import { Texts } from "../../src/shared/texts";

afterEach(() => vi.unstubAllGlobals());

/** What systems name their language, and the browsers on them hand on. */
const ODD = ["en-US@posix", "C", "C.UTF-8", "POSIX", "en_US.UTF-8", "de_DE@euro", "", "und", "x", "*", "en-US-u-va-posix", "xx-YY"];
const at = Date.parse("2026-11-22T21:05:00Z");

describe("a language", () => {
  test.each(ODD)("named “%s” writes sentences, numbers, lists and times all the same", (odd) => {
    for (const texts of [new Texts({}, odd), new Texts({}, "en")]) {
      const times = new Times(texts, [odd]);
      expect(times.brief(at, at)).toMatch(/\d/);
      expect(times.long(at)).toMatch(/2026/);
      expect(times.ago(at, at + 3 * 60_000)).toBe("3 minutes ago");
      expect(texts.count(2)).toBe("2");
      expect(texts.list(["Ada", "Ben"])).toContain("Ada");
    }
  });

  test("that no browser tells is the page's", () => {
    for (const languages of [undefined, null, [], [""]]) {
      vi.stubGlobal("navigator", { languages });
      expect(new Times(new Texts({}, "en")).long(at)).toContain("2026");
    }
  });

  test("that Intl takes stays as it is", () => {
    expect([known("de-AT"), known("zh-hans"), known("pt-BR")]).toEqual(["de-AT", "zh-Hans", "pt-BR"]);
  });
});

/** An Intl on a system whose zone is this, as `resolvedOptions` tells it. */
function zoned(timeZone: unknown): void {
  class Zoned extends Intl.DateTimeFormat {
    override resolvedOptions(): Intl.ResolvedDateTimeFormatOptions {
      return { ...super.resolvedOptions(), timeZone: timeZone as string };
    }
  }
  vi.stubGlobal("Intl", Object.assign(Object.create(Intl) as typeof Intl, { DateTimeFormat: Zoned }));
}

describe("a zone", () => {
  test.each(["Etc/Unknown", "", undefined, "Mars/Olympus", "undefined", ":/etc/localtime", "localtime"])("named %s is UTC", (odd) => {
    zoned(odd);
    expect(ownZone()).toBe("UTC");
  });

  test.each(["Europe/Berlin", "Asia/Kolkata", "UTC", "Etc/GMT-3"])("named %s stays", (name) => {
    zoned(name);
    expect(ownZone()).toBe(name);
  });

  test("that makes Intl throw leaves dates in UTC", () => {
    class Zoneless extends Intl.DateTimeFormat {
      constructor(language?: string, options: Intl.DateTimeFormatOptions = {}) {
        if (options.timeZone === undefined) throw new RangeError("Invalid time zone specified: undefined");
        super(language, options);
      }
    }
    vi.stubGlobal("Intl", Object.assign(Object.create(Intl) as typeof Intl, { DateTimeFormat: Zoneless }));
    expect(dates("en-GB", { dateStyle: "long" }).format(at)).toContain("2026");
    expect(new Times(new Texts({}, "en"), ["en-GB"]).brief(at, at)).toContain("09:05");
    expect(ownZone()).toBe("UTC");
  });
});
