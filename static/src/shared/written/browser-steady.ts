/** Do something to the lines of a log that may make them higher or lower, and keep the first line on screen where it is. */
export function steadily(log: Element | null, change: () => void): void {
  const line = log && !isAtEnd(log) ? firstSeen(log) : null;
  const before = line?.getBoundingClientRect().top ?? 0;
  change();
  if (log && line?.isConnected) log.scrollTop += line.getBoundingClientRect().top - before;
}

/** There the log itself follows what grows. */
function isAtEnd({ scrollHeight, scrollTop, clientHeight }: Element): boolean {
  return scrollHeight - scrollTop - clientHeight < 48;
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
