/** Entry of the page on which a resource is written. */
import { connectHandlers, RETURN, storage } from "../shared/browser-page";
import { Times } from "../shared/browser-times";
import { Drafts } from "../shared/drafts";
import { systemTimers as timers } from "../shared/ports";
import { Texts } from "../shared/texts";
import type { EditorData } from "../shared/wire";
import { EditorActions } from "./editor-actions";
import { ResourceEditor } from "./editor-view";
import { KeptWriting } from "./kept-writing";
import { Preview } from "./preview";
import { Writing } from "./writing";

function open(data: EditorData, place: Element): void {
  const [handlers, clock] = connectHandlers(data);
  const { resource, talks, person } = data;
  const kept = new KeptWriting(new Drafts(storage("localStorage"), person), resource.resource_id);
  const writing = new Writing(handlers, timers, kept, resource);
  const editor = document.createElement("chatxblock-resource-editor") as ResourceEditor;
  editor.texts = new Texts(data.texts, data.language);
  editor.times = new Times(editor.texts);
  editor.clock = clock;
  editor.actions = new EditorActions(handlers, writing, talks);
  editor.preview = new Preview(handlers, timers, resource);
  editor.review = data.review;
  editor.loadBeside = async () => (await import("./beside-editor-view")).defineBeside();
  editor.loadSeldom = async () => (await import("./seldom-view")).defineSeldom();
  window.addEventListener(RETURN, () => void writing.comeBack());
  window.addEventListener("pagehide", () => writing.leave());
  place.replaceChildren(editor);
}

customElements.define("chatxblock-resource-editor", ResourceEditor);

const place = document.querySelector("main");
const text = document.getElementById("chatxblock-data")?.textContent;
if (place && text) open(JSON.parse(text) as EditorData, place);
