import type { RoomPresence } from "../../shared/xmpp/muc";
import { bare } from "../../shared/xmpp/stanza";

export interface Change {
  what: "joined" | "left" | "none";
  /** Bare JID. */
  who: string;
}

/**
 * Who is inside, from the room's presences. One person may be there with several windows under one nick; the room tells of
 * the going of the last one alone.
 */
export class Occupants {
  private readonly present = new Set<string>();
  private readonly nicks = new Map<string, string>();

  /** Bare JIDs of those inside. */
  get inside(): string[] {
    return [...this.present];
  }

  /** The bare JID behind a nick, as the room told it last; "" if it never did. */
  behind(nick: string): string {
    return this.nicks.get(nick) ?? "";
  }

  update(presence: RoomPresence): Change {
    const who = presence.jid ? bare(presence.jid) : this.behind(presence.nick);
    if (!who) return { what: "none", who };
    this.nicks.set(presence.nick, who);
    const was = this.present.has(who);
    const is = presence.kind === "here";
    if (is) this.present.add(who);
    else this.present.delete(who);
    return { what: was === is ? "none" : is ? "joined" : "left", who };
  }

  /** Everybody may have gone while we were not listening; nicks stay known. */
  clear(): void {
    this.present.clear();
  }
}
