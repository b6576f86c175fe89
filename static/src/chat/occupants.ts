import { bare } from "./xmpp/stanza";
import type { RoomPresence } from "./xmpp/muc";

export interface Change {
  what: "joined" | "left" | "none";
  /** Bare JID. */
  who: string;
}

/** Who is inside, from the room's presences. One person may be there with several windows under one nick. */
export class Occupants {
  private readonly windows = new Map<string, Set<string>>();
  private readonly nicks = new Map<string, string>();

  /** Bare JIDs of those inside. */
  get inside(): string[] {
    return [...this.windows.keys()];
  }

  /** The bare JID behind a nick, as the room told it last; "" if it never did. */
  behind(nick: string): string {
    return this.nicks.get(nick) ?? "";
  }

  update(presence: RoomPresence): Change {
    const who = presence.jid ? bare(presence.jid) : this.behind(presence.nick);
    if (!who) return { what: "none", who };
    this.nicks.set(presence.nick, who);
    return presence.kind === "here" ? this.enter(who, presence.jid) : this.exit(who, presence.jid);
  }

  /** Everybody may have gone while we were not listening; nicks stay known. */
  clear(): void {
    this.windows.clear();
  }

  private enter(who: string, jid: string): Change {
    const windows = this.windows.get(who);
    if (windows) {
      windows.add(jid);
      return { what: "none", who };
    }
    this.windows.set(who, new Set([jid]));
    return { what: "joined", who };
  }

  private exit(who: string, jid: string): Change {
    const windows = this.windows.get(who);
    if (!windows) return { what: "none", who };
    windows.delete(jid);
    if (jid && windows.size > 0) return { what: "none", who };
    this.windows.delete(who);
    return { what: "left", who };
  }
}
