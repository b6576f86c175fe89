/** HTML of the server's renderer on a page. It comes clean; what could run or lead astray is left out here once more. */
import { webAddress } from "./browser-links";
import { rendered } from "./browser-rendered";

const NEVER = "script, style, iframe, object, embed, form, base, meta, link";

/** Make an element of HTML, in the course's own page, which has no policy of ours against scripts. Links open in a new tab. */
export function safeHtml(html: string): HTMLElement {
  const nodes = rendered(html);
  for (const element of nodes.querySelectorAll(NEVER)) element.remove();
  for (const element of nodes.querySelectorAll("*")) clean(element);
  const element = document.createElement("div");
  element.className = "rendered";
  element.dir = "auto";
  element.append(nodes);
  return element;
}

function clean(element: Element): void {
  for (const name of element.getAttributeNames()) {
    const leads = /^(href|src|action|xlink:href)$/i.test(name) && !webAddress(element.getAttribute(name) ?? "");
    if (/^(on|style$|srcdoc$|form)/i.test(name) || leads) element.removeAttribute(name);
  }
  if (element.localName !== "a" || !element.hasAttribute("href")) return;
  element.setAttribute("target", "_blank");
  element.setAttribute("rel", "noopener noreferrer");
}
