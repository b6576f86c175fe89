/** Rules about the sources and the built scripts themselves. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");

function sources(folder: string): [string, string][] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => [`${folder}/${name}`, readFileSync(join(root, folder, name), "utf8")]);
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[^]*?\*\/|\/\/.*/g, "");
}

function imports(text: string): string[] {
  return [...text.matchAll(/from "([^"]+)"/g)].map((match) => match[1] ?? "");
}

describe("who may know whom", () => {
  // The chat runs, and is tested, without a page; what it needs of one is handed to it.
  const page = /\b(document|window|navigator|localStorage|sessionStorage|HTMLElement|BroadcastChannel|CustomEvent)\b[.[(]/;

  test.each(sources("src/chat"))("%s knows no page and no element of ours", (_name, text) => {
    expect(withoutComments(text)).not.toMatch(page);
    expect(imports(text).filter((one) => one.includes("/ui/") || one.startsWith("lit"))).toEqual([]);
  });

  // What is on screen must not depend on how it got there.
  test.each(sources("src/ui"))("%s knows no XMPP", (_name, text) => {
    expect(imports(text).filter((one) => one.includes("xmpp") || one.includes("strophe"))).toEqual([]);
  });

  test("strophe.js is known to one file, and to another by its types", () => {
    const users = sources("src").filter(([, text]) => text.includes('"strophe.js"')).map(([name]) => name.split("/").at(-1));
    expect(users.sort()).toEqual(["resumption.ts", "strophe-stream.ts"]);
  });
});

describe("every source", () => {
  test.each(sources("src"))("%s writes no markup from text, no inline style, and no any", (_name, text) => {
    expect(text).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|unsafeHTML|document\.write|\beval\(/);
    expect(text).not.toMatch(/[ `"]style=["$]|: any\b|as any\b|<any>/);
    expect(text.split("\n").length).toBeLessThan(400);
  });
});

describe("the built scripts", () => {
  const weigh = (...names: string[]): number =>
    names.reduce((sum, name) => sum + gzipSync(readFileSync(join(root, "dist", name))).length, 0);

  test("weigh no more than they may, gzipped", () => {
    expect(weigh("lobby.js")).toBeLessThanOrEqual(12_000);
    expect(weigh("room.js", "page.css")).toBeLessThanOrEqual(40_000);
    expect(weigh("waiting.js")).toBeLessThanOrEqual(12_500);
    expect(weigh("lobby-later.js")).toBeLessThanOrEqual(12_500);
  });

  test.each(["lobby.js", "lobby-later.js", "helper-page.js", "waiting.js"])("keep XMPP out of %s", (name) => {
    expect(readFileSync(join(root, "dist", name), "utf8")).not.toMatch(/jabber|xmpp|strophe/i);
  });

  test("carry no address of another site but those of XML's names", () => {
    const scripts = readdirSync(join(root, "dist")).filter((name) => name.endsWith(".js"));
    const built = scripts.map((name) => readFileSync(join(root, "dist", name), "utf8")).join("\n");
    const hosts = new Set([...built.matchAll(/https?:\/\/([\w.-]+)/g)].map((match) => match[1]));
    expect([...hosts].sort()).toEqual(["etherx.jabber.org", "jabber.org", "www.w3.org"]);
  });
});
