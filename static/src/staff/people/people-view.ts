import { html, LitElement, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { webAddress } from "../../shared/browser-links";
import { Times } from "../../shared/browser-times";
import type { Clock } from "../../shared/clock";
import { face, faceStyles } from "../../shared/face-view";
import { failureWords } from "../../shared/failure";
import { FocusKeeper } from "../../shared/focus-keeper-view";
import type { Handlers } from "../../shared/handlers";
import type { KeptText } from "../../shared/kept-text";
import type { MenuItem } from "../../shared/menu-view";
import { named } from "../../shared/named-view";
import { isolated, Texts } from "../../shared/texts";
import { theme } from "../../shared/theme-styles";
import type { CoursePerson, StaffBarAnswer, StaffDeed } from "../../shared/wire";
import type { Pages } from "../pages";
import type { BarWish } from "./bar-dialog-view";
import { deedWords } from "./deeds";
import { peopleStyles } from "./people-styles";

export type Sort = "load" | "thanks" | "name";

/** Everybody who asked or helped in the course, and below them who of the staff did what. */
export class PeopleView extends LitElement {
  static override properties = { texts: { attribute: false }, barring: { state: true }, failure: { state: true }, busy: { state: true }, sort: { state: true } };
  static override styles = [theme, faceStyles, peopleStyles];

  declare texts: Texts;
  /** Whom the open dialog is about. */
  declare barring: CoursePerson | null;
  declare failure: { jid: string; words: string };
  declare busy: boolean;
  declare sort: Sort;
  query = "";
  people!: Pages<CoursePerson>;
  deeds!: Pages<StaffDeed>;
  handlers!: Handlers;
  clock!: Clock;
  say!: (words: string) => void;
  text!: (name: string) => KeptText;
  private stops: (() => void)[] = [];

  constructor() {
    super();
    this.texts = new Texts();
    this.barring = null;
    this.failure = { jid: "", words: "" };
    this.busy = false;
    this.sort = "load";
    new FocusKeeper(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.stops = [this.people, this.deeds].map(({ changed }) => changed.subscribe(() => this.requestUpdate()));
    this.refresh();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.stops) stop();
  }

  refresh(): void {
    void this.people.look();
    void this.deeds.look();
  }

  protected override render(): TemplateResult {
    const { t } = this.texts;
    return html`<section aria-labelledby="people">
        <h2 id="people" tabindex="-1">${t("Who asked or helped")}</h2>
        ${this.renderSearch()} ${this.renderTrouble(this.people)} ${this.renderPeople()}
      </section>
      <section aria-labelledby="deeds">
        <h2 id="deeds">${t("Who did what")}</h2>
        ${this.people.error ? nothing : this.renderTrouble(this.deeds)} ${this.renderDeeds()}
      </section>
      ${this.barring ? this.renderDialog(this.barring) : nothing}`;
  }

  private renderSearch(): TemplateResult {
    const { t } = this.texts;
    const sorts: [Sort, string][] = [
      ["load", t("How often they came")],
      ["thanks", t("Thanks")],
      ["name", t("Name")],
    ];
    return html`<form role="search" @submit=${this.search}>
      <div><label class="small" for="query">${t("Name or username")}</label><input id="query" type="search" maxlength="255" dir="auto" /></div>
      <div>
        <label class="small" for="sort">${t("Sorted by")}</label>
        <select id="sort" @change=${this.choose}>
          ${sorts.map(([sort, words]) => html`<option value=${sort} ?selected=${sort === this.sort}>${words}</option>`)}
        </select>
      </div>
      <button>${t("Search")}</button>
    </form>`;
  }

  private renderTrouble({ error }: { error: unknown }): TemplateResult | typeof nothing {
    const { t } = this.texts;
    if (!error) return nothing;
    return html`<p class="error" role="alert">
      ${failureWords(t, error, t("We can't reach the server right now."))} <button @click=${() => this.refresh()}>${t("Try again")}</button>
    </p>`;
  }

  private renderPeople(): TemplateResult | typeof nothing {
    const { t } = this.texts;
    const { items, error } = this.people;
    if (items === null) return error ? nothing : html`<p class="quiet">${t("Loading…")}</p>`;
    if (items.length === 0) return html`<p class="quiet">${this.query ? t("Nobody of that name asked or helped here.") : t("Nobody asked or helped yet. Whoever does stands here.")}</p>`;
    return html`<ul>
        ${repeat(items, ({ jid }) => jid, (person) => html`<li>${this.renderPerson(person)}</li>`)}
      </ul>
      ${this.renderMore(this.people)}`;
  }

  private renderPerson(person: CoursePerson): TemplateResult {
    const { t } = this.texts;
    const { jid, name, username } = person;
    const id = `name-${jid}`;
    const about = [username && username !== name ? username : "", person.staff ? t("course staff") : "", person.left ? t("has left the course") : "", person.on_duty ? t("on duty") : ""].filter(Boolean);
    const history = webAddress(person.history_url);
    return html`${face(person)}
      <div>
        <h3 id=${id}><bdi translate="no" title=${name}>${name}</bdi></h3>
        ${about.length > 0 ? html`<p class="small quiet">${about.map((one, place) => html`${place > 0 ? " · " : nothing}<bdi>${one}</bdi>`)}</p>` : nothing}
        <p class="small quiet">${this.numbers(person)}</p>
        ${person.bars.map((bar) => html`<p class="small held">${this.heldWords(bar)}</p>`)}
        <p class="error small" role="alert">${this.failure.jid === jid && !this.barring ? this.failure.words : ""}</p>
      </div>
      <div class="actions">
        ${history ? html`<a class="button wide" href=${history} target="_blank" rel="noopener" aria-describedby=${id}>${t("See talks")}</a>` : nothing}
        ${person.staff ? nothing : this.renderMenu(person, id)}
      </div>`;
  }

  private renderMenu(person: CoursePerson, id: string): TemplateResult {
    const { t } = this.texts;
    return html`<chatxblock-menu .label=${t("More")} .items=${this.itemsOf(person)}
      ><button class="plain" aria-haspopup="menu" aria-expanded="false" aria-label=${t("More")} aria-describedby=${id} ?disabled=${this.busy}>⋯</button></chatxblock-menu
    >`;
  }

  private itemsOf(person: CoursePerson): MenuItem[] {
    const { t } = this.texts;
    const lift = person.bars.map(({ doing }) => ({ label: doing === "asking" ? t("Let them ask again") : t("Let them help again"), run: () => void this.lift(person, doing) }));
    const rooms = person.rooms.map((room) => ({ label: t("Remove from the room"), run: () => void this.putOut(person, room) }));
    return [{ label: t("Bar…"), run: () => this.ask(person) }, ...lift, ...rooms];
  }

  private numbers({ questions, asked, answered, thanked, seen_at: seen }: CoursePerson): string {
    const { t, n } = this.texts;
    const parts = [n("{n} question", "{n} questions", questions)];
    if (asked > 0 || answered > 0) parts.push(n("came {n} time", "came {n} times", answered), n("asked {n} time", "asked {n} times", asked), n("{n} thank you", "{n} thank-yous", thanked));
    if (seen) parts.push(t("here {time}", { time: new Times(this.texts).ago(Date.parse(seen), this.clock.now()) }));
    return parts.join(" · ");
  }

  private heldWords(bar: CoursePerson["bars"][number]): string {
    const { t } = this.texts;
    const time = bar.until ? new Times(this.texts).brief(Date.parse(bar.until), this.clock.now()) : "";
    if (bar.doing === "asking") return time ? t("Barred from asking until {time}", { time }) : t("Barred from asking until it is lifted");
    return time ? t("Barred from helping until {time}", { time }) : t("Barred from helping until it is lifted");
  }

  private renderDeeds(): TemplateResult | typeof nothing {
    const { t } = this.texts;
    const { items, error } = this.deeds;
    if (items === null) return error ? nothing : html`<p class="quiet">${t("Loading…")}</p>`;
    if (items.length === 0) return html`<p class="quiet">${t("Nothing yet. What staff do about questions, people and pages stands here, with the reason.")}</p>`;
    return html`<ul>
        ${repeat(items, ({ id }) => id, (deed) => html`<li class="deed">${this.renderDeed(deed)}</li>`)}
      </ul>
      ${this.renderMore(this.deeds)}`;
  }

  private renderDeed(deed: StaffDeed): TemplateResult {
    const { t } = this.texts;
    const times = new Times(this.texts);
    const until = deed.until ? ` · ${t("until {time}", { time: times.brief(Date.parse(deed.until), this.clock.now()) })}` : "";
    return html`<p>${named(deedWords(this.texts, deed))}</p>
      ${deed.reason ? html`<p class="words small" dir="auto">${deed.reason}</p>` : nothing}
      <p class="small quiet"><time datetime=${deed.at} title=${times.long(Date.parse(deed.at))}>${times.ago(Date.parse(deed.at), this.clock.now())}</time>${until}</p>`;
  }

  private renderMore<T>(pages: Pages<T>): TemplateResult | typeof nothing {
    if (!pages.next) return nothing;
    return html`<div class="more"><button ?disabled=${pages.busy} @click=${() => void pages.more()}>${this.texts.t("Show more")}</button></div>`;
  }

  private renderDialog(person: CoursePerson): TemplateResult {
    return html`<chatxblock-bar-dialog
      .person=${person}
      .texts=${this.texts}
      .text=${this.text(`bar:${person.jid}`)}
      .now=${() => this.clock.now()}
      .error=${this.failure.words}
      .busy=${this.busy}
      @confirmed=${({ detail }: CustomEvent<BarWish>) => void this.bar(person, detail)}
      @dismissed=${() => (this.barring = null)}
    ></chatxblock-bar-dialog>`;
  }

  private ask(person: CoursePerson): void {
    this.failure = { jid: "", words: "" };
    this.barring = person;
  }

  private async bar(person: CoursePerson, wish: BarWish): Promise<void> {
    const { t } = this.texts;
    if (!(await this.act(person, "staff_bar", { person: person.jid, ...wish }))) return;
    this.barring = null;
    this.text(`bar:${person.jid}`).value = "";
    this.say(t("{name} reads your words from now on.", { name: isolated(person.name) }));
  }

  private async lift(person: CoursePerson, doing: "asking" | "helping"): Promise<void> {
    const { t } = this.texts;
    const name = isolated(person.name);
    const done = await this.act(person, "staff_bar", { person: person.jid, doing, undo: true });
    if (done) this.say(doing === "asking" ? t("{name} may ask again.", { name }) : t("{name} may help again.", { name }));
  }

  private async putOut(person: CoursePerson, room: string): Promise<void> {
    const done = await this.act(person, "remove", { call_id: room, person: person.jid });
    if (done) this.say(this.texts.t("{name} is out of the room.", { name: isolated(person.name) }));
  }

  /** Do something about somebody; false where that failed, which is said. */
  private async act(person: CoursePerson, handler: string, body: object): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.failure = { jid: "", words: "" };
    try {
      await this.handlers.post<StaffBarAnswer>(handler, body);
      return true;
    } catch (error) {
      this.failure = { jid: person.jid, words: failureWords(this.texts.t, error, this.texts.t("That did not get through. What you wrote is still here: try again in a moment.")) };
      return false;
    } finally {
      this.busy = false;
      this.refresh();
    }
  }

  private readonly choose = (event: Event): void => {
    this.sort = (event.target as HTMLSelectElement).value as Sort;
    void this.people.anew();
  };

  private readonly search = (event: SubmitEvent): void => {
    event.preventDefault();
    this.query = this.renderRoot.querySelector<HTMLInputElement>("#query")?.value.trim() ?? "";
    void this.people.anew();
  };
}
