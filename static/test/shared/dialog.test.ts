// @vitest-environment happy-dom
/** What every dialog is like: its buttons say what they do, and the keyboard's place is not lost. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { wordsOfMeeting } from "../../src/room/link/meeting-words";
import { wordsOf, type Question } from "../../src/room/wishes";
import { Dialog } from "../../src/shared/dialog-view";
import { Texts } from "../../src/shared/texts";
import { settle } from "../doubles";
import { find, shown, words } from "../element-fixtures";

customElements.define("chatxblock-dialog", Dialog);

let opener: HTMLButtonElement;

beforeEach(() => {
  opener = document.createElement("button");
  document.body.append(opener);
  opener.focus();
});

afterEach(() => document.body.replaceChildren());

async function dialog(values: Partial<Dialog> = {}): Promise<Dialog> {
  const element = document.createElement("chatxblock-dialog") as Dialog;
  return shown(Object.assign(element, { heading: "Take it back?", confirm: "Take it back", cancel: "Keep waiting", ...values }));
}

describe("a dialog", () => {
  test("has what is asked for filled, and what ends something in outline, with the other way filled", async () => {
    expect(words(await dialog(), ".primary")).toEqual(["Take it back"]);
    const element = await dialog({ danger: true });
    expect([words(element, ".primary"), words(element, ".danger")]).toEqual([["Keep waiting"], ["Take it back"]]);
  });

  test("gives the focus back, also where it is taken away after a yes", async () => {
    const element = await dialog();
    find(element, "button").focus();
    element.remove();
    expect(document.activeElement).toBe(opener);
  });

  test("takes the focus from nobody who has it by then", async () => {
    const element = await dialog();
    const next = document.createElement("input");
    document.body.append(next);
    next.focus();
    element.remove();
    expect(document.activeElement).toBe(next);
  });

  test("says what is wrong at its field", async () => {
    const element = await dialog({ field: "Name" });
    expect(find(element, "input").getAttribute("aria-invalid")).toBe("false");
    element.error = "There is nobody of that name.";
    await settle();
    const input = find(element, "input");
    expect(input.getAttribute("aria-invalid")).toBe("true");
    expect(find(element, `#${input.getAttribute("aria-describedby")}`).textContent).toBe("There is nobody of that name.");
  });
});

test("Every button of a dialog in a room says what it does", () => {
  const texts = new Texts();
  const wishes: Question[] = [{ kind: "leave" }, { kind: "invite" }, { kind: "solved" }, { kind: "remove", jid: "omar@chat.test", name: "Omar" }];
  const both = wishes.map((wish) => [wordsOf(texts, wish), wordsOfMeeting(texts, wish, "video room")]).flat();
  const buttons = both.map(({ cancel, confirm, danger }) => `${cancel} / ${confirm}${danger ? " (danger)" : ""}`);
  expect([...new Set(buttons)]).toEqual(["Stay / Leave", "Not now / Invite", "Not yet / It's solved", "Let them stay / Remove (danger)"]);
});
