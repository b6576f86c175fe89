/** For an element: its update in a task of its own, and not in that of the element around it. */
export function alone(update: () => unknown): Promise<void> {
  return new Promise<void>(soon).then(() => void update());
}

/** Do something in a task of its own, as soon as the browser gets to it: what is done together keeps a slow phone from all else. */
export function soon(run: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = run;
  port2.postMessage(0);
}
