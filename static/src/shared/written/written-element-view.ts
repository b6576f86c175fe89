/** What somebody wrote, laid out; loaded for the first text that needs it. */
import { letScroll } from "../browser-scrolling";
import { renderedStyles } from "../rendered-styles";
import { alone, soon } from "../soon";
import { Texts } from "../texts";
import { draw, isReady, ready, unrendered, withLinks } from "./browser-drawing";
import { formulaStyles } from "./formula-styles";
import { steadily } from "./browser-steady";
import { tooMuch } from "./limits";
import { writtenStyles } from "./written-styles";

/** Anything but addresses. */
const MARKED = /[`$*_~[\\]|<https?:|^ *(?:[-+>]| {4}|\t|\d+[.)])/m;
/** So many texts are drawn with the line that they stand in, of those that nobody saw coming; others when they come near. */
const AT_ONCE = 1;
const TASK_MILLISECONDS = 5;
/** So many are put in their places in one frame. */
const A_FRAME = 1;
const STYLES = [renderedStyles, writtenStyles, formulaStyles];
const COPIED_MILLISECONDS = 2_000;
/** So long a line waits for its formulas, rather than being laid out anew when they come. */
const AHEAD_MILLISECONDS = 60;

const near = new IntersectionObserver(
  (seen) => {
    for (const { isIntersecting, target } of seen) if (isIntersecting) queue(target as Written);
  },
  // The log cuts off what a margin of the window would reach; a browser that does not know its own margin draws a bit later.
  { rootMargin: "100% 0px", scrollMargin: "100% 0px" } as IntersectionObserverInit,
);
/** Let the keyboard reach what is wider than its place. */
const sized = new ResizeObserver((seen) => letScroll(...seen.flatMap(({ target }) => (target as Written).place ?? [])));
/** The text within an element may become another one, as when a line is changed. */
const changed = new MutationObserver((seen) => {
  for (const { target } of seen) {
    const one = target instanceof Written ? target : target.parentElement;
    if (one instanceof Written) one.look();
  }
});
const waiting = new Set<Written>();
const drawn: [Written, DocumentFragment | null, number][] = [];
let atOnce = 0;
let pumping = false;
let putting = false;

/** What comes next, and what it is going to be. */
let next: { text: string; nodes: ReturnType<typeof draw> } | null = null;

function queue(one: Written): void {
  near.unobserve(one);
  waiting.add(one);
  if (pumping) return;
  pumping = true;
  // In a task of its own: what has just come has worked long enough on being made.
  void ready().then(() => setTimeout(pump), () => (pumping = false));
}

/** Draw for a few milliseconds, and let the page go on. */
function pump(): void {
  const end = performance.now() + TASK_MILLISECONDS;
  for (const one of waiting) {
    waiting.delete(one);
    one.draw();
    if (performance.now() > end) break;
  }
  pumping = waiting.size > 0;
  if (pumping) setTimeout(pump);
}

function put(one: Written, nodes: DocumentFragment | null): void {
  drawn.push([one, nodes, one.version]);
  if (putting) return;
  putting = true;
  soon(putSome);
}

/** Put some in their places, and the next ones once those are painted: in a frame's own callbacks all would be laid out twice. */
function putSome(): void {
  putting = drawn.length > 0;
  if (!putting) return;
  const now = drawn.splice(0, A_FRAME).filter(([one, , version]) => one.version === version);
  const log = now.find(([one]) => one.isConnected)?.[0].closest("[role=log]") ?? null;
  steadily(log, () => {
    for (const [one, nodes] of now) one.show(nodes);
  });
  for (const [one] of now) one.settle();
  requestAnimationFrame(() => soon(putSome));
}

/** One text. It stands in the element itself as it was typed, and is shown laid out; the reader may see it as typed. */
export class Written extends HTMLElement {
  private words = "";
  place: ShadowRoot | null = null;
  private readonly slotted = document.createElement("slot");
  /** How often another text stood here. */
  version = 0;
  /** Done when all that is asked for is there. */
  updateComplete: Promise<unknown> = Promise.resolve();
  /** Done when the text is shown as it is going to be. */
  drawn: Promise<void> = Promise.resolve();
  private done = (): void => undefined;

  /** Begin with a text that is drawn next; done once it is known what it is going to be, or after a moment. */
  static async ahead(text: string, t: Texts["t"]): Promise<void> {
    if (!isReady() || !MARKED.test(text)) return;
    const mine = (next = { text, nodes: draw(text, t) });
    const known = async (): Promise<void> => void (mine.nodes = await mine.nodes);
    if (mine.nodes instanceof Promise) await Promise.race([known(), new Promise((done) => setTimeout(done, AHEAD_MILLISECONDS))]);
  }

  connectedCallback(): void {
    if (!this.place) {
      this.place = this.attachShadow({ mode: "open" });
      this.place.adoptedStyleSheets = STYLES.map(({ styleSheet }) => styleSheet).filter((sheet) => sheet !== undefined);
      this.place.addEventListener("click", this.pressed);
      // A preview has what was typed below it, and nothing in it is for keeping.
      this.classList.toggle("trial", this.closest(".preview") !== null);
      changed.observe(this, { characterData: true, childList: true, subtree: true });
    }
    this.look();
  }

  disconnectedCallback(): void {
    near.unobserve(this);
    sized.unobserve(this);
    waiting.delete(this);
    this.words = "";
  }

  /** See whether another text stands here. What is shown stays until the new one is drawn, so that nothing flickers. */
  look(): void {
    const text = this.textContent ?? "";
    if (text === this.words || !this.isConnected) return;
    this.words = text;
    this.begin();
  }

  private begin(): void {
    this.version += 1;
    this.drawn = new Promise((done) => (this.done = done));
    if (!this.place?.querySelector(".rendered")) this.present(null);
    if (!MARKED.test(this.words)) {
      this.present(withLinks(this.words));
      this.done();
    } else if (next?.text === this.words || (isReady() && atOnce < AT_ONCE)) {
      if (atOnce === 0) setTimeout(() => (atOnce = 0));
      atOnce += 1;
      const nodes = next?.text === this.words ? next.nodes : draw(this.words, this.t);
      next = null;
      if (nodes instanceof Promise) this.expect(nodes);
      else {
        this.show(nodes);
        put(this, nodes);
      }
    } else near.observe(this);
  }

  draw(): void {
    const nodes = draw(this.words, this.t);
    if (nodes instanceof Promise) this.expect(nodes);
    else put(this, nodes);
  }

  private expect(nodes: Promise<DocumentFragment>): void {
    const { version } = this;
    this.updateComplete = nodes.then((found) => {
      if (version === this.version) put(this, found);
    });
  }

  /** Show the text laid out, or as it was typed. */
  show(nodes: DocumentFragment | null): void {
    if (!nodes) return this.present(null, ...(tooMuch(this.words) ? unrendered("", "This text is too long or too entangled to be laid out.", this.t) : []));
    // It is shown already.
    if (nodes.childNodes.length === 0) return;
    const place = document.createElement("div");
    place.className = "rendered";
    // It was heard as it was typed.
    place.setAttribute("aria-live", "off");
    place.append(nodes);
    for (const block of place.querySelectorAll("pre")) this.equip(block);
    this.present(place, this.button("how", this.t("Show as typed")));
  }

  /** Show these, or with none the text as it was typed, which stands in the element itself. */
  private present(...nodes: (Node | null)[]): void {
    const shown = nodes.filter((node) => node !== null);
    this.slotted.hidden = nodes[0] !== null;
    this.place?.replaceChildren(this.slotted, ...shown);
  }

  settle(): void {
    this.done();
    if (this.place?.querySelector("pre, math")) sized.observe(this);
  }

  private equip(block: HTMLElement): void {
    const language = block.querySelector("code")?.dataset["language"];
    const group = document.createElement("div");
    group.className = "code";
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", language ? this.t("Code ({language})", { language }) : this.t("Code"));
    block.replaceWith(group);
    group.append(block, this.button("copy", this.t("Copy code")));
  }

  private button(name: string, words: string): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = name;
    button.textContent = words;
    return button;
  }

  private readonly pressed = (event: Event): void => {
    const button = (event.target as Element).closest("button");
    if (button?.className === "copy") void this.copy(button);
    else if (button?.className === "how") this.asTyped();
    else if (button?.className === "why") {
      const words = button.nextElementSibling as HTMLElement;
      words.hidden = !words.hidden;
      button.setAttribute("aria-expanded", words.hidden ? "false" : "true");
    }
  };

  private asTyped(): void {
    const button = this.button("how", this.t("Show laid out"));
    button.className = "laid-out";
    button.addEventListener("click", () => {
      this.begin();
      this.place?.querySelector<HTMLElement>(".how")?.focus();
    });
    steadily(this.closest("[role=log]"), () => this.present(null, button));
    button.focus();
  }

  private async copy(button: HTMLButtonElement): Promise<void> {
    const code = button.previousElementSibling?.textContent ?? "";
    button.textContent = (await copied(code)) ? this.t("Copied") : this.t("Could not be copied");
    setTimeout(() => (button.textContent = this.t("Copy code")), COPIED_MILLISECONDS);
  }

  private get t(): Texts["t"] {
    const host = (this.getRootNode() as Partial<ShadowRoot>).host as { texts?: Texts } | undefined;
    return (host?.texts ?? new Texts()).t;
  }
}

async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** From here on texts are shown laid out, those too that stand on the page already. */
export async function define(): Promise<void> {
  // To read them takes a slow phone as long as to show many texts.
  for (const one of STYLES) await alone(() => one.styleSheet);
  // A page kept open over an update may have another edition of this.
  if (!customElements.get("chatxblock-written")) customElements.define("chatxblock-written", Written);
}
