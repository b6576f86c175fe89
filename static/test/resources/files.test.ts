// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test } from "vitest";
import type { EditorActions } from "../../src/resources/editor-actions";
import { TalkFiles } from "../../src/resources/files-view";
import type { Writing } from "../../src/resources/writing";
import { Texts } from "../../src/shared/texts";
import type { OfferedFile, ShownFile } from "../../src/shared/wire";
import { FakeServer, MemoryStorage, ok, refusal, settle, TurnedTimers } from "../doubles";
import { desk, offeredFile, resource, shownFile, talk } from "./resource-fixtures";

customElements.define("chatxblock-talk-files", TalkFiles);

let timers: TurnedTimers;
let server: FakeServer;
let actions: EditorActions;
let writing: Writing;
let files: TalkFiles;

beforeEach(() => {
  timers = new TurnedTimers();
  server = new FakeServer(timers);
});
afterEach(() => document.body.replaceChildren());

async function shown(offers: OfferedFile[], there: ShownFile[] = []): Promise<void> {
  ({ actions, writing } = desk(server, timers, new MemoryStorage(), { files: there }, [talk([], { files: offers })]));
  files = document.createElement("chatxblock-talk-files") as TalkFiles;
  files.texts = new Texts();
  files.actions = actions;
  document.body.append(files);
  await files.updateComplete;
}

async function settled(): Promise<void> {
  await settle();
  await files.updateComplete;
}

const root = (): ShadowRoot => files.renderRoot as ShadowRoot;
const boxes = (): HTMLInputElement[] => [...root().querySelectorAll<HTMLInputElement>("[type=checkbox]")];
const words = (): string => (root().textContent ?? "").replace(/\s+/g, " ").trim();

function tick(box: HTMLInputElement | undefined): void {
  if (!box) throw new Error("no such box");
  box.checked = !box.checked;
  box.dispatchEvent(new Event("change"));
}

test("nothing is ticked by itself, and where nobody sent any there is nothing", async () => {
  await shown([offeredFile("f1"), offeredFile("f2", { alt: "Two rows" })]);
  expect(boxes().map((box) => box.checked)).toEqual([false, false]);
  expect(words()).toContain("Two rows");
  expect(root().querySelector(".alt")).toBeNull();
  document.body.replaceChildren();
  await shown([]);
  expect(root().querySelector("h3")).toBeNull();
});

test("what is ticked is shown from then on, and can be described", async () => {
  await shown([offeredFile("f1")]);
  server.on("resource_show", ok({ resource: resource({ rev: 2, files: [shownFile("f1")] }) }));
  tick(boxes()[0]);
  await settled();
  expect(server.bodies("resource_show")).toMatchObject([{ resource_id: "r1", file_id: "f1", shown: true }]);
  expect(boxes()[0]?.checked).toBe(true);
  expect(writing.resource.rev).toBe(2);
  const alt = root().querySelector<HTMLInputElement>(".alt input");
  if (!alt) throw new Error("no field");
  expect(alt.getAttribute("aria-label")).toBe("What is to be seen, for those who do not see it: f1.png");
  server.on("resource_show", ok({ resource: resource({ rev: 3, files: [shownFile("f1", { alt: "Two rows" })] }) }));
  alt.value = " Two rows ";
  alt.dispatchEvent(new Event("change"));
  await settled();
  expect(server.bodies("resource_show").at(-1)).toMatchObject({ file_id: "f1", shown: true, alt: "Two rows" });
  expect(root().querySelector<HTMLInputElement>(".alt input")?.value).toBe("Two rows");
});

test("what is refused is not ticked, and the server says why", async () => {
  await shown([offeredFile("f1")]);
  server.on("resource_show", refusal(409, "files-full", { error: "10 pictures and files fit into a resource. Take one out first." }));
  tick(boxes()[0]);
  await settled();
  expect(boxes()[0]?.checked).toBe(false);
  expect(actions.sentence).toContain("Take one out first.");
});

test("of somebody who has not said yes there is a way to ask, and no box", async () => {
  await shown([offeredFile("f1", { quotable: false })]);
  expect(boxes()).toEqual([]);
  server.on("quote_wish", ok({}));
  root().querySelector<HTMLButtonElement>("button")?.click();
  await settled();
  expect(server.bodies("quote_wish")).toMatchObject([{ call_id: "c1", line: "line of f1" }]);
  expect(words()).toContain("Asked");
});

test("what was shown stays to be unticked when its talk is no longer kept", async () => {
  await shown([], [shownFile("gone")]);
  expect(boxes().map((box) => [box.value, box.checked])).toEqual([["gone", true]]);
  server.on("resource_show", ok({ resource: resource({ rev: 2 }) }));
  tick(boxes()[0]);
  await settled();
  expect(server.bodies("resource_show")).toMatchObject([{ file_id: "gone", shown: false }]);
  expect(boxes()).toEqual([]);
});

test("an address that leads away is no picture", async () => {
  await shown([offeredFile("f1", { url: "javascript:alert(1)" })]);
  expect(root().querySelector("img")?.getAttribute("src")).toBe("");
});
