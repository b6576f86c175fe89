/** Do something in a task of its own, as soon as the browser gets to it: what is done together keeps a slow phone from all else. */
export function soon(run: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = run;
  port2.postMessage(0);
}
