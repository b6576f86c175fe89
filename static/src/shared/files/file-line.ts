/** A line that hands a file on: its name, what is to be seen, if somebody said it, and a link of ours, a line each. */

export interface FileLine {
  id: string;
  name: string;
  alt: string;
  /** The link as it stands in the line. */
  url: string;
  picture: boolean;
  /** Pixels of a picture, width and height; null where the line does not say them. */
  size: [number, number] | null;
}

const LINK = /^https?:\/\/\S+\/file\/([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\.\d+\.[\da-f]{24}(?:[/?#]\S*)?$|^\/\S+\/file\/([\da-f-]{36})\.\d+\.[\da-f]{24}(?:[/?#]\S*)?$/;

/** Read such a line; null for everything else, which stays what somebody wrote. */
export function readFileLine(text: string): FileLine | null {
  const lines = text.trimEnd().split("\n");
  const url = lines.at(-1) ?? "";
  const found = LINK.exec(url);
  const [name = "", alt = ""] = lines.slice(0, -1);
  const id = found?.[1] ?? found?.[2];
  if (!id || !name || lines.length > 3) return null;
  const [, width = 0, height = 0] = /#([1-9]\d{0,4})x([1-9]\d{0,4})$/.exec(url)?.map(Number) ?? [];
  return { id, name, alt, url, picture: /\.(jpe?g|png|gif|webp)$/i.test(name), size: width && height ? [width, height] : null };
}

/** The line that hands the same file on with other words about it. */
export function describedAs({ name, url }: FileLine, alt: string): string {
  return [name, alt, url].filter(Boolean).join("\n");
}

/** What a line says; of one that hands a file on, all but its address. */
export function withoutAddress(text: string): string {
  return readFileLine(text) ? text.slice(0, text.trimEnd().lastIndexOf("\n")) : text;
}
