/** What the history says of a talk. */
import type { Texts } from "../shared/texts";
import type { HistoryTalk } from "../shared/wire";

export type Tone = "good" | "trouble" | "plain";

/** How it ended, in a word or a few. */
export function outcomeWords({ t }: Texts, { outcome }: HistoryTalk): [string, Tone] {
  switch (outcome) {
    case "open":
      return [t("Still open"), "good"];
    case "solved":
      return [t("Solved"), "good"];
    case "helped":
      return [t("Ended"), "plain"];
    case "answered":
      return [t("Answered by a teacher"), "good"];
    case "left":
      return [t("Left for the teachers"), "trouble"];
    case "dismissed":
      return [t("Closed by a teacher"), "plain"];
    case "withdrawn":
      return [t("Taken back"), "plain"];
    case "unanswered":
      return [t("Nobody came"), "trouble"];
  }
}

/** What the person whose history it is was there. */
export function roleWords({ t }: Texts, { role }: HistoryTalk, own: boolean): string {
  if (role === "asker") return own ? t("You asked") : t("Asked");
  if (role === "fellow") return own ? t("You had the same question") : t("Had the same question");
  return own ? t("You helped") : t("Helped");
}

/** Whom it was with. */
export function companyWords(texts: Texts, { with: people }: HistoryTalk): string {
  if (people.length === 0) return texts.t("Nobody else was there");
  return texts.t("With {names}", { names: texts.list(people.map(({ name }) => name)) });
}
