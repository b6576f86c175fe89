/** What the editor says: sentences that follow from how things stand. */
import type { Texts } from "../shared/texts";
import type { Resource } from "../shared/wire";
import type { EditorActions } from "./editor-actions";
import { fits } from "./text";
import type { Writing } from "./writing";

/** What became of the text, or "" while nothing was written. `ago`: how long since it was saved. */
export function savingWords(texts: Texts, writing: Writing, ago: string): string {
  const { t } = texts;
  const { standing } = writing;
  if (standing === "two-texts") return t("Not saved: somebody else changed this text meanwhile.");
  if (!fits(writing.text)) return t("Not saved: something is too long. What you write is kept in this browser.");
  if (writing.loggedOut) return t("Not saved: log in again in another tab. What you write is kept and sent.");
  if (standing === "away") return t("Not saved: no connection. What you write is kept and sent.");
  if (standing === "refused") return t("Not saved: {why}", { why: writing.sentence });
  return standing === "saved" ? t("Saved {when}", { when: ago }) : "";
}

/** Who can read it now, and what its writer can do about it; "" where there is nothing to say. */
export function stateWords({ t }: Texts, { state, hidden_for }: Resource): string {
  if (state === "review") return t("It waits for a teacher. Only you and the teachers see it until then.");
  if (state === "merged") return t("This was put together with another one, where others read it now.");
  if (state !== "hidden") return "";
  if (hidden_for === "consent")
    return t("Hidden because somebody who is quoted here does not wish to be any more. Say it in your own words, then publish it again.");
  if (hidden_for === "reports") return t("Hidden because readers said that something is wrong. The teachers look at it; what you mend meanwhile helps them.");
  if (hidden_for === "staff") return t("Hidden by the teachers. Mend what is wrong, then publish it again.");
  return t("Hidden: nobody but its writers and the teachers sees it. Publish it again whenever you like.");
}

/** Why something was not done. */
export function refusalWords({ t }: Texts, { refusal, sentence }: EditorActions): string {
  if (refusal === "unready") return t("Write the question, and an answer to it, before others can read this.");
  if (refusal === "quotes") return t("This has words of people who have not said yes to it. Say it in your own words, or ask them.");
  if (refusal === "unsaved") return t("The text is not saved yet, so nothing else was done. Try again in a moment.");
  if (refusal === "unreachable") return t("That did not get through. Try again in a moment.");
  return refusal && sentence;
}
