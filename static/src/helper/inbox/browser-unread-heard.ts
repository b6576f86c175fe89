/** What the rooms that are open in this browser tell of lines that nobody has seen (`shared/browser-unread.ts`). */
import { channel } from "../../shared/browser-page";

/** Ask all of them, and hear what changes. Returns what stops listening. */
export function hearUnread(owner: string, hear: (call: string, lines: number) => void): () => void {
  const windows = channel(`unread:${owner}`);
  windows?.addEventListener("message", ({ data }: MessageEvent<"look" | { call: string; lines: number }>) => {
    if (data !== "look") hear(data.call, data.lines);
  });
  windows?.postMessage("look");
  return () => windows?.close();
}
