/** A text that is laid out, made into lines without blocks, links and buttons: it may stand in a heading, or in a button. */
const BLOCKS = "p, li, ul, ol, blockquote, pre";

/** Take a laid out text apart; what it was laid out in is used up. */
export function flowing(nodes: DocumentFragment): DocumentFragment {
  for (const one of nodes.querySelectorAll("button, .reason")) one.remove();
  for (const item of nodes.querySelectorAll("li")) (item.querySelector(":scope > p:first-child") ?? item).prepend(signOf(item));
  for (const code of nodes.querySelectorAll("pre > code")) code.textContent = (code.textContent ?? "").trim();
  for (const block of nodes.querySelectorAll(BLOCKS)) block.replaceWith("\n", ...block.childNodes, "\n");
  for (const link of nodes.querySelectorAll("a")) link.replaceWith(...link.childNodes);
  nodes.normalize();
  for (const one of [...nodes.childNodes]) {
    if (!(one instanceof Text)) continue;
    one.data = one.data.replace(/\n{2,}/g, "\n");
    if (!one.previousSibling) one.data = one.data.trimStart();
    if (!one.nextSibling) one.data = one.data.trimEnd();
  }
  return nodes;
}

/** What stands before an item of a list. */
function signOf(item: Element): string {
  const list = item.parentElement;
  if (list?.localName !== "ol") return "• ";
  return `${Number(list.getAttribute("start") ?? 1) + [...list.children].indexOf(item)}. `;
}
