// @vitest-environment happy-dom
/** Pages that a browser translates: it puts `<font>` elements in the place of texts, in shadow roots too. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { html, nothing, render } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { beforeEach, describe, expect, test } from "vitest";
import { named } from "../../src/shared/named-view";
import { isolated, Texts } from "../../src/shared/texts";
import { read, translate } from "../translator";

let page: HTMLElement;

beforeEach(() => {
  page = document.createElement("main");
  document.body.replaceChildren(page);
});

/** Draw the page, say what is seen, and let the browser translate it. */
function draw(template: unknown): string {
  render(template, page);
  const seen = read(page);
  translate(page);
  return seen;
}

describe("a page that the browser translates", () => {
  test("shows the new text where the old one was translated", () => {
    for (const words of ["Finding helpers…", "Ada is here.", "", 3, "Ada left."]) {
      expect(draw(html`<p role="status">${words}</p>`)).toBe(String(words));
      expect(read(page)).toBe(words === "" ? "" : `«${words}»`);
    }
  });

  test("shows texts that come and go, beside others", () => {
    const line = (count: number, more: string): unknown => html`<p>${count} new <b>messages</b> ${more || nothing} at ${count * 2}</p>`;
    expect(draw(line(1, "here"))).toBe("1 new messages here at 2");
    expect(draw(line(2, ""))).toBe("2«new»«messages» «at»4");
    expect(draw(line(3, "there"))).toBe("3«new»«messages» there«at»6");
  });

  test("keeps each person's words with the person when a list is put in another order", () => {
    const { t } = new Texts();
    const people = (names: string[], state: string): unknown =>
      html`<ul>
        ${repeat(names, (name) => name, (name) => html`<li>${named(t("{name} left.", { name: isolated(name) }))} ${state}</li>`)}
      </ul>`;
    draw(people(["Ada", "Ben"], "a"));
    draw(people(["Ben", "Cem", "Ada"], "b"));
    const [ben, cem, ada] = [...page.querySelectorAll("li")].map((item) => read(item));
    expect([ben, cem, ada]).toEqual(["Ben«left.» «b»", "Cem«left.» «b»", "Ada«left.» «b»"]);
    draw(people(["Cem"], "c"));
    expect(read(page)).toBe("Cem«left.» «c»");
  });

  test("is as robust in what is built", () => {
    const dist = join(import.meta.dirname, "../../dist");
    const scripts = readdirSync(dist).filter((name) => name.endsWith(".js"));
    expect(scripts.length).toBeGreaterThan(10);
    expect(scripts.filter((name) => readFileSync(join(dist, name), "utf8").includes("nextSibling.data="))).toEqual([]);
  });
});
