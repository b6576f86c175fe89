/** Elements on a page, for tests of how they look. */
import { readFileSync } from "node:fs";
import type { LitElement } from "lit";
import { settle } from "./doubles";

/** What each page of ours is called, by the handler that gives it: in its title, in its heading, and where a link leads there. */
export const PAGES = JSON.parse(readFileSync(`${import.meta.dirname}/pages.json`, "utf8")) as Record<string, string>;

/** The links to pages of ours that somebody sees, as `[handler, words]`; `/helper_page` and the like lead there in tests. */
export function ways(element: LitElement): [string, string][] {
  const links = [...element.renderRoot.querySelectorAll<HTMLAnchorElement>("a[href]")];
  return links.map((one): [string, string] => [new URL(one.href).pathname.slice(1), one.textContent?.trim() ?? ""]).filter(([path]) => path in PAGES);
}

/** Those links with the words that they ought to have. */
export function named(...handlers: string[]): [string, string][] {
  return handlers.map((one) => [one, PAGES[one] ?? ""]);
}

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
  return ["html", "markdown", "zip", "json"].map((form) => `${url}?format=${form}`);
}

/** What describes each of these, as it stands there. */
export function described(root: { renderRoot: HTMLElement | DocumentFragment }, selector: string): string[] {
  const ids = [...root.renderRoot.querySelectorAll(selector)].map((one) => one.getAttribute("aria-describedby"));
  return ids.map((id) => root.renderRoot.querySelector(`[id="${id}"]`)?.textContent?.trim() ?? "");
}

export function words(element: LitElement, selector: string): string[] {
  return [...element.renderRoot.querySelectorAll(selector)].map((one) => (one.textContent ?? "").replace(/\s+/g, " ").trim());
}
