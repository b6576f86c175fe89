import type { Duty } from "../duty/duty";

const POLL_MILLISECONDS = 15_000;
/** While the line is alive notices tell; a look finds what was lost on the way. */
const LIVE_MILLISECONDS = 180_000;
/** Off duty nothing comes by itself, but she may have gone on duty elsewhere. */
const IDLE_MILLISECONDS = 600_000;
const LEAST_MILLISECONDS = 1_000;

export interface Standing {
  duty: Duty;
  /** The line is there. */
  live: boolean;
  /** Nothing is in the inbox. */
  empty: boolean;
  /** By the server's clock: duty and quiet hours end by it. */
  now: number;
}

/** Return how long the inbox need not be looked at, in milliseconds: until duty or quiet hours end, at most. Pure. */
export function pauseBefore({ duty, live, empty, now }: Standing): number {
  const { state, reachable } = duty;
  const idle = state !== null && !reachable && empty;
  const poll = idle ? IDLE_MILLISECONDS : live ? LIVE_MILLISECONDS : POLL_MILLISECONDS;
  const ends = [state?.on_duty ? state.until : null, state?.in_quiet ? state.quiet_until : null];
  const due = ends.flatMap((end) => (end ? [Date.parse(end) - now + LEAST_MILLISECONDS] : []));
  return Math.max(LEAST_MILLISECONDS, Math.min(poll, ...due));
}
