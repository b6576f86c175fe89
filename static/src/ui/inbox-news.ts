/** What is said of the inbox to who does not see it: only what changed, and not the minutes that pass. */
import type { InboxEntry } from "../chat/inbox-feed";
import { reason } from "./inbox-entry";
import type { Texts } from "./texts";

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

function sentence(before: InboxEntry | undefined, entry: InboxEntry, texts: Texts): string[] {
  const { invitation, farewell } = entry;
  const { name } = invitation.asker;
  if (!before) return [texts.t("{name} asks for help.", { name })];
  if (farewell && !before.farewell) return [texts.t("{name}:", { name }), reason(entry, texts)];
  const came = invitation.helpers.filter((helper) => !before.invitation.helpers.includes(helper));
  if (came.length === 0 || invitation.accepted) return [];
  return [texts.t("{helper} has come to help {name}.", { helper: texts.list(came), name })];
}
