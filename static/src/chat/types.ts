/** The shapes that travel between server and browser, as the reference of handlers describes them. Types only. */

export type CallState = "waiting" | "answered" | "archiving" | "closed";
export type Role = "asker" | "helper" | "invited" | "staff";
export type PersonRole = Role | "left" | "removed";

export interface Context {
  usage_key: string;
  title: string;
  url: string;
  excerpt?: string;
}

export interface Asker {
  name: string;
  image_url: string;
}

export interface Call {
  id: string;
  rev: number;
  state: CallState;
  question: string;
  context: Context;
  asked_at: string;
  my_role: Role | "removed";
  round: number;
  rounds: number;
  next_round_at: string | null;
  invited: number;
  seen: number;
  declined: number;
  helpers: string[];
  helper_limit: number;
  room: { jid: string } | null;
  window_url: string;
  transcript_url: string;
  solved: boolean;
  asker_left: boolean;
  asker: Asker;
  can_join: boolean;
}

export interface Ticket {
  jid: string;
  nick: string;
  token: string;
  expires_at: string;
  websocket_url: string;
  service_jid: string;
  rooms_domain: string;
}

export interface Person {
  jid: string;
  name: string;
  image_url: string;
  role: PersonRole;
}

export interface Invitation {
  call_id: string;
  rev: number;
  question: string;
  context: Context;
  asker: Asker;
  asked_at: string;
  round: number;
  state: CallState;
  helpers: string[];
  can_join: boolean;
  accepted: boolean;
  window_url: string;
}

export interface Csrf {
  cookie: string;
  header: string;
}

/** What every page gets from the server. */
export interface PageData {
  csrf: Csrf;
  language: string;
  direction: "ltr" | "rtl";
  texts: Record<string, string>;
  now: string;
}

export interface LobbyData extends PageData {
  state: string;
  person: string;
  question_limit: number;
  call: Call | null;
  prompt: string;
  title: string;
  window_url: string;
  handlers: Record<string, string>;
  inbox: { script: string } | null;
  may_ask: boolean;
}

export interface RoomData extends PageData {
  call_id: string;
  call: Call | null;
  ticket: Ticket | null;
  me: { jid: string; name: string; image_url: string } | null;
  role: Role;
  page: { title: string; url: string };
  handlers: Record<string, string>;
  line_limit: number;
}
