/** The room that shows who is on duty, on the wire (XEP-0045 with 7.2.6, a password). Pure; it knows no state. */
import type { DutyRoomKey } from "../../../shared/wire";
import { readPresence } from "../../../shared/xmpp/muc";
import { bare, child, element, NS, type Stanza } from "../../../shared/xmpp/stanza";

/** `<presence to="ROOM/NICK"><x xmlns="…muc"><history maxstanzas="0"/><password>…</password></x></presence>` */
export function joinDuty({ jid, nick, password }: DutyRoomKey): Stanza {
  const history = element("history", NS.muc, { maxstanzas: "0" });
  const x = element("x", NS.muc, {}, history, element("password", NS.muc, {}, password));
  return element("presence", NS.client, { to: `${jid}/${nick}` }, x);
}

/** What a stanza of the room says about our own place in it; null if it says nothing. */
export function readPlace(stanza: Stanza, key: DutyRoomKey): "in" | "out" | null {
  const from = stanza.attrs["from"] ?? "";
  if (bare(from) !== bare(key.jid)) return null;
  // Everybody is told the subject last of all, even where presences are for moderators alone (XEP-0045, 7.2.15).
  if (stanza.name === "message") return child(stanza, "subject") && stanza.attrs["type"] !== "error" ? "in" : null;
  if (stanza.name !== "presence") return null;
  const { kind, nick, self } = readPresence(stanza);
  if (kind === "refused") return "out";
  if (nick !== key.nick && !self) return null;
  return kind === "gone" ? "out" : "in";
}
