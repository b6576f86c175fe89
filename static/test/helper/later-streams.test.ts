import { describe, expect, test } from "vitest";
import { laterStreams } from "../../src/helper/inbox/xmpp/later-streams";
import { element, NS } from "../../src/shared/xmpp/stanza";
import type { Ending, OpenStream } from "../../src/shared/xmpp/stream";
import { FakeWire, settle, ticketFor } from "../doubles";

/** Open a stream whose code is on its way; `came` and `failed` end that. */
function opened(): { wire: FakeWire; endings: Ending[]; stream: ReturnType<OpenStream>; came: () => Promise<void>; failed: () => Promise<void>; loads: boolean[] } {
  const wire = new FakeWire();
  const endings: Ending[] = [];
  let settleLoad = { resolve: (_open: OpenStream): void => undefined, reject: (): void => undefined };
  const loads: boolean[] = [];
  const load = (): Promise<OpenStream> => new Promise((resolve, reject) => (settleLoad = { resolve, reject }));
  const open = laterStreams(load, (there) => loads.push(there));
  const stream = open(ticketFor(), { opened: () => undefined, received: () => undefined, ended: (why) => endings.push(why) });
  const came = (): Promise<void> => (settleLoad.resolve(wire.open), settle());
  const failed = (): Promise<void> => (settleLoad.reject(), settle());
  return { wire, endings, stream, came, failed, loads };
}

describe("a stream whose code is loaded later", () => {
  test("takes nothing before it is there, and then is the real one", async () => {
    const { wire, stream, came } = opened();
    expect([stream.send(element("message", NS.client)), wire.streams.length]).toEqual([false, 0]);
    await came();
    expect([stream.send(element("message", NS.client)), wire.last.sent.length]).toEqual([true, 1]);
    stream.close();
    expect(wire.last.ended).toBe("closed");
  });

  test("is not opened any more when it was let go meanwhile", async () => {
    const { wire, endings, stream, came } = opened();
    stream.drop();
    await came();
    expect([wire.streams.length, endings]).toEqual([0, []]);
  });

  test("is lost when its code does not come, unless nobody waits for it", async () => {
    const first = opened();
    await first.failed();
    expect([first.endings, first.loads]).toEqual([["lost"], [false]]);
    const second = opened();
    second.stream.close();
    await second.failed();
    expect(second.endings).toEqual([]);
  });
});
