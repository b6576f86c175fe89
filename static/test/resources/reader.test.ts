// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Reading } from "../../src/resources/reading";
import { ResourceActions } from "../../src/resources/resource-view";
import { rendered } from "../../src/shared/browser-rendered";
import { Texts } from "../../src/shared/texts";
import type { Resource } from "../../src/shared/wire";
import { FakeServer, ok, refusal, settle, TurnedTimers } from "../doubles";
import { find, shown, words } from "../element-fixtures";
import { resource } from "./resource-fixtures";

customElements.define("chatxblock-resource", ResourceActions);

let server: FakeServer;

beforeEach(() => {
  server = new FakeServer(new TurnedTimers());
});

afterEach(() => {
  document.body.replaceChildren();
});

function actions(values: Partial<Resource> = {}): Promise<ResourceActions> {
  const element = document.createElement("chatxblock-resource") as ResourceActions;
  element.texts = new Texts();
  element.reading = new Reading(server.handlers(), resource({ helped: 11, ...values }));
  return shown(element);
}

async function press(element: ResourceActions, label: string): Promise<void> {
  const found = [...element.renderRoot.querySelectorAll("button")].find((one) => one.textContent?.trim() === label);
  if (!found) throw new Error(`no button ${label}`);
  found.click();
  await settle();
  await element.updateComplete;
}

describe("a reader", () => {
  test("says that it helped, once, and takes it back with one click", async () => {
    server.on("resource_helped", ok({ helped: 12, helped_me: true }), ok({ helped: 11, helped_me: false }));
    const element = await actions();
    await press(element, "This helped");
    expect([words(element, "span")[0], find(element, "button").getAttribute("aria-pressed")]).toEqual(["It helped 12 people.", "true"]);
    await press(element, "✓ This helped");
    expect([words(element, "span")[0], find(element, "button").getAttribute("aria-pressed")]).toEqual(["It helped 11 people.", "false"]);
    expect(server.bodies("resource_helped")).toEqual([{ resource_id: "r1", undo: false }, { resource_id: "r1", undo: true }]);
  });

  test("clicks twice and is counted once", async () => {
    server.on("resource_helped", ok({ helped: 12, helped_me: true }));
    const reading = new Reading(server.handlers(), resource());
    await Promise.all([reading.toggle(), reading.toggle()]);
    expect(server.bodies("resource_helped")).toHaveLength(1);
  });

  test("says that it is still right, and is thanked", async () => {
    const element = await actions();
    await press(element, "Yes");
    expect(words(element, "[role=status]")).toContain("Thank you.");
    expect(server.requests).toEqual([]);
  });

  test("tells the teachers what is wrong, in a field that has the focus", async () => {
    server.on("report", ok({ report_id: "p1" }));
    const element = await actions();
    await press(element, "Something is wrong");
    const field = find<HTMLTextAreaElement>(element, "textarea");
    expect([element.shadowRoot?.activeElement, field.labels.length]).toEqual([field, 1]);
    field.value = " The sign is wrong. ";
    find(element, "form").dispatchEvent(new Event("submit", { cancelable: true }));
    await settle();
    await element.updateComplete;
    expect(server.bodies("report")).toEqual([{ resource_id: "r1", reason: "The sign is wrong." }]);
    expect(words(element, "[role=status]")).toContain("Thank you. The teachers look at it.");
  });

  test("who reported it before is not asked again", async () => {
    expect(words(await actions({ reported_by_me: true }), "button")).toEqual(["This helped"]);
  });

  test.each([
    ["down" as const, "That did not get through. Try again in a moment."],
    [refusal(404, "resource-not-found"), "Sentence of resource-not-found."],
  ])("is told what went wrong", async (reply, sentence) => {
    server.on("resource_helped", reply);
    const element = await actions();
    await press(element, "This helped");
    expect(words(element, "[role=alert]")).toEqual([sentence]);
  });
});

test("the server's HTML becomes nodes, and what is a script stands still", () => {
  const place = document.createElement("div");
  place.replaceChildren(rendered('<p>a <strong>b</strong></p><script>document.title = "ran"</script>'));
  document.body.append(place);
  expect([place.querySelector("strong")?.textContent, document.title]).toEqual(["b", ""]);
});
