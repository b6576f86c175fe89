/** Translation in gettext's manner: the English sentence is the key, `{name}` stands for a value. */
import { known } from "./intl";

export type Values = Record<string, string | number>;

export class Texts {
  /** Made when they are asked for: on a phone each takes as long as a page's first picture may. */
  declare private plural?: Intl.PluralRules;
  declare private number?: Intl.NumberFormat;
  declare private lists?: Intl.ListFormat;

  constructor(
    private readonly catalog: Record<string, string> = {},
    readonly language = "en",
  ) {}

  readonly t = (key: string, values: Values = {}): string => this.fill(this.catalog[key] ?? key, values);

  /**
   * Choose between two sentences by number; languages with more forms have `"many|few"` and such in the catalogue. A
   * sentence that is not translated goes by the number as English does, whatever the language of the page.
   */
  readonly n = (one: string, many: string, count: number, values: Values = {}): string => {
    const form = (this.plural ??= new Intl.PluralRules(known(this.language))).select(count);
    const translated = this.catalog[`${many}|${form}`] ?? this.catalog[form === "one" ? one : many];
    return this.fill(translated ?? (count === 1 ? one : many), { n: count, ...values });
  };

  /** Join names as the language does: "Ada, Ben and Cem", each of them marked. */
  readonly list = (names: string[]): string => {
    const marked = names.map(isolated);
    // One alone is joined to nothing.
    return marked.length < 2 ? marked.join("") : (this.lists ??= new Intl.ListFormat(known(this.language))).format(marked);
  };

  readonly count = (value: number): string => (this.number ??= new Intl.NumberFormat(known(this.language))).format(value);

  private fill(text: string, values: Values): string {
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      if (value === undefined) return whole;
      return typeof value === "number" ? this.count(value) : value;
    });
  }
}

/**
 * Mark a name in a sentence, by the characters that keep its direction from the words around it (UAX #9, 2.4.2). No name has
 * them itself. Where the sentence is shown as elements, `named` puts one in their place.
 */
export function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}

/** A sentence without those marks, for where nothing but text can stand. */
export function unmarked(sentence: string): string {
  return sentence.replace(/[\u2068\u2069]/g, "");
}
