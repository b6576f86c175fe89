/** What the editor loads only when it is needed. */
import { MoreActions } from "./more-view";
import { TwoTexts } from "./two-texts-view";

export function defineSeldom(): void {
  if (customElements.get("chatxblock-more")) return;
  customElements.define("chatxblock-more", MoreActions);
  customElements.define("chatxblock-two-texts", TwoTexts);
}
