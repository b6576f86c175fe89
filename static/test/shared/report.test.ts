// @vitest-environment happy-dom
/** Reporting: a reason is the button that sends it, and nothing written is lost. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { ReportDialog } from "../../src/shared/reporting/report-view";
import type { Reported } from "../../src/shared/reporting/reported";
import { FakeServer, ok, refusal, settle, TurnedTimers } from "../doubles";
import { find, shown, words } from "../element-fixtures";

customElements.define("chatxblock-report", ReportDialog);

let server: FakeServer;

beforeEach(() => {
  server = new FakeServer(new TurnedTimers());
  server.on("report", ok({ report_id: "p1" }));
});

afterEach(() => document.body.replaceChildren());

const line: Reported = { callId: "c1", line: "17", body: "You are <b>slow</b>." };

async function dialog(reported: Reported): Promise<ReportDialog> {
  const element = document.createElement("chatxblock-report") as ReportDialog;
  return shown(Object.assign(element, { reported, handlers: server.handlers() }));
}

async function press(element: ReportDialog, name: string): Promise<void> {
  const found = [...element.renderRoot.querySelectorAll("button")].find(({ textContent }) => textContent?.trim() === name);
  if (!found) throw new Error(`no ${name}`);
  if (found.type === "submit" && found.form) found.form.dispatchEvent(new SubmitEvent("submit", { cancelable: true }));
  else found.click();
  await settle();
  await element.updateComplete;
}

test.each([
  ["It is unkind", "unkind"],
  ["It is spam, or off topic", "spam"],
  ["It gives answers away", "cheating"],
])("%s is one click more, and is said to have arrived", async (name, reason) => {
  const element = await dialog(line);
  expect(words(element, "h2")).toEqual(["Report this line?"]);
  expect(find(element, "blockquote").textContent).toBe("You are <b>slow</b>.");
  await press(element, name);
  expect(server.bodies("report")).toEqual([{ call_id: "c1", line: "17", reason }]);
  expect(words(element, "h2")).toEqual(["It is with the teachers now"]);
  expect(words(element, "[role=status]")).toEqual(["Thank you for telling them. What comes of it stands in “Your questions and talks”."]);
  expect(element.shadowRoot?.activeElement?.textContent).toBe("Close");
});

test("something else is said in words, of a person by name", async () => {
  const element = await dialog({ callId: "c1", person: "omar@chat", name: "Omar <i>" });
  expect(words(element, "h2")).toEqual(["Report Omar <i>?"]);
  await press(element, "Something else…");
  expect(element.shadowRoot?.activeElement?.localName).toBe("textarea");
  await press(element, "Report");
  expect([words(element, "[role=alert]"), server.bodies("report")]).toEqual([["Say in a few words what is wrong."], []]);
  find<HTMLTextAreaElement>(element, "textarea").value = "\n He goes on and on. ";
  await press(element, "Report");
  expect(server.bodies("report")).toEqual([{ call_id: "c1", person: "omar@chat", reason: "other", words: " He goes on and on." }]);
});

test("what does not get through stays as it was written, with a sentence", async () => {
  server.on("report", refusal(503, "store-busy"), "down", refusal(400, "bad-input"), ok({ report_id: "p1" }));
  const element = await dialog({ callId: "c1" });
  expect(words(element, "h2")).toEqual(["Report this talk?"]);
  await press(element, "Something else…");
  find<HTMLTextAreaElement>(element, "textarea").value = "All of it.";
  for (const said of ["That did not get through. Try again in a moment.", "That did not get through. Try again in a moment.", "Sentence of bad-input."]) {
    await press(element, "Report");
    expect([words(element, "[role=alert]"), find<HTMLTextAreaElement>(element, "textarea").value]).toEqual([[said], "All of it."]);
  }
  await press(element, "Report");
  expect(words(element, "h2")).toEqual(["It is with the teachers now"]);
});

test("is sent once, however often it is clicked", async () => {
  const element = await dialog(line);
  const [first] = element.renderRoot.querySelectorAll<HTMLButtonElement>(".reasons button");
  first?.click();
  first?.click();
  await settle();
  expect(server.bodies("report")).toHaveLength(1);
});

test("tells its owner when it is closed", async () => {
  const element = await dialog(line);
  const told: string[] = [];
  element.addEventListener("dismissed", () => told.push("dismissed"));
  await press(element, "Don't report");
  expect(told).toEqual(["dismissed"]);
});
