/** Let the keyboard reach what scrolls in itself: code, tables and formulas that are wider than their place. */
export function letScroll(place: ParentNode): void {
  for (const one of place.querySelectorAll<HTMLElement>("pre, table, :is(p, ul, ol):has(math)")) {
    if (one.scrollWidth > one.clientWidth) one.tabIndex = 0;
    else one.removeAttribute("tabindex");
  }
}
