// Builds the scripts, the pages' stylesheets and their icon into dist. The same source gives the same bytes.
import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { build } from "vite";
import { publish } from "./chunks.js";
import { leanClasses, leanCopies, leanImports, leanLit, leanMarked, leanSheets, leanStrophe, leanTemplates, leanToolbar, squeeze, workerScripts } from "./lean.js";
import { targets } from "./targets.js";

const root = import.meta.dirname;
const { version } = JSON.parse(readFileSync(`${root}/package.json`, "utf8"));

/** Every file `…-entry.ts` becomes a script of that name. */
const found = readdirSync(`${root}/src`, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith("-entry.ts"));
const inputs = Object.fromEntries(found.sort().map((name) => [basename(name, "-entry.ts"), `${root}/src/${name}`]));
/** XBlock emits classic scripts, which import nothing: the lobby is whole in itself, and so is what a page of nobody's forgets by, and what Studio opens the form by. */
const { lobby, forget, studio, ...pages } = inputs;

/**
 * Chunks; the highest priority that takes a module keeps it. `shared`: what every page has. `bar`: why
 * somebody may not ask or help for now. `dialog`: what is asked now and
 * then; a talk loads it later. `face`: the pictures of people. `feedback`: what is asked when a talk is over. `forms`: in which
 * form a talk is taken along. `reporting`: telling the teachers what is wrong. `menu`: what stands behind ⋯. `notify`: sound and word between windows, which a talk does
 * without. `page`: how pages that stand by themselves look. `rendered`: how the server's HTML is shown. `limits`: how
 * much of a text is laid out. `attention`: calling
 * an asker who waits. `room-window`: the way to a room. `talk`: what only pages with a long
 * talk need. `xmpp`: what is said on the wire. `strophe`: the library that carries
 * it, which an inbox loads only when there is something to be told.
 */
const groups = [
  { name: "shared", test: /node_modules\/(@lit|lit)|preload-helper|\/src\/shared\/(?!bar-view|browser-kept|page-styles|face|initials|menu|links\.|dialog-|export-forms|rendered|feedback\/|reporting\/|said-lines|quoted|browser-(unread|bell|windows|coming-notice|rendered|room-window|safe-html|scrolling|languages)|first-line|attention|soon|browser-idle|piled|files\/|finding\/|written\/|xmpp\/)/, priority: 4, minShareCount: 2 },
  { name: "bar", test: /\/src\/shared\/bar-view/, priority: 3 },
  { name: "feedback", test: /\/src\/shared\/feedback\//, priority: 3 },
  { name: "dialog", test: /\/src\/shared\/dialog-/, priority: 3 },
  { name: "face", test: /\/src\/shared\/(face|initials)/, priority: 3 },
  { name: "menu", test: /\/src\/shared\/menu/, priority: 3 },
  { name: "forms", test: /\/src\/shared\/export-forms/, priority: 3 },
  { name: "notify", test: /\/src\/shared\/(browser-(bell|windows)|first-line)/, priority: 3 },
  { name: "page", test: /\/src\/shared\/page-styles/, priority: 3 },
  { name: "rendered", test: /\/src\/shared\/(browser-)?rendered/, priority: 3 },
  { name: "limits", test: /\/src\/shared\/written\/limits/, priority: 3 },
  { name: "attention", test: /\/src\/shared\/(attention|browser-coming-notice)/, priority: 3 },
  { name: "room-window", test: /\/src\/shared\/browser-room-window/, priority: 3 },
  { name: "talk", test: /\/src\/shared\/(soon|piled|browser-(idle|languages))/, priority: 3 },
  { name: "reporting", test: /\/src\/shared\/reporting\//, priority: 2 },
  { name: "xmpp", test: /\/src\/shared\/xmpp\/(?!strophe)/, priority: 2 },
  { name: "strophe", test: /strophe/, priority: 1 },
];

async function scripts(input, output, plugins = []) {
  const { output: built } = await build({
    root,
    configFile: false,
    plugins: [...plugins, leanImports(inputs), leanClasses(), leanCopies("link-room-entry.ts", "/src/room/"), leanLit(), leanMarked(), leanSheets(), leanStrophe(), leanToolbar(), leanTemplates()],
    logLevel: "warn",
    define: { "process.env.NODE_ENV": '"production"' },
    build: {
      target: targets,
      write: false,
      minify: true,
      modulePreload: false,
      rolldownOptions: {
        input,
        preserveEntrySignatures: "strict",
        output: { entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js", minify: true, ...output },
      },
    },
  });
  return Object.fromEntries(built.map((one) => [one.fileName, one.code]));
}

/** Workers, each a script in one piece, which is a text in the script that starts it: an address of its own may be a CDN's. */
const workers = {};
for (const name of readdirSync(`${root}/src`, { recursive: true, encoding: "utf8" }).filter((one) => one.endsWith("-worker.ts")).sort()) {
  const built = await scripts({ [basename(name, ".ts")]: `${root}/src/${name}` }, { format: "iife", codeSplitting: false });
  workers[basename(name, ".ts")] = Object.values(built)[0];
}

const licences = [
  ["lit, lit-html, lit-element, @lit/reactive-element", "node_modules/lit/LICENSE"],
  ["strophe.js", "node_modules/strophe.js/LICENSE.txt"],
  ["marked", "node_modules/marked/LICENSE"],
  ["DOMPurify (Mozilla Public Licence 2.0 or Apache Licence 2.0; taken under the latter)", "node_modules/dompurify/LICENSE"],
  ["temml, with mhchem", "node_modules/temml/LICENSE"],
  ["prismjs", "node_modules/prismjs/LICENSE"],
  ["@github/markdown-toolbar-element", "node_modules/@github/markdown-toolbar-element/LICENSE"],
].map(([what, file]) => `${what}\n\n${readFileSync(`${root}/${file}`, "utf8").trim()}\n`);

const files = {
  ...(await scripts({ lobby }, { format: "iife", codeSplitting: false })),
  ...(await scripts({ forget }, { format: "iife", codeSplitting: false })),
  ...(await scripts({ studio }, { format: "iife", codeSplitting: false })),
  ...(await scripts(pages, { format: "es", codeSplitting: { groups } }, [workerScripts(workers)])),
  "page.css": squeeze(readFileSync(`${root}/src/page.css`, "utf8")),
  "resource.css": ["resources/resource", "shared/rendered", "shared/written/formulas"].map((name) => squeeze(readFileSync(`${root}/src/${name}.css`, "utf8"))).join("\n"),
  "icon.svg": readFileSync(`${root}/src/icon.svg`, "utf8"),
  "LICENSES.txt": licences.join("\n\n"),
};
publish(`${root}/dist`, version, files, Object.keys(inputs));
