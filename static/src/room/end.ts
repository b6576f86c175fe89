import { isOver } from "../shared/call-state";
import type { HandlerError } from "../shared/handlers";
import type { Call } from "../shared/wire";
import type { Arrived } from "./arrival";

/** Why there is nothing to type any more. */
export interface End {
  why: "left" | "removed" | "over" | "stopped" | "kept" | "solved" | "full" | "nothing" | "other-call" | "refused" | "stranger";
  /** The server's words, where it gave some. */
  sentence: string;
  /** The call to go to instead. */
  other: Call | null;
}

export function end(why: End["why"], sentence = "", other: Call | null = null): End {
  return { why, sentence, other };
}

/** Why this call is nothing to talk in any more, or "". */
export function endOf(call: Call): End["why"] | "" {
  const mine = call.my_role === "asker";
  if (mine && call.left_for_staff) return "kept";
  if (isOver(call) && call.stopped) return "stopped";
  if (isOver(call)) return call.solved ? "solved" : "over";
  if (call.my_role === "removed") return "removed";
  return mine && call.asker_left ? "left" : "";
}

export function endOfArrival(arrived: Exclude<Arrived, { kind: "call" }>): End {
  const sentence = arrived.kind === "nothing" ? "" : arrived.sentence;
  return end(arrived.kind, sentence, arrived.kind === "other-call" ? arrived.call : null);
}

/** The server will not have us come. */
export function endOfAccepting({ code, message }: HandlerError): End {
  return end(code === "call-full" ? "full" : code === "call-over" ? "over" : "refused", message);
}

/** The server does not show us the call. `known`: it did before. */
export function endOfLooking({ code, message }: HandlerError, known: boolean): End {
  return code === "not-in-call" && known ? end("removed") : end("refused", message);
}
