/** The settings as they stand in the form, what there is to be said of them, and keeping them. */
import { Signal } from "../shared/signal";
import type { BadSettings, Finding, Hint, StaleSettings, StudioData, StudioEdits, StudioField, StudioKept, StudioLook, StudioPeople, StudioPerson } from "../shared/wire";
import type { Saving } from "./saving";

export type Value = StudioData["values"][string];

/** Typing rests so long before the server is asked what there is to be said. */
const REST_MILLISECONDS = 600;

/** How keeping goes: `stale` where somebody else changed the settings, `failed` where no answer came, `kept` where it worked. */
export type State = "" | "busy" | "wrong" | "stale" | "failed" | "kept";

export class Form {
  readonly changed = new Signal();
  readonly values: Record<string, Value>;
  findings: Finding[];
  hints: Hint[];
  state: State = "";
  /** What the server said, where it said something. */
  sentence = "";
  /** The labels of what was kept last. */
  kept: string[] = [];
  /** What others have made of the settings meanwhile. */
  theirs: StaleSettings | null = null;
  readonly people: Map<string, StudioPerson>;
  private base: Record<string, Value>;
  private seen: string;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked = 0;

  constructor(
    readonly data: StudioData,
    readonly saving: Saving,
  ) {
    this.base = { ...data.values };
    this.values = { ...data.values };
    this.findings = data.findings;
    this.hints = data.hints;
    this.seen = data.seen;
    this.people = new Map(data.people.map((person) => [person.username, person]));
  }

  set(name: string, value: Value): void {
    this.values[name] = value;
    if (this.state !== "stale") this.state = "";
    this.changed.emit();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.look(), REST_MILLISECONDS);
  }

  /** What is other than it was, in the order of the form. */
  get edited(): StudioField[] {
    return this.data.fields.filter(({ name }) => this.values[name] !== this.base[name]);
  }

  of(field: string): Finding[] {
    return this.findings.filter((finding) => finding.field === field);
  }

  /** The first setting with an error, in the order of the form. */
  get wrong(): string {
    return this.data.fields.find(({ name }) => this.of(name).some(({ level }) => level === "error"))?.name ?? "";
  }

  async look(): Promise<void> {
    const mine = ++this.asked;
    const { status, body } = await this.saving.post("studio_look", this.edits);
    if (status !== 200 || mine !== this.asked) return;
    const look = body as unknown as StudioLook;
    this.findings = look.findings;
    this.hints = look.hints;
    this.changed.emit();
  }

  async find(query: string, group = ""): Promise<StudioPeople | null> {
    const { status, body } = await this.saving.post("studio_people", group ? { group } : { query });
    if (status !== 200) return null;
    const found = body as unknown as StudioPeople;
    for (const person of found.people) this.people.set(person.username, person);
    return found;
  }

  async save(): Promise<void> {
    if (this.state === "busy") return;
    clearTimeout(this.timer);
    this.asked += 1;
    this.state = "busy";
    this.sentence = "";
    this.changed.emit();
    const { status, body } = await this.saving.post("submit_studio_edits", { ...this.edits, seen: this.seen });
    this.answered(status, body);
    this.changed.emit();
    if (status === 200) this.saving.done();
  }

  /** Go on with one's own settings, or with those of whoever changed them meanwhile. */
  settle(mine: boolean): void {
    if (!this.theirs) return;
    this.base = { ...this.theirs.values };
    this.seen = this.theirs.seen;
    if (!mine) Object.assign(this.values, this.theirs.values);
    this.theirs = null;
    this.state = "";
    this.changed.emit();
    if (mine) void this.save();
    else void this.look();
  }

  private get edits(): StudioEdits {
    return { values: Object.fromEntries(this.edited.map(({ name }) => [name, this.values[name] ?? ""])) };
  }

  private answered(status: number, body: Record<string, unknown>): void {
    this.sentence = typeof body["error"] === "string" ? body["error"] : "";
    if (status === 200) {
      const kept = body as unknown as StudioKept;
      this.kept = kept.changed;
      this.seen = kept.seen;
      this.base = { ...this.values };
      this.state = "kept";
    } else if (status === 409) {
      this.theirs = body as unknown as StaleSettings;
      this.state = "stale";
    } else if (status === 400 && body["code"] === "bad-settings") {
      this.findings = (body as unknown as BadSettings).findings;
      this.state = "wrong";
    } else this.state = "failed";
  }
}
