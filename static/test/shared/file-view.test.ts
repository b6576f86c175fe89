// @vitest-environment happy-dom
/** A picture has its place before it is there: as wide and as high as its line says, and never so that nobody can hit it. */
import { afterEach, expect, test, vi } from "vitest";
import "../../src/shared/files/file-view";

const LINK = `https://courses.example.org/handler/x/file/7f9c24e5-4f0a-4b8e-9b0e-2f6f0f4f9a11.1800000000.${"a".repeat(24)}`;

afterEach(() => document.body.replaceChildren());

async function place(size: string): Promise<HTMLElement | null | undefined> {
  const element = document.createElement("chatxblock-file");
  element.textContent = `matrix.jpg\n${LINK}${size}`;
  document.body.append(element);
  await (element as unknown as { updateComplete: Promise<unknown> }).updateComplete;
  return element.shadowRoot?.querySelector<HTMLElement>(".picture");
}

test.each([
  ["a landscape is as wide as a line has place for", "#600x300", "18rem", "600 / 300"],
  ["an upright one as high", "#1000x2000", "8rem", "1000 / 2000"],
  ["a small one as it is", "#160x160", "10rem", "160 / 160"],
  ["a strip can still be hit", "#10x9000", "2.75rem", "10 / 9000"],
  ["a forged one is no wider", "#99999x1", "18rem", "99999 / 1"],
])("%s", async (_what, size, width, ratio) => {
  const found = await place(size);
  expect([found?.style.width, found?.style.aspectRatio, found?.className]).toEqual([width, ratio, "picture sized"]);
});

test("one whose line says nothing has a place of its own kind", async () => {
  const found = await place("");
  expect([found?.style.width, found?.className.trim()]).toEqual(["", "picture"]);
});

test("one that its sender describes anew is shown with the new words", async () => {
  const found = await place("");
  const host = (found?.getRootNode() as ShadowRoot).host as HTMLElement & { updateComplete: Promise<unknown> };
  host.firstChild!.textContent = `matrix.jpg\nThree rows\n${LINK}`;
  await vi.waitFor(() => expect(host.shadowRoot?.querySelector("img")?.alt).toBe("Three rows"));
  expect(host.shadowRoot?.querySelector("figcaption")?.textContent).toBe("Three rows");
});
