import type { Texts } from "../../shared/texts";
import type { StaffQuestion } from "../../shared/wire";

/** What became of a question, in a word or two. */
export function outcomeWords({ t }: Texts, { outcome, helped }: StaffQuestion): string {
  const words: Record<StaffQuestion["outcome"], string> = {
    open: t("Open"),
    solved: t("Solved"),
    helped: t("A helper came"),
    answered: t("Answered by a teacher"),
    left: t("Left for the teachers"),
    dismissed: t("Put aside by a teacher"),
    withdrawn: t("Taken back"),
    unanswered: t("Nobody came"),
  };
  const said = { yes: t("it helped"), "a-little": t("it helped a little"), no: t("it did not help") };
  return helped ? `${words[outcome]}, ${said[helped]}` : words[outcome];
}
