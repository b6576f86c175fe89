import { noChange } from "lit";
import { directive, Directive, type ElementPart } from "lit/directive.js";

/** As wide as the text stands it may fit or not. */
const texts = new ResizeObserver((changes) => {
  for (const { target } of changes) measure(target);
});

/** What was unfolded stays marked, so that it can be folded again. The button takes place of the text's: it is judged without. */
function measure(text: Element): void {
  if (!text.classList.contains("brief")) return;
  text.removeAttribute("data-more");
  text.toggleAttribute("data-more", text.scrollHeight > text.clientHeight + 1);
}

/** A formula in it is drawn later than the rest. */
const drawn = ({ currentTarget }: Event): void => measure(currentTarget as Element);

class Overflow extends Directive {
  override render(): typeof noChange {
    return noChange;
  }

  override update({ element }: ElementPart): typeof noChange {
    texts.observe(element);
    element.addEventListener("drawn", drawn);
    return noChange;
  }
}

/** Mark a text of which the style sheet shows no more than its beginning, while there is more: `<p class="brief" ${overflow()}>`. */
export const overflow = directive(Overflow);
