/** Languages as systems name them, of which some make `Intl` throw (`en-US@posix`, `C`); zones are in `helper/page/zones.ts`. */

/** A language as `Intl` takes it, English for one that it does not. */
export function known(language: string): string {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? "en";
  } catch {
    return "en";
  }
}

/** What writes dates in a language and in the reader's zone; in English and UTC where the system has neither. */
export function dates(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(known(language), options);
  } catch {
    return new Intl.DateTimeFormat("en", { ...options, timeZone: "UTC" });
  }
}
