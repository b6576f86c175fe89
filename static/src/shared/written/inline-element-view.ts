/** A question or a title with its formulas and its code shown within its lines; loaded for the first text that needs it. */
import { css } from "lit";
import { renderedStyles } from "../rendered-styles";
import { draw, ready } from "./browser-drawing";
import { steadily } from "./browser-steady";
import { flowing } from "./flowing";
import { formulaStyles } from "./formula-styles";

const styles = css`
  .rendered {
    overflow-wrap: inherit;
  }
  .rendered .unrendered {
    display: inline;
  }
  /* As small as within a line of print. */
  .rendered math:has(mtable) {
    font-size: 0.75em;
  }
`;

/** The text within an element may become another one. */
const changed = new MutationObserver((seen) => {
  for (const { target } of seen) {
    const one = target instanceof Inline ? target : target.parentElement;
    if (one instanceof Inline) one.look();
  }
});
/** One text after the other, each in a task of its own. */
let turn: Promise<unknown> = Promise.resolve();

/** One text. It stands in the element itself as it was typed; where there is more to it, that is shown instead. */
class Inline extends HTMLElement {
  private words = "";
  /** It is shown as it is going to be. */
  settled = false;
  private place: ShadowRoot | null = null;

  connectedCallback(): void {
    if (!this.place) {
      this.place = this.attachShadow({ mode: "open" });
      this.place.adoptedStyleSheets = [renderedStyles, formulaStyles, styles].map(({ styleSheet }) => styleSheet).filter((sheet) => sheet !== undefined);
      changed.observe(this, { characterData: true, childList: true, subtree: true });
    }
    this.look();
  }

  /** See whether another text stands here. */
  look(): void {
    const words = this.textContent ?? "";
    if (words === this.words) return;
    this.words = words;
    this.settled = false;
    this.place?.replaceChildren(document.createElement("slot"));
    turn = turn
      .then(() => new Promise((resolve) => setTimeout(resolve)))
      .then(ready)
      .then(() => this.draw(words))
      .catch(() => undefined)
      .then(() => (this.settled ||= words === this.words));
  }

  private async draw(words: string): Promise<void> {
    const nodes = await draw(words, (sentence) => sentence, true);
    if (!nodes || words !== this.words) return;
    const place = document.createElement("span");
    place.className = "rendered";
    // It was heard as it was typed.
    place.setAttribute("aria-live", "off");
    place.append(flowing(nodes));
    steadily(this.closest("[role=log]"), () => this.place?.replaceChildren(place));
    this.dispatchEvent(new Event("drawn", { bubbles: true }));
  }
}

/** From here on such texts are shown with what is in them, those too that stand on the page already. */
export function define(): void {
  if (!customElements.get("chatxblock-inline")) customElements.define("chatxblock-inline", Inline);
}
