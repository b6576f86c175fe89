// @vitest-environment happy-dom
/** The faces of people: their pictures, and letters where there is none. */
import { html, render } from "lit";
import { beforeEach, describe, expect, test } from "vitest";
import { face, type Faced } from "../../src/shared/face-view";
import { initials } from "../../src/shared/initials";

let page: HTMLElement;

beforeEach(() => {
  page = document.createElement("main");
});

function faceOf(person: Faced): HTMLElement {
  render(html`${face(person)}`, page);
  const found = page.querySelector<HTMLElement>(".face");
  if (!found) throw new Error("no face");
  return found;
}

describe("a face", () => {
  test.each(["", undefined, "javascript:alert(1)"])("is letters without a picture, %s, and silent beside the name", (image_url) => {
    const found = faceOf(image_url === undefined ? { name: "Lina Petrova" } : { name: "Lina Petrova", image_url });
    expect([found.textContent, found.querySelector("img"), found.getAttribute("aria-hidden")]).toEqual(["LP", null, "true"]);
    expect(found.getAttribute("translate")).toBe("no");
  });

  test("is the picture, until that turns out not to come; the next one may", () => {
    const picture = faceOf({ name: "Lina", image_url: "/lina.png" }).querySelector("img");
    expect([picture?.getAttribute("src"), picture?.alt]).toEqual([new URL("/lina.png", document.baseURI).href, ""]);
    picture?.dispatchEvent(new Event("error"));
    expect(picture?.className).toBe("lost");
    expect(faceOf({ name: "Omar", image_url: "/omar.png" }).querySelector("img")).toBe(picture);
    picture?.dispatchEvent(new Event("load"));
    expect(picture?.className).toBe("");
  });
});

describe("initials", () => {
  test.each([
    ["Lina Petrova", "LP"],
    ["bo", "B"],
    [" 😀x y z ", "😀Z"],
    ["", ""],
    ["王小明", "王"],
    ["محمد علي", "م\u200cع"],
    ["क्षमा शर्मा", "क्षश"],
    ["e\u0301lodie n\u0303ame", "E\u0301N\u0303"],
    ["👩‍🔬 Ada", "👩‍🔬A"],
    ["👩🏽‍⚕️", "👩🏽‍⚕️"],
    ["🇺🇦 Olha", "🇺🇦O"],
  ])("of %s are one letter or two, whole", (name, letters) => {
    // An older ICU takes the Hindi conjunct apart, after its virama.
    expect([letters, letters.replace("क्ष", "क्")]).toContain(initials(name));
  });
});
