/** How the scripts that pages share are published, version after version, and that what stands in dist was. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { closure, type Manifest, publish } from "../chunks.js";

const dist = join(import.meta.dirname, "../dist");

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "chunks-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function build(version: string, hash: string): string[] {
  const chunk = `shared-${hash}.js`;
  publish(folder, version, { "room.js": `import{a}from"./${chunk}";`, [chunk]: "export let a;", "page.css": "" }, ["room"]);
  return readdirSync(folder).filter((name) => name.startsWith("shared-")).sort();
}

function told(place: string): Manifest {
  return JSON.parse(readFileSync(join(place, "chunks.json"), "utf8")) as Manifest;
}

describe("chunks", () => {
  test("of the version before stay, and those of the one before that go", () => {
    expect(build("1", "a")).toEqual(["shared-a.js"]);
    expect(build("2", "b")).toEqual(["shared-a.js", "shared-b.js"]);
    expect(build("3", "c")).toEqual(["shared-b.js", "shared-c.js"]);
    expect(told(folder)).toEqual({ version: "3", chunks: ["shared-c.js"], before: ["shared-b.js"], preload: { room: ["shared-c.js"] } });
  });

  test("that a version is built from again and again do not pile up, nor push out what was shipped", () => {
    build("1", "a");
    build("2", "b");
    expect(build("2", "c")).toEqual(["shared-a.js", "shared-c.js"]);
    expect(build("2", "c")).toEqual(["shared-a.js", "shared-c.js"]);
  });

  test("that did not change from one version to the next are there once", () => {
    build("1", "a");
    expect(build("2", "a")).toEqual(["shared-a.js"]);
    expect(build("3", "b")).toEqual(["shared-a.js", "shared-b.js"]);
  });
});

describe("what is shipped", () => {
  const manifest = told(dist);
  const names = readdirSync(dist);

  test("is what the manifest names: chunks of this version, and of one before", () => {
    const hashed = names.filter((name) => /-[\w-]{8}\.js$/.test(name) && !(name.replace(/\.js$/, "") in manifest.preload));
    expect(hashed.sort()).toEqual([...new Set([...manifest.chunks, ...manifest.before])].sort());
    expect(manifest.version).toBe((JSON.parse(readFileSync(join(dist, "../package.json"), "utf8")) as Manifest).version);
  });

  test.each(Object.entries(manifest.preload))("has all that %s imports, which is what its page preloads", (name, preload) => {
    const read = (one: string): string => readFileSync(join(dist, one), "utf8");
    expect(closure(`${name}.js`, read).slice(1).sort()).toEqual(preload);
  });

  test("holds nothing twice", () => {
    const scripts = names.filter((name) => name.endsWith(".js"));
    const texts = scripts.map((name) => readFileSync(join(dist, name), "utf8"));
    expect(new Set(texts).size).toBe(scripts.length);
    expect(texts.filter((text) => text.includes("_$litElement$"))).toHaveLength(2); // the lobby's own, and the pages'
  });
});
