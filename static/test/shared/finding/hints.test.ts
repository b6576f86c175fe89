// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from "vitest";
import { Hints } from "../../../src/shared/finding/hints-view";
import { safeHtml } from "../../../src/shared/browser-safe-html";
import type { Hint } from "../../../src/shared/wire";
import { find, shown, words } from "../../element-fixtures";

customElements.define("chatxblock-hints", Hints);

afterEach(() => document.body.replaceChildren());

const THREE: Hint[] = [
  { title: "Look at the <b>rows</b>", html: "<p>Is one a <em>multiple</em> of the other?</p>", url: null },
  { title: "A film", html: "", url: "https://films.test/rows" },
  { title: "The last one", html: "<p>Compute it.</p>", url: "javascript:alert(1)" },
];

async function hints(all: Hint[]): Promise<Hints> {
  return shown(Object.assign(document.createElement("chatxblock-hints") as Hints, { hints: all }));
}

async function click(element: Hints, selector: string): Promise<void> {
  find(element, selector).click();
  await element.updateComplete;
  await element.updateComplete;
}

describe("hints of the author", () => {
  test("are nothing where there are none", async () => {
    expect((await hints([])).renderRoot.querySelector("section")).toBeNull();
  });

  test("are shown one at a time, when she wants them", async () => {
    const element = await hints(THREE);
    expect(words(element, "button.line")).toEqual(["Hint 1 of 3 from your teacher"]);
    expect(find(element, "#hints").hidden).toBe(true);
    await click(element, ".line");
    expect([find(element, "#hints").hidden, find(element, ".line").getAttribute("aria-expanded")]).toEqual([false, "true"]);
    expect(words(element, ".read")).toEqual(["Look at the <b>rows</b> Is one a multiple of the other?"]);
    await click(element, ".actions button");
    expect(words(element, ".read .title")).toEqual(["Hint 2 of 3 from your teacher"]);
    await click(element, ".actions button");
    expect(words(element, ".read")).toHaveLength(3);
    expect(element.renderRoot.querySelector(".actions")).toBeNull();
    expect(element.shadowRoot?.activeElement?.textContent).toContain("The last one");
  });

  test("lead on in a new tab, and never where something would run", async () => {
    const element = await hints(THREE);
    await click(element, ".line");
    await click(element, ".actions button");
    await click(element, ".actions button");
    const links = [...element.renderRoot.querySelectorAll("a")];
    expect(links.map((link) => [link.textContent, link.getAttribute("href"), link.target, link.rel])).toEqual([
      ["A film", "https://films.test/rows", "_blank", "noopener noreferrer"],
    ]);
  });
});

describe("HTML of the server", () => {
  test("is shown as it is, with links that open in a new tab", () => {
    const element = safeHtml('<p>See <a href="https://x.test/a">this</a> <code class="k">x</code> <math display="block"><mi>x</mi></math></p>');
    expect(element.querySelector("a")?.outerHTML).toBe('<a href="https://x.test/a" target="_blank" rel="noopener noreferrer">this</a>');
    expect(element.querySelector("code.k")).not.toBeNull();
    expect(element.querySelector("math")?.getAttribute("display")).toBe("block");
  });

  test.each([
    ["a script", "<script>owned()</script>"],
    ["a handler", '<img src="https://x.test/a.png" onerror="owned()">'],
    ["a script in a link", '<a href="javascript:owned()">x</a>'],
    ["a script in a link, in disguise", '<a href=" jAvaScript&#58;owned()">x</a>'],
    ["a page in the page", '<iframe srcdoc="<script>owned()</script>"></iframe>'],
    ["a form", '<form action="https://x.test/owned"><button formaction="javascript:owned()">x</button></form>'],
    ["a style", '<p style="background:url(https://x.test/owned)">x</p><style>owned{}</style>'],
  ])("loses %s, even if the server had let it through", (_what, html) => {
    expect(safeHtml(html).outerHTML).not.toContain("owned");
  });
});
