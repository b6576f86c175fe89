/** A room's window around a talk that is as it is told: `beforeEach(begin)` makes both anew, `afterEach(clear)` takes them away. */
import { vi } from "vitest";
import { Composer } from "../../src/room/chat/composer-view";
import { LogView } from "../../src/room/chat/log-view";
import { Log, type LogLine } from "../../src/room/chat/log";
import type { Pending } from "../../src/room/chat/outbox";
import * as besideParts from "../../src/room/beside-parts-view";
import * as lines from "../../src/room/lines-view";
import * as moreParts from "../../src/room/more-parts-view";
import { PeopleList } from "../../src/room/people-list-view";
import { Menu } from "../../src/shared/menu-view";
import type { Conversation } from "../../src/room/conversation";
import type { End } from "../../src/room/end";
import { type Ended, Ending } from "../../src/room/ending-view";
import { KeptText } from "../../src/shared/kept-text";
import { QuestionCard } from "../../src/room/question-card-view";
import { type Beside, RoomWindow } from "../../src/room/room-window-view";
import { seldom } from "../../src/room/seldom-words";
import { Clock } from "../../src/shared/clock";
import { Drafts } from "../../src/shared/drafts";
import { Signal } from "../../src/shared/signal";
import { soon } from "../../src/shared/soon";
import { Texts } from "../../src/shared/texts";
import type { Call, Person, RoomData } from "../../src/shared/wire";
import { callWith, MemoryStorage, settle, TurnedTimers } from "../doubles";
import { find, shown } from "../element-fixtures";

customElements.define("chatxblock-composer", Composer);
customElements.define("chatxblock-question", QuestionCard);
customElements.define("chatxblock-log", LogView);
customElements.define("chatxblock-ending", Ending);
customElements.define("chatxblock-menu", Menu);
customElements.define("chatxblock-people", PeopleList);
customElements.define("chatxblock-room", RoomWindow);

export const beside: Beside = { ...besideParts, seldom };

/** A talk that is as it is told. */
export class FakeTalk implements Ended {
  readonly changed = new Signal();
  readonly callId = "c1";
  entries: LogLine[] = [];
  people: Person[] = [];
  readonly me = "lina@chat.test";
  linkState = "online";
  readonly joinRequests = [];
  readonly typedQuestion = "";
  readonly leftLast = "";
  readonly chatDown = false;
  readonly loggedOut = false;
  hasOlder = false;
  readingOlder = false;
  missedOlder = false;
  /** How it goes to read older lines, each time. */
  reads: (() => Promise<void>)[] = [];
  waiting = false;
  roomState = "inside";
  others: string[] = ["omar@chat.test"];
  inside: string[] = [];
  writing: string[] = [];
  pending: Pending[] = [];
  readonly log = new Log();
  end: End | null = null;
  call: Call | null = callWith();

  readonly handlers = { post: async <T>(): Promise<T> => ({}) as T };
  readonly thanked = new Set<string>();

  readonly nameOf = (): string => "Omar";
  roleOf = (): string => "helper";
  readonly said: string[] = [];

  say(text: string): void {
    this.said.push(text);
  }

  typed(): void {}

  readOlder(): Promise<void> {
    return (this.reads.shift() ?? ((): Promise<void> => Promise.resolve()))();
  }

  showKept(): void {}

  leave(): null {
    return null;
  }

  async act(): Promise<void> {}

  takeBack(): string {
    this.pending = [];
    return "refused line";
  }

  set(values: Partial<FakeTalk>): void {
    Object.assign(this, values);
    this.changed.emit();
  }
}

export let talk: FakeTalk;
export let storage: MemoryStorage;
/** What comes instead of the parts that are loaded later, in this order. */
export let scripts: (() => Promise<Beside>)[];
export let more: (() => Promise<typeof moreParts>)[];

/** A window and its talk anew. */
export function begin(): void {
  talk = new FakeTalk();
  storage = new MemoryStorage();
  scripts = [];
  more = [];
  vi.stubGlobal("fetch", async () => Response.json({ schema: "urn:chatxblock:transcript:1", lines: [] }));
}

export function clear(): void {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
  vi.useRealTimers();
}

export async function opened(): Promise<RoomWindow> {
  const element = document.createElement("chatxblock-room") as RoomWindow;
  const drafts = new Drafts(storage, "lina");
  await shown(
    Object.assign(element, {
      conversation: talk as unknown as Conversation,
      data: { page: { title: "Unit 3", url: "/unit" }, handlers: { transcript: "/transcript/CALL_ID", privacy: "/privacy" }, history_url: "/history", may_name: true, line_limit: 1_000, role: "asker" } as unknown as RoomData,
      texts: new Texts(),
      clock: new Clock(new TurnedTimers()),
      line: new KeptText(drafts, "line:c1"),
      invited: new KeptText(drafts, "invite:c1"),
      loadBeside: () => (scripts.shift() ?? (async () => beside))(),
      loadLines: async () => lines,
      loadMore: () => (more.shift() ?? (async () => moreParts))(),
    }),
  );
  // The room, then its box, then what is loaded.
  for (let turn = 0; turn < 3; turn += 1) await drawn();
  return element;
}

export async function write(element: RoomWindow, text: string): Promise<void> {
  const composer = find<Composer>(element, "chatxblock-composer");
  const box = find<HTMLTextAreaElement>(composer, "textarea");
  box.value = text;
  box.dispatchEvent(new InputEvent("input"));
  await element.updateComplete;
}

/** Let all be drawn: what promises do, and what has a task of its own. */
export async function drawn(): Promise<void> {
  await settle();
  await new Promise<void>(soon);
  await settle();
}
