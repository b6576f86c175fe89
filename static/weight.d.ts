export const budgets: { bytes: Record<string, number>; own: Record<string, number>; chunks: Record<string, number>; styles: Record<string, string[]>; walks: [string, string][] };
export function weigh(page: string): number;
export function weighOwn(page: string): number;
export function weighChunk(name: string): number;
export function weighAfter(first: string, page: string): number;
