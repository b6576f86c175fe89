import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
import { leanLit } from "./lean.js";

/** Lit as pages load it, and not as it is for developers: lean, as `build.js` builds it in. */
function litOfPages(): Plugin {
  return {
    name: "lit-of-pages",
    enforce: "pre",
    async resolveId(id, importer) {
      const found = /^(@lit|lit)/.test(id) ? await this.resolve(id, importer, { skipSelf: true }) : null;
      return found && { ...found, id: found.id.replace(/\/(node\/)?development\//, "/") };
    },
  };
}

export default defineConfig({
  plugins: [litOfPages(), leanLit()],
  test: {
    include: ["test/**/*.test.ts"],
    environment: "node",
    sequence: { shuffle: true },
    server: { deps: { inline: [/\/node_modules\/(@lit|lit)/] } },
  },
});
