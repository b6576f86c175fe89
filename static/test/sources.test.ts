/** Rules about the sources and the built scripts themselves. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { closure } from "../chunks.js";
import { budgets, weigh, weighChunk, weighOwn } from "../weight.js";

const root = join(import.meta.dirname, "..");
const SCREENS = ["lobby", "room", "helper", "history", "staff", "resources", "studio"];

interface Source {
  /** From src/ on. */
  name: string;
  text: string;
  imports: string[];
}

/** `entry`: ties a screen together. `view`: how it looks. `browser`: what a browser has. `logic`: all else. */
type Kind = "entry" | "view" | "browser" | "logic";

const all: Source[] = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => {
    const text = readFileSync(join(root, "src", name), "utf8");
    const found = [...text.matchAll(/(?:from |import\()"([^"]+)"/g)].map((match) => match[1] ?? "");
    return { name, text, imports: found.map((one) => (one.startsWith(".") ? normalize(join(dirname(name), one)) : one)) };
  });

function kindOf(name: string): Kind {
  const file = name.replace(/\.ts$/, "").split("/").at(-1) ?? "";
  if (file.endsWith("-entry")) return "entry";
  if (file.startsWith("browser-")) return "browser";
  return /-(view|styles)$/.test(file) ? "view" : "logic";
}

function of(...kinds: Kind[]): [string, Source][] {
  return all.filter(({ name }) => kinds.includes(kindOf(name))).map((source) => [source.name, source]);
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[^]*?\*\/|\/\/.*/g, "");
}

// `leanLit` leaves out what Lit has for these.
test.each(of("view"))("%s shows no property as an attribute, and reads nothing but a word, a number or a yes from one", (_name, { text }) => {
  expect(text).not.toMatch(/\b(reflect|useDefault|converter):|\btype: (Object|Array)\b/);
});

// An element does not learn it from the one that it stands in, and would be dark in a course that is light.
const inCourses = /^(lobby|studio|helper\/(inbox|duty)|shared\/(finding|feedback))\//;
test.each(of("view").filter(([name, { text }]) => inCourses.test(name) && /\btheme\b.*theme-styles|\bextends Dialog\b/.test(text)))("%s has the colours of the page in which it stands", (_name, { text }) => {
  expect(text).toContain("followPage(this)");
});

describe("who may know whom", () => {
  const page = /\b(document|window|navigator|location|localStorage|sessionStorage|HTMLElement|BroadcastChannel|CustomEvent|Notification)\b(\.\w|[[(])/;

  // What happens runs, and is tested, without a page; what it needs of one is handed to it.
  test.each(of("logic"))("%s knows no page and no element of ours", (_name, { text, imports }) => {
    expect(withoutComments(text)).not.toMatch(page);
    expect(imports.filter((one) => one.startsWith("lit") || kindOf(one) !== "logic").filter((one) => !one.includes("strophe"))).toEqual([]);
  });

  // What is on screen must not depend on how it got there.
  test.each(of("view", "browser"))("%s knows no XMPP, and of a conversation only its state", (_name, { text, imports }) => {
    expect(imports.filter((one) => one.includes("xmpp") || one.includes("strophe") || kindOf(one) === "entry")).toEqual([]);
    expect(withoutComments(text)).not.toMatch(/\.parts\b|\bparts\b[\w\s,:]*\} = /);
  });

  test.each(of("browser"))("%s shows no element", (_name, { imports }) => {
    expect(imports.filter((one) => one.startsWith("lit") || kindOf(one) === "view")).toEqual([]);
  });

  // What two screens need is shared; so a screen can be read, and changed, by itself.
  test.each(of("entry", "view", "browser", "logic"))("%s takes nothing from another screen", (name, { imports }) => {
    const own = name.split("/")[0] ?? "";
    expect([...SCREENS, "shared"]).toContain(own);
    expect(imports.filter((one) => SCREENS.includes(one.split("/")[0] ?? "") && !one.startsWith(`${own}/`))).toEqual([]);
  });

  test("strophe.js is known to one file, and to another by its types", () => {
    const users = all.filter(({ imports }) => imports.includes("strophe.js")).map(({ name }) => name.split("/").at(-1));
    expect(users.sort()).toEqual(["resumption.ts", "strophe-stream.ts"]);
  });

  // What a browser or a system may lack, name oddly or forbid is asked in one place, which knows what to do then.
  test.each([
    ["languages and zones", /\bnew Intl\.DateTimeFormat|getCanonicalLocales/, ["helper/page/zones.ts", "shared/intl.ts"]],
    ["storages", /\b(localStorage|sessionStorage)[.[]|window\[kind\]/, ["shared/browser-kept.ts", "shared/browser-page.ts", "shared/browser-room-window.ts"]],
    ["channels", /new BroadcastChannel/, ["shared/browser-page.ts"]],
    ["cookies", /document\.cookie/, []],
    ["random ids", /randomUUID\(/, ["shared/question.ts"]],
  ])("%s are asked for in one place", (_what, pattern, places) => {
    expect(all.filter(({ text }) => pattern.test(withoutComments(text))).map(({ name }) => name).sort()).toEqual(places);
  });

  test("the shapes of the wire are types, in one file, and nothing else is in it", () => {
    const { text, imports } = all.find(({ name }) => name === "shared/wire.ts") ?? { text: "", imports: [""] };
    expect(imports).toEqual([]);
    expect(text.match(/^\w.*/gm)?.filter((line) => !/^export (type|interface) /.test(line))).toEqual([]);
  });
});

describe("every source", () => {
  test.each(of("entry", "view", "browser", "logic"))("%s writes no markup from text, no inline style, and no any", (name, { text }) => {
    expect(text).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|unsafeHTML|document\.write|\beval\(/);
    expect(text).not.toMatch(/[ `"]style=["$]|: any\b|as any\b|<any>/);
    if (name !== "shared/wire.ts") expect(text.split("\n").length).toBeLessThan(400); // that one is generated
  });
});

describe("the server's HTML", () => {
  test("comes into a page by one file alone", () => {
    const users = all.filter(({ text }) => /DOMParser|createContextualFragment|setHTML|parseHTML/.test(withoutComments(text)));
    expect(users.map(({ name }) => name)).toEqual(["shared/browser-rendered.ts"]);
  });
});

describe("the built scripts", () => {
  const read = (name: string): string => readFileSync(join(root, "dist", name), "utf8");

  test.each(Object.entries(budgets.bytes))("weigh for %s no more than they may, gzipped, with all that is imported", (page, budget) => {
    expect(weigh(page)).toBeLessThanOrEqual(budget);
  });

  test.each(Object.entries(budgets.own))("weigh for %s no more than they may beside the chunks of all pages", (page, budget) => {
    expect(weighOwn(page)).toBeLessThanOrEqual(budget);
  });

  test.each(Object.entries(budgets.chunks))("weigh for %s, which is loaded on demand, no more than it may", (name, budget) => {
    expect(weighChunk(name)).toBeGreaterThan(0);
    expect(weighChunk(name)).toBeLessThanOrEqual(budget);
  });

  // What is loaded with the first file, and with the first line that hands one on.
  test.each([
    ["tray-element-view", 5_150],
    ["file-view", 2_200],
  ])("weigh for %s no more than they may, gzipped", (name, budget) => {
    const [file = ""] = readdirSync(join(root, "dist")).filter((one) => one.startsWith(`${name}-`));
    expect(gzipSync(read(file)).length).toBeLessThanOrEqual(budget);
  });

  test("are bound to what was promised", () => {
    const { lobby, room, inbox } = budgets.bytes;
    expect([lobby, room, inbox]).toEqual([12_000, 40_000, 32_000]);
    expect(budgets.own).toEqual({ resource: 2_000, "resource-editor": 8_000 });
  });

  test.each(["lobby.js", "lobby-later.js", "helper-page.js", "waiting.js", "resource.js", "resource-editor.js"])("keep XMPP out of %s", (name) => {
    for (const one of closure(name, read)) expect(read(one)).not.toMatch(/jabber|xmpp|strophe/i);
  });

  test("of the lobby are whole in themselves, as XBlock emits classic scripts", () => {
    expect(closure("lobby.js", read)).toEqual(["lobby.js"]);
    expect(read("lobby.js")).not.toMatch(/\b(import|export)[\s{"'`]/);
  });

  test("carry no address of another site but those of XML's names", () => {
    const scripts = readdirSync(join(root, "dist")).filter((name) => name.endsWith(".js"));
    const built = scripts.map(read).join("\n");
    const hosts = new Set([...built.matchAll(/https?:\/\/([\w.-]+)/g)].map((match) => match[1]));
    expect([...hosts].sort()).toEqual(["etherx.jabber.org", "jabber.org", "www.w3.org"]);
  });
});

describe("names and sentences", () => {
  const views = of("view");

  // A sentence of ours goes as the page goes, whatever name it begins with; what people wrote goes as it does itself.
  test.each(views)("%s leaves sentences of ours in the direction of the page", (_name, { text }) => {
    const turned = [...text.matchAll(/<[a-z0-9]+[^<>]*dir="auto"[^<>]*>\s*\$\{([^}]*)/g)].map((match) => match[1] ?? "");
    expect(turned.filter((shown) => /\b(t|n|named)\(|[fF]ailure|\bnews\b|heading\(/.test(shown))).toEqual([]);
    expect(text).not.toMatch(/role="(alert|status)"[^<>]*dir="auto"|dir="auto"[^<>]*role="(alert|status)"/);
  });

  // What somebody says to a computer to press a button is what she sees on it (WCAG 2.5.3).
  test("what a button is called begins with what is seen on it", () => {
    const found = views.flatMap(([, { text }]) => [
      ...text.matchAll(/<(?:button|a|summary)\b(?:[^<>]|=>)*?aria-label=\$\{t\("([^"]+)"(?:[^<]|<(?!\/))*?>\s*\$\{t\("([^"]+)"\)/g),
    ]);
    const pairs = found.map(([, label = "", seen = ""]) => [label, seen]);
    expect(pairs.length).toBeGreaterThan(5);
    expect(pairs.filter(([label, seen]) => !label?.startsWith(seen ?? ""))).toEqual([]);
  });

  // A name is not to be translated, and is whole in its title where it is cut.
  test.each(views)("%s has names in elements of their own", (_name, { text }) => {
    for (const [name = ""] of text.matchAll(/<bdi[^>]*>\$\{[^}]*\bname\}/g)) expect(name).toMatch(/translate="no" title=/);
    const said = [...text.matchAll(/>\s*\$\{t\("[^"]*\{(?:names?|who)\}/g)];
    expect(said.map(([words]) => words)).toEqual([]);
  });
});
