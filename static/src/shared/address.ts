/** The same address in full if it may become a link, or "". A path counts where there is a base for it. */
export function safe(address: string, base?: string): string {
  try {
    const url = new URL(address, base);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : "";
  } catch {
    return "";
  }
}
