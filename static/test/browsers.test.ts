/** The built scripts and style sheets against docs/reference/browsers.md: nothing newer than its browsers without a word on it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { TARGETS } from "../targets.js";

const root = join(import.meta.dirname, "..");
const page = readFileSync(join(root, "../docs/reference/browsers.md"), "utf8");
const listed = [...(page.split("## Used where it is there")[1]?.split("\n## ")[0] ?? "").matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name ?? "");
const built = readdirSync(join(root, "dist")).filter((name) => /\.(js|css)$/.test(name));
const templates = readdirSync(join(root, "../templates/chatxblock")).filter((name) => name.endsWith(".html"));
const texts = [
  ...built.map((name) => [name, readFileSync(join(root, "dist", name), "utf8")] as const),
  ...templates.map((name) => [name, readFileSync(join(root, "../templates/chatxblock", name), "utf8")] as const),
];

/**
 * What is newer than Chrome 120, Firefox 128 or Safari 16.4 in at least one of them (MDN's browser-compat-data), by the words
 * that stand in a script, a style sheet or markup. Older features need no row, as every browser of the list has them.
 */
const NEWER: Record<string, RegExp> = {
  "AbortSignal.any": /AbortSignal\.any\b/,
  "Array.fromAsync": /Array\.fromAsync/,
  checkVisibility: /\.checkVisibility\(/,
  "customizable select": /base-select|::picker\(/,
  "details name": /<details[^>]+\bname=/,
  "dialog closedBy": /closedby=|\.requestClose\(/i,
  "Error.isError": /Error\.isError/,
  "groupBy": /(Object|Map)\.groupBy/,
  highlights: /CSS\.highlights|::highlight\(/,
  "import attributes": /\bwith\s*\{\s*type:/,
  "Intl.DurationFormat": /DurationFormat/,
  invokers: /commandfor=|\bcommandForElement/i,
  "iterator helpers": /\bIterator\.(from|concat)|\.(values|keys|entries)\(\)\.(map|filter|toArray|some|find)\(/,
  moveBefore: /\.moveBefore\(/,
  "navigation API": /\bnavigation\.(navigate|addEventListener|currentEntry)/,
  popover: /\bpopover[\s=>]|\.(show|hide|toggle)Popover\(|:popover-open/,
  "Promise.try": /Promise\.(try|withResolvers)/,
  "RegExp.escape": /RegExp\.escape/,
  "regexp flag v": /[=(,:]\/(?:[^/\n\\]|\\.)+\/[dgimsuy]*v[dgimsuy]*[.,;)]/,
  requestIdleCallback: /requestIdleCallback/,
  scheduler: /\bscheduler\.(postTask|yield)/,
  scrollend: /["']scrollend["']/,
  setHTML: /\.(setHTML|setHTMLUnsafe|getHTML)\(|parseHTMLUnsafe/,
  "Set methods": /\.(symmetricDifference|isSubsetOf|isSupersetOf|isDisjointFrom)\(/,
  Temporal: /\bTemporal\./,
  "Uint8Array base64": /\.(fromBase64|toBase64|fromHex|toHex)\(/,
  "URL.canParse": /\bURL\.(canParse|parse)\(/,
  "using": /\bawait using |Symbol\.(async)?[dD]ispose/,
  "view transitions": /startViewTransition|view-transition-name/,
  "align-content on blocks": /align-content-block/,
  "anchor positioning": /anchor-name:|position-anchor:|position-area:/,
  "calc-size": /calc-size\(|interpolate-size/,
  "content-visibility": /content-visibility:/,
  "field-sizing": /field-sizing/,
  "light-dark()": /light-dark\(/,
  nesting: /[{;}]\s*&[\s.:[>+~]/,
  "overflow-anchor": /overflow-anchor/,
  "relative colours": /(rgb|hsl|oklch|lab|color)\(from /,
  "round()": /[:\s(]round\((up|down|nearest|to-zero)?/,
  "scripting": /\(scripting:/,
  "scroll timelines": /animation-timeline|scroll-timeline/,
  "@scope": /@scope\b/,
  scrollbars: /scrollbar-(gutter|color|width)/,
  "@starting-style": /@starting-style|transition-behavior/,
  "text-box": /text-box(-trim|-edge)?:/,
  "text-wrap": /text-wrap(-style|-mode)?:/,
  "user-valid": /:user-(in)?valid/,
  "if()": /:\s*if\((style|media|supports)/,
};

/** In a script these names may be its own methods: `Math.round(` is none of CSS. */
const OF_STYLES = new Set(["round()", "if()"]);

function uses([name, text]: readonly [string, string]): string[] {
  return Object.entries(NEWER)
    .filter(([feature, words]) => words.test(text) && !(OF_STYLES.has(feature) && name.endsWith(".js")))
    .map(([feature]) => feature);
}

test("what is newer than the supported browsers has a row that says what happens without it, and each row is used", () => {
  expect([...new Set(texts.flatMap(uses))].sort()).toEqual([...listed].sort());
});

test("the words of each feature are found where they stand", () => {
  const examples = [
    "a=AbortSignal.any([])", "Object.groupBy(a,b)", "Promise.withResolvers()", "x.values().map(f)", "if(/[\\p{L}--[a-z]]/v.test(a)){}",
    "<div popover>", ".a{&:hover{color:red}}", "a{color:rgb(from red r g b)}", "a{width:round(up, 1px, 2px)}", "URL.canParse(a)",
  ];
  for (const example of examples) expect(uses(["a.css", example]), example).not.toEqual([]);
  for (const old of ["[1].at(-1)", "a.findLast(b)", "a?.b??c", "Math.round(1)", "structuredClone(a)", "/a/u.test(b)"]) expect(uses(["a.js", old]), old).toEqual([]);
});

describe("the page for people", () => {
  test.each([
    ["Chrome, Edge", TARGETS.chrome],
    ["Firefox, Firefox ESR", TARGETS.firefox],
    ["Safari", TARGETS.safari],
  ])("has the version of %s that the scripts are built for", (name, version) => {
    expect(page).toMatch(new RegExp(`^\\| ${name}[^|]*\\| ${version.replace(".", "\\.")} `, "m"));
  });

  test("counts Edge as Chrome", () => {
    expect(TARGETS.edge).toBe(TARGETS.chrome);
  });
});

describe("scripts of others", () => {
  test.each(built.filter((name) => name.endsWith(".js")))("on the page mean nothing to %s", (name) => {
    const text = readFileSync(join(root, "dist", name), "utf8");
    // RequireJS, as in the LMS, takes whatever calls its `define`.
    expect(text).not.toMatch(/define\.amd|typeof define|module\.exports/);
    if (name.includes("-worker_script")) return; // nobody else's script is where that runs
    // What somebody adds to Array.prototype turns up in `for … in`; over own keys alone, or what a bundle exports, it does not.
    expect([...text.matchAll(/for\((?:let|const|var) \w+ in \w+\)(.{0,60})/g)].filter(([, body]) => !/hasOwn|\{get:/.test(body ?? ""))).toEqual([]);
  });
});
