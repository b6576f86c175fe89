/** What is done when the browser has painted, or has nothing else to do. */
import { alone, soon } from "./soon";

const turns: (() => void)[] = [];

/** For an element: as `alone`, and what comes of its first update is laid out in a frame of its own. */
export function inTurn(element: { hasUpdated: boolean }, update: () => unknown): Promise<void> {
  if (element.hasUpdated) return alone(update);
  return new Promise<void>((run) => {
    turns.push(run);
    if (turns.length === 1) next();
  }).then(() => void update());
}

function next(): void {
  // No frame is painted of a page that nobody sees.
  if (document.hidden) soon(turn);
  else requestAnimationFrame(() => soon(turn));
}

function turn(): void {
  turns[0]?.();
  turns.shift();
  if (turns.length > 0) next();
}

/** Do something once nothing else is to be done. */
export function whenIdle(run: () => void): void {
  if ("requestIdleCallback" in window) requestIdleCallback(run);
  else setTimeout(run, 100);
}
