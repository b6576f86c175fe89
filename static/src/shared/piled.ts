/** Whether marks are piled on letters, which would cover other lines; where none are, a text need not be cut off, and is no layer. */
export function isPiled(text: string): boolean {
  return /\p{M}{3}/u.test(text);
}
