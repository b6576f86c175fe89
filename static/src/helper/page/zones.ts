/** Time zones as the browser knows them (IANA names). */

export function browserZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}

/** All names to choose from, those given among them even if this browser does not list them. */
export function zoneNames(...given: string[]): string[] {
  const all = Intl.supportedValuesOf?.("timeZone") ?? [];
  return [...new Set([...all, "UTC", ...given])].sort();
}
