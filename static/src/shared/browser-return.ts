/**
 * Finds out that the reader is back, and tells the page by an event of the window: what stands on it may be untrue by now, be
 * it after a minute or after a week. Told once, however many signs of it come together.
 */
import { RETURN } from "./browser-page";

const TOGETHER_MILLISECONDS = 500;
const BEAT_MILLISECONDS = 5_000;
/** Longer than any pause of a page that is seen: the machine was asleep, or the browser had stopped the page. */
const ASLEEP_MILLISECONDS = 30_000;

let telling = 0;
let beat = 0;

/** Begin to watch this page; again is harmless. */
export function tellReturns(): void {
  window.addEventListener("focus", tell);
  window.addEventListener("online", tell);
  window.addEventListener("pageshow", shown);
  document.addEventListener("visibilitychange", seen);
  if (beat) return;
  let last = Date.now();
  beat = window.setInterval(() => {
    const since = Date.now() - last;
    last += since;
    if (since > ASLEEP_MILLISECONDS) seen();
  }, BEAT_MILLISECONDS);
}

/** Each page that comes up is shown once; only the second time somebody is back (out of the browser's cache). */
function shown({ persisted }: PageTransitionEvent): void {
  if (persisted) tell();
}

/** In a frame, where a unit often is, this is the only sign of a tab that is chosen again. */
function seen(): void {
  if (!document.hidden) tell();
}

function tell(): void {
  telling ||= window.setTimeout(() => {
    telling = 0;
    window.dispatchEvent(new Event(RETURN));
  }, TOGETHER_MILLISECONDS);
}
