/** Time zones as the browser knows them (IANA names). */

/** The name of the reader's zone (IANA), UTC where the system has none that means anything. */
export function ownZone(): string {
  try {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    new Intl.DateTimeFormat("en", { timeZone });
    return timeZone && timeZone !== "Etc/Unknown" ? timeZone : "UTC";
  } catch {
    return "UTC";
  }
}

/** All names to choose from, those given among them even if this browser does not list them. */
export function zoneNames(...given: string[]): string[] {
  const all = Intl.supportedValuesOf?.("timeZone") ?? [];
  return [...new Set([...all, "UTC", ...given])].sort();
}
