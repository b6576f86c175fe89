// @vitest-environment happy-dom
/** What is unread in a room is told to the inboxes of the same browser, and to those alone that are of the same person. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { hearUnread } from "../../src/helper/inbox/browser-unread-heard";
import { tellUnread } from "../../src/shared/browser-unread";

class Channel extends EventTarget {
  static open: Channel[] = [];
  constructor(readonly name: string) {
    super();
    Channel.open.push(this);
  }
  postMessage(data: unknown): void {
    for (const one of Channel.open) if (one !== this && one.name === this.name) one.dispatchEvent(new MessageEvent("message", { data }));
  }
  close(): void {
    Channel.open.splice(Channel.open.indexOf(this), 1);
  }
}

let room: ShadowRoot;
let log: HTMLElement;

beforeEach(() => {
  Channel.open = [];
  vi.stubGlobal("BroadcastChannel", Channel);
  room = document.createElement("div").attachShadow({ mode: "open" });
  log = room.appendChild(document.createElement("p"));
});

afterEach(() => vi.unstubAllGlobals());

/** As the log tells it: it neither bubbles nor leaves the room's window. */
const unread = (lines: number): boolean => log.dispatchEvent(new CustomEvent("unread", { detail: lines }));

test("an inbox hears of it while it is open, and asks when it opens", () => {
  const heard: [string, number][] = [];
  const hear = (call: string, lines: number): void => void heard.push([call, lines]);
  tellUnread("lina", "c1", room);
  const stop = hearUnread("lina", hear);
  unread(2);
  expect(heard).toEqual([["c1", 0], ["c1", 2]]);
  stop();
  unread(3);
  hearUnread("omar", hear);
  expect(heard).toHaveLength(2);
  hearUnread("lina", hear);
  window.dispatchEvent(new Event("pagehide"));
  expect(heard.slice(2)).toEqual([["c1", 3], ["c1", 0]]);
});

test("a browser without channels tells nothing, and nothing breaks", () => {
  vi.stubGlobal("BroadcastChannel", undefined);
  tellUnread("lina", "c1", room);
  const hear = vi.fn();
  hearUnread("lina", hear)();
  unread(1);
  expect(hear).not.toHaveBeenCalled();
});
