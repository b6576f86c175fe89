/** How the server's list and what stands on the screen become one list. Pure. */
import type { InboxAnswer, Invitation } from "../../shared/wire";

/** Why a question is not there to be answered any more. `gone`: nobody said why. */
export type Farewell = "declined" | "withdrawn" | "full" | "over" | "gone";

export interface InboxEntry {
  invitation: Invitation;
  farewell: Farewell | null;
  /** Of who declined: others were asked too, or are there. */
  others?: boolean;
}

/**
 * Take the server's list, and keep what is gone from it with its reason. What goes since she went off duty goes without
 * a word: `asked` is false then.
 */
export function mergeInbox(before: InboxEntry[], answer: InboxAnswer, asked: boolean): InboxEntry[] {
  const fresh = answer.invitations.flatMap((invitation) => freshEntry(invitation, before));
  const kept = before.filter((entry) => !answer.invitations.some((one) => one.call_id === idOf(entry)));
  return [...fresh, ...kept.flatMap((entry) => keptEntry(entry, answer, asked))].sort(byTime);
}

/** A full question is shown as such, unless it was full when we first saw it. */
function freshEntry(invitation: Invitation, before: InboxEntry[]): InboxEntry[] {
  if (invitation.can_join || invitation.accepted) return [{ invitation, farewell: null }];
  const known = before.some((entry) => idOf(entry) === invitation.call_id);
  return known ? [{ invitation, farewell: "full" }] : [];
}

function keptEntry(entry: InboxEntry, answer: InboxAnswer, asked: boolean): InboxEntry[] {
  if (entry.farewell) return [entry];
  const reason = answer.ended?.find((one) => one.call_id === idOf(entry))?.reason;
  if (!reason && !asked) return [];
  return [{ ...entry, farewell: reason ?? "gone" }];
}

function idOf(entry: InboxEntry): string {
  return entry.invitation.call_id;
}

function byTime(one: InboxEntry, other: InboxEntry): number {
  return Date.parse(one.invitation.asked_at) - Date.parse(other.invitation.asked_at);
}
