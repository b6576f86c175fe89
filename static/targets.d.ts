export const TARGETS: Record<"chrome" | "edge" | "firefox" | "safari", string>;
export const targets: string[];
