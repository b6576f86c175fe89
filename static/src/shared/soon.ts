const turns: (() => void)[] = [];

/** For an element: its update in a task of its own, and not in that of the element around it. */
export function alone(update: () => unknown): Promise<void> {
  return new Promise<void>(soon).then(() => void update());
}

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

/** Do something in a task of its own, as soon as the browser gets to it: what is done together keeps a slow phone from all else. */
export function soon(run: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = run;
  port2.postMessage(0);
}

/** Do something once nothing else is to be done. */
export function whenIdle(run: () => void): void {
  if ("requestIdleCallback" in window) requestIdleCallback(run);
  else setTimeout(run, 100);
}
