/** What the build writes down about dist: see chunks.js. */
export interface Manifest {
  version: string;
  chunks: string[];
  /** Chunks of the version before. */
  before: string[];
  /** What each script imports, by its name without ending. */
  preload: Record<string, string[]>;
}

export function closure(name: string, read: (name: string) => string, found?: string[]): string[];
export function publish(folder: string, version: string, files: Record<string, string>, entries: string[]): void;
