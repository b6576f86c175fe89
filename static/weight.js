// Weighs, gzipped and in bytes, what each page loads before anything on demand: its script, what that imports, and its styles.
// Fails where one is over its budget, and tells what somebody loads anew who has been on another page before.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { closure } from "./chunks.js";

const root = import.meta.dirname;
export const budgets = JSON.parse(readFileSync(join(root, "budgets.json"), "utf8"));

const read = (name) => readFileSync(join(root, "dist", name), "utf8");
const sum = (names) => names.reduce((total, name) => total + gzipSync(read(name)).length, 0);
const load = (page) => [...closure(`${page}.js`, read), ...(budgets.styles[page] ?? [])];

export function weigh(page) {
  return sum(load(page));
}

/** What `page` loads that `first` has not left in the browser's cache. */
export function weighAfter(first, page) {
  const known = load(first);
  return sum(load(page).filter((name) => !known.includes(name)));
}

/** What `page` loads in scripts that no page loads which has no budget of its own kind: what it costs beside the shared chunks. */
export function weighOwn(page) {
  const others = Object.keys(budgets.bytes).filter((name) => !(name in budgets.own));
  const shared = others.flatMap((name) => closure(`${name}.js`, read));
  return sum(closure(`${page}.js`, read).filter((name) => !shared.includes(name)));
}

const HASH = "-XXXXXXXX.js".length;

/** What a part that is loaded on demand costs, by the name of its module, without what it imports. */
export function weighChunk(name) {
  return sum(readdirSync(join(root, "dist")).filter((file) => file.endsWith(".js") && file.slice(0, -HASH) === name));
}

if (process.argv[1] === import.meta.filename) {
  for (const [page, budget] of Object.entries(budgets.bytes)) {
    const bytes = weigh(page);
    console.log(`${page}: ${bytes} of ${budget} bytes`);
    if (bytes > budget) process.exitCode = 1;
  }
  for (const [page, budget] of Object.entries(budgets.own)) {
    const bytes = weighOwn(page);
    console.log(`${page}, beside what is shared: ${bytes} of ${budget} bytes`);
    if (bytes > budget) process.exitCode = 1;
  }
  for (const [name, budget] of Object.entries(budgets.chunks)) {
    const bytes = weighChunk(name);
    console.log(`${name}: ${bytes} of ${budget} bytes`);
    if (bytes === 0 || bytes > budget) process.exitCode = 1;
  }
  for (const [first, page] of budgets.walks) console.log(`${page} after ${first}: ${weighAfter(first, page)} bytes anew`);
}
