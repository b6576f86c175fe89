/** Do something to the lines of a log that may make them higher or lower, and keep the first line on screen where it is. */
export function steadily(log: Element | null, change: () => void): void {
  const line = log && isAway(log) ? firstSeen(log) : null;
  const before = line?.getBoundingClientRect().top ?? 0;
  change();
  if (log && line?.isConnected) log.scrollTop += line.getBoundingClientRect().top - before;
}

/** At its end a log follows what grows by itself. One that knows whether it is there is not measured, which has all laid out at once. */
function isAway(log: Element): boolean {
  const { host } = log.getRootNode() as Partial<ShadowRoot>;
  return (host as { away?: boolean } | undefined)?.away ?? log.scrollHeight - log.scrollTop - log.clientHeight >= 48;
}

function firstSeen(log: Element): Element | null {
  const { top } = log.getBoundingClientRect();
  const lines = log.querySelectorAll("ol > li");
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.getBoundingClientRect().bottom ?? 0) > top) high = middle;
    else low = middle + 1;
  }
  return lines[low] ?? null;
}
