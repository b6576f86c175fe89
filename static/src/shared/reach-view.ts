import { noChange } from "lit";
import { directive, Directive, type ElementPart } from "lit/directive.js";

/** Not every browser lets the keyboard reach a place for its scrolling alone, and one more stop that does nothing is a nuisance. */
const places = new ResizeObserver((changes) => {
  for (const { target } of changes) {
    if (!(target instanceof HTMLElement)) continue;
    if (target.scrollHeight > target.clientHeight) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});

class Reach extends Directive {
  override render(): typeof noChange {
    return noChange;
  }

  override update({ element }: ElementPart): typeof noChange {
    places.observe(element);
    return noChange;
  }
}

/** Let the keyboard reach an element as long as it holds more than it shows: `<blockquote ${reach()}>`. */
export const reach = directive(Reach);
