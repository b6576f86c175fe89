// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { growBoxes } from "../../src/shared/browser-growing";

/** Pixels of a line, and of the frame of a box. */
const LINE = 24;
const FRAME = 2;

beforeEach(() => {
  vi.stubGlobal("CSS", { supports: () => false });
  for (const [name, pixels] of [["scrollHeight", heightOf], ["clientHeight", () => LINE], ["offsetHeight", () => LINE + FRAME]] as const) {
    Object.defineProperty(HTMLTextAreaElement.prototype, name, { configurable: true, get: pixels });
  }
});

afterEach(() => {
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

function heightOf(this: HTMLTextAreaElement): number {
  return this.value.split("\n").length * LINE;
}

/** A box inside an element of that name, as high as a line. */
function boxIn(name: string, resize = "none"): HTMLTextAreaElement {
  const host = document.createElement(name);
  const root = host.attachShadow({ mode: "open" });
  const box = Object.assign(document.createElement("textarea"), { rows: 1 });
  box.style.resize = resize;
  root.append(box);
  document.body.append(host);
  return box;
}

function type(box: HTMLTextAreaElement, text: string, kind = "input"): void {
  box.value = text;
  box.dispatchEvent(new Event(kind, { bubbles: true, composed: true }));
}

test("a box grows with what is typed, and shrinks when it is sent by Enter or by a button", () => {
  growBoxes();
  const box = boxIn("chatxblock-composer");
  type(box, "one\ntwo\nthree");
  expect(box.style.height).toBe(`${3 * LINE + FRAME}px`);
  for (const kind of ["keydown", "click"]) {
    type(box, "one\ntwo");
    type(box, "", kind);
    expect(box.style.height).toBe("");
  }
});

test("a box that is made larger by hand, and one of somebody else's, stay as they are", () => {
  growBoxes();
  for (const box of [boxIn("chatxblock-lobby", "vertical"), boxIn("other-block")]) {
    type(box, "one\ntwo\nthree");
    expect(box.style.height).toBe("");
  }
});
