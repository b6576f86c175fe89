import { expect, test, vi } from "vitest";
import { NotSent, type Outgoing, Sending, type Sender } from "../../src/room/files/sending";
import type { FilePutAnswer } from "../../src/shared/wire";

function answer(name: string): FilePutAnswer {
  return { file: { file_id: name, name, kind: "png", size: 1, width: 1, height: 1, line: `${name}\nhttps://x` }, now: "" } as unknown as FilePutAnswer;
}

interface World extends Sender {
  said: string[];
  later: (() => void)[];
}

function world(put: Sender["put"], open = true): World {
  let ids = 0;
  const said: string[] = [];
  const later: (() => void)[] = [];
  return {
    said,
    later,
    put,
    prepare: (file) => Promise.resolve({ blob: file, picture: null }),
    say: (line) => open && said.push(line) > 0,
    newId: () => String((ids += 1)),
    timers: { now: () => 0, random: () => 0, after: (_ms, run) => (later.push(run), () => undefined) },
  };
}

const file = (name: string): File => new File(["x"], name);
const states = (sending: Sending): string[] => sending.items.map(({ state }) => state);

test("what is chosen waits for a word, and then goes one after the other, each said when it is kept", async () => {
  const sent: string[] = [];
  const all = world((item: Outgoing) => (sent.push(`${item.name} ${item.alt}`), Promise.resolve(answer(item.name))));
  const sending = new Sending(all, 10);
  await sending.add([file("a.png"), file("b.png")]);
  expect(states(sending)).toEqual(["chosen", "chosen"]);
  sending.describe("1", "Two rows");
  sending.send();
  await vi.waitFor(() => expect(sending.items).toEqual([]));
  expect(sent).toEqual(["a.png Two rows", "b.png "]);
  expect(all.said).toEqual(["a.png\nhttps://x", "b.png\nhttps://x"]);
});

test("a storage that is away is asked again under the same id, with its words, and one that refuses is not", async () => {
  const tries: string[] = [];
  const fates = [new NotSent("We can't keep files right now.", false), null, new NotSent("This picture is damaged.", true)];
  const all = world((item) => {
    tries.push(item.id);
    const fate = fates[tries.length - 1];
    return fate ? Promise.reject(fate) : Promise.resolve(answer(item.name));
  });
  const sending = new Sending(all, 10);
  await sending.add([file("a.png"), file("b.png")]);
  sending.send();
  await vi.waitFor(() => expect(sending.items[0]).toMatchObject({ state: "waiting", why: "We can't keep files right now." }));
  all.later.shift()?.();
  await vi.waitFor(() => expect(states(sending)).toEqual(["refused"]));
  expect(tries).toEqual(["1", "1", "2"]);
  expect(all.later).toEqual([]);
});

test("one that is taken away while it is sent is stopped, and the next one goes", async () => {
  const all = world((item, _progress, stop) => {
    if (item.name === "b.png") return Promise.resolve(answer(item.name));
    return new Promise((_resolve, reject) => stop.addEventListener("abort", () => reject(new NotSent("", false))));
  });
  const sending = new Sending(all, 10);
  await sending.add([file("a.png"), file("b.png")]);
  sending.send();
  expect(states(sending)).toEqual(["sending", "queued"]);
  sending.drop("1");
  await vi.waitFor(() => expect(all.said).toEqual(["b.png\nhttps://x"]));
  expect(sending.items).toEqual([]);
});

test("forty at once: as many as fit are taken, and it is said how many are not", async () => {
  const sending = new Sending(world(() => Promise.reject(new NotSent("", true))), 30);
  await sending.add(Array.from({ length: 40 }, (_, n) => file(`${n}.png`)));
  expect([sending.items.length, sending.surplus.length, sending.surplus[0]]).toEqual([30, 10, "30.png"]);
  sending.send();
  expect(sending.surplus.length).toBe(10);
  sending.forgetNotes();
  expect(sending.surplus).toEqual([]);
});

test("what is chosen while others are still being made smaller comes behind them, and no more than fit", async () => {
  const all = world(() => Promise.reject(new NotSent("", true)));
  const later: (() => void)[] = [];
  const prepare = (one: File): Promise<{ blob: Blob; picture: null }> => new Promise((done) => later.push(() => done({ blob: one, picture: null })));
  const sending = new Sending({ ...all, prepare }, 3);
  const both = Promise.all([sending.add([file("a.png"), file("b.png")]), sending.add([file("c.png"), file("d.png")])]);
  for (let n = 0; n < 3; n++) {
    await vi.waitFor(() => expect(later.length).toBe(1));
    later.shift()?.();
  }
  await both;
  expect(sending.items.map(({ name }) => name)).toEqual(["a.png", "b.png", "c.png"]);
  expect(sending.surplus).toEqual(["d.png"]);
});

test("a talk that takes no more is not asked for each of those that wait", async () => {
  const put = vi.fn(() => Promise.reject(new NotSent("No more files fit.", true, "files-full")));
  const sending = new Sending(world(put), 30);
  await sending.add([file("a.png"), file("b.png"), file("c.png")]);
  sending.send();
  await vi.waitFor(() => expect(states(sending)).toEqual(["refused", "refused", "refused"]));
  expect(sending.items.map(({ why }) => why)).toEqual(Array.from({ length: 3 }, () => "No more files fit."));
  expect(put).toHaveBeenCalledTimes(1);
});

test("a talk that ends before the line is said is told", async () => {
  const sending = new Sending(world((item) => Promise.resolve(answer(item.name)), false), 30);
  await sending.add([file("a.png")]);
  sending.send();
  await vi.waitFor(() => expect(sending.unsaid).toBe(true));
});

test("what is too large for the server is not sent to it", async () => {
  const put = vi.fn();
  const sending = new Sending(world(put), 30, 2);
  await sending.add([new File(["xyz"], "film.pdf"), file("a.txt")]);
  expect(states(sending)).toEqual(["refused", "chosen"]);
  sending.drop("1");
  expect(states(sending)).toEqual(["chosen"]);
  expect(put).not.toHaveBeenCalled();
});

test("what is sent with words goes at once, and what is still being made smaller as soon as it is ready; a later one waits", async () => {
  const all = world((item) => Promise.resolve(answer(item.name)));
  const later: (() => void)[] = [];
  const prepare = (one: File): Promise<{ blob: Blob; picture: null }> => new Promise((done) => later.push(() => done({ blob: one, picture: null })));
  const sending = new Sending({ ...all, prepare }, 30, 1);
  const first = sending.add([file("a.png"), file("b.png"), new File(["xy"], "large.pdf")]);
  await vi.waitFor(() => expect(later.length).toBe(1));
  later.shift()?.();
  await vi.waitFor(() => expect(states(sending)).toEqual(["chosen"]));
  sending.sendAll();
  await vi.waitFor(() => expect(all.said).toEqual(["a.png\nhttps://x"]));
  later.shift()?.();
  await vi.waitFor(() => expect(all.said).toEqual(["a.png\nhttps://x", "b.png\nhttps://x"]));
  later.shift()?.();
  await first;
  expect(states(sending)).toEqual(["refused"]);
  const second = sending.add([file("c.png")]);
  await vi.waitFor(() => expect(later.length).toBe(1));
  later.shift()?.();
  await second;
  expect(states(sending)).toEqual(["refused", "chosen"]);
});
