/**
 * What comes to the inbox, for who does not see it: only what is new, and not the minutes that pass. Why a question goes
 * is said where it stands.
 */
import { isolated, type Texts } from "../../shared/texts";
import type { InboxEntry } from "./inbox-feed";

export class InboxNews {
  private known: Map<string, InboxEntry> | null = null;
  text = "";

  /** Compare with what was there, and keep the newest sentence. The first list is read like any other text. */
  update(entries: InboxEntry[], texts: Texts): void {
    const before = this.known;
    this.known = new Map(entries.map((entry) => [entry.invitation.call_id, entry]));
    if (!before) return;
    const sentences = entries.flatMap((entry) => sentence(before.get(entry.invitation.call_id), entry, texts));
    if (sentences.length > 0) this.text = sentences.join(" ");
  }
}

function sentence(before: InboxEntry | undefined, { invitation, farewell }: InboxEntry, texts: Texts): string[] {
  const name = isolated(invitation.asker.name);
  if (!before) return [texts.t("{name} asks for help.", { name })];
  if (invitation.asker_left && !before.invitation.asker_left && !farewell) return [texts.t("{name} has left.", { name })];
  const came = invitation.helpers.filter((helper) => !before.invitation.helpers.includes(helper));
  if (farewell || came.length === 0 || invitation.accepted) return [];
  return [texts.t("{helper} has come to help {name}.", { helper: texts.list(came), name })];
}
