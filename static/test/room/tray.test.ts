// @vitest-environment happy-dom
/** The tray above the box: what goes with what is sent from the box, and what is said of files that do not go. */
import { afterEach, describe, expect, test, vi } from "vitest";
import { Composer } from "../../src/room/chat/composer-view";
import { attach, type Attached, take } from "../../src/room/files/attach-view";
import { NotSent, type Sender, Sending } from "../../src/room/files/sending";
import "../../src/room/files/tray-element-view";
import type { Tray } from "../../src/room/files/tray-view";
import { Texts } from "../../src/shared/texts";
import { settle } from "../doubles";
import { find, shown, words } from "../element-fixtures";

customElements.define("chatxblock-composer", Composer);

afterEach(() => document.body.replaceChildren());

describe("what is sent from the box", () => {
  /** A room with a box and one file in its tray, and what `sendAll` was asked. */
  async function room(aim: unknown = null): Promise<{ box: Composer; sendAll: unknown; said: string[] }> {
    const host = document.createElement("div");
    const box = document.createElement("chatxblock-composer") as Composer;
    const said: string[] = [];
    box.addEventListener("said", (event) => said.push((event as CustomEvent<string>).detail));
    host.attachShadow({ mode: "open" }).innerHTML = '<div class="news"></div>';
    host.shadowRoot?.append(box);
    document.body.append(host);
    const data = { files: { put_url: "/file_put", most_bytes: 10, most_files: 3 }, csrf: {}, call_id: "c1" };
    const conversation = { end: null, say: () => undefined };
    const here = Object.assign(host, { aim, conversation, data, focusBox: () => undefined, texts: new Texts() }) as unknown as Attached;
    attach(here);
    await box.updateComplete;
    await take(here, [new File(["x"], "a.txt")]);
    await settle();
    const tray = host.shadowRoot?.querySelector<Tray>("chatxblock-tray");
    if (!tray) throw new Error("no tray");
    const sendAll = vi.spyOn(tray.sending, "sendAll").mockImplementation(() => undefined);
    return { box, sendAll, said };
  }

  async function send(box: Composer, text: string): Promise<void> {
    find<HTMLTextAreaElement>(box, "textarea").value = text;
    find(box, "form").dispatchEvent(new SubmitEvent("submit", { cancelable: true }));
    await settle();
  }

  test.each([["with words", "Look", ["Look"]], ["with none", "", []]])("takes along what waits: %s", async (_what, text, lines) => {
    const { box, sendAll, said } = await room();
    await send(box, text);
    expect(said).toEqual(lines);
    expect(sendAll).toHaveBeenCalledTimes(1);
  });

  test("takes nothing along while it changes a line, or is too long", async () => {
    const changes = await room({ what: "edit" });
    await send(changes.box, "Changed");
    expect(changes.said).toEqual(["Changed"]);
    expect(changes.sendAll).not.toHaveBeenCalled();
    const long = await room();
    long.box.limit = 3;
    await send(long.box, "too long");
    expect(long.said).toEqual([]);
    expect(long.sendAll).not.toHaveBeenCalled();
  });
});

describe("what is said of a file", () => {
  async function tray(sizes: number[], fate: NotSent): Promise<Tray> {
    let ids = 0;
    const sender: Sender = {
      prepare: (file) => Promise.resolve({ blob: file, picture: null }),
      put: () => Promise.reject(fate),
      say: () => true,
      newId: () => String((ids += 1)),
      timers: { now: () => 0, random: () => 0, after: () => () => undefined },
    };
    const sending = new Sending(sender, 10, 3_500_000);
    const element = document.createElement("chatxblock-tray") as Tray;
    Object.assign(element, { sending });
    await shown(element);
    await sending.add(sizes.map((size, number) => Object.defineProperty(new File([], `${number}.txt`), "size", { value: size })));
    sending.send();
    await settle();
    return element;
  }

  test("its size, in a unit that fits", async () => {
    const element = await tray([0, 1, 12, 1_000, 12_300, 999_001, 1_230_000, 3_500_001], new NotSent("", false));
    expect(words(element, ".name .small")).toEqual(["0 kB", "1 kB", "1 kB", "1 kB", "13 kB", "1 MB", "1.3 MB", "3.6 MB"]);
    expect(words(element, ".error")).toEqual(["This file is too large: 3.5 MB at most."]);
  });

  test.each([
    ["a file that is none", new NotSent("This file is empty.", true, "bad-file"), "This file is empty.", 0],
    ["one that a server before ours does not take", new NotSent("", true), "This file is too large.", 0],
    ["a talk that is full", new NotSent("No more files fit.", true, "files-full"), "No more files fit.", 1],
  ])("to try again is offered only where it may help: %s", async (_what, fate, why, offered) => {
    const element = await tray([1], fate);
    expect(words(element, ".error")).toEqual([why]);
    expect(words(element, "li button").filter((one) => one === "Try again").length).toBe(offered);
  });
});
