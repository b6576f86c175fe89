/** The tab *Questions*: all that was asked in the course. */
import type { TabElement, TabPlace } from "../tabs-view";
import { Questions } from "./questions";
import { QuestionsView } from "./questions-view";

export function makeTab({ handlers, clock, texts, say, text }: TabPlace): TabElement {
  if (!customElements.get("chatxblock-questions")) customElements.define("chatxblock-questions", QuestionsView);
  const view = document.createElement("chatxblock-questions") as QuestionsView;
  view.questions = new Questions(handlers, (url) => fetch(url, { credentials: "same-origin" }));
  view.texts = texts;
  view.clock = clock;
  view.say = say;
  view.text = text;
  return view;
}
