// @vitest-environment happy-dom
import { html, render } from "lit";
import { beforeEach, describe, expect, test } from "vitest";
import { named } from "../../src/shared/named-view";
import { isolated, Texts, unmarked } from "../../src/shared/texts";

let page: HTMLElement;

beforeEach(() => {
  page = document.createElement("main");
});

const { t, n, list } = new Texts();

function say(sentence: string): void {
  render(html`<p>${named(sentence)}</p>`, page);
}

describe("a name in a sentence", () => {
  test("stands in an element of its own, which no browser translates and whose title has all of it", () => {
    say(t("{name} left.", { name: isolated("محمد") }));
    expect(page.textContent).toBe("محمد left.");
    const names = [...page.querySelectorAll("bdi")];
    expect(names.map((name) => [name.textContent, name.title, name.getAttribute("translate")])).toEqual([["محمد", "محمد", "no"]]);
  });

  test("is one of several, in the order of the language", () => {
    const names = ["Ada", "بن", "<b>Cem</b>"];
    say(n("{names} is here.", "{names} are here.", names.length, { names: list(names) }));
    expect(page.textContent).toBe("Ada, بن, and <b>Cem</b> are here.");
    expect([...page.querySelectorAll("bdi")].map((name) => name.textContent)).toEqual(names);
    say(t("Finding helpers…"));
    expect([page.textContent, page.querySelector("bdi")]).toEqual(["Finding helpers…", null]);
  });

  test("is plain where nothing but text can stand", () => {
    expect(unmarked(n("{names} is here.", "{names} are here.", 2, { names: list(["Ada", "Ben"]) }))).toBe("Ada and Ben are here.");
  });
});
