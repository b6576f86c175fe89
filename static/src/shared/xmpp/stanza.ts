/** Stanzas as plain values, so that everything but the transport can be read and tested without an XML parser. */

export interface Stanza {
  name: string;
  ns: string;
  attrs: Record<string, string>;
  children: Stanza[];
  text: string;
}

export const NS = {
  client: "jabber:client",
  muc: "http://jabber.org/protocol/muc",
  mucUser: "http://jabber.org/protocol/muc#user",
  mam: "urn:xmpp:mam:2",
  rsm: "http://jabber.org/protocol/rsm",
  forward: "urn:xmpp:forward:0",
  delay: "urn:xmpp:delay",
  stanzaId: "urn:xmpp:sid:0",
  correct: "urn:xmpp:message-correct:0",
  chatStates: "http://jabber.org/protocol/chatstates",
  ping: "urn:xmpp:ping",
  stanzas: "urn:ietf:params:xml:ns:xmpp-stanzas",
  dataForms: "jabber:x:data",
  call: "urn:chatxblock:call:1",
  session: "urn:chatxblock:session:1",
} as const;

/** What says something of another line: that it is taken back, answered, partly repeated, reacted to. */
const MARKS = /^urn:.*:(line|reply|fallback|reactions):\d$/;

export function marksOf(message: Stanza): Stanza[] {
  return message.children.filter(({ ns }) => MARKS.test(ns));
}

/** Make an element; a string among the children is its text. */
export function element(
  name: string,
  ns: string,
  attrs: Record<string, string> = {},
  ...content: (Stanza | string)[]
): Stanza {
  const children = content.filter((part): part is Stanza => typeof part !== "string");
  const text = content.filter((part): part is string => typeof part === "string").join("");
  return { name, ns, attrs, children, text };
}

export function child(parent: Stanza | undefined, name: string, ns?: string): Stanza | undefined {
  return parent?.children.find((one) => one.name === name && (ns === undefined || one.ns === ns));
}

export function bare(jid: string): string {
  return (jid.split("/", 1)[0] ?? "").toLowerCase();
}

export function connectionName(jid: string): string {
  const slash = jid.indexOf("/");
  return slash < 0 ? "" : jid.slice(slash + 1);
}

/** Replace what XML 1.0 (section 2.2) cannot carry by U+FFFD: one such character would end the whole stream. */
export function cleanText(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD");
}
