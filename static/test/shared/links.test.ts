import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { webAddress } from "../../src/shared/browser-links";
import { splitLinks } from "../../src/shared/links";

function urls(text: string): string[] {
  return splitLinks(text).flatMap((part) => (part.url ? [part.url] : []));
}

const { texts } = JSON.parse(readFileSync(`${import.meta.dirname}/links.json`, "utf8")) as { texts: string[] };

describe("links in a line", () => {
  test.each(texts)("end where a reader would end them: %s", (marked) => {
    const parts = splitLinks(marked.replace(/[⟦⟧]/g, ""));
    expect(parts.map(({ text, url }) => (url ? `⟦${text}⟧` : text)).join("")).toBe(marked);
  });

  test("take a moment however many addresses stand in each other's way", () => {
    const text = "https://x.org/a)".repeat(500);
    expect(urls(text)).toHaveLength(500);
    expect(urls("https://x.org/" + "(".repeat(8000))).toEqual(["https://x.org/"]);
  });

  test("leave the text as it was, whatever it holds", () => {
    const texts = ["", "plain", "a http://x.org b", "<b>no</b> & 🙂", "مرحبا https://x.org/ا سلام", "http://", "https://a.b,"];
    for (const text of texts) expect(splitLinks(text).map((part) => part.text).join("")).toBe(text);
  });

  test("are http and https only", () => {
    expect(urls("javascript:alert(1) data:text/html,x ftp://x.org mailto:a@b.c file:///etc")).toEqual([]);
    expect(urls("http://x.org/a HTTPS://Y.org/b")).toEqual(["http://x.org/a", "https://y.org/b"]);
  });

  test("stop at markup and at marks that turn the direction", () => {
    expect(urls('<a href="https://x.org/a">')).toEqual(["https://x.org/a"]);
    expect(urls("https://x.org/\u202Egnp.exe")).toEqual(["https://x.org/"]);
  });
});

describe("an address of the server", () => {
  test("becomes a link if it is one of the web or a path", () => {
    expect(webAddress("https://x.org/a", "https://lms.test/unit")).toBe("https://x.org/a");
    expect(webAddress("/courses/1", "https://lms.test/unit")).toBe("https://lms.test/courses/1");
  });

  test("becomes none otherwise", () => {
    for (const address of ["", "javascript:alert(1)", "JAVASCRIPT:x//http://a", "data:text/html,x", "https://"]) {
      expect(webAddress(address, "https://lms.test/unit")).toBe("");
    }
  });
});
