/** What a page brings for its window's head: a button, and behind it the links that lead on; nothing from an earlier server. */
export function bringMore(page: Document): Node | string {
  return page.querySelector("template")?.content ?? "";
}
