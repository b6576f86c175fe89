/** Let the keyboard reach what scrolls in itself: code, tables and formulas that are wider than their place. */
export function letScroll(...places: ParentNode[]): void {
  const found = places.flatMap((place) => [...place.querySelectorAll<HTMLElement>("pre, table, :is(p, ul, ol):has(math)")]);
  // All are looked at before one is changed: after a change the browser reckons anew.
  const wide = found.map((one) => one.scrollWidth > one.clientWidth);
  found.forEach((one, at) => {
    if (wide[at]) one.tabIndex = 0;
    else if (one.hasAttribute("tabindex")) one.removeAttribute("tabindex");
  });
}
