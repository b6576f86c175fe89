/** HTML of the server's renderer on a page. It comes clean; what could run or lead astray is left out here once more. */
import { webAddress } from "./browser-links";

const NEVER = "script, style, iframe, object, embed, form, base, meta, link";

/**
 * Make an element of HTML. Nothing in it runs: scripting is off in what `DOMParser` makes (HTML Standard, "DOM parsing and
 * serialization"). Links open in a new tab.
 */
export function safeHtml(html: string): HTMLElement {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  for (const element of body.querySelectorAll(NEVER)) element.remove();
  for (const element of body.querySelectorAll("*")) clean(element);
  const element = document.createElement("div");
  element.className = "rendered";
  element.dir = "auto";
  element.append(...body.childNodes);
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
