/** Do something once what stands there now is painted, and nothing else is to be done. Where nobody looks, nothing is painted. */
export function whenIdle(run: () => void): void {
  const { requestIdleCallback: idle = setTimeout } = window;
  if (document.hidden) idle(run);
  else requestAnimationFrame(() => idle(run));
}
