/** The tab *Resources*: all that talks left in the course, and what staff do with it. */
import { Dialog } from "../../shared/dialog-view";
import { Menu } from "../../shared/menu-view";
import type { TabElement, TabPlace } from "../tabs-view";
import { Library } from "./library";
import { LibraryView } from "./library-view";
import { Merging } from "./merging";
import { MergingDialog } from "./merging-view";

export function makeTab({ handlers, texts, text, say }: TabPlace): TabElement {
  const elements = { "chatxblock-library": LibraryView, "chatxblock-merging": MergingDialog, "chatxblock-menu": Menu, "chatxblock-dialog": Dialog };
  for (const [name, element] of Object.entries(elements)) if (!customElements.get(name)) customElements.define(name, element);
  const view = document.createElement("chatxblock-library") as LibraryView;
  view.library = new Library(handlers);
  view.merging = (one) => new Merging(handlers, one);
  view.reason = text("hide-resource");
  view.texts = texts;
  view.say = say;
  return view;
}
