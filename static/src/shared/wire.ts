/** The shapes that travel between server and browser, as the reference of handlers describes them. Types only. */

export type CallState = "waiting" | "answered" | "archiving" | "closed";
/** `fellow`: somebody with a similar question who was let in. */
export type Role = "asker" | "helper" | "invited" | "fellow" | "staff";
export type PersonRole = Role | "left" | "removed";

export interface Context {
  usage_key: string;
  title: string;
  url: string;
  excerpt?: string;
}

/** Where the people of a call meet. `url` leads there, and is null in the chat and for whoever may not know it. */
export interface Place {
  /** `chat`, or a name of the operator's. */
  kind: string;
  /** What people call it, in the middle of a sentence. */
  label: string;
  url: string | null;
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
  place?: Place;
  window_url: string;
  transcript_url: string;
  solved: boolean;
  asker_left: boolean;
  asker: Asker;
  can_join: boolean;
  /** Seconds that others waited lately for the first helper; null where there were too few to tell. */
  usual_wait?: number | null;
  /** How many more are asked at `next_round_at`. */
  next_size?: number | null;
  left_for_staff?: boolean;
  /** Who has a similar question and asks to be let in. */
  knocking?: JoinRequest[];
}

/** What handlers answer that read or change a call. */
export interface CallAnswer {
  call: Call;
}

/** Somebody with a similar question who asks to be let in. */
export interface JoinRequest {
  jid: string;
  name: string;
  image_url: string;
}

/** Whether somebody helps in this course, and whether she is ready to be asked right now. */
export interface DutyState {
  /** null: never asked, or never answered. */
  helps: boolean | null;
  /** Her wish at this moment: false when its time is over or a pause is on. */
  on_duty: boolean;
  /** When duty ends by itself; null while it lasts until she stops. */
  until: string | null;
  /** Too many offers in a row were left without an answer. */
  paused: boolean;
  /** Inside her own quiet hours: nothing reaches her. */
  in_quiet: boolean;
  quiet_until: string | null;
  sound: boolean;
  may_help: boolean;
}

export interface Quiet {
  /** Monday is 1, Sunday 7 (ISO 8601). The days on which it begins. */
  days: number[];
  start: string;
  end: string;
}

export interface HelperUnit {
  usage_key: string;
  title: string;
  url: string;
  helps: boolean;
}

/** All that a helper decides for herself, and her own numbers. */
export interface HelperState extends DutyState {
  units: HelperUnit[];
  quiet: Quiet[];
  timezone: string;
  most_offers: number;
  most_calls: number;
  caps: { offers: number; calls: number };
  numbers: { asked: number; answered: number; thanked: number };
}

/** What a helper can change, as it is posted. */
export interface HelperChange {
  helps?: boolean;
  units?: Record<string, boolean>;
  quiet?: Quiet[];
  timezone?: string;
  most_offers?: number;
  most_calls?: number;
  sound?: boolean;
}

/** The way into the room that shows who is on duty; the password holds for one person and a short time. */
export interface DutyRoomKey {
  jid: string;
  password: string;
  nick: string;
}

export interface Ticket {
  jid: string;
  nick: string;
  token: string;
  expires_at: string;
  websocket_url: string;
  service_jid: string;
  rooms_domain: string;
  /** Only on a ticket that was asked for duty. */
  duty_room?: DutyRoomKey | null;
}

export interface Person {
  jid: string;
  name: string;
  image_url: string;
  role: PersonRole;
}

export interface PeopleAnswer {
  people: Person[];
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
  invited_at?: string;
  /** When to remind her quietly, by the server's clock. */
  remind_at?: string | null;
  seen?: boolean;
}

/** A question that was taken from the inbox a moment ago, and why. */
export interface Ended {
  call_id: string;
  rev: number;
  question: string;
  asker: Asker;
  reason: "withdrawn" | "over" | "full";
}

export interface InboxAnswer extends Partial<DutyState> {
  invitations: Invitation[];
  ended?: Ended[];
  /** For staff: what was left for the teachers and is not answered yet. */
  left?: LeftQuestion[];
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
  /** For staff: what was left for the teachers when the page was made. */
  left?: LeftQuestion[];
  /** Addresses of the scripts that are loaded when they are needed; without, they lie beside the one that needs them. */
  scripts?: Record<string, string>;
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
  inbox: InboxPlace | null;
  may_ask: boolean;
  /** About how many who can help are there; null: better not said. */
  around?: Around | null;
  /** Answers that teachers gave to what she had left for them, not put away yet. */
  answered?: LateAnswer[];
  /** Whether she may ask to be let into the room of a similar question. */
  joining?: boolean;
}

/** A teacher's answer to a question that was left for the teachers. */
export interface LateAnswer {
  call_id: string;
  question: string;
  answer: string;
  by: string;
  answered_at: string;
}

/** A question that nobody came for, left for the teachers. */
export interface LeftQuestion {
  call_id: string;
  question: string;
  context: Context;
  asker: Asker;
  asked_at: string;
}

/** An open call whose question is like the one that is being typed. */
export interface SimilarCall {
  call_id: string;
  question: string;
  helpers: number;
}

export interface SimilarAnswer {
  calls?: SimilarCall[];
}

/** What became of the wish to join a call. */
export interface JoinAnswer {
  state: "asked" | "admitted" | "over";
  window_url?: string;
}

export type Around = "none" | "few" | "ten" | "dozens" | "many";

export interface InboxPlace {
  script: string;
  window_url?: string;
  page_url?: string;
  duty?: DutyState;
}

/** The pages of the helper's own: the inbox in a window of its own, and her settings. */
export interface HelperData extends PageData {
  handlers: Record<string, string>;
  person: string;
  name: string;
  duty: DutyState;
  inbox_window_url: string;
  helper_page_url: string;
  /** On the helper's own page. */
  helper?: HelperState;
}

export interface RoomData extends PageData {
  call_id: string;
  call: Call | null;
  ticket: Ticket | null;
  me: { jid: string; name: string; image_url: string } | null;
  role: Role;
  page: { title: string; url: string };
  /** Where its people will meet, also before the call is there. */
  place?: Place;
  handlers: Record<string, string>;
  line_limit: number;
}
