/**
 * The shapes that travel between server and browser. Written by `make wire` from the models in
 * chatxblock/web/schemas: change those, not this file. Every answer also carries `now`, the server's time.
 */

/** Somebody with a chat address. */
export interface Addressed extends Asker {
  /** The bare chat address. */
  jid: string;
}

/** What `ask` answers to whoever has an open question in the course already, and which that is. */
export interface AlreadyInCallProblem { error: string; code: string; call: Call }
/** A teacher's answer, to one question or to several that are alike. */
export interface AnswerLeft extends OfCall {
  answer: string;
  /** Further questions that it answers. */
  call_ids?: string[];
  /** Whether everybody may read it from now on, as a learning resource. */
  publish?: boolean;
}

/** What became of an answer to one or several questions. */
export interface AnsweredLeft {
  /** What it was made, if it was published. */
  resource?: FoundResource | null;
  /** Those of the questions that somebody else had answered meanwhile; the others have this answer. */
  passed_over?: string[];
}

export type Around = "none" | "few" | "ten" | "dozens" | "many";
/** A question. */
export interface Ask {
  /** Made by the browser; becomes the id of the call, so that a double click asks once. */
  request_id: string;
  question: string;
  context?: Marked | null;
  /** Ids of the resources that she opened before asking, which those who help are told of. */
  read?: string[];
}

/** A unit in which something was asked. */
export interface AskedUnit { key: string; title: string }
/** What others see of whoever asked. */
export interface Asker { name: string; image_url: string }
/** Why nothing was kept: something is wrong with the settings. */
export interface BadSettings extends Problem { findings: Finding[] }
/** Something that the reader, or whom staff look at, may not do in this course for now. */
export interface Bar {
  doing: "asking" | "helping";
  /** null until it is lifted. */
  until: string | null;
  /** From the teachers, to the person. */
  words: string;
}

/** Helpers with about as many talks. */
export interface Bucket {
  least: number;
  /** null where there is no upper end. */
  most: number | null;
  helpers: number;
}

/** A call, as somebody who is part of it may see it. */
export interface Call {
  id: string;
  /** Grows with each change that people can see; whoever holds a newer one drops an older. */
  rev: number;
  state: CallState;
  question: string;
  context: Stuck;
  asked_at: string;
  my_role: Role | "removed";
  /** How many rounds went out. */
  round: number;
  /** How many were planned. */
  rounds: number;
  /** When more people are asked; null where that cannot be promised. */
  next_round_at: string | null;
  /** How many more are asked at `next_round_at`, at most. */
  next_size: number | null;
  /** Seconds that others waited lately for the first helper; null where there were too few to tell. */
  usual_wait: number | null;
  /** Whether the asker left the question for the teachers. */
  left_for_staff: boolean;
  /** Whether the asker took the question back. */
  withdrawn: boolean;
  /** Who of the staff ended it, and why. */
  stopped?: Stopped | null;
  /** Whether all who can be asked were asked and have had the time of their round. */
  exhausted: boolean;
  invited: number;
  seen: number;
  declined: number;
  /** Names of those who are there. */
  helpers: string[];
  /** Names of those of them who said that they come and were not seen inside yet. */
  coming: string[];
  helper_limit: number;
  asker: Asker;
  asker_left: boolean;
  solved: boolean;
  /** Whether the reader would be let in now. */
  can_join: boolean;
  /** Who has a similar question and asks to be let in. */
  knocking: JoinRequest[];
  /** null until the chat server has made it and let the asker in, after the end, and where people meet elsewhere. */
  room: Room | null;
  place: Place;
  window_url: string;
  transcript_url: string;
  /** What the asker read before asking; told to those who help, and to staff. */
  read?: ReadResource[];
  /** What the reader has said of it; only once she may be asked, and only to who took part. */
  mine?: Mine | null;
}

/** A call, after what was done to it. */
export interface CallAnswer { call: Call }
export type CallState = "waiting" | "answered" | "archiving" | "closed";
/** An invitation to help in this unit, to somebody who has come far enough and has not said yet. */
export interface Candidacy {
  /** The unit's usage key, by which `helper` takes the answer. */
  unit: string;
  reason: Reason;
  /** Her own points, in whole percent rounded down, where they are the reason; only she is told. */
  percent: number | null;
  /** The page with the questions for her. */
  window_url: string;
}

/** The author's limits on what one helper is burdened with. */
export interface Caps { offers: number; calls: number }
/** Left questions that are alike. */
export interface Cluster {
  call_ids: string[];
  /** That of the one that is most like the others. */
  question: string;
  questions: string[];
  /** How many asked or follow one of them. */
  learners: number;
}

/** Left questions by likeness, most learners first. */
export interface ClustersAnswer {
  clusters: Cluster[];
  /** The same questions, each with who asked it, when and where. */
  left: LeftQuestion[];
}

/** Where the asker is stuck, with a link that is right for the reader. */
export interface Context {
  usage_key: string;
  title: string;
  url: string;
  /** The words that she marked. */
  excerpt: string;
}

/** Questions, and what became of them. */
export interface Counted {
  asked: number;
  /** To how many a helper came. */
  answered: number;
  solved: number;
  /** How many were left for the teachers. */
  left: number;
  /** `answered` of `asked`, 0 to 1; null where nobody asked. */
  share: number | null;
  /** Seconds within which half of the helpers came who came; null where nobody did, or it was more than an hour. */
  half_within: number | null;
}

/** A page of the people of the course. */
export interface CoursePeopleAnswer {
  people: CoursePerson[];
  /** What `after` is for the next page; null on the last one. */
  next: string | null;
}

/** Somebody who asked or helped in the course. */
export interface CoursePerson {
  /** The bare chat address. */
  jid: string;
  name: string;
  username: string;
  image_url: string;
  /** How many they asked. */
  questions: number;
  /** How often they were asked for help. */
  asked: number;
  /** How often they came. */
  answered: number;
  thanked: number;
  seen_at: string | null;
  on_duty: boolean;
  staff: boolean;
  /** Whether they are no longer in the course. */
  left: boolean;
  bars: Bar[];
  /** Calls in which they help now. */
  rooms: string[];
  /** The page with their questions and talks. */
  history_url: string;
}

/** What a page posts with: the token under the name of the header, until it is refused; then one from the URL. */
export interface Csrf {
  /** The name of the platform's cookie, which no page of ours reads. */
  cookie: string;
  header: string;
  /** Empty where the platform told none. */
  token: string;
  /** Where the newest token is read. */
  url: string;
}

/** The newest token. */
export interface CsrfToken { token: string }
/** What is left of a call for who declined; all of it for who has another part in it. */
export interface DeclineAnswer { call: Farewell | Call }
export type DeedKind = "entered" | "closed" | "answered" | "dismissed" | "settled" | "verified" | "unverified" | "published" | "hid" | "merged" | "restored" | "removed" | "barred-asking" | "barred-helping" | "unbarred-asking" | "unbarred-helping";
/** A page of what staff did, the newest first. */
export interface DeedsAnswer {
  deeds: StaffDeed[];
  /** What `before` is for the next page; null on the last one. */
  next: number | null;
}

/** Which page of what staff did. */
export interface DeedsWish {
  /** `next` of the page before. */
  before?: number | null;
}

/** A window that closes, and what it had on its screen, so that a hole in the log is seen. */
export interface Departure extends OfCall {
  lines?: number | null;
  /** The archive's id of the last line. */
  last_id?: string | null;
}

/** Why a question that was left will not be answered. */
export interface DismissLeft extends OfCall { reason: string }
/** Nothing but that it was done. */
export interface Done {}
/** A resource in its editor: the text, and beside it the talks that it comes from. */
export interface DraftAnswer { resource: Resource; talks: Talk[] }
/** Of which talk a draft is wanted; of none, to begin one without a talk, which staff may. */
export interface DraftWish { call_id?: string | null }
/** The way into the room that shows who is on duty; the password holds for one person and a short time. */
export interface DutyRoomKey { jid: string; password: string; nick: string }
/** Whether somebody helps in this course, and whether she is ready to be asked right now. */
export interface DutyState {
  /** Whether the author's rule lets her help here, and no bar keeps her from it. */
  may_help: boolean;
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
  /** Whether a new question may be heard. */
  sound: boolean;
  /** What keeps her from helping in this course for a time; null where nothing does. */
  barred: Bar | null;
}

/** Being on duty or not. */
export interface DutyWish {
  on_duty: boolean;
  /** For how long; without, until told otherwise. */
  minutes?: number | null;
}

/** The page on which a learning resource is written. */
export interface EditorData extends PageData {
  resource: Resource;
  /** What it is made of, for whoever writes. */
  talks: Talk[];
  /** Whether staff will look at it before others read it. */
  review: boolean;
  /** The first half of the reader's chat address. */
  person: string;
}

/** A question that was taken from the inbox a moment ago, and why. */
export interface Ended {
  call_id: string;
  rev: number;
  question: string;
  asker: Asker;
  asked_at: string;
  /** `withdrawn`: the asker took it back before anybody came. */
  reason: "withdrawn" | "over";
}

/** The exercises of the unit, in their order. */
export interface ExercisesAnswer { exercises: ShownExercise[] }
/** What somebody may still see of a call who is no part of it any more. */
export interface Farewell {
  id: string;
  rev: number;
  state: CallState;
  /** Whether somebody else was asked who may still come, or is there; told to who declines alone. */
  others: boolean;
}

/** What somebody who took part says afterwards; what is not said stays as it was. */
export interface Feedback extends OfCall {
  helped?: Helped | null;
  /** Whether others may read what the speaker said, without a name. */
  quote_me?: boolean | null;
}

/** A course's figures over some months. */
export interface FiguresAnswer {
  whole: Counted;
  /** All of them, in their order. */
  months: OfMonth[];
  /** All 24, where the site is. */
  hours: OfHour[];
  rounds: OfRound[];
  /** Those with most questions first, 50 at most. */
  units: OfUnit[];
  load: Spread;
  read: Reading;
  /** The addresses of each picture. */
  plots: Record<string, PlotUrls>;
  /** Where the numbers are had as CSV. */
  file_url: string;
}

/** Over how many months, this one taken in. */
export interface FiguresWish { months?: number }
export type FileKind = "jpeg" | "png" | "gif" | "webp" | "pdf" | "text";
/** What is sent beside a file. */
export interface FilePut extends OfCall {
  /** Made by the browser: what is sent twice under it is kept once. */
  request_id: string;
  /** What it is called; the name of the form's file if empty. */
  name?: string;
  /** What is to be seen in it, for whoever does not see it. */
  alt?: string;
}

/** That a file is kept. */
export interface FilePutAnswer { file: PutFile }
/** How a page comes to the files of a talk. */
export interface FilesPlace {
  /** Where files are sent to; null where nobody may send any. */
  put_url: string | null;
  /** The address of a file for this reader, with FILE_ID for the file. */
  url: string;
  /** Of one file. */
  most_bytes: number;
  /** In one talk. */
  most_files: number;
}

/** A question as far as it is typed; without one the unit's most helpful resources are meant. */
export interface Find { question?: string }
/** At most three of both together, the best first within each. */
export interface FindAnswer { resources: FoundResource[]; calls: FoundCall[] }
/** What is to be said of a setting. */
export interface Finding {
  /** Which one; empty for all of them together. */
  field: string;
  /** Whether nothing is kept as long as it is so. */
  level: "error" | "warning";
  words: string;
}

/** Whose question somebody has too, or has no longer. */
export interface Follow extends OfCall { undo?: boolean }
/** Whether the reader follows a question now, and how many do. */
export interface FollowAnswer { following: boolean; followers: number }
/** That a question which the reader asked or follows was answered for everybody. */
export interface FollowedAnswer {
  call_id: string;
  question: string;
  resource_id: string;
  title: string;
  answer: string;
  url: string;
}

/** An open or left question that is like the one being typed; nobody is named. */
export interface FoundCall {
  call_id: string;
  question: string;
  /** How many are there. */
  helpers: number;
  /** Whether it waits for a teacher; otherwise somebody is asking it right now. */
  left: boolean;
  /** How many said that they have this too. */
  followers: number;
  /** Whether the reader did. */
  following: boolean;
  /** Whether the reader may ask to be let into its room. */
  can_join: boolean;
}

/** A learning resource in one line, and the short answer that is seen when it is opened in place. */
export interface FoundResource {
  resource_id: string;
  title: string;
  answer: string;
  tags: string[];
  /** How many people said that it helped them. */
  helped: number;
  /** Whether a teacher said that this text is right. */
  verified: boolean;
  updated_at: string;
  /** The page on which it is read. */
  url: string;
}

export type Helped = "yes" | "a-little" | "no";
/** How many it helped by now, and whether the reader is one of them. */
export interface HelpedAnswer { helped: number; helped_me: boolean }
/** What somebody wishes to change about being asked; a key that is not there leaves it as it is. */
export interface HelperChange {
  helps?: boolean;
  /** By usage key, of those that `helper` answered and of this one: whether to be asked there. */
  units?: Record<string, boolean>;
  quiet?: Quiet[];
  timezone?: string;
  most_offers?: number;
  most_calls?: number;
  sound?: boolean;
}

/** The pages of the helper's own: the inbox in a window of its own, and her settings. */
export interface HelperData extends PageData {
  /** The first half of the reader's chat address. */
  person: string;
  name: string;
  inbox_window_url: string;
  helper_page_url: string;
  duty: DutyState;
  /** On the helper's own page. */
  helper?: HelperState | null;
  /** For staff: their page, open at what waits for them. */
  staff_page_url?: string | null;
}

/** All that a helper decides for herself, and her own numbers. */
export interface HelperState extends DutyState {
  units: HelperUnit[];
  quiet: Quiet[];
  timezone: string;
  /** Never above the author's limit. */
  most_offers: number;
  most_calls: number;
  caps: Caps;
  numbers: Numbers;
}

/** A unit in which somebody helps, or could. */
export interface HelperUnit {
  usage_key: string;
  title: string;
  url: string;
  /** Whether she wishes to be asked there. */
  helps: boolean;
  /** Whether she has come far enough to help there, and has not said yet whether she wishes to. */
  new?: boolean;
  /** Whether she is not far enough there any more: she is not asked, whatever she wishes. */
  lost?: boolean;
}

/** A page of those who are on duty. */
export interface HelpersAnswer {
  helpers: StaffHelper[];
  /** What `after` is for the next page; null on the last one. */
  next: number | null;
}

/** Which page of those who are on duty. */
export interface HelpersWish {
  /** `next` of the page before. */
  after?: number;
}

export type HiddenFor = "author" | "staff" | "reports" | "consent";
/** Which resource is hidden, and why. */
export interface HideResource extends Judge {
  /** Of staff: it is kept with what they did, for their colleagues. */
  reason?: string;
}

/** What the author wants learners to look at before asking. */
export interface Hint {
  title: string;
  /** Its text, which is safe to insert; empty where there is none. */
  html: string;
  /** The page to which it leads instead. */
  url: string | null;
}

/** A page of somebody's history, the last session first. */
export interface HistoryAnswer {
  sessions: HistorySession[];
  /** What `before` is for the next page; null on the last one. */
  next: string | null;
}

/** The page with somebody's own questions and talks. */
export interface HistoryData extends PageData {
  /** Whose they are. */
  me: Me;
  /** Whether they are the reader's own. */
  own: boolean;
  /** The first page. */
  history: HistoryAnswer;
  /** Where all of it is to be had as a file. */
  file_url: string;
  /** The page itself; of the reader's own. */
  page_url: string;
  /** For staff: the page with PERSON for whose it is. */
  person_url: string | null;
  /** Of the page from which this one was opened, as far as that is known. */
  title: string;
  /** That page. */
  url: string;
}

export type HistoryOutcome = "open" | "solved" | "helped" | "answered" | "left" | "dismissed" | "withdrawn" | "unanswered";
/** Talks that are less than thirty minutes apart. */
export interface HistorySession {
  began_at: string;
  /** null while one of its talks goes on. */
  ended_at: string | null;
  /** Whether it is the earlier part of the session with which the page before ended. */
  continued: boolean;
  /** What goes on first, then the last to end. */
  talks: HistoryTalk[];
}

/** One call as a part of somebody's history. */
export interface HistoryTalk {
  call_id: string;
  /** `group` where more than one other person came. */
  kind: "user" | "group";
  /** Who else was there, in the order in which they came; empty where nobody came. */
  with: Addressed[];
  question: string;
  /** What the person whose history it is was there. */
  role: PersonRole;
  state: CallState;
  /** How it ended: `helped` if somebody came and nobody said that it is solved; `left`, `answered` and `dismissed` for what was left for the teachers. */
  outcome: HistoryOutcome;
  asked_at: string;
  /** null while people may still talk in it. */
  ended_at: string | null;
  /** How many lines were said, without corrections; null until the log is kept. */
  lines: number | null;
  /** Of the page on which it was asked. */
  title: string;
  /** That page. */
  url: string;
  window_url: string;
  transcript_url: string;
  /** The address of one of its pictures and files, good from now on, with FILE_ID for the file. */
  files_url?: string;
  /** What was made of it, where the reader may open that. */
  resource?: TalkResource | null;
  /** What a teacher said later; told to the asker and to staff. */
  answer?: TalkAnswer | null;
}

/** Which page of whose history, and what is looked for. */
export interface HistoryWish extends OfHistory {
  /** `next` of the page before. */
  before?: string | null;
  /** Words, each of which is in the question or in a line of the kept log. */
  query?: string;
}

/** How somebody stands, and the open questions for her. */
export interface InboxAnswer extends DutyState {
  /** Oldest first; off duty only those that she came to. */
  invitations: Invitation[];
  /** Within the last minute. */
  ended: Ended[];
  /** For staff: what was left for the teachers and is not answered yet. */
  left: LeftQuestion[];
}

/** Where the inbox comes from, and how its owner stands. */
export interface InboxPlace { script: string; window_url: string; page_url: string; duty: DutyState }
/** A running call to which somebody was asked, as an entry of the inbox. */
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
  /** Whether the asker has left the room to those who are there. */
  asker_left: boolean;
  can_join: boolean;
  /** Whether she came. */
  accepted: boolean;
  window_url: string;
  invited_at: string;
  seen: boolean;
  /** When to remind her quietly, by the server's clock; null once it was seen or needs nobody. */
  remind_at: string | null;
  /** What the asker read before asking. */
  read?: ReadResource[];
}

/** Whom to ask as well. */
export interface Invite extends OfCall {
  /** A username, or an exact name. */
  person: string;
}

/** What became of the wish to be let in. */
export interface JoinAnswer {
  state: "asked" | "admitted" | "over";
  /** Where to go in; not sent where it is over. */
  window_url?: string;
}

/** Somebody with a similar question who asks to be let in. */
export interface JoinRequest extends Addressed {}
/** A text that somebody says is to be read, and what staff tell whoever reported it. */
export interface Judge extends OfRevision { words?: string | null }
/** A teacher's answer to a question that was left for the teachers. */
export interface LateAnswer {
  call_id: string;
  question: string;
  answer: string;
  /** What the teacher is called towards the asker. */
  by: string;
  answered_at: string;
  /** Whether `answer` says why there will be none. */
  dismissed: boolean;
}

/** Somebody leaves for good, and may say what the talk was to them; null is to be asked and to say nothing. */
export interface Leave extends Departure {
  helped?: Helped | null;
  /** Whether others may read what the speaker said, without a name. */
  quote_me?: boolean | null;
}

/** A question that nobody came for, left for the teachers. */
export interface LeftQuestion {
  call_id: string;
  question: string;
  context: Context;
  asker: Asker;
  asked_at: string;
  /** When the asker left it for the teachers. */
  left_at: string;
  /** How many wait for an answer: the asker, and who said that they have this too. */
  learners?: number;
  /** The room's page, which shows what was said. */
  window_url: string;
  transcript_url: string;
}

/** A page of the course's resources, the last changed first. */
export interface LibraryAnswer {
  resources: LibraryResource[];
  units: LibraryUnit[];
  /** What `after` is for the next page; null on the last one. */
  next: string | null;
}

/** A resource in one row, with what became of it. */
export interface LibraryResource {
  resource_id: string;
  rev: number;
  title: string;
  answer: string;
  state: Stage;
  hidden_for: HiddenFor | null;
  verified: boolean;
  unit: string;
  shown: number;
  opened: number;
  helped: number;
  asked_anyway: number;
  /** How many people's reports of it are open. */
  reported: number;
  /** How many talks it comes from. */
  sources: number;
  authors: number;
  updated_at: string;
  url: string;
  /** null of what is part of another. */
  edit_url: string | null;
}

export type LibraryShelf = "all" | "draft" | "review" | "published" | "hidden" | "merged" | "reported" | "unverified";
/** A unit of which there are resources. */
export interface LibraryUnit {
  unit: string;
  /** What it was called when somebody asked there last; its key where nobody did. */
  title: string;
}

/** Which of the course's resources. */
export interface LibraryWish {
  /** `all` is all but those that are part of another; `unverified` are published ones without a teacher's word. */
  show?: LibraryShelf;
  /** The usage key of one of `units`; of all units where it is empty. */
  unit?: string;
  /** What stands in title, short answer or text. */
  query?: string;
  /** Those published ones that are like this one, instead of all else. */
  like?: string | null;
  /** `next` of the page before. */
  after?: string | null;
}

/** The lobby, in which a learner asks and a helper has the inbox. */
export interface LobbyData extends PageData {
  /** For staff: what was left for the teachers when the page was made. */
  left: LeftQuestion[];
  state: "ready";
  /** The first half of the reader's chat address. */
  person: string;
  /** The reader's own open question. */
  call: Call | null;
  title: string;
  prompt: string;
  /** With CALL_ID for the call. */
  window_url: string;
  /** null for somebody who has none here. */
  inbox: InboxPlace | null;
  /** About how many who can help are there. */
  around: Around;
  /** Answers that teachers gave to what she had left for them, not put away yet. */
  answered: LateAnswer[];
  /** What she left for the teachers, the newest first, answered or not. */
  own_left: OwnLeft[];
  /** What she is asked once more of a talk that is over; one at most, and none while a question of hers is open. */
  unfinished: Unfinished[];
  /** Answers for everybody to what she asked or follows, not put away yet. */
  followed?: FollowedAnswer[];
  /** For staff: their page, open at what waits for them. */
  staff_page_url?: string | null;
  helper_page_url: string;
  /** Whether she may ask to be let into the room of a similar question. */
  joining: boolean;
  may_ask: boolean;
  /** How it stands in its unit: whole, or behind a button. */
  form?: "card" | "button";
  /** What keeps her from asking in this course for a time. */
  barred?: Bar | null;
  /** What the author wants learners to look at before asking, in that order. */
  hints?: Hint[];
  /** An invitation to help here; null where there is none, or none any more. */
  candidacy?: Candidacy | null;
}

/** What a lobby shows, and that it is open. */
export interface LobbyLook {
  /** The call that it shows as the reader's own. */
  call_id?: string | null;
  /** Whether it closes: then it stands for its reader no longer. */
  leaving?: boolean | null;
}

/** What is new for somebody who has the lobby open. */
export interface LobbyNews {
  /** The reader's own open question, or how the one that the lobby shows ended. */
  call: Call | null;
  /** About how many who can help are there; null while a question is open. */
  around: Around | null;
  answered: LateAnswer[];
  /** What she is asked once more of a talk that is over; one at most. */
  unfinished: Unfinished[];
  /** Answers for everybody to what she asked or follows, not put away yet. */
  followed?: FollowedAnswer[];
  /** What keeps her from asking in this course for a time. */
  barred?: Bar | null;
  /** The invitation to help here, where she is far enough and has not said yet; null while a question is open. */
  candidacy?: Candidacy | null;
}

/** Which call, and who looks. */
export interface Look extends OfCall {
  /** Whether a room window looks, which stands for its person where nobody can tell who is inside. */
  inside?: boolean | null;
}

/** What the asker sends along of the page; where that is, the server knows. */
export interface Marked {
  /** The words that she marked. */
  excerpt?: string;
  /** The text of an exercise, as `exercises` gave it. */
  exercise?: string;
  /** What she answered to it last. */
  last_answer?: string;
}

/** The reader. */
export interface Me extends Addressed {}
/** Which resource becomes a part of which other. */
export interface Merge extends OfRevision { into: string }
/** What the reader has said of a talk so far, and nobody else. */
export interface Mine {
  helped: Helped | null;
  /** Whether others may read what she said, without her name; null where she has said neither. */
  quote_me: boolean | null;
  /** Whether somebody who writes a resource of it waits for her yes. */
  asked_to_quote: boolean;
}

/** A helper's own numbers. */
export interface Numbers { asked: number; answered: number; thanked: number }
/** Which call. */
export interface OfCall { call_id: string }
/** Whose history. */
export interface OfHistory {
  /** A username, an exact name, or a bare chat address; the caller's own if empty. */
  person?: string;
}

/** One hour of the day, 0 to 23, where the site is. */
export interface OfHour { hour: number; questions: Counted }
/** Which file, by a link that somebody of its talk was given. */
export interface OfLink { link: string }
/** One month. */
export interface OfMonth {
  /** Such as "2026-11". */
  month: string;
  questions: Counted;
  /** Resources that were published. */
  published: number;
  /** From how many questions these were made. */
  talks: number;
  /** How often somebody said that one helped: found instead of asked. */
  helped: number;
}

/** Whose page it is. */
export interface OfOwner {
  /** A mark, as `chatxblock.web.marks` makes them. */
  owner: string;
}

/** Which call, and whom: somebody's address, as the call or its people have it. */
export interface OfPerson extends OfCall { person: string }
/** Which report of a talk. */
export interface OfReport { report_id: string }
/** Which resource. */
export interface OfResource { resource_id: string }
/** Which resource, and which text of it somebody has before them. */
export interface OfRevision extends OfResource { rev: number }
/** The questions whose helper was asked in one round, or that nobody came to and that went no further. */
export interface OfRound {
  /** 0 for those that ended before any round. Who is asked by name counts for the round that went out last. */
  round: number;
  questions: Counted;
}

/** Which file of which resource. */
export interface OfShownFile { file: string }
/** The questions of one unit. */
export interface OfUnit { unit: string; title: string; questions: Counted }
/** A picture or file of a talk, for whoever writes about that. */
export interface OfferedFile extends ShownFile {
  /** Id of the line that handed it on. */
  line: string;
  /** Who sent it: the role, in the reader's language, never a name. */
  speaker: string;
  own: boolean;
  /** Whether its sender said yes to being quoted; one's own always is. */
  quotable: boolean;
  /** Whether its sender was asked for a yes, and has not answered. */
  asked: boolean;
}

/** A question that the reader left for the teachers, and what became of it. */
export interface OwnLeft {
  call_id: string;
  question: string;
  left_at: string;
  /** The room's page, which shows what was said. */
  window_url: string;
  /** null while no teacher said anything about it. */
  answer: LateAnswer | null;
}

/** What every page gets from the server. */
export interface PageData {
  /** By name: the URLs of the handlers, with CALL_ID for the call where one belongs into the URL. */
  handlers: Record<string, string>;
  csrf: Csrf;
  question_limit: number;
  line_limit: number;
  /** URLs of the scripts that are loaded when they are needed. */
  scripts: Record<string, string>;
  texts: Record<string, string>;
  language: string;
  direction: "ltr" | "rtl";
  now: string;
  /** The page with the reader's own questions and talks. */
  history_url: string;
  /** The reader's mark: a browser that has another one forgets what it kept. Not secret, and no name. */
  owner?: string;
  /** For staff, in the lobby and the inbox' window: what was left for the teachers when the page was made. */
  left?: LeftQuestion[];
}

/** The page on which a question was asked. */
export interface PageOfQuestion { title: string; url: string }
/** Who takes part: the asker first, then everybody who came. */
export interface PeopleAnswer { people: Person[] }
/** Which people of the course, in which order. */
export interface PeopleWish {
  sort?: "load" | "thanks" | "name";
  /** Parts of a name or a username. */
  query?: string;
  /** `next` of the page before. */
  after?: string | null;
}

/** Somebody who takes or took part in a call. */
export interface Person extends Addressed { role: PersonRole }
export type PersonRole = Role | "left" | "removed";
/** Where the people of a call meet. */
export interface Place {
  /** `chat`, or a name of the operator's. */
  kind: string;
  /** What people call it, in the middle of a sentence. */
  label: string;
  /** The link that leads there; null in the chat, and for whoever may not know it. */
  url: string | null;
}

/** Where a picture is had, SVG. */
export interface PlotUrls {
  wide: string;
  /** The same for a phone. */
  narrow: string;
}

/** Which picture of them. */
export interface PlotWish extends FiguresWish {
  plot: "answered-month" | "answered-hour" | "answered-round" | "answered-unit" | "wait-month" | "wait-hour" | "wait-round" | "wait-unit" | "load" | "learned";
  /** Narrow for a phone. */
  form?: "wide" | "narrow";
}

/** How it would be read: HTML that is safe to insert. */
export interface Preview { answer_html: string; html: string }
/** A text that is being written. What is too long is refused with a sentence. */
export interface PreviewWish { answer?: string; body?: string }
/** What every handler answers that refuses or fails. */
export interface Problem {
  /** A sentence for people. */
  error: string;
  /** A word for programs. */
  code: string;
}

/** A resource that is published, or waits for staff; and what is like it already. */
export interface PublishAnswer { resource: Resource; like: FoundResource[] }
/** A file that is kept. */
export interface PutFile {
  file_id: string;
  /** As it is called from now on. */
  name: string;
  kind: FileKind;
  size: number;
  width: number;
  height: number;
  /** What to say in the room: name, description and link, a line each. */
  line: string;
}

/** A page of the questions that were sought, the last to be asked first. */
export interface QuestionsAnswer {
  questions: StaffQuestion[];
  /** Empty unless they were wanted. */
  units: AskedUnit[];
  /** What `after` is for the next page; null on the last one. */
  next: string | null;
}

/** Which questions, and which page of them. */
export interface QuestionsWish {
  /** Words, each of which is in the question. */
  query?: string;
  state?: "" | "open" | "ended" | "left";
  /** Usage key. */
  unit?: string;
  /** In which it was asked, in UTC, such as `2026-11`. */
  month?: string | null;
  /** Whether a helper came, or a teacher answered later. */
  answered?: boolean | null;
  /** What the asker said of the talk. */
  helped?: "" | "yes" | "a-little" | "no";
  /** Who asked: a username or an exact name. */
  asker?: string;
  /** Whether the units are wanted as well in which something was asked. */
  with_units?: boolean;
  /** `next` of the page before. */
  after?: string | null;
}

/** Some hours on some days in which nothing rings; past midnight where the end is not after the start. */
export interface Quiet {
  /** The days on which they begin: Monday is 1, Sunday 7 (ISO 8601). */
  days: number[];
  start: string;
  end: string;
}

/** A line that a text has word for word, and whose speaker has not said yes to that. */
export interface Quote {
  call_id: string;
  /** Its id among the lines of the talk. */
  line: string;
  /** The role, in the reader's language, never a name. */
  speaker: string;
  /** What the picture or file is called, where that is what the resource shows of it. */
  file?: string | null;
}

/** Of whose line somebody who writes would like to quote: the speaker is asked. */
export interface QuoteWish extends OfCall { line: string }
/** What `resource_publish` answers where the text quotes people who have not said yes. */
export interface QuotesProblem { error: string; code: string; quotes: Quote[] }
/** A resource that the asker read before asking. */
export interface ReadResource { resource_id: string; title: string; url: string }
/** What became of the resources that were read, since the beginning. */
export interface Reading {
  /** How often one was opened by somebody it is for. */
  opened: number;
  /** How many people said of one that it helped. */
  helped: number;
  /** How often somebody asked a helper although they had opened one. */
  asked_anyway: number;
}

export type Reason = "points" | "group" | "completed" | "thanks" | "far";
/** What is wrong, with what: a resource, or a call and perhaps one line of it or a person in it. */
export interface Report {
  resource_id?: string | null;
  call_id?: string | null;
  /** The archive's id of a line of the call. */
  line?: string | null;
  /** The bare chat address of somebody in the call, where no line is reported. */
  person?: string | null;
  /** Of a call one of the words `unkind`, `spam`, `cheating`, `other`; any other text is taken for `words`. */
  reason: string;
  /** What is wrong, in the reporter's own words. */
  words?: string | null;
}

/** Under which id a report is kept. */
export interface ReportAnswer { report_id: string }
export type ReportOutcome = "nothing" | "spoken-to" | "removed" | "barred" | "hidden" | "right";
export type ReportReason = "unkind" | "spam" | "cheating" | "other";
/** A report and what came of it: the reader's own, for staff everybody's that waits. */
export interface ReportState {
  report_id: string;
  resource_id: string | null;
  call_id: string | null;
  title: string;
  /** In the reporter's words; of a call the word for why, where there are no others. */
  reason: string;
  at: string;
  state: "open" | "settled";
  url: string;
  thing: "resource" | "talk" | "line" | "person";
  /** What staff did, where they said so. */
  outcome?: ReportOutcome | null;
  /** What staff wrote to the reporter. */
  words?: string;
  /** null while nobody has looked. */
  settled_at?: string | null;
}

/** A line around what was reported. */
export interface ReportedLine {
  id: string;
  /** Empty for the room itself. */
  name: string;
  image_url: string;
  at: string;
  body: string;
  /** Whether it is this line, or one of the person who was reported. */
  reported: boolean;
}

/** Reports, the newest first. */
export interface ReportsAnswer { reports: ReportState[] }
/** Whose reports, and which report of a call staff have looked at, if any: it is settled first. */
export interface ReportsWish {
  /** Staff read their own, as everybody else does. */
  own?: boolean;
  settle?: string | null;
}

/** A learning resource, as its reader may see it. */
export interface Resource {
  resource_id: string;
  rev: number;
  title: string;
  answer: string;
  /** Markdown. */
  body: string;
  answer_html: string;
  html: string;
  /** `answer`, `body`, and `files` below them, as they are read: HTML that is safe to insert. */
  files_html: string;
  /** Pictures and files of its talks that it shows, as far as the reader may see them. */
  files: ShownFile[];
  tags: string[];
  state: Stage;
  /** Why it is hidden; null for whoever may not edit it. */
  hidden_for: HiddenFor | null;
  /** What they are called towards the reader. */
  authors: string[];
  /** How many talks it comes from. */
  sources: number;
  /** Of how many of them the log is no longer kept. */
  logs_gone: number;
  verified: boolean;
  helped: number;
  helped_me: boolean;
  reported_by_me: boolean;
  may_edit: boolean;
  /** Whether the reader is of the staff, who verify, restore and merge. */
  may_review: boolean;
  created_at: string;
  updated_at: string;
  url: string;
  edit_url: string | null;
  /** Talks that it comes from and that the reader may open. */
  logs: ResourceLog[];
  /** The last texts, the newest first; empty for whoever may not edit it. */
  revisions: Revision[];
}

/** A resource, after what was done to it. */
export interface ResourceAnswer { resource: Resource }
/** The page on which a learning resource is read. */
export interface ResourceData extends PageData {
  resource: Resource;
  /** The unit that it belongs to, where the page is opened from there. */
  page: PageOfQuestion | null;
  /** Whether the address is that of another resource, which became part of this one. */
  joined?: boolean;
}

/** A talk that a resource comes from, for whoever may read it. */
export interface ResourceLog {
  call_id: string;
  /** Its first line, as plain text. */
  question: string;
  window_url: string;
  transcript_url: string;
}

/** A text. What is too long is refused with a sentence. */
export interface ResourceSave extends OfRevision { title: string; answer?: string; body?: string; tags?: string[] }
/** What waits for somebody to write or to look. */
export interface ResourceWork {
  /** null where nobody has begun a draft. */
  resource_id: string | null;
  call_id: string | null;
  title: string;
  state: Stage;
  hidden_for: HiddenFor | null;
  /** How many reports of it are open. */
  reports: number;
  at: string;
  edit_url: string;
}

/** Talks without a resource, of the reader or for staff of the course; and, for staff, what waits for them. */
export interface ResourceWorkAnswer { talks: ResourceWork[]; review: ResourceWork[] }
/** An earlier text, for whoever may edit. */
export interface Revision {
  rev: number;
  title: string;
  answer: string;
  body: string;
  tags: string[];
  by: string;
  at: string;
}

/** `fellow`: somebody with a similar question who was let in. */
export type Role = "asker" | "helper" | "invited" | "fellow" | "staff";
/** The chat room of a call. */
export interface Room { jid: string }
/** The room window. */
export interface RoomData extends PageData {
  call_id: string;
  /** null before the question is asked. */
  call: Call | null;
  /** null where the call is over. */
  ticket: Ticket | null;
  me: Me;
  role: Role;
  page: PageOfQuestion;
  /** Where its people meet, or will. */
  place: Place;
  /** Whether the reader may invite others by name, if she leads the call. */
  may_name: boolean;
  /** How the window comes to the talk's files. */
  files?: FilesPlace | null;
}

/** That a resource helped, or that saying so was a mistake. */
export interface SayHelped extends OfResource {
  /** What the reader had typed; the resource is found by it the next time. */
  question?: string;
  undo?: boolean;
}

/** What staff did about a report. */
export interface Settle extends OfReport {
  outcome: TalkOutcome;
  /** What the reporter reads beside it. */
  words?: string | null;
}

/** What came of a report. */
export interface Settlement {
  /** Who looked; empty where that is not known any more. */
  by: string;
  at: string;
  outcome: ReportOutcome | null;
  words: string;
}

/** Which file of its talks a resource shows from now on, or no longer. */
export interface ShowFile {
  resource_id: string;
  file_id: string;
  shown?: boolean;
  /** What is to be seen in it, in the writer's words; as it is without. */
  alt?: string | null;
}

/** One exercise as the asker reads it. */
export interface ShownExercise {
  key: string;
  title: string;
  text: string;
  /** What she answered last; empty where she has not, or the platform does not say. */
  answer: string;
}

/** A picture or file that a resource shows, under a name and a description without people's names. */
export interface ShownFile {
  file_id: string;
  name: string;
  /** What is to be seen in it, for whoever does not see it. */
  alt: string;
  kind: FileKind;
  width: number;
  height: number;
  /** Opens it for whoever may read the resource, or write about it. */
  url: string;
}

/** A question as far as it is typed. */
export interface Similar { question: string }
/** At most three open questions that are like the one being typed; nobody is named. */
export interface SimilarAnswer { calls: SimilarCall[] }
/** An open call whose question is like the one that is being typed. */
export interface SimilarCall {
  call_id: string;
  question: string;
  /** How many are there. */
  helpers: number;
}

/** Which call, and whom the reader sees there and cannot name. */
export interface Sought extends OfCall {
  /** A bare chat address that the list of people did not have. */
  person?: string | null;
}

/** How the talks are spread over those who help, since the beginning. */
export interface Spread {
  helpers: number;
  talks: number;
  /** The share of the talks that the busiest tenth had, 0 to 1; null where nobody helped. */
  busiest: number | null;
  /** To how many talks the helper in the middle came. */
  median: number | null;
  buckets: Bucket[];
}

/** Whom to keep from what, for how long, and in which words; or what to let somebody do again. */
export interface StaffBar {
  /** The chat address. */
  person: string;
  doing: "asking" | "helping" | "both";
  /** null: until it is lifted. */
  hours?: number | null;
  /** What the person will read; needed unless it is lifted. */
  words?: string;
  /** Whether to put the person out of the rooms in which they help now, too; else they may finish there. */
  remove?: boolean;
  /** Whether to lift it instead. */
  undo?: boolean;
}

/** What somebody is barred from now. */
export interface StaffBarAnswer {
  bars: Bar[];
  /** From how many rooms the person was put out. */
  removed: number;
}

/** An open call, as the staff of its course see it. */
export interface StaffCall {
  call_id: string;
  rev: number;
  state: CallState;
  question: string;
  context: Context;
  asker: Asker;
  asked_at: string;
  /** How often the circle of those who were asked has grown. */
  round: number;
  rounds: number;
  /** How many were asked so far. */
  asked: number;
  /** Who has come, to help or as staff, and is there. */
  here: string[];
  /** Whether the reader is one of them. */
  entered: boolean;
  /** Whether the asker has left the room to those who are there. */
  asker_left: boolean;
  window_url: string;
}

/** An open call, after what was done to it. */
export interface StaffCallAnswer { call: StaffCall }
/** A page of the open calls of a course: those in which nobody helps first, who waits longest before others. */
export interface StaffCallsAnswer {
  calls: StaffCall[];
  /** What `after` is for the next page; null on the last one. */
  next: string | null;
}

/** Which page of the open calls. */
export interface StaffCallsWish {
  /** `next` of the page before. */
  after?: string | null;
}

/** Which call to end, and why. */
export interface StaffClose extends OfCall {
  /** What those who are in it read. */
  reason: string;
}

/** The page of a course's staff. */
export interface StaffData extends PageData {
  /** The first half of the reader's chat address. */
  person: string;
  /** What the course is called. */
  course: string;
  /** Which tab is open where the address names none; null for the first one. */
  tab?: "for-you" | null;
  /** Other pages of hers, in that order. */
  ways: Way[];
}

/** Something that somebody of the staff did. */
export interface StaffDeed {
  id: number;
  kind: DeedKind;
  /** The name of who did it. */
  by: string;
  /** The name of whom it was about. */
  person: string | null;
  /** Of the place where the question was asked, or of the resource; empty where that is gone. */
  title: string;
  reason: string;
  until: string | null;
  at: string;
}

/** Somebody who is on duty. */
export interface StaffHelper {
  id: number;
  name: string;
  image_url: string;
  /** When a window of theirs last came into the duty room. */
  since: string | null;
  /** The first titles of where they may be asked. */
  units: string[];
  /** How many others there are. */
  more_units: number;
  /** Questions that wait for an answer of theirs. */
  offers: number;
  /** Rooms that they are in. */
  calls: number;
  /** When their duty ends; null: when they say so. */
  until: string | null;
  staff: boolean;
}

/** A question of a course, and what became of it. */
export interface StaffQuestion {
  call_id: string;
  question: string;
  asker: Asker;
  context: Context;
  asked_at: string;
  outcome: HistoryOutcome;
  /** Who came to help. */
  came: string[];
  /** What the asker said of the talk. */
  helped: Helped | null;
  /** How many lines were said; null while it is open. */
  lines: number | null;
  /** What a teacher said later. */
  answer: TalkAnswer | null;
  window_url: string;
  transcript_url: string;
}

/** A report of a talk, as staff see it. */
export interface StaffReport {
  report_id: string;
  call_id: string;
  thing: "talk" | "line" | "person";
  question: string;
  /** Of the page on which the call was asked. */
  title: string;
  /** The line as it was when it was reported; empty where none was, or it could not be read then. */
  said: string;
  /** Whom it is about; null for the whole talk, and where that is not known. */
  about: Addressed | null;
  /** What the reporter is called. */
  by: string;
  reason: ReportReason;
  /** The reporter's. */
  words: string;
  at: string;
  window_url: string;
  transcript_url: string;
}

/** A report of a talk with the log around it, and what came of it. */
export interface StaffReportAnswer {
  report: StaffReport;
  lines: ReportedLine[];
  /** Whether the log could be read just now; it is asked for again later. */
  legible: boolean;
  /** null while it waits. */
  settlement: Settlement | null;
}

/** Reports of talks that wait, the newest first. */
export interface StaffReportsAnswer {
  reports: StaffReport[];
  /** How many there are in the course. */
  waiting: number;
  /** What `before` is for the next page; null on the last one. */
  next: string | null;
}

/** Which page of the reports of talks that wait. */
export interface StaffReportsWish {
  /** `next` of the page before. */
  before?: string | null;
}

/** How much waits for the staff of a course. */
export interface StaffWaiting {
  /** Questions left for them that nobody answered. */
  left: number;
  /** Reports of talks. */
  reports: number;
  /** Learning resources to look at: for review, hidden by reports, or reported. */
  resources: number;
}

export type Stage = "draft" | "review" | "published" | "hidden" | "merged";
/** What `resource_save` answers where somebody saved in between, and what they saved. */
export interface StaleResourceProblem { error: string; code: string; resource: Resource }
/** Why nothing was kept: somebody else has changed the settings since the form was opened. */
export interface StaleSettings extends Problem {
  /** The settings as they are now. */
  values: Record<string, string | number | boolean>;
  seen: string;
  /** The names of those that are other than in the form. */
  changed: string[];
}

/** That somebody of the staff ended a call. */
export interface Stopped {
  /** What they are called towards the reader. */
  by: string;
  reason: string;
}

/** Where the asker is stuck, with what she sent along of the exercise, for those who see the talk. */
export interface Stuck extends Context {
  /** The text of the exercise that she asks about; empty for whoever was only asked to come. */
  exercise?: string;
  /** What she answered to it last; likewise. */
  last_answer?: string;
}

/** One of several things that a setting may be. */
export interface StudioChoice { value: string; label: string }
/** What the form begins with. */
export interface StudioData extends StudioLook {
  fields: StudioField[];
  values: Record<string, string | number | boolean>;
  seen: string;
  /** Those on the author's list whom the course knows. */
  people: StudioPerson[];
  /** The site's own plan of rounds, one round a line; empty where nothing is set up yet. */
  plan: string;
  most_rounds: number;
  csrf: Csrf;
  /** Where the form's script is. */
  script: string;
  texts: Record<string, string>;
  language: string;
  direction: "ltr" | "rtl";
  now: string;
}

/** What an author would have a block say. */
export interface StudioEdits {
  /** By setting. Of a setting that is not among them nothing changes. */
  values: Record<string, string | number | boolean>;
  /** Settings that go back to what they are without an author's word. */
  defaults?: string[];
  /** The mark of the settings that the form began with; empty where whoever sends this has seen none. */
  seen?: string;
}

/** One setting, as the form shows it. */
export interface StudioField {
  name: string;
  kind: "line" | "text" | "choice" | "number" | "switch" | "people" | "rounds";
  group: "question" | "helping" | "afterwards";
  label: string;
  help: string;
  choices: StudioChoice[];
  least: number | null;
  most: number | null;
  default: string | number | boolean;
}

/** People of the course who belong together: a cohort or a team. */
export interface StudioGroup { key: string; name: string }
/** That the settings were kept. */
export interface StudioKept {
  result: "success";
  /** The labels of those that are other than before. */
  changed: string[];
  /** The mark of the settings as they are now. */
  seen: string;
}

/** What there is to be said of the settings as they stand in the form, and how their hints would look. */
export interface StudioLook { findings: Finding[]; hints: Hint[] }
/** Whom a part of a name fits, or who is in a group; and the groups that there are. */
export interface StudioPeople {
  people: StudioPerson[];
  groups: StudioGroup[];
  /** Whether there are others beside those. */
  more: boolean;
}

/** Somebody of the course who could be asked. */
export interface StudioPerson { username: string; name: string; image_url: string; staff: boolean }
/** Whom an author looks for. */
export interface StudioSearch {
  /** A part of a name; nothing for nobody. */
  query?: string;
  /** A group of the course, as `StudioPeople` named it, all of whom are wanted. */
  group?: string;
}

/** The talk that a resource is made of; whoever was not there gets the quotable lines alone. */
export interface Talk {
  call_id: string;
  question: string;
  lines: TalkLine[];
  /** Pictures and files that were sent in it and not taken back. */
  files: OfferedFile[];
  /** Whether the reader gets all that was said, and the log has no hole. */
  complete: boolean;
}

/** What a teacher said of a question that was left. */
export interface TalkAnswer { name: string; answer: string; at: string }
/** A line of the talk beside the editor. */
export interface TalkLine {
  id: string;
  said_at: string;
  /** `asker`, `helper`, `helper 2`: the role, in the reader's language, never a name. */
  speaker: string;
  /** The text without names, e-mail addresses and phone numbers, as it would stand in the draft. */
  body: string;
  own: boolean;
  /** Whether its speaker said yes to being quoted; one's own lines always are. */
  quotable: boolean;
  /** Whether its speaker was asked for a yes by somebody who writes, and has not answered. */
  asked: boolean;
}

export type TalkOutcome = "nothing" | "spoken-to" | "removed" | "barred" | "hidden";
/** What was made of a talk. */
export interface TalkResource {
  resource_id: string;
  title: string;
  state: "draft" | "review" | "published" | "hidden" | "merged";
  /** The page on which it is read. */
  url: string;
}

/** What a browser needs to connect, once or a few times. */
export interface Ticket {
  /** The reader's bare chat address. */
  jid: string;
  /** Its first half, and the only nickname that a room takes. */
  nick: string;
  /** A JWT with the claims `jid` and `exp`: the password for SASL PLAIN. */
  token: string;
  expires_at: string;
  websocket_url: string;
  service_jid: string;
  rooms_domain: string;
  /** What the name of the connection (its resource) begins with, so that it ends when somebody logs out there. */
  resource?: string;
  /** Only on a ticket that was asked for duty: null off duty and while the chat server is away. */
  duty_room?: DutyRoomKey | null;
}

/** What the ticket is for. */
export interface TicketWish {
  /** Whether for the duty room too. */
  duty?: boolean | null;
}

/** Of which call, and in which form. */
export interface TranscriptWish extends OfCall {
  /** JSON is version 2; without a word it is version 1, as it always was. */
  format?: "json" | "html" | "markdown" | "zip" | null;
}

/** A talk of the reader's that is over, and what she is asked of it once more. */
export interface Unfinished {
  call_id: string;
  question: string;
  /** Whether she is asked whether it helped: it was her question. */
  helped_wanted: boolean;
  /** Whether she is asked for a yes to being quoted without her name: she said something. */
  quote_wanted: boolean;
  /** Whether somebody who writes a resource of it asks for that. */
  asked_to_quote: boolean;
}

/** The way to another page. */
export interface Way { url: string; words: string }
/** What is posted to each handler, and what it answers. */
export interface Handlers {
  ask: { takes: Ask; answers: CallAnswer & { now: string } };
  exercises: { takes: Record<string, never>; answers: ExercisesAnswer & { now: string } };
  lobby: { takes: LobbyLook; answers: LobbyNews & { now: string } };
  call: { takes: Look; answers: CallAnswer & { now: string } };
  cancel: { takes: OfCall; answers: CallAnswer & { now: string } };
  solved: { takes: OfCall; answers: CallAnswer & { now: string } };
  ticket: { takes: TicketWish; answers: Ticket & { now: string } };
  inbox: { takes: Record<string, never>; answers: InboxAnswer & { now: string } };
  duty: { takes: DutyWish; answers: DutyState & { now: string } };
  helper: { takes: HelperChange; answers: HelperState & { now: string } };
  accept: { takes: OfCall; answers: CallAnswer & { now: string } };
  decline: { takes: OfCall; answers: DeclineAnswer & { now: string } };
  seen: { takes: OfCall; answers: CallAnswer & { now: string } };
  invite: { takes: Invite; answers: CallAnswer & { now: string } };
  remove: { takes: OfPerson; answers: CallAnswer & { now: string } };
  similar: { takes: Similar; answers: SimilarAnswer & { now: string } };
  join: { takes: OfCall; answers: JoinAnswer & { now: string } };
  admit: { takes: OfPerson; answers: CallAnswer & { now: string } };
  thank: { takes: OfPerson; answers: CallAnswer & { now: string } };
  leave_question: { takes: OfCall; answers: CallAnswer & { now: string } };
  answer_left: { takes: AnswerLeft; answers: AnsweredLeft & { now: string } };
  dismiss_left: { takes: DismissLeft; answers: Done & { now: string } };
  left_read: { takes: OfCall; answers: Done & { now: string } };
  leave: { takes: Leave; answers: CallAnswer & { now: string } };
  gone: { takes: Departure; answers: CallAnswer & { now: string } };
  people: { takes: Sought; answers: PeopleAnswer & { now: string } };
  file_put: { takes: FilePut; answers: FilePutAnswer & { now: string } };
  find: { takes: Find; answers: FindAnswer & { now: string } };
  follow: { takes: Follow; answers: FollowAnswer & { now: string } };
  resource_helped: { takes: SayHelped; answers: HelpedAnswer & { now: string } };
  resource_read: { takes: OfResource; answers: ResourceAnswer & { now: string } };
  resource_draft: { takes: DraftWish; answers: DraftAnswer & { now: string } };
  resource_save: { takes: ResourceSave; answers: ResourceAnswer & { now: string } };
  resource_show: { takes: ShowFile; answers: ResourceAnswer & { now: string } };
  resource_preview: { takes: PreviewWish; answers: Preview & { now: string } };
  resource_publish: { takes: Judge; answers: PublishAnswer & { now: string } };
  resource_hide: { takes: HideResource; answers: ResourceAnswer & { now: string } };
  resource_verify: { takes: Judge; answers: ResourceAnswer & { now: string } };
  resource_merge: { takes: Merge; answers: ResourceAnswer & { now: string } };
  resource_restore: { takes: OfRevision; answers: ResourceAnswer & { now: string } };
  resource_work: { takes: Record<string, never>; answers: ResourceWorkAnswer & { now: string } };
  report: { takes: Report; answers: ReportAnswer & { now: string } };
  reports: { takes: ReportsWish; answers: ReportsAnswer & { now: string } };
  staff_waiting: { takes: Record<string, never>; answers: StaffWaiting & { now: string } };
  staff_reports: { takes: StaffReportsWish; answers: StaffReportsAnswer & { now: string } };
  staff_report: { takes: OfReport; answers: StaffReportAnswer & { now: string } };
  staff_settle: { takes: Settle; answers: StaffReportAnswer & { now: string } };
  feedback: { takes: Feedback; answers: CallAnswer & { now: string } };
  quote_wish: { takes: QuoteWish; answers: Done & { now: string } };
  followed_read: { takes: OfCall; answers: Done & { now: string } };
  staff_clusters: { takes: Record<string, never>; answers: ClustersAnswer & { now: string } };
  history: { takes: HistoryWish; answers: HistoryAnswer & { now: string } };
  csrf: { takes: OfOwner; answers: CsrfToken & { now: string } };
  staff_calls: { takes: StaffCallsWish; answers: StaffCallsAnswer & { now: string } };
  staff_questions: { takes: QuestionsWish; answers: QuestionsAnswer & { now: string } };
  staff_helpers: { takes: HelpersWish; answers: HelpersAnswer & { now: string } };
  staff_enter: { takes: OfCall; answers: StaffCallAnswer & { now: string } };
  staff_close: { takes: StaffClose; answers: Done & { now: string } };
  staff_resources: { takes: LibraryWish; answers: LibraryAnswer & { now: string } };
  staff_people: { takes: PeopleWish; answers: CoursePeopleAnswer & { now: string } };
  staff_deeds: { takes: DeedsWish; answers: DeedsAnswer & { now: string } };
  staff_bar: { takes: StaffBar; answers: StaffBarAnswer & { now: string } };
  staff_figures: { takes: FiguresWish; answers: FiguresAnswer & { now: string } };
}
