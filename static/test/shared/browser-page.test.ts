import { afterEach, expect, test, vi } from "vitest";
import { channel, storage } from "../../src/shared/browser-page";
import { windowsChannel } from "../../src/shared/browser-windows";

afterEach(() => vi.unstubAllGlobals());

test("channels and storages that are missing or forbidden are null, and nothing breaks", () => {
  vi.stubGlobal("BroadcastChannel", undefined);
  expect([channel("c1"), windowsChannel("inbox")]).toEqual([null, null]);
  const forbid = class {
    constructor() {
      throw new DOMException("not in this frame", "SecurityError");
    }
  };
  vi.stubGlobal("BroadcastChannel", forbid);
  expect([channel("c1"), windowsChannel("inbox")]).toEqual([null, null]);
  const window = Object.defineProperty({}, "localStorage", {
    get: () => {
      throw new DOMException("not in this frame", "SecurityError");
    },
  });
  vi.stubGlobal("window", window);
  expect(storage("localStorage")).toBeNull();
});
