// @vitest-environment happy-dom
/** A picture that does not come: asked for again where the way was cut, told to be gone where the server does not have it. */
import { afterEach, expect, test, vi } from "vitest";
import { FileView } from "../../src/shared/files/file-view";

const ID = "7f9c24e5-4f0a-4b8e-9b0e-000000000001";

async function shown(): Promise<FileView> {
  const view = new FileView();
  view.textContent = `a.png\nhttps://lms.test/file/${ID}.1800000000.${"a".repeat(24)}`;
  document.body.append(view);
  await view.updateComplete;
  return view;
}

const image = (view: FileView): HTMLImageElement | null => view.renderRoot.querySelector("img");

afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test.each([404, 403])("one that is answered with %d is told to be gone", async (status) => {
  vi.stubGlobal("fetch", () => Promise.resolve({ status }));
  const view = await shown();
  image(view)?.dispatchEvent(new Event("error"));
  await vi.waitFor(() => expect(view.renderRoot.textContent).toContain("This picture cannot be shown any more."));
  expect(image(view)).toBeNull();
});

test.each(["cut", "away", "there again"])("one that is not had, as the way is %s, is asked for again, and not for ever", async (how) => {
  vi.useFakeTimers();
  const answers = { cut: () => Promise.reject(new Error()), away: () => Promise.resolve({ status: 503 }), "there again": () => Promise.resolve({ status: 200 }) };
  vi.stubGlobal("fetch", answers[how as keyof typeof answers]);
  const view = await shown();
  const asked: string[] = [];
  const picture = image(view);
  if (!picture) throw new Error("no picture");
  const { src } = picture;
  Object.defineProperty(picture, "src", { get: () => src, set: (url: string) => asked.push(url) });
  for (let tries = 1; tries <= 6; tries++) {
    picture.dispatchEvent(new Event("error"));
    await vi.advanceTimersByTimeAsync(30_000);
    expect(asked).toEqual(Array.from({ length: tries }, () => src));
    expect(view.lost).toBe(false);
  }
  picture.dispatchEvent(new Event("error"));
  await vi.advanceTimersByTimeAsync(0);
  expect(view.lost).toBe(true);
});
