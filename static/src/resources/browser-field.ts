/** Put text into a field at a place, as if it were typed there: so that it can be undone, and the caret stands behind it. */
export function putIn(field: HTMLTextAreaElement, at: number, text: string): void {
  const root = field.getRootNode() as Document | ShadowRoot;
  const focused = root.activeElement as HTMLElement | null;
  field.focus({ preventScroll: true });
  field.setSelectionRange(at, at);
  // Nothing else keeps the browser's own undoing; a field that is not shown takes no focus, and is set by hand.
  const done = root.activeElement === field && document.execCommand?.("insertText", false, text);
  if (!done) {
    field.setRangeText(text, at, at, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  focused?.focus({ preventScroll: true });
}
