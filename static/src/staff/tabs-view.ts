/** The tabs of the staff's page, in their order. Each is a chunk of its own, loaded when its tab is opened. */
import type { Clock } from "../shared/clock";
import type { Handlers } from "../shared/handlers";
import type { KeptText } from "../shared/kept-text";
import type { Texts } from "../shared/texts";
import type { StaffData } from "../shared/wire";
import type { Waiting } from "./waiting";

/** What a tab is given of the page. */
export interface TabPlace {
  data: StaffData;
  handlers: Handlers;
  clock: Clock;
  texts: Texts;
  /** A text that is kept under this name while it is written. */
  text: (name: string) => KeptText;
  /** How much waits for the reader and her colleagues. */
  waiting: Waiting;
  /** The ids of the tabs that there are. */
  tabs: string[];
  /** Tell what was done, and where that can be read: it is shown above the tab, and read out. */
  say: (words: string, url?: string) => void;
}

/** What is seen below the tabs. It is in the page only while its tab is open, and stays what it was in between. */
export interface TabElement extends HTMLElement {
  /** The reader is back, or chose the tab again: what is shown may be old. */
  refresh?(): void;
}

export interface Tab {
  /** Stands in the address, behind `#`: links lead to it, so that it stays. What the tab itself tells there is behind a `?`. */
  id: string;
  label: (texts: Texts) => string;
  /** How much there is to do, which stands beside the label. */
  count?: (place: TabPlace) => number;
  load: () => Promise<{ makeTab: (place: TabPlace) => TabElement }>;
}

export const TABS: Tab[] = [
  { id: "now", label: ({ t }) => t("Now"), load: () => import("./now/now-tab-view") },
  { id: "questions", label: ({ t }) => t("Questions"), load: () => import("./questions/questions-tab-view") },
  { id: "for-you", label: ({ t }) => t("For you"), count: ({ waiting }) => waiting.all, load: () => import("./for-you/for-you-tab-view") },
  { id: "resources", label: ({ t }) => t("Resources"), load: () => import("./library/library-tab-view") },
  { id: "people", label: ({ t }) => t("People"), load: () => import("./people/people-tab-view") },
  { id: "figures", label: ({ t }) => t("Figures"), load: () => import("./figures/figures-tab-view") },
];
