/** What Google Translate and its like do to a page: each text becomes elements that hold the translated one, in shadow roots too. */

export function translate(root: Node): void {
  for (const text of texts(root)) {
    if (!(text.data ?? "").trim() || text.parentElement?.closest("[translate=no], font, style, script")) continue;
    const [outer, inner] = [document.createElement("font"), document.createElement("font")];
    inner.textContent = `«${text.data.trim()}»`;
    outer.append(inner);
    text.replaceWith(outer);
  }
}

/** What a reader sees of a page, shadow roots too, in one line. */
export function read(root: Node): string {
  return texts(root)
    .map((text) => text.data)
    .join("")
    .replace(/\s+/g, " ")
    .trim();
}

function texts(root: Node): Text[] {
  if (root.nodeType === Node.TEXT_NODE) return [root as Text];
  const shadow = root instanceof Element ? root.shadowRoot : null;
  if (root instanceof HTMLStyleElement) return [];
  return [...(shadow ? shadow.childNodes : []), ...root.childNodes].flatMap(texts);
}
