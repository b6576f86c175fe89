// @vitest-environment happy-dom
/** The menu behind a button, by pointer and by keyboard. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { Menu, type MenuItem } from "../../src/shared/menu-view";
import { shown, words } from "../element-fixtures";

customElements.define("chatxblock-menu", Menu);

let menu: Menu;
let button: HTMLButtonElement;
let chosen: string[];

beforeEach(async () => {
  chosen = [];
  const run = (what: string) => () => void chosen.push(what);
  const items: MenuItem[] = [
    { label: "Export", run: run("export") },
    { label: "Remove", name: "Remove Omar", run: run("remove") },
    { label: "Your talks", url: "/talks" },
  ];
  button = document.createElement("button");
  menu = Object.assign(document.createElement("chatxblock-menu") as Menu, { label: "More", items });
  menu.append(button);
  await shown(menu);
});

afterEach(() => document.body.replaceChildren());

async function click(target: Element | null | undefined): Promise<void> {
  target?.dispatchEvent(new MouseEvent("click", { bubbles: true, composed: true }));
  await menu.updateComplete;
}

async function press(key: string): Promise<KeyboardEvent> {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true });
  menu.dispatchEvent(event);
  await menu.updateComplete;
  return event;
}

async function unfold(): Promise<void> {
  await click(menu.renderRoot.querySelector("slot"));
}

function focused(): string {
  return menu.shadowRoot?.activeElement?.textContent?.trim() ?? "";
}

test("opens by its button, with the focus on the first item, and tells so", async () => {
  expect([words(menu, "[role=menuitem]"), button.getAttribute("aria-expanded")]).toEqual([[], "false"]);
  await unfold();
  expect(words(menu, "[role=menu] > [role=none] > [role=menuitem]")).toEqual(["Export", "Remove", "Your talks"]);
  expect([button.getAttribute("aria-expanded"), focused()]).toEqual(["true", "Export"]);
  expect(menu.renderRoot.querySelector("[role=menu]")?.getAttribute("aria-label")).toBe("More");
  await unfold();
  expect([words(menu, "[role=menuitem]"), button.getAttribute("aria-expanded")]).toEqual([[], "false"]);
});

test("is gone through by arrows, round its ends, and by Home and End", async () => {
  await press("ArrowDown");
  expect(focused()).toBe("Export");
  const found: string[] = [];
  for (const key of ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "Home", "End"]) {
    expect((await press(key)).defaultPrevented).toBe(true);
    found.push(focused());
  }
  expect(found).toEqual(["Remove", "Your talks", "Export", "Your talks", "Export", "Your talks"]);
});

test("closes by Escape alone, which nothing around it hears, and gives the focus back", async () => {
  const heard: string[] = [];
  const listen = ({ key }: KeyboardEvent): void => void heard.push(key);
  document.addEventListener("keydown", listen);
  await unfold();
  await press("Escape");
  expect([menu.open, document.activeElement]).toEqual([false, button]);
  await press("Escape");
  document.removeEventListener("keydown", listen);
  expect(heard).toEqual(["Escape"]);
});

test("does what was chosen once, with the focus back on its button, so that a dialog can give it back", async () => {
  await unfold();
  await click(menu.renderRoot.querySelectorAll("[role=menuitem]")[1]);
  expect([chosen, menu.open, document.activeElement]).toEqual([["remove"], false, button]);
});

test("has a page to go to as a link of its own window, and a name that begins with what is seen", async () => {
  await unfold();
  const link = menu.renderRoot.querySelector("a");
  expect([link?.getAttribute("href"), link?.target, link?.rel]).toEqual(["/talks", "_blank", "noopener"]);
  expect([...menu.renderRoot.querySelectorAll("button")].map((one) => one.getAttribute("aria-label"))).toEqual([null, "Remove Omar"]);
});

test("closes when the focus goes elsewhere, or somebody presses beside it", async () => {
  const beside = document.createElement("button");
  document.body.append(beside);
  await unfold();
  menu.dispatchEvent(new FocusEvent("focusout", { relatedTarget: button }));
  expect(menu.open).toBe(true);
  menu.dispatchEvent(new FocusEvent("focusout", { relatedTarget: beside }));
  expect(menu.open).toBe(false);
  await unfold();
  button.dispatchEvent(new Event("pointerdown", { bubbles: true, composed: true }));
  expect(menu.open).toBe(true);
  beside.dispatchEvent(new Event("pointerdown", { bubbles: true, composed: true }));
  expect(menu.open).toBe(false);
});
