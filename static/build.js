// Builds the scripts, each whole in itself, and the page's stylesheet. No hashes: the same source gives the same bytes.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "vite";
import { leanStrophe, leanTemplates } from "./lean.js";

const root = import.meta.dirname;
const scripts = { lobby: "iife", inbox: "es", "inbox-window": "es", "helper-page": "es", room: "es", waiting: "es", "lobby-later": "es" };

for (const [name, format] of Object.entries(scripts)) {
  await build({
    root,
    configFile: false,
    plugins: [leanStrophe(), leanTemplates()],
    logLevel: "warn",
    define: { "process.env.NODE_ENV": '"production"' },
    build: {
      target: "es2022",
      outDir: "dist",
      emptyOutDir: false,
      minify: true,
      modulePreload: false,
      rolldownOptions: {
        input: `${root}/src/${name}.ts`,
        preserveEntrySignatures: "strict",
        output: { format, entryFileNames: `${name}.js`, minify: true, codeSplitting: false },
      },
    },
  });
}

mkdirSync(`${root}/dist`, { recursive: true });
copyFileSync(`${root}/src/page.css`, `${root}/dist/page.css`);
const licences = [
  ["lit, lit-html, lit-element, @lit/reactive-element", "node_modules/lit/LICENSE"],
  ["strophe.js", "node_modules/strophe.js/LICENSE.txt"],
].map(([what, file]) => `${what}\n\n${readFileSync(`${root}/${file}`, "utf8").trim()}\n`);
writeFileSync(`${root}/dist/LICENSES.txt`, licences.join("\n\n"));
