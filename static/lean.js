// Plugins that keep the scripts light: they leave out what never runs here.
import { readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";

const strophe = resolve(import.meta.dirname, "node_modules/strophe.js/src");
const unused = /\/(bosh|worker-websocket|mirror|storage|sasl-(anon|external|oauthbearer|sha1|sha256|sha384|sha512|xoauth2))$/;

/** Methods for what is never done here: log-ins of old, BOSH, queries and markup built by strophe, plug-ins. */
const idle = {
  "connection.ts": [
    ...["addConnectionPlugin", "addProtocol", "addProtocolErrorHandler", "addTimedHandler", "attach", "hasResumed"],
    ...["getUniqueId", "isStreamManagementEnabled", "setProtocol", "nextValidRid", "onForeignStanzaSent", "onRoleChanged", "pause", "restore", "resume"],
    ...["sendIQ", "sendPresence", "_attemptLegacyAuth", "_auth2_cb", "_establishSession", "_onLegacyAuthIQResult", "_onSessionResultIQ"],
    "_sessionCachingSupported",
  ],
  "builder.ts": ["cnode", "fromString", "h"],
  "handler.ts": ["toString"],
  "timed-handler.ts": ["reset", "toString"],
  "stream-management/engine.ts": ["_resendPending"],
};

/** The lines of namespaces that nothing here speaks. */
const strangers = /^ +(BOSH|COMPONENT|DISCO_\w+|HTTPBIND|MUC|PROFILE|ROSTER|VERSION|XHTML_IM): '.*\n/gm;

/** Ways of its connection that are never gone: other transports, plug-ins, listening in, what a log-in by SCRAM answers. */
const ways = {
  "connection.ts": [
    ["(this._proto instanceof Bosh ? this._proto._reqToData(req as Request) : req)", "req"],
    ["        this.setProtocol();\n", "        this._proto = new Websocket(this);\n"],
    ["if (options.worker) {", "if (false) {"],
    ["if (this.options.worker) {", "if (false) {"],
    ["if (!smOptions.storage && typeof sessionStorage !== 'undefined') {", "if (false) {"],
    ["if (bodyWrap.getElementsByTagNameNS) {", "if (true) {"],
    ["this._proto instanceof Websocket", "true"],
  ],
  "transports/websocket.ts": [
    ["if (bodyWrap.getElementsByTagNameNS) {", "if (true) {"],
    ["let errorString = 'WebSocket stream error: ';\n        if (condition) {\n            errorString += condition;\n        } else {\n            errorString += 'unknown';\n        }\n        if (text) {\n            errorString += ' - ' + text;\n        }\n", ""],
  ],
  // Our stream sends nothing again by itself when a session is gone.
  "stream-management/engine.ts": [["        this._resendPending();\n", ""], ["            this._pendingResend = this._pendingResend.concat(s.unacked);\n", ""], ["this._pendingResend = [];", ""]],
};
const aside = ["!== Connection.prototype.xmlInput", "!== Connection.prototype.rawInput", "['server-signature']", "'terminate'", "connectionPlugins"];

/** The path of a source as a script may name it, whatever the folder is called. */
const source = (name) => JSON.stringify(`${strophe}/${name}.ts`);

const entry = `
import Connection from ${source("connection")};
import SASLPlain from ${source("sasl-plain")};
import Websocket from ${source("transports/websocket")};
import log from ${source("log")};
import { LOG_LEVELS as LogLevel, Status } from ${source("constants")};
export { $build } from ${source("builder")};
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
      if (!importer?.startsWith(strophe) && importer !== "\0strophe") return null;
      if (/\/log(\.ts)?$/.test(id)) return "\0log";
      return unused.test(id) ? "\0unused" : null;
    },
    load(id) {
      if (id === "\0strophe") return entry;
      if (id === "\0log") return "export default { setLogLevel() {}, fatal: (text) => console.error(text) };";
      return id === "\0unused" ? "export default class Unused {}\nexport { Unused as MemoryStorageBackend, Unused as SessionStorageBackend, Unused as StreamManagementMirror };" : null;
    },
    transform(code, id) {
      if (!id.startsWith(strophe)) return null;
      // It takes one function by way of an object that holds them all.
      if (id.endsWith("/sasl-plain.ts")) return { code: code.replace(/import utils from ('.*')/, "import { utf16to8 } from $1;\nconst utils = { utf16to8 }"), map: null };
      if (id.endsWith("/constants.ts")) return { code: code.replace(strangers, ""), map: null };
      const name = id.slice(strophe.length + 1);
      const lean = replaced(code, ways[name] ?? [], id);
      const { body } = this.parse(lean, { lang: "ts" });
      return { code: shortened(cut(lean, [...methods(body, idle[name] ?? []), ...talk(body, lean)])), map: null };
    },
  };
}

/** What strophe's classes call by an underscore is theirs alone, but for what our stream takes in hand; no minifier shortens it. */
const outer = readFileSync(resolve(import.meta.dirname, "src/shared/xmpp/strophe-stream.ts"), "utf8");
const inner = ["connection.ts", "transports/websocket.ts", "sasl.ts", "stream-management/engine.ts"]
  .flatMap((name) => readFileSync(`${strophe}/${name}`, "utf8").match(/\b_[a-z]\w+/g))
  .filter((name) => !outer.includes(name));
const short = Object.fromEntries([...new Set(inner)].sort().map((name, place) => [name, `_${place.toString(36)}`]));
const shortened = (code) => code.replace(/\b_[a-z]\w+/g, (name) => short[name] ?? name);

/**
 * What Lit has for pages of old, for markup made on a server, for decorators, and to count itself: a piece, and what stands
 * there instead. The last two of `lit-html.js` are there for browsers that translate: they put an element in the place of each
 * text. Lit would go on writing into whatever stands behind its mark, where nobody reads it, and look for the end of what it
 * wrote at a text that is gone. So a text that changes is another node, and behind each mark stands one for its end.
 */
const unneeded = {
  "reactive-element.js": [
    [",p=a.reactiveElementPolyfillSupport", ""],
    [",p?.({ReactiveElement:y})", ""],
    [',(a.reactiveElementVersions??=[]).push("2.1.2")', ""],
    ["static addInitializer(t){this._$Ei(),(this.l??=[]).push(t)}", ""],
    ["const t=this[Symbol.metadata];if(null!==t){const s=litPropertyMetadata.get(t);if(void 0!==s)for(const[t,i]of s)this.elementProperties.set(t,i)}", ""],
    ['Symbol.metadata??=Symbol("metadata"),a.litPropertyMetadata??=new WeakMap;', ""],
    [",void 0!==t.l&&(this.l=[...t.l])", ""],
    [",this.constructor.l?.forEach(t=>t(this))", ""],
    ["removeController(t){this._$EO?.delete(t)}", ""],
    // No property is shown as an attribute, and what is read from one is a word, a number, or whether it is there.
    ["toAttribute(t,s){switch(s){case Boolean:t=t?l:null;break;case Object:case Array:t=null==t?t:JSON.stringify(t)}return t},", ""],
    ["let i=t;switch(s){case Boolean:i=null!==t;break;case Number:i=null===t?null:Number(t);break;case Object:case Array:try{i=JSON.parse(t)}catch(t){i=null}}return i", "return s===Boolean?null!==t:s===Number&&t?+t:t"],
    ["_$ET(t,s){const i=this.constructor.elementProperties.get(t),e=this.constructor._$Eu(t,i);if(void 0!==e&&!0===i.reflect){const h=(void 0!==i.converter?.toAttribute?i.converter:u).toAttribute(s,i.type);this._$Em=t,null==h?this.removeAttribute(e):this.setAttribute(e,h),this._$Em=null}}", ""],
    ['if(void 0!==e&&this._$Em!==e){const t=i.getPropertyOptions(e),h="function"==typeof t.converter?{fromAttribute:t.converter}:void 0!==t.converter?.fromAttribute?t.converter:u;this._$Em=e;const r=h.fromAttribute(s,t.type);this[e]=r??this._$Ej?.get(e)??r,this._$Em=null}', "void 0!==e&&(this[e]=u.fromAttribute(s,i.getPropertyOptions(e).type))"],
    ["||i.useDefault&&i.reflect&&h===this._$Ej?.get(t)&&!this.hasAttribute(r._$Eu(t,i))", ""],
    ["{useDefault:i,reflect:e,wrapped:h},r){i&&!(this._$Ej??=new Map).has(t)&&(this._$Ej.set(t,r??s??this[t]),!0!==h||void 0!==r)||(this._$AL.has(t)||(this.hasUpdated||i||(s=void 0),this._$AL.set(t,s)),!0===e&&this._$Em!==t&&(this._$Eq??=new Set).add(t))}", "i){this._$AL.has(t)||(this.hasUpdated||(s=void 0),this._$AL.set(t,s))}"],
    ["this._$Eq&&=this._$Eq.forEach(t=>this._$ET(t,this[t])),", ""],
  ],
  "css-tag.js": [
    // Every browser that is supported adopts style sheets.
    ['t.ShadowRoot&&(void 0===t.ShadyCSS||t.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype', "!0"],
    ['if(e)s.adoptedStyleSheets=o.map(t=>t instanceof CSSStyleSheet?t:t.styleSheet);else for(const e of o){const o=document.createElement("style"),n=t.litNonce;void 0!==n&&o.setAttribute("nonce",n),o.textContent=e.cssText,s.appendChild(o)}', "s.adoptedStyleSheets=o.map(t=>t.styleSheet)"],
    ['e?t=>t:t=>t instanceof CSSStyleSheet?(t=>{let e="";for(const s of t.cssRules)e+=s.cssText;return r(e)})(t):t', "t=>t"],
    [`Error("Value passed to 'css' function must be a 'css' function result: "+t+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")`, "Error()"],
    ['Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.")', "Error()"],
  ],
  "lit-html.js": [
    [',B=t.litHtmlPolyfillSupport;B?.(S,k),(t.litHtmlVersions??=[]).push("3.3.3")', ""],
    [",2===i||3===i){const t=this.el.content.firstChild;t.replaceWith(...t.childNodes)}", ",0);"],
    ['throw Error("invalid template strings array")', "throw Error()"],
    ['l=2===i?"<svg>":3===i?"<math>":""', 'l=""'],
    ['+(2===i?"</svg>":3===i?"</math>":"")', ""],
    ["r=`<${n}>`", "r=`<${n}><!---->`"],
    ["this._$AH!==A&&a(this._$AH)?this._$AA.nextSibling.data=t:this.T(l.createTextNode(t))", "this.T(l.createTextNode(t))"],
  ],
  "lit-element.js": [[",s.litElementHydrateSupport?.({LitElement:i});const o=s.litElementPolyfillSupport;o?.({LitElement:i});", ";"], ['(s.litElementVersions??=[]).push("4.2.2");', ""]],
};

/** Lit without that. */
export function leanLit() {
  return {
    name: "lean-lit",
    enforce: "pre",
    transform(code, id) {
      const pieces = /node_modules\/(@lit|lit)/.test(id) ? unneeded[basename(id)] : undefined;
      if (!pieces) return null;
      return { code: replaced(code, pieces, id), map: null };
    },
  };
}

/** A style sheet that is taken as text, squeezed as those in templates are: the build's own way spells `light-dark()` out. */
export function leanSheets() {
  return {
    name: "lean-sheets",
    enforce: "pre",
    load(id) {
      return id.endsWith(".css?raw") ? `export default ${JSON.stringify(squeeze(readFileSync(id.replace("?raw", ""), "utf8")))};` : null;
    },
  };
}

/** A worker's whole script as a text, by its file's name. */
export function workerScripts(scripts) {
  return {
    name: "worker-scripts",
    enforce: "pre",
    resolveId: (id) => (id.endsWith("-worker?script") ? `\0${basename(id)}` : null),
    load: (id) => (id.startsWith("\0") && id.endsWith("-worker?script") ? `export default ${JSON.stringify(scripts[id.slice(1, -"?script".length)])};` : null),
  };
}

/**
 * marked without the address at which it would hear of its errors, and with each of the expressions that it puts together made
 * when it is first used: most are for what people's words have none of, and all at once take a slow phone longer than a frame.
 */
export function leanMarked() {
  const lazily = `const lazily = (source, flags, made) => new Proxy({ source }, {
    get: (target, key) => key === "source" ? source : typeof (made ??= new RegExp(source, flags))[key] === "function" ? made[key].bind(made) : made[key],
    set: (target, key, value) => Reflect.set((made ??= new RegExp(source, flags)), key, value),
  });`;
  const pieces = [
    ["\nPlease report this to https://github.com/markedjs/marked.", ""],
    ["getRegex:()=>new RegExp(t,e)", "getRegex:()=>lazily(t,e)"],
  ];
  return {
    name: "lean-marked",
    enforce: "pre",
    transform: (code, id) => (id.endsWith("/marked.esm.js") ? { code: lazily + replaced(code, pieces, id), map: null } : null),
  };
}

/**
 * The toolbar without the elements for its buttons, which are plain buttons here and known by `data-md-button`, and with one
 * for formulas in the place of one for the numbers of issues.
 */
export function leanToolbar() {
  return {
    name: "lean-toolbar",
    enforce: "pre",
    transform(code, id) {
      if (!id.includes("/markdown-toolbar-element/")) return null;
      const [from, to] = ["class MarkdownButtonElement", "function applyFromToolbar"].map((piece) => code.indexOf(piece));
      if (from < 0 || to < from) throw new Error(`no longer in ${id}: the elements of its buttons`);
      const pieces = [["ref: { prefix: '#', prefixSpace: true }", "formula: { prefix: '$', suffix: '$', trimFirst: true }"]];
      return { code: replaced(code.slice(0, from) + code.slice(to), pieces, id), map: null };
    },
  };
}

/**
 * An entry that needs another one asks for its script, instead of both bearing what is in it; and a script that is loaded
 * later is loaded as it stands, without Vite's helper for style sheets, of which there are none.
 */
export function leanImports(entries) {
  const files = Object.fromEntries(Object.entries(entries).map(([name, file]) => [file, `./${name}.js`]));
  return {
    name: "lean-imports",
    enforce: "pre",
    resolveId(id, importer) {
      if (!importer || !id.endsWith("-entry")) return null;
      const script = files[`${resolve(dirname(importer), id)}.ts`];
      return script ? { id: script, external: true } : null;
    },
    load(id) {
      return id === "\0vite/preload-helper.js" ? "export const __vitePreload = (load) => load();" : null;
    },
  };
}

/**
 * Give one entry copies of its own of the modules in a folder. What the window of a room behind a link has in common with the
 * chat's would be cut out of that one into a chunk, and cost every talk bytes; few sites have such rooms.
 */
export function leanCopies(entry, folder) {
  return {
    name: "lean-copies",
    enforce: "pre",
    async resolveId(id, importer) {
      if (!importer?.endsWith(`/${entry}`) && !importer?.endsWith("?copy")) return null;
      const found = await this.resolve(id, importer.replace("?copy", ""), { skipSelf: true });
      return found?.id.includes(folder) ? { id: `${found.id}?copy` } : found;
    },
  };
}

/**
 * Classes without the fields that nothing stands in yet: one that is a parameter of the constructor, or is given there, is
 * told of twice.
 */
export function leanClasses() {
  return {
    name: "lean-classes",
    enforce: "post",
    transform(code, id) {
      if (!/\.ts(\?copy)?$/.test(id) || !code.includes("class ")) return null;
      return { code: cut(code, fields(this.parse(code)), ""), map: null };
    },
  };
}

/** Squeeze the white space of css and the indents of html templates, which mean nothing: elements that keep theirs have no line breaks. */
export function leanTemplates() {
  return {
    name: "lean-templates",
    enforce: "pre",
    transform(code, id) {
      if (!/\/src\/.*-(view|styles)\.ts(\?copy)?$/.test(id)) return null;
      const squeezed = code.replace(/\bcss`[^`]*`/g, (css) => squeeze(css));
      return { code: squeezed.replace(/\n\s+/g, "\n "), map: null };
    },
  };
}

export function squeeze(css) {
  return css.replace(/\/\*[^]*?\*\//g, "").trim().replace(/\s+/g, " ").replace(/ ?([{};:,]) /g, "$1").replaceAll(";}", "}").replace(/(?<=[ :(,-])0(?=\.\d)/g, "");
}

/** Find methods of the classes of a module; one that is not there is an error, for then the library has changed. */
function methods(body, names) {
  const classes = body.map((node) => node.declaration ?? node).filter((node) => node.type === "ClassDeclaration");
  const found = classes.flatMap((one) => one.body.body).filter((node) => names.includes(node.key?.name));
  const missing = names.filter((name) => !found.some((node) => node.key.name === name));
  if (missing.length > 0) throw new Error(`no such methods any more: ${missing.join(", ")}`);
  return found;
}

/** Find the fields of classes that are told of alone; a private name has to be. */
function fields(node) {
  if (typeof node !== "object" || node === null) return [];
  const idle = node.type === "PropertyDefinition" && !node.value && !node.static && !node.computed && node.key.type === "Identifier";
  return idle ? [node] : Object.values(node).flatMap(fields);
}

/** Put something else in the place of pieces; one that is not there is an error, for then the library has changed. */
function replaced(code, pieces, id) {
  const missing = pieces.filter(([piece]) => !code.includes(piece));
  if (missing.length > 0) throw new Error(`no longer in ${id}: ${missing.join("\n")}`);
  return pieces.reduce((text, [piece, instead]) => text.replaceAll(piece, () => instead), code);
}

/**
 * Find the statements that write to strophe's log, below the one level that is on, set cookies, which we never hand in, tell
 * listeners that we are not, or are aside of our way.
 */
function talk(node, code) {
  if (typeof node !== "object" || node === null) return [];
  const { name, object, property } = node.expression?.callee ?? {};
  const idles = name === "addCookies" || (object?.name === "log" && property.name !== "fatal") || /^(xml|raw)(In|Out)put$/.test(property?.name);
  const condition = { IfStatement: node.test, ForInStatement: node.right }[node.type];
  const skipped = condition && aside.some((piece) => code.slice(condition.start, condition.end).includes(piece));
  return skipped || (node.type === "ExpressionStatement" && idles) ? [node] : Object.values(node).flatMap((one) => talk(one, code));
}

/** Cut what was found out of a module; an empty statement stays, as it may be all that an `if` has. */
function cut(code, nodes, instead = ";") {
  const outer = nodes.filter((node) => !nodes.some((other) => other !== node && other.start <= node.start && node.end <= other.end));
  const backwards = outer.toSorted((one, other) => other.start - one.start);
  return backwards.reduce((text, { start, end }) => `${text.slice(0, start)}${instead}${text.slice(end)}`, code);
}
