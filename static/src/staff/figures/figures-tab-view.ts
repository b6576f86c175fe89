/** The tab *Figures*: what became of the course's questions, in numbers that say nothing of a single person. */
import type { TabElement, TabPlace } from "../tabs-view";
import { chosenIn, CourseFigures } from "./course-figures";
import { FiguresView } from "./figures-view";

export function makeTab({ handlers, texts }: TabPlace): TabElement {
  if (!customElements.get("chatxblock-figures")) customElements.define("chatxblock-figures", FiguresView);
  const view = document.createElement("chatxblock-figures") as FiguresView;
  view.figures = new CourseFigures(handlers, chosenIn(location.hash));
  view.texts = texts;
  return view;
}
