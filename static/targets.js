// The browsers that the scripts are built for; docs/reference/browsers.md says the same for people.
export const TARGETS = { chrome: "120", edge: "120", firefox: "128", safari: "16.4" };

/** As the build takes them. */
export const targets = Object.entries(TARGETS).map(([name, version]) => name + version);
