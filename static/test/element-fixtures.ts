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

/** The addresses of the files that are offered. */
export function files(root: { renderRoot: HTMLElement | DocumentFragment }): string[] {
  return [...root.renderRoot.querySelectorAll<HTMLAnchorElement>("a[download]")].map((link) => link.getAttribute("href") ?? "");
}

/** The addresses at which a talk is had in each form. */
export function formsOf(url: string): string[] {
  return ["html", "markdown", "json"].map((form) => `${url}?format=${form}`);
}

/** What describes each of these, as it stands there. */
export function described(root: { renderRoot: HTMLElement | DocumentFragment }, selector: string): string[] {
  const ids = [...root.renderRoot.querySelectorAll(selector)].map((one) => one.getAttribute("aria-describedby"));
  return ids.map((id) => root.renderRoot.querySelector(`[id="${id}"]`)?.textContent?.trim() ?? "");
}

export function words(element: LitElement, selector: string): string[] {
  return [...element.renderRoot.querySelectorAll(selector)].map((one) => (one.textContent ?? "").replace(/\s+/g, " ").trim());
}
