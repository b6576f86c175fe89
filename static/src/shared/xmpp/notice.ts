import { bare, child, NS, type Stanza } from "./stanza";

/** What the service tells outside of rooms: this call has changed. All else is read from the handlers. */
export interface Notice {
  callId: string;
  rev: number;
  state: string;
}

/** Read a notice; null for whatever does not come from the service itself, for anybody can send a message. */
export function readNotice(stanza: Stanza, service: string): Notice | null {
  if (!isOf(service, stanza)) return null;
  const call = child(stanza, "call", NS.call);
  const rev = Number(call?.attrs["rev"]);
  const callId = call?.attrs["id"] ?? "";
  if (!call || !callId || !Number.isInteger(rev)) return null;
  return { callId, rev, state: call.attrs["state"] ?? "" };
}

/** Whether the service tells that somebody has logged out in this browser. */
export function saysLoggedOut(stanza: Stanza, service: string): boolean {
  return isOf(service, stanza) && child(stanza, "logged-out", NS.session) !== undefined;
}

function isOf(service: string, { name, attrs }: Stanza): boolean {
  return name === "message" && attrs["type"] !== "error" && service !== "" && bare(attrs["from"] ?? "") === bare(service);
}
