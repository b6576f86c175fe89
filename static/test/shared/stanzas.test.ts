import { describe, expect, test } from "vitest";
import { joinRoom, lineStanza, readMessage, readPresence } from "../../src/shared/xmpp/muc";
import { readNotice } from "../../src/shared/xmpp/notice";
import { bare, cleanText, connectionName, element, NS, type Stanza } from "../../src/shared/xmpp/stanza";

const ROOM = "r1@rooms.chat.test";
const SERVICE = "chatxblock@service.chat.test";

function groupchat(...children: Stanza[]): Stanza {
  return element("message", NS.client, { from: `${ROOM}/omar`, type: "groupchat", id: "m1" }, ...children);
}

const body = element("body", NS.client, {}, "hi");
const stamp = element("stanza-id", NS.stanzaId, { id: "77", by: ROOM });

describe("text", () => {
  test("loses what XML cannot carry, and nothing else", () => {
    expect(cleanText("a\u0000b\u001Fc\uFFFEd\uD800e")).toBe("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe");
    const fine = "tab\t new\n line 🙂 مرحبا <&> \u0085 \u2028";
    expect(cleanText(fine)).toBe(fine);
  });
});

describe("addresses", () => {
  test("are taken apart", () => {
    expect(bare("Lina@Chat.test/Tab/1")).toBe("lina@chat.test");
    expect(connectionName("r@x/a/b")).toBe("a/b");
    expect(connectionName("r@x")).toBe("");
  });
});

describe("entering a room", () => {
  test("asks for no history: the archive is read instead", () => {
    const join = joinRoom(ROOM, "lina");
    expect(join.attrs["to"]).toBe(`${ROOM}/lina`);
    expect(join.children[0]?.children[0]?.attrs).toEqual({ maxstanzas: "0" });
  });
});

describe("a line", () => {
  test("is one when the room has marked it", () => {
    expect(readMessage(groupchat(body, stamp), ROOM)).toEqual({
      kind: "line",
      nick: "omar",
      id: "m1",
      archiveId: "77",
      body: "hi",
      replaces: "",
      marks: [],
    });
  });

  test("without the room's own mark is not shown", () => {
    expect(readMessage(groupchat(body), ROOM).kind).toBe("other");
    const forged = element("stanza-id", NS.stanzaId, { id: "77", by: "eve@chat.test" });
    expect(readMessage(groupchat(body, forged), ROOM).kind).toBe("other");
  });

  test("may correct an earlier one", () => {
    const replace = element("replace", NS.correct, { id: "m0" });
    expect(readMessage(groupchat(body, stamp, replace), ROOM)).toMatchObject({ replaces: "m0" });
  });

  test("carries its id twice, so that the echo is known again", () => {
    const stanza = lineStanza(ROOM, "m9", "hi");
    expect(stanza.attrs).toEqual({ to: ROOM, type: "groupchat", id: "m9" });
    expect(stanza.children.find((one) => one.name === "origin-id")?.attrs["id"]).toBe("m9");
  });
});

describe("other messages of a room", () => {
  test("tell who is writing", () => {
    const composing = groupchat(element("composing", NS.chatStates));
    expect(readMessage(composing, ROOM)).toEqual({ kind: "typing", nick: "omar", active: true });
    const paused = groupchat(element("paused", NS.chatStates));
    expect(readMessage(paused, ROOM)).toEqual({ kind: "typing", nick: "omar", active: false });
  });

  test("tell what was refused and why", () => {
    const error = element("error", NS.client, { type: "wait" }, element("resource-constraint", NS.stanzas));
    const stanza = element("message", NS.client, { from: ROOM, type: "error", id: "m1" }, body, error);
    const read = { kind: "error", id: "m1", condition: "resource-constraint", type: "wait", ceiling: false };
    expect(readMessage(stanza, ROOM)).toEqual(read);
  });

  test("tell that a person has written as much as one may", () => {
    const conditions = [element("ceiling", NS.call), element("not-allowed", NS.stanzas)];
    const error = element("error", NS.client, { type: "cancel" }, ...conditions);
    const stanza = element("message", NS.client, { from: ROOM, type: "error", id: "m1" }, body, error);
    expect(readMessage(stanza, ROOM)).toMatchObject({ condition: "not-allowed", ceiling: true });
  });
});

describe("a presence of a room", () => {
  test("tells who is there, and whether it is we", () => {
    const x = element(
      "x",
      NS.mucUser,
      {},
      element("item", NS.mucUser, { jid: "omar@chat.test/t1" }),
      element("status", NS.mucUser, { code: "110" }),
    );
    const presence = readPresence(element("presence", NS.client, { from: `${ROOM}/omar` }, x));
    expect(presence).toMatchObject({ kind: "here", nick: "omar", jid: "omar@chat.test/t1", self: true, putOut: false });
  });

  test("tells that the room is gone or does not want us", () => {
    const destroyed = element("x", NS.mucUser, {}, element("destroy", NS.mucUser));
    const gone = element("presence", NS.client, { from: `${ROOM}/omar`, type: "unavailable" }, destroyed);
    expect(readPresence(gone)).toMatchObject({ kind: "gone", destroyed: true });
    const error = element("error", NS.client, {}, element("registration-required", NS.stanzas));
    const refused = element("presence", NS.client, { from: `${ROOM}/omar`, type: "error" }, error);
    expect(readPresence(refused)).toMatchObject({ kind: "refused", condition: "registration-required" });
  });
});

describe("a notice", () => {
  const call = (attrs: Record<string, string>): Stanza => element("call", NS.call, attrs);
  const from = (sender: string, type: string, ...children: Stanza[]): Stanza =>
    element("message", NS.client, { from: sender, type }, ...children);
  const good = { id: "c1", rev: "3", state: "waiting" };

  test("of the service is read", () => {
    const stanza = from(`${SERVICE}/worker1`, "headline", call(good));
    expect(readNotice(stanza, SERVICE)).toEqual({ callId: "c1", rev: 3, state: "waiting" });
    expect(readNotice(from(SERVICE, "normal", body, call(good)), SERVICE)?.rev).toBe(3);
  });

  test("of anybody else is not believed", () => {
    for (const sender of ["eve@chat.test", "chatxblock@chat.test", "", "chatxblock@service.chat.test.evil"]) {
      expect(readNotice(from(sender, "normal", call(good)), SERVICE)).toBeNull();
    }
    expect(readNotice(from("", "normal", call(good)), "")).toBeNull();
  });

  test("that is broken or bounced is dropped", () => {
    for (const attrs of [{}, { id: "c1" }, { id: "c1", rev: "x" }, { rev: "1" }, { id: "c1", rev: "1.5" }]) {
      expect(readNotice(from(SERVICE, "normal", call(attrs as Record<string, string>)), SERVICE)).toBeNull();
    }
    expect(readNotice(from(SERVICE, "error", call(good)), SERVICE)).toBeNull();
    expect(readNotice(from(SERVICE, "normal", body), SERVICE)).toBeNull();
    expect(readNotice(element("presence", NS.client, { from: SERVICE }, call(good)), SERVICE)).toBeNull();
  });
});
