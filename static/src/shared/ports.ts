/** What the chat needs of its surroundings, so that it runs without a page. The entries hand in the browser's own. */

export interface Timers {
  /** Milliseconds since 1970 by this machine's clock. */
  now(): number;
  /** Run once after so many milliseconds; returns what cancels it. */
  after(milliseconds: number, run: () => void): Cancel;
  /** A number from 0 up to 1. */
  random(): number;
}

export type Cancel = () => void;

/** The part of the browser's storages that is used here. */
export interface KeyValue {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export const systemTimers: Timers = {
  now: () => Date.now(),
  after: (milliseconds, run) => {
    const id = setTimeout(run, milliseconds);
    return () => clearTimeout(id);
  },
  random: () => Math.random(),
};
