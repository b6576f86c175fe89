/**
 * The one way by which HTML comes into a page: that of the server's renderer, which lets nothing through that runs or loads
 * (chatxblock/rendering/cleaning.py). What people type is never handed to it.
 */
export function rendered(html: string): DocumentFragment {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const fragment = document.createDocumentFragment();
  fragment.append(...[...parsed.body.childNodes].map((node) => document.adoptNode(node)));
  showLeftOver(fragment);
  return fragment;
}

/** What the server could not show may be shown by the browser: how is loaded where there is any. */
export function showLeftOver(place: ParentNode): void {
  const left = place.querySelectorAll(".unrendered");
  if (left.length > 0) import("./written/browser-left-over").then((more) => more.showLeftOver(left), () => 0);
}
