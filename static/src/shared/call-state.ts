import type { Call } from "./wire";

/** Nobody talks in it any more; what is left to do is the server's. */
export function isOver(call: Call): boolean {
  return call.state === "archiving" || call.state === "closed";
}
