/** What can be done with a line of the talk: its menu, and what stands above the box while one changes or answers it. */
import { html, nothing, type TemplateResult } from "lit";
import { storage } from "../shared/browser-page";
import { describedAs, readFileLine } from "../shared/files/file-line";
import { firstLine } from "../shared/first-line";
import type { MenuItem } from "../shared/menu-view";
import { named } from "../shared/named-view";
import { isolated } from "../shared/texts";
import { type Change, Changes } from "./chat/changes";
import { LineMenu, showMenu, type SignItem } from "./chat/line-menu-view";
import { dress, signName } from "./chat/line-parts-view";
import type { LogLine } from "./chat/log";
import type { LogView } from "./chat/log-view";
import { answer, correction, reaction, SIGNS, takingBack } from "./chat/marking";
import { CORRECTABLE_MILLISECONDS, keepFolded } from "./chat/marks";
import { readOlder, tellOlder } from "./chat/older-view";
import type { Pending } from "./chat/outbox";
import type { RoomWindow } from "./room-window-view";
import { preview } from "./writing/preview-view";

export * from "./chat/line-parts-view";

/** So long a line can be changed or taken back; the room takes it a while longer, for who is offline meanwhile. */
const OFFERED_MILLISECONDS = 10 * 60_000;
/** Characters of what is to be seen in a picture, as where it is sent. */
const MOST_DESCRIBED = 250;

/** What the next thing that is typed, or the next click, is about. */
export interface Aim {
  what: "edit" | "answer" | "back";
  line: LogLine;
  /** It was said too long ago, or taken back meanwhile. */
  late?: boolean;
  /** What is typed is no description but a text. */
  long?: boolean;
}

type Around = Pick<RoomWindow, "aim" | "box" | "clock" | "conversation" | "data" | "line" | "open" | "renderRoot" | "requestUpdate" | "updateComplete" | "texts" | "words">;

/** Have the log show what lines say of others. */
export function follow(room: Around): void {
  const { conversation } = room;
  const log = room.renderRoot.querySelector<LogView>("chatxblock-log");
  if (log) {
    tie(room, log);
    tellOlder(log, conversation);
  }
  if (conversation.end) giveUp(room);
  else goOn(room);
  if (conversation.log.fold) return;
  keepFolded(conversation.log, () => conversation.hasOlder);
  room.requestUpdate();
}

/** Show the menu of a line at its button. */
function menu(room: Around, line: LogLine, anchor: HTMLElement): void {
  const { t } = room.texts;
  const { me } = room.words;
  const own = line.author === me;
  const live = !room.conversation.end && !room.words.looksOn && !isTakenBack(room, line);
  const changes = live && own && isNew(room, line);
  const file = readFileLine(line.body);
  const edit = (): void => aimAt(room, { what: "edit", line });
  const items: (MenuItem | false)[] = [
    live && { label: t("Answer"), run: () => aimAt(room, { what: "answer", line }) },
    // Of what hands a file on the description alone is text: who would send another file takes it back.
    changes && !file && { label: t("Edit"), run: edit },
    changes && file?.picture === true && { label: file.alt ? t("Change the description") : t("Describe the picture"), run: edit },
    changes && { label: t("Take back"), run: () => aimAt(room, { what: "back", line }) },
    line.body !== "" && { label: t("Copy"), run: () => void navigator.clipboard?.writeText(line.body).catch(() => undefined) },
    !own && { label: t("Report this line"), run: () => room.open({ kind: "report", line: line.archiveId, body: line.body }) },
  ];
  const set = (line.about?.signs ?? []).filter(([, authors]) => authors.includes(me)).map(([sign]) => sign);
  const signs: SignItem[] = live && !own ? SIGNS.map((sign) => ({ sign, name: signName(room.texts, sign), set: set.includes(sign), run: () => react(room, line, sign) })) : [];
  showMenu(anchor, t("Actions for this message"), signs, items.filter((item) => item !== false));
}

function react(room: Around, line: LogLine, sign: string): void {
  if (!room.words.looksOn) say(room, reaction(line, signsAt(room, line), sign));
}

/** The signs that one has at a line, those that are on their way with them: what is sent says all that one wants there. */
function signsAt({ conversation, words }: Around, line: LogLine): string[] {
  const sent = conversation.pending.findLast(({ of, body }) => of === line.archiveId && body === "");
  if (sent) return (sent.more ?? []).flatMap(({ children }) => children.map(({ text }) => text));
  return (line.about?.signs ?? []).filter(([, authors]) => authors.includes(words.me)).map(([one]) => one);
}

/** What is typed to change a line of one's own: its newest words, or what is to be seen in its picture. */
function wordsOf(room: Around, line: LogLine): string {
  const body = bodyOf(room, line);
  return readFileLine(body)?.alt ?? body;
}

/** The newest body of a line of one's own, those that are on their way with it. */
function bodyOf(room: Around, line: LogLine): string {
  return sentOf(room, line).findLast((change) => !takes(change))?.body ?? lineNow(room, line).body;
}

function isTakenBack(room: Around, line: LogLine): boolean {
  return lineNow(room, line).about?.takenBack === true || sentOf(room, line).some(takes);
}

function sentOf({ conversation }: Around, line: LogLine): Pending[] {
  return conversation.pending.filter(({ of, body }) => of === line.archiveId && body !== "");
}

function takes({ more }: Pending): boolean {
  return more?.some(({ name }) => name === "taken-back") === true;
}

function lineNow({ conversation }: Around, line: LogLine): LogLine {
  const now = conversation.entries.find(({ archiveId }) => archiveId === line.archiveId);
  return now?.kind === "line" ? now : line;
}

/** Change the last line of one's own, if it is not too old. */
export function editLast(room: Around): void {
  const { entries } = room.conversation;
  const last = entries.findLast((entry) => entry.kind === "line" && entry.author === room.words.me && entry.body !== "" && !readFileLine(entry.body));
  if (last?.kind === "line" && isNew(room, last) && !isTakenBack(room, last)) aimAt(room, { what: "edit", line: last });
}

/** What stands above the box. */
export function bar(room: Around): TemplateResult {
  const { t } = room.texts;
  const { aim } = room;
  dress(room);
  if (!aim || room.conversation.end) return html`${renderUnsent(room)}${preview(room)}`;
  const name = room.words.nameOf(aim.line.author) || t("Somebody");
  const heads = {
    answer: aim.line.author === room.words.me ? t("You add to your message:") : t("You answer {name}:", { name: isolated(name) }),
    edit: changing(room, aim),
    back: t("Take this message back? Nobody reads it here any more. The log that is kept still has it."),
  };
  const about = aim.what === "answer" ? lineNow(room, aim.line) : aim.line;
  return html`<div class="aim small">
    <p role=${aim.late || aim.long ? "alert" : "status"}>${named(heads[aim.what])} ${about.about?.takenBack ? t("taken back") : html`<span class="quiet" dir="auto">${firstLine(about.body)}</span>`}</p>
    ${aim.what === "back" ? html`<button class="plain" @click=${() => takeBack(room)}>${t("Take it back")}</button>` : ""}
    <button class="plain" @click=${() => cancel(room)}>${aim.what === "back" ? t("Keep it") : t("Cancel")}</button>
  </div>${aim.what === "back" || (aim.what === "edit" && readFileLine(aim.line.body)) ? "" : preview(room)}`;
}

/** A change that waits to be gone on with: of another line than the one that the box is about. */
function renderUnsent(room: Around): TemplateResult | typeof nothing {
  const { box, conversation, texts } = room;
  if (conversation.end || !box || !resumed.has(box)) return nothing;
  const found = changesOf(room).all.flatMap((change) => changed(room, change) ?? []).at(-1);
  if (!found) return nothing;
  const { change, line } = found;
  const leave = (): void => {
    forget(room, line);
    room.requestUpdate();
    box.focus();
  };
  return html`<div class="aim small">
    <p role="status">${texts.t("You began to change a message. This is not sent yet:")} <span class="quiet" dir="auto">${firstLine(change.text)}</span></p>
    <button class="plain" @click=${() => resume(room, line)}>${texts.t("Go on")}</button>
    <button class="plain" @click=${leave}>${texts.t("Leave it as it was")}</button>
  </div>`;
}

function changing(room: Around, { line, late, long }: Aim): string {
  const { t, n } = room.texts;
  if (long) return n("Say it in {n} character at most:", "Say it in {n} characters at most:", MOST_DESCRIBED);
  if (!late) return readFileLine(line.body) ? t("Say what is to be seen in your picture:") : t("You change your message:");
  return isTakenBack(room, line)
    ? t("This message was taken back meanwhile. Send it as a new message, or cancel.")
    : t("This was said too long ago to be changed. Send it as a new message, or cancel.");
}

/** Send what was typed as what it was meant for. */
export function send(room: Around, body: string): void {
  const { aim, conversation } = room;
  if (!aim || aim.late || aim.what === "back") {
    conversation.say(body);
    return done(room, aim?.late ? room.line.value : "");
  }
  if (aim.what === "answer") {
    say(room, answer(lineNow(room, aim.line), conversation.call?.room?.jid ?? "", body));
    return done(room, "");
  }
  const file = readFileLine(bodyOf(room, aim.line));
  const words = file ? body.split(/\s+/).join(" ").trim() : body;
  const late = tooLate(room, aim.line);
  if (words === wordsOf(room, aim.line)) return done(room, room.line.value);
  if (late || (file && [...words].length > MOST_DESCRIBED)) {
    room.aim = { what: "edit", line: aim.line, late, long: !late };
    put(room, body);
    return;
  }
  say(room, correction(aim.line, file ? describedAs(file, words) : words));
  done(room, room.line.value);
}

/** Leave it; what stood in the box before one changed a line is there again. */
export function cancel(room: Around): void {
  if (room.aim) done(room, room.line.value);
}

const kept = new WeakMap<object, Changes>();

/** The changes that are not sent yet. */
function changesOf({ clock, conversation, line: { drafts } }: Around): Changes {
  const known = kept.get(conversation);
  if (known) return known;
  const { person, storage: shelf } = drafts;
  const made = new Changes({ shelf, storage: storage("sessionStorage"), person, call: conversation.callId, now: () => clock.now() });
  kept.set(conversation, made);
  return made;
}

/** A change with its line, where that is here and does not say the same by now. */
function changed(room: Around, change: Change): { change: Change; line: LogLine } | undefined {
  const line = room.conversation.entries.find(({ archiveId }) => archiveId === change.line);
  return line?.kind === "line" && change.text !== wordsOf(room, line) ? { change, line } : undefined;
}

function keepChange(room: Around): void {
  const { aim, box } = room;
  if (aim?.what === "edit" && box) changesOf(room).write(aim.line.archiveId, box.value === wordsOf(room, aim.line) ? "" : box.value);
}

function forget(room: Around, line: LogLine): void {
  changesOf(room).write(line.archiveId, "");
  changesOf(room).close();
}

const heard = new WeakSet<Node>();
const resumed = new WeakSet<Node>();

/** Once its line is there: a change that was begun before the page was loaded anew. */
function goOn(room: Around): void {
  const { box } = room;
  if (!box || resumed.has(box)) return;
  if (!box.hasUpdated) return void box.updateComplete.then(() => room.requestUpdate());
  if (!heard.has(box)) box.addEventListener("typed", () => keepChange(room));
  heard.add(box);
  const change = changesOf(room).interrupted;
  const line = room.conversation.entries.find(({ archiveId }) => archiveId === change?.line);
  if (change && line?.kind !== "line") return;
  resumed.add(box);
  // Who writes something else already is not taken away from it.
  if (line?.kind !== "line" || box.value !== room.line.value || room.aim) return room.requestUpdate();
  queueMicrotask(() => resume(room, line));
}

function resume(room: Around, line: LogLine): void {
  aimAt(room, { what: "edit", line, late: tooLate(room, line) });
}

/** The talk is over: what was not sent stands where she finds what was in the box. */
function giveUp(room: Around): void {
  const { all } = changesOf(room);
  if (all.length === 0) return;
  room.line.value = [room.line.value, ...all.map(({ text }) => text)].filter(Boolean).join("\n");
  for (const { line } of all) changesOf(room).write(line, "");
  room.requestUpdate();
}

const tied = new WeakSet<Node>();

/** Hear of lines whose menu is wanted, of reactions that are chosen below one, and who wants older lines. */
function tie(room: Around, log: LogView): void {
  if (tied.has(log)) return;
  tied.add(log);
  log.addEventListener("older", () => void readOlder(log, room.conversation));
  log.addEventListener("more", (event) => {
    const { line, button } = (event as CustomEvent<{ line: LogLine; button: HTMLElement }>).detail;
    menu(room, line, button);
  });
  log.addEventListener("react", (event) => {
    const { line, sign } = (event as CustomEvent<{ line: LogLine; sign: string }>).detail;
    react(room, line, sign);
  });
}

function takeBack(room: Around): void {
  const { aim } = room;
  if (aim && !tooLate(room, aim.line)) say(room, takingBack(aim.line));
  cancel(room);
}

function done(room: Around, text: string): void {
  if (room.aim?.what === "edit") forget(room, room.aim.line);
  room.aim = null;
  room.line.value = text;
  put(room, text);
}

/** Put a text into the box, in the place of what stands there. */
function put({ box }: Around, text: string): void {
  const area = box?.renderRoot.querySelector("textarea");
  if (!area) return;
  area.value = text;
  area.focus();
  area.dispatchEvent(new InputEvent("input"));
}

function aimAt(room: Around, aim: Aim): void {
  const edits = room.aim?.what === "edit";
  room.aim = aim;
  // What was written of another line waits there.
  if (aim.what === "edit") put(room, changesOf(room).of(aim.line.archiveId) || wordsOf(room, aim.line));
  else if (edits) {
    changesOf(room).close();
    put(room, room.line.value);
  }
  if (aim.what === "back") void room.updateComplete.then(() => room.renderRoot.querySelector<HTMLElement>(".aim button")?.focus());
  else room.box?.focus();
}

function say(room: Around, { body, ...marks }: ReturnType<typeof correction>): void {
  room.conversation.say(body, marks);
}

function isNew(room: Around, line: LogLine): boolean {
  return line.id !== "" && room.clock.now() - line.at < OFFERED_MILLISECONDS;
}

/** Whether it can be changed no more: its time is over, or it was taken back. */
function tooLate(room: Around, line: LogLine): boolean {
  return room.clock.now() - line.at >= CORRECTABLE_MILLISECONDS || isTakenBack(room, line);
}

customElements.define("chatxblock-line-menu", LineMenu);
