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
