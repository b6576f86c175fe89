import type { Drafts } from "../shared/drafts";
import type { Text } from "./text";

/** What somebody has written and the server has not told to have yet. */
export interface Kept {
  text: Text;
  /** Which of the server's texts it was made from. */
  rev: number;
  /** What was on its way to the server, which may have come in though no answer did; the newest last. */
  sent: Text[];
}

/** Keeps a text in the browser from key to key, so that whatever becomes of the window, it is not lost. */
export class KeptWriting {
  private readonly place: string;

  constructor(
    private readonly drafts: Drafts,
    resourceId: string,
  ) {
    this.place = `resource:${resourceId}`;
  }

  load(): Kept | null {
    const { text, id } = this.drafts.load(this.place);
    try {
      const { now, sent } = JSON.parse(text) as { now: Text; sent: Text[] };
      return isText(now) && Number(id) > 0 ? { text: now, rev: Number(id), sent: sent.filter(isText) } : null;
    } catch {
      return null;
    }
  }

  save({ text, rev, sent }: Kept): void {
    this.drafts.save(this.place, { text: JSON.stringify({ now: text, sent }), id: String(rev) });
  }

  drop(): void {
    this.drafts.save(this.place, { text: "", id: "" });
  }
}

function isText(value: Partial<Text> | null | undefined): value is Text {
  const texts = [value?.title, value?.answer, value?.body];
  return texts.every((one) => typeof one === "string") && Array.isArray(value?.tags) && value.tags.every((tag) => typeof tag === "string");
}
