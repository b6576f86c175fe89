/** Entry of what a unit loads when a block of ours stands there and was never begun, as a block before it failed. */

type Begin = (runtime: null, block: Element, json: string) => void;

/** Begin each such block with the data that the page's runtime was to hand over (XBlock: `json_init_args`). */
export function rescue(begin: Begin): void {
  for (const block of document.querySelectorAll(".chatxblock:not(:has(>div))")) {
    const data = block.parentElement?.querySelector(':scope > script[type="json/xblock-args"]')?.textContent;
    if (data) begin(null, block, JSON.parse(data) as string);
  }
}
