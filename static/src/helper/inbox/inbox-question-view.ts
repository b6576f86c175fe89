/** One question in the inbox: the words for each of its states. */
import { html, nothing, type TemplateResult } from "lit";
import { webAddress } from "../../shared/browser-links";
import { face } from "../../shared/face-view";
import { inline } from "../../shared/inline-view";
import { named } from "../../shared/named-view";
import { readBefore } from "../../shared/read-before-view";
import { openRoom, roomName } from "../../shared/browser-room-window";
import { Times } from "../../shared/browser-times";
import { isolated, type Texts } from "../../shared/texts";
import type { Invitation } from "../../shared/wire";
import type { InboxEntry } from "./inbox-feed";
import { overflow } from "./overflow-view";

export interface EntryOptions {
  texts: Texts;
  now: number;
  isNew: (invitation: Invitation) => boolean;
  decline: (callId: string) => void;
  /** All of the question is shown. */
  unfolded: (callId: string) => boolean;
  fold: (callId: string) => void;
  /** How many lines of its room nobody has seen, as far as that is open in this browser. */
  unread: (callId: string) => number;
}

export function renderEntry(entry: InboxEntry, options: EntryOptions): TemplateResult {
  const { invitation, farewell } = entry;
  return html`<li class=${farewell ? "gone" : ""} data-call=${invitation.call_id}>
    ${face(invitation.asker)}
    <div>
      <p class="small quiet">
        ${!farewell && !invitation.accepted && options.isNew(invitation) ? html`<bdi class="new">${options.texts.t("New")}</bdi>` : nothing}
        ${renderFacts(invitation, options)}${farewell ? nothing : renderUnread(options.unread(invitation.call_id), options.texts)}
      </p>
      ${renderQuestion(invitation, options)} ${farewell ? nothing : readBefore(options.texts, invitation.read)}
      <div role="status">
        ${farewell
          ? html`<p class="small"><span class="hidden"><bdi translate="no" title=${invitation.asker.name}>${invitation.asker.name}</bdi>:</span> ${reason(entry, options.texts)}</p>`
          : nothing}
      </div>
      ${farewell ? nothing : renderActions(invitation, options)}
    </div>
  </li>`;
}

/** Two lines of it, and the rest on a click where there is more. */
function renderQuestion({ call_id: id, question }: Invitation, { texts: { t }, unfolded, fold }: EntryOptions): TemplateResult {
  const open = unfolded(id);
  return html`<div class="question">
    <p class="words ${open ? "" : "brief"}" id=${`asked-${id}`} dir="auto" ${overflow()}>${inline(question)}</p>
    <button class="plain more" aria-expanded=${open ? "true" : "false"} aria-controls=${`asked-${id}`} @click=${() => fold(id)}>
      ${open ? t("less") : t("more")}
    </button>
  </div>`;
}

/** The log of the room itself says them aloud. */
function renderUnread(lines: number, { n }: Texts): TemplateResult | typeof nothing {
  return lines > 0 ? html` <bdi class="new">${n("{n} new line", "{n} new lines", lines)}</bdi>` : nothing;
}

function renderFacts(invitation: Invitation, { texts, now }: EntryOptions): TemplateResult {
  const ago = new Times(texts).ago(Date.parse(invitation.asked_at), now);
  const { title } = invitation.context;
  const url = webAddress(invitation.context.url);
  const where = url ? html`<a href=${url} target="_blank" rel="noopener">${title || url}</a>` : title;
  return html`<bdi class="who" translate="no" title=${invitation.asker.name}>${invitation.asker.name}</bdi> · ${ago}${title || url ? html` · <bdi>${where}</bdi>` : nothing}`;
}

function renderActions(invitation: Invitation, { texts, decline }: EntryOptions): TemplateResult {
  const { t, n, list } = texts;
  const { call_id: id, helpers, accepted, asker, asker_left: left, window_url: url } = invitation;
  const name = isolated(asker.name);
  const values = { names: list(helpers), name };
  const there = left
    ? n("{name} has left, {names} is there.", "{name} has left, {names} are there.", helpers.length, values)
    : n("{names} is there, you can still come.", "{names} are there, you can still come.", helpers.length, values);
  return html`${helpers.length > 0 && !accepted ? html`<p class="small">${named(there)}</p>` : nothing}
    <div class="actions">
      <a class=${accepted ? "button" : "button primary"} href=${url} target=${roomName(id)} @click=${(event: Event) => openRoom(url, id) && event.preventDefault()}>
        ${accepted ? t("Back to the room") : left ? t("Go to the room") : t("Help")}
        <span class="hidden">${named(name)}</span>
      </a>
      ${accepted ? nothing : html`<button class="plain" @click=${() => decline(id)}>${t("Not now")}</button>`}
    </div>`;
}

/** Why a question goes. */
function reason({ farewell, others }: InboxEntry, { t }: Texts): string {
  if (farewell === "declined") return others ? t("You said not now. Others were asked too.") : t("You said not now. Thank you for telling us.");
  if (farewell === "full") return t("Enough helpers are there now.");
  if (farewell === "withdrawn") return t("This question was withdrawn.");
  if (farewell === "over") return t("This conversation is over.");
  return t("This question is not open to you any more.");
}
