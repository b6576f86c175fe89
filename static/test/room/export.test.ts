// @vitest-environment happy-dom
/** In which form a talk is taken along: asked in a window, and where talks stand in a list. */
import type { LitElement } from "lit";
import { afterEach, expect, test } from "vitest";
import { type Ended, Ending } from "../../src/room/ending-view";
import { end } from "../../src/room/end";
import { WishDialog } from "../../src/room/wish-view";
import { Signal } from "../../src/shared/signal";
import { Texts } from "../../src/shared/texts";
import { callWith, settle } from "../doubles";
import { files, find, formsOf, shown, words } from "../element-fixtures";

customElements.define("chatxblock-ending", Ending);

afterEach(() => document.body.replaceChildren());

async function wish(url: string): Promise<[WishDialog, LitElement, string[]]> {
  const element = document.createElement("chatxblock-wish") as WishDialog;
  const told: string[] = [];
  for (const name of ["granted", "dismissed"]) element.addEventListener(name, () => told.push(name));
  await shown(Object.assign(element, { texts: new Texts(), wish: { kind: "export" as const, url } }));
  return [element, find<LitElement>(element, "chatxblock-export"), told];
}

async function ending(state: "answered" | "archiving" | "closed", why: "left" | "over" | null): Promise<Ending> {
  const call = callWith({ state });
  const talk = { changed: new Signal(), callId: "c1", call, end: why && end(why), me: "", people: [], entries: [{ kind: "line" }], pending: [], hasOlder: false, showKept: () => undefined };
  const get = async (): Promise<Response> => Response.json({ schema: "urn:chatxblock:transcript:1", lines: [] });
  const element = document.createElement("chatxblock-ending") as Ending;
  const data: Ending["data"] = { handlers: {}, history_url: "", page: { title: "", url: "" } };
  return shown(Object.assign(element, { conversation: talk as unknown as Ended, texts: new Texts(), logUrl: "/transcript/c1", data, get }));
}

test("while it goes on the forms are asked about, and that it is not the whole is said", async () => {
  const [, dialog] = await wish("/transcript/c1");
  expect(find<HTMLDialogElement>(dialog, "dialog").open).toBe(true);
  expect(words(dialog, "p")).toEqual(["The conversation goes on: the file has what was said so far."]);
  expect(files(dialog)).toEqual(formsOf("/transcript/c1"));
  expect(words(dialog, "a b")).toEqual(["To read and print", "For your notes", "Everything in one folder", "For programs"]);
});

test("an address with words of its own keeps them", async () => {
  const [, dialog] = await wish("/transcript/c1?student=lina");
  expect(files(dialog)[0]).toBe("/transcript/c1?student=lina&format=html");
});

test.each([
  ["what is chosen", "a b"],
  ["a click on what it is for", "a span"],
  ["a no", ".actions button"],
])("%s closes it, and nothing was asked of the server", async (_, selector) => {
  const [, dialog, told] = await wish("/transcript/c1");
  dialog.renderRoot.addEventListener("click", (event) => event.preventDefault());
  find(dialog, selector).click();
  await settle();
  expect(told).toEqual(["dismissed"]);
});

test("a click beside the forms closes nothing", async () => {
  const [, dialog, told] = await wish("/transcript/c1");
  find(dialog, ".forms").click();
  await settle();
  expect([told, find<HTMLDialogElement>(dialog, "dialog").open]).toEqual([[], true]);
});

test.each([
  ["answered", null, ["The conversation goes on: the file has what was said so far."]],
  ["answered", "left", ["If others are still talking, the file has what was said so far."]],
  ["answered", "over", []],
  ["archiving", "left", []],
  ["closed", "left", []],
] as const)("who looks on or has left is offered the same, and told what is known of the rest: %s, %s", async (state, why, said) => {
  const element = await ending(state, why);
  find<HTMLButtonElement>(element, "button").click();
  await element.updateComplete;
  const dialog = find<LitElement>(element, "chatxblock-export");
  await dialog.updateComplete;
  expect([files(dialog), words(dialog, "p")]).toEqual([formsOf("/transcript/c1"), said]);
  find<HTMLDialogElement>(dialog, "dialog").close();
  await settle();
  await element.updateComplete;
  expect(element.renderRoot.querySelector("chatxblock-export")).toBeNull();
});
