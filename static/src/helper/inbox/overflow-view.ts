import { noChange } from "lit";
import { directive, Directive, type ElementPart } from "lit/directive.js";

/** As wide as the text stands it may fit or not. What was unfolded stays marked, so that it can be folded again. */
const texts = new ResizeObserver((changes) => {
  for (const { target } of changes) {
    if (target.classList.contains("brief")) target.toggleAttribute("data-more", target.scrollHeight > target.clientHeight + 1);
  }
});

class Overflow extends Directive {
  override render(): typeof noChange {
    return noChange;
  }

  override update({ element }: ElementPart): typeof noChange {
    texts.observe(element);
    return noChange;
  }
}

/** Mark a text of which the style sheet shows no more than its beginning, while there is more: `<p class="brief" ${overflow()}>`. */
export const overflow = directive(Overflow);
