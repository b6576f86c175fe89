// Plugins that keep the scripts light: they leave out what never runs here.
import { resolve } from "node:path";

const strophe = resolve(import.meta.dirname, "node_modules/strophe.js/src");
const unused = /\/(transports\/(bosh|worker-websocket)|sasl-(anon|external|oauthbearer|sha1|sha256|sha384|sha512|xoauth2))$/;

const entry = `
import Connection from "${strophe}/connection.ts";
import SASLPlain from "${strophe}/sasl-plain.ts";
import Websocket from "${strophe}/transports/websocket.ts";
import log from "${strophe}/log.ts";
import { LOG_LEVELS as LogLevel, Status } from "${strophe}/constants.ts";
export { $build } from "${strophe}/builder.ts";
const setLogLevel = (level) => log.setLogLevel(level);
export const Strophe = { Connection, SASLPlain, Websocket, Status, LogLevel, setLogLevel };
`;

/**
 * strophe.js without BOSH, the shared worker and the log-ins that are never offered to learners: its bundle holds them all
 * in one object, where no bundler can drop them. Built from the sources of the same release.
 */
export function leanStrophe() {
  return {
    name: "lean-strophe",
    enforce: "pre",
    resolveId(id, importer) {
      if (id === "strophe.js") return "\0strophe";
      const inside = importer?.startsWith(strophe) && unused.test(id);
      return inside ? "\0unused" : null;
    },
    load(id) {
      if (id === "\0strophe") return entry;
      return id === "\0unused" ? "export default class Unused {}" : null;
    },
  };
}

/** Squeeze the white space of css and the indents of html templates, which mean nothing: elements that keep theirs have no line breaks. */
export function leanTemplates() {
  return {
    name: "lean-templates",
    enforce: "pre",
    transform(code, id) {
      if (!/\/src\/ui\/[^/]+\.ts$/.test(id)) return null;
      const squeezed = code.replace(/\bcss`[^`]*`/g, (css) => css.replace(/\s+/g, " ").replace(/ ?([{};:,]) /g, "$1"));
      return { code: squeezed.replace(/\n\s+/g, "\n "), map: null };
    },
  };
}
