/** Elements on a page, for tests of how they look. */
import type { LitElement } from "lit";
import { settle } from "./doubles";

export async function shown<E extends LitElement>(element: E): Promise<E> {
  document.body.append(element);
  await settle();
  await element.updateComplete;
  return element;
}

export function find<E extends Element = HTMLElement>(element: LitElement, selector: string): E {
  const found = element.renderRoot.querySelector<E>(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
}

export function words(element: LitElement, selector: string): string[] {
  return [...element.renderRoot.querySelectorAll(selector)].map((one) => (one.textContent ?? "").replace(/\s+/g, " ").trim());
}
