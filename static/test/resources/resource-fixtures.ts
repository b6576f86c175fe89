/** A resource and its talk, for tests of the pages on which it is read and written. */
import { Drafts } from "../../src/shared/drafts";
import type { OfferedFile, Resource, ShownFile, Talk, TalkLine } from "../../src/shared/wire";
import { EditorActions } from "../../src/resources/editor-actions";
import { KeptWriting } from "../../src/resources/kept-writing";
import { Writing } from "../../src/resources/writing";
import type { FakeServer, MemoryStorage, TurnedTimers } from "../doubles";

export function resource(values: Partial<Resource> = {}): Resource {
  return {
    resource_id: "r1",
    rev: 1,
    title: "Why is the matrix not invertible?",
    answer: "Its determinant is zero.",
    body: "**asker:**\n\nI get zero.\n\n**helper:**\n\nThen the rows depend on each other.",
    answer_html: "<p>Its determinant is zero.</p>",
    html: "<p>I get zero.</p>",
    files_html: "",
    files: [],
    tags: ["matrix"],
    state: "draft",
    hidden_for: null,
    authors: ["Alex"],
    sources: 1,
    logs_gone: 0,
    verified: false,
    helped: 0,
    helped_me: false,
    reported_by_me: false,
    may_edit: true,
    may_review: false,
    created_at: "2026-11-22T11:00:00.000Z",
    updated_at: "2026-11-22T12:00:00.000Z",
    url: "/resource/r1",
    edit_url: "/resource_editor/r1",
    logs: [],
    revisions: [],
    ...values,
  };
}

export function line(id: string, values: Partial<TalkLine> = {}): TalkLine {
  return { id, said_at: "2026-11-22T11:00:00.000Z", speaker: "helper", body: `What was said as ${id}.`, own: false, quotable: true, asked: false, ...values };
}

export function talk(lines: TalkLine[], values: Partial<Talk> = {}): Talk {
  return { call_id: "c1", question: "Why is the matrix not invertible here?", lines, files: [], complete: true, ...values };
}

export function shownFile(id: string, values: Partial<ShownFile> = {}): ShownFile {
  return { file_id: id, name: `${id}.png`, alt: "", kind: "png", width: 40, height: 20, url: `/resource_file/r1.${id}`, ...values };
}

export function offeredFile(id: string, values: Partial<OfferedFile> = {}): OfferedFile {
  return { ...shownFile(id), url: `/file/${id}`, line: `line of ${id}`, speaker: "asker", own: false, quotable: true, asked: false, ...values };
}

export interface Desk {
  kept: KeptWriting;
  writing: Writing;
  actions: EditorActions;
}

export function desk(server: FakeServer, timers: TurnedTimers, storage: MemoryStorage | null, values: Partial<Resource> = {}, talks: Talk[] = []): Desk {
  const kept = new KeptWriting(new Drafts(storage, "lina"), "r1");
  const handlers = server.handlers();
  const writing = new Writing(handlers, timers, kept, resource(values));
  return { kept, writing, actions: new EditorActions(handlers, writing, talks) };
}
