/** What was found, as the server tells of it. */
import { Signal } from "../../../src/shared/signal";
import type { Box } from "../../../src/shared/finding/box";
import type { Call, FoundCall, FoundResource, Resource } from "../../../src/shared/wire";

export function foundResource(id: string, values: Partial<FoundResource> = {}): FoundResource {
  return {
    resource_id: id,
    title: `Title ${id}`,
    answer: `Answer ${id}`,
    tags: [],
    helped: 0,
    verified: false,
    updated_at: "2026-11-22T12:00:00.000Z",
    url: `/resource/${id}`,
    ...values,
  };
}

export function foundCall(id: string, values: Partial<FoundCall> = {}): FoundCall {
  return { call_id: id, question: `Question ${id}`, helpers: 0, left: false, followers: 0, following: false, can_join: true, ...values };
}

export function wholeResource(id: string, values: Partial<Resource> = {}): Resource {
  return {
    ...foundResource(id),
    rev: 1,
    body: "",
    answer_html: `<p>Answer of <em>${id}</em></p>`,
    html: `<p>All of ${id}</p>`,
    files_html: "",
    files: [],
    state: "published",
    hidden_for: null,
    authors: [],
    sources: 1,
    logs_gone: 0,
    helped_me: false,
    reported_by_me: false,
    may_edit: false,
    may_review: false,
    created_at: "2026-11-22T12:00:00.000Z",
    edit_url: null,
    logs: [],
    revisions: [],
    ...values,
  };
}

/** A question that is being typed. */
export class TypedBox implements Box {
  readonly changed = new Signal();
  readonly read = new Set<string>();
  call: Call | null = null;
  text = "";

  type(text: string): void {
    this.text = text;
    this.changed.emit();
  }
}
