// What stands in dist: the entries under their own names, the chunks that they share under names with a hash, and the chunks of
// the version before. A page that was open during a deploy, or an entry out of a cache, still finds what it asks for.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export const MANIFEST = "chunks.json";

/** Follow the static imports of a built script: the names of all that a page needs before it can run it, itself first. */
export function closure(name, read, found = []) {
  if (found.includes(name)) return found;
  found.push(name);
  for (const [, one] of read(name).matchAll(/\b(?:from|import)\s*["'`]\.\/([\w.-]+\.js)["'`]/g)) closure(one, read, found);
  return found;
}

/** Describe a build. A build of the same version takes the place of the last one; a new version pushes the last one back. */
export function manifest(last, version, chunks, preload) {
  const before = !last ? [] : last.version === version ? last.before : last.chunks;
  return { version, chunks: [...chunks].sort(), before: [...before].sort(), preload };
}

/** Write a build into a folder, and remove what belongs neither to it nor to the version before. `files`: text by name. */
export function publish(folder, version, files, entries) {
  const scripts = Object.keys(files).filter((name) => name.endsWith(".js"));
  const chunks = scripts.filter((name) => !entries.includes(name.replace(/\.js$/, "")));
  const preload = Object.fromEntries(entries.map((name) => [name, closure(`${name}.js`, (one) => files[one]).slice(1).sort()]));
  const place = join(folder, MANIFEST);
  const last = existsSync(place) ? JSON.parse(readFileSync(place, "utf8")) : null;
  const next = manifest(last, version, chunks, preload);
  mkdirSync(folder, { recursive: true });
  const kept = [...Object.keys(files), ...next.before, MANIFEST];
  for (const name of readdirSync(folder)) if (!kept.includes(name)) rmSync(join(folder, name));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  writeFileSync(place, `${JSON.stringify(next, null, 2)}\n`);
}
