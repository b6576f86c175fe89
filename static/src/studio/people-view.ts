import { html, LitElement, nothing, type TemplateResult } from "lit";
import { face } from "../shared/face-view";
import { named } from "../shared/named-view";
import { isolated, type Texts } from "../shared/texts";
import type { StudioPeople, StudioPerson } from "../shared/wire";
import type { Form } from "./form";

/** Typing rests so long before people are looked for. */
const REST_MILLISECONDS = 300;

/** The author's list: whom it has, in their order, and whom of the course one may put there; it looks as the form does. */
export class PeopleField extends LitElement {
  static override properties = {
    form: { attribute: false },
    texts: { attribute: false },
    found: { state: true },
    failed: { state: true },
    said: { state: true },
  };

  declare form: Form;
  declare texts: Texts;
  declare found: StudioPeople | null;
  declare failed: boolean;
  /** What was done last, for whoever does not see the list. */
  declare said: string;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private query = "";
  private stop = (): void => undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.said ??= "";
    this.stop = this.form.changed.subscribe(() => this.requestUpdate());
    if (this.found === undefined) void this.look("");
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  protected override createRenderRoot(): this {
    return this;
  }

  private get names(): string[] {
    return String(this.form.values["helpers"] ?? "")
      .split(/[\n,]/)
      .map((name) => name.trim())
      .filter(Boolean);
  }

  protected override render(): TemplateResult {
    const { t } = this.texts;
    const { names } = this;
    return html`${names.length ? html`<ol class="people" aria-labelledby="label-helpers">${names.map((name, index) => this.renderPerson(names, name, index))}</ol>` : html`<p class="quiet">${t("Nobody is on your list yet.")}</p>`}
      <div class="search">
        <label for="find-people">${t("Add somebody by name")}</label>
        <input id="find-people" autocomplete="off" dir="auto" @input=${this.typed} @keydown=${this.pressed} />
        ${this.renderFound(names)}
        ${this.failed ? html`<p class="error" role="alert">${t("We can't reach the server right now. Try again in a moment.")}</p>` : nothing}
        ${this.renderGroups()}
      </div>
      <details>
        <summary>${t("Write or paste usernames, one a line or separated by commas")}</summary>
        <textarea rows="4" dir="auto" aria-labelledby="label-helpers" .value=${String(this.form.values["helpers"] ?? "")} @change=${(event: Event) => this.form.set("helpers", (event.target as HTMLTextAreaElement).value)}></textarea>
      </details>
      <p class="hidden" role="status">${this.said}</p>`;
  }

  private renderPerson(names: string[], name: string, index: number): TemplateResult {
    const { t } = this.texts;
    const person = this.form.people.get(name);
    const shown = person?.name ?? name;
    return html`<li>
      ${face(person ?? { name })}
      <span class="who">${named(isolated(shown))}${shown === name ? nothing : html` <span class="quiet small">${named(isolated(name))}</span>`}</span>
      <button type="button" class="plain" aria-label=${t("Move {name} up", { name: shown })} ?disabled=${index === 0} @click=${() => this.move(names, index)}>↑</button>
      <button type="button" class="plain" aria-label=${t("Take {name} off the list", { name: shown })} @click=${() => this.takeOff(names, index)}>✕</button>
    </li>`;
  }

  private renderFound(names: string[]): TemplateResult | typeof nothing {
    const { t } = this.texts;
    if (!this.found || !this.query) return nothing;
    const others = this.found.people.filter(({ username }) => !names.includes(username));
    if (!others.length) return html`<p class="quiet" role="status">${t("Nobody else in the course has that in their name.")}</p>`;
    return html`<ul class="found" aria-label=${t("People who were found")}>
        ${others.map(
          (person) =>
            html`<li>
              <button type="button" @click=${() => this.add([person])}>
                ${face(person)} <span class="who">${named(isolated(person.name))} <span class="quiet small">${named(isolated(person.username))}${person.staff ? html` · ${t("course staff")}` : nothing}</span></span>
              </button>
            </li>`,
        )}
      </ul>
      ${this.found.more ? html`<p class="quiet small">${t("There are more. Write more of the name.")}</p>` : nothing}`;
  }

  private renderGroups(): TemplateResult | typeof nothing {
    const { t } = this.texts;
    const groups = this.found?.groups ?? [];
    if (!groups.length) return nothing;
    return html`<div class="groups">
      <label for="group">${t("Or add all of a group")}</label>
      <select id="group" @change=${this.chosen}>
        <option value="">${t("Choose a cohort or a team")}</option>
        ${groups.map(({ key, name }) => html`<option value=${key}>${name}</option>`)}
      </select>
    </div>`;
  }

  private readonly typed = (event: Event): void => {
    this.query = (event.target as HTMLInputElement).value.trim();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.look(this.query), REST_MILLISECONDS);
  };

  /** Enter puts the only one who was found on the list; it never sends the form. */
  private readonly pressed = (event: KeyboardEvent): void => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const others = this.found?.people.filter(({ username }) => !this.names.includes(username)) ?? [];
    if (others.length === 1) this.add(others);
  };

  private readonly chosen = async (event: Event): Promise<void> => {
    const select = event.target as HTMLSelectElement;
    const found = await this.form.find("", select.value);
    this.failed = !found;
    if (found) this.add(found.people);
    select.value = "";
  };

  private async look(query: string): Promise<void> {
    const found = await this.form.find(query);
    if (query !== this.query) return;
    this.failed = !found && query !== "";
    if (found) this.found = found;
  }

  private add(people: StudioPerson[]): void {
    const { names } = this;
    const fresh = people.filter(({ username }) => !names.includes(username));
    this.put([...names, ...fresh.map(({ username }) => username)]);
    this.said = this.texts.n("{n} person was added.", "{n} people were added.", fresh.length);
    const input = this.querySelector<HTMLInputElement>("#find-people");
    if (!input || people.length > 1) return;
    input.value = this.query = "";
    input.focus();
  }

  private move(names: string[], index: number): void {
    const moved = [...names];
    moved.splice(index - 1, 0, ...moved.splice(index, 1));
    this.put(moved);
    this.said = this.texts.t("Moved up.");
  }

  private takeOff(names: string[], index: number): void {
    this.put(names.filter((_name, place) => place !== index));
    this.said = this.texts.t("Taken off the list.");
    this.querySelector<HTMLElement>("#find-people")?.focus();
  }

  private put(names: string[]): void {
    this.form.set("helpers", names.join("\n"));
  }
}
