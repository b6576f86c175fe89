import { Dialog } from "../shared/dialog-view";
import { followPage } from "../shared/theme-styles";

const EDGE = 16;

/**
 * A dialog in a unit. The frame of a course is as high as what is in it, so that its middle may be far off the screen: there the
 * dialog opens where she clicked.
 */
export class PlacedDialog extends Dialog {
  override firstUpdated(): void {
    followPage(this);
    super.firstUpdated();
    const { dialog } = this;
    if (!dialog || window === window.parent) return;
    const { top = 0 } = this.parentNode instanceof ShadowRoot ? this.parentNode.host.getBoundingClientRect() : {};
    const lowest = window.innerHeight - dialog.offsetHeight - EDGE;
    dialog.classList.add("placed");
    dialog.style.marginTop = `${Math.max(EDGE, Math.min(top, lowest))}px`;
  }
}
