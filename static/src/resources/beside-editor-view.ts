/** What the editor loads when its fields are there: the toolbar's element, the talk, and how the text is read. */
import "@github/markdown-toolbar-element";
import { TalkFiles } from "./files-view";
import { Quotes } from "./quotes-view";
import { Seen } from "./seen-view";
import { Talks } from "./talk-view";

export function defineBeside(): void {
  if (customElements.get("chatxblock-talks")) return;
  customElements.define("chatxblock-talks", Talks);
  customElements.define("chatxblock-talk-files", TalkFiles);
  customElements.define("chatxblock-quotes", Quotes);
  customElements.define("chatxblock-seen", Seen);
}
