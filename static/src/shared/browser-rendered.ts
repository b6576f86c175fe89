/**
 * The one way by which HTML comes into a page: that of the server's renderer, which lets nothing through that runs or loads
 * (chatxblock/rendering/cleaning.py). What people type is never handed to it.
 */
export function rendered(html: string): DocumentFragment {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const fragment = document.createDocumentFragment();
  fragment.append(...[...parsed.body.childNodes].map((node) => document.adoptNode(node)));
  return fragment;
}

/** Let the keyboard reach what scrolls in itself: code, tables and formulas that are wider than their place. */
export function letScroll(place: Element): void {
  for (const one of place.querySelectorAll<HTMLElement>("pre, table, p:has(> math[display=block])")) {
    if (one.scrollWidth > one.clientWidth) one.tabIndex = 0;
    else one.removeAttribute("tabindex");
  }
}
