/**
 * Lists of lines that are off screen and in which nothing happens are left out of what the browser goes through for each line
 * that comes and each frame of scrolling. Each stands there at the height that it was laid out at: nothing moves when it is
 * seen again. The first list and the last two still grow, and are left alone. Their style for `.still` is the owner's.
 */

/** The height and width at which each list that is watched was laid out as it is; null before that. */
const sizes = new WeakMap<HTMLElement, { height: number; width: number } | null>();
/** Those that may come to rest. */
const awake = new Set<HTMLElement>();
let waiting = false;

const sized = new ResizeObserver((seen) => {
  for (const { target, contentRect } of seen) {
    const list = target as HTMLElement;
    const { height, width } = contentRect;
    // What it takes at another width is not known before it is laid out. Not in this frame, which is measured already.
    if (isStill(list)) sizes.get(list)?.width !== width && requestAnimationFrame(() => wake(list));
    else sizes.set(list, { height, width });
  }
  later();
});

const changed = new MutationObserver((seen) => {
  for (const { target } of seen) if (target.nodeName !== "OL") wakeAround(target);
});

/** Watch the lists that stand in an element, those too that have come since this was last called. */
export function keepStill(place: Element | null | undefined): void {
  for (const list of listsIn(place)) {
    if (sizes.has(list)) continue;
    sizes.set(list, null);
    awake.add(list);
    sized.observe(list);
    changed.observe(list, { attributeFilter: ["class"], childList: true, characterData: true, subtree: true });
  }
}

/** Something in a list has changed, or is about to. One that is on screen is laid out anyway, and its height noted. */
export function wakeAround(place: Node): void {
  const list = (place instanceof Element ? place : place.parentElement)?.closest("ol");
  if (!list || !sizes.has(list)) return;
  if (!isStill(list) || !list.firstElementChild?.checkVisibility?.({ contentVisibilityAuto: true })) wake(list);
}

function isStill(list: Element): boolean {
  return list.classList.contains("still");
}

function listsIn(place: Element | null | undefined): HTMLElement[] {
  return [...(place?.children ?? [])].filter((one): one is HTMLElement => one.localName === "ol");
}

/** When nothing else is to be done: the browser goes through a list once more as it comes to rest, so one a time. */
function later(): void {
  if (waiting) return;
  waiting = true;
  setTimeout(() => {
    waiting = false;
    for (const list of awake) {
      if (!list.isConnected) awake.delete(list);
      else if (!grows(list) && rest(list)) return later();
    }
  }, 20);
}

function grows(list: HTMLElement): boolean {
  const all = listsIn(list.parentElement);
  const place = all.indexOf(list);
  return place === 0 || place >= all.length - 2;
}

function rest(list: HTMLElement): boolean {
  const size = sizes.get(list);
  if (!size?.height) return false;
  awake.delete(list);
  list.style.containIntrinsicHeight = `auto ${size.height}px`;
  list.classList.add("still");
  return true;
}

function wake(list: HTMLElement): void {
  list.classList.remove("still");
  sizes.set(list, null);
  awake.add(list);
  // It is told of again once it is laid out.
  sized.unobserve(list);
  sized.observe(list);
}
