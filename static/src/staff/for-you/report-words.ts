/** What staff read of a report. */
import { isolated, type Texts } from "../../shared/texts";
import type { ReportReason, Settlement, StaffReport, TalkOutcome } from "../../shared/wire";

/** What is reported; a line itself stands behind it. */
export function whatWords({ t }: Texts, { thing, about, said }: StaffReport): string {
  const name = about ? isolated(about.name) : "";
  if (thing === "person") return name ? t("{name} was reported", { name }) : t("A person was reported");
  if (thing === "talk") return t("A talk was reported");
  if (!said) return name ? t("A line of {name} was reported", { name }) : t("A line was reported");
  return name ? t("{name} wrote:", { name }) : t("Somebody wrote:");
}

export function reasonWords({ t }: Texts, reason: ReportReason): string {
  const words: Record<ReportReason, string> = { unkind: t("Unkind"), spam: t("Spam, or off topic"), cheating: t("Gives answers away"), other: t("Something else") };
  return words[reason];
}

/** What staff may say that they did, in this order. */
export function outcomes({ t }: Texts): [TalkOutcome, string][] {
  return [
    ["nothing", t("Nothing is wrong with it")],
    ["spoken-to", t("I have spoken with them")],
    ["removed", t("Somebody was removed from the room")],
    ["barred", t("Somebody may not take part for a while")],
    ["hidden", t("What was made of it is hidden")],
  ];
}

/** What a colleague has done. */
export function settledWords({ t }: Texts, { by, outcome }: Settlement): string {
  const name = by ? isolated(by) : t("Somebody");
  switch (outcome) {
    case "nothing":
      return t("{name} has settled it, and found nothing wrong.", { name });
    case "spoken-to":
      return t("{name} has settled it, and has spoken with them.", { name });
    case "removed":
      return t("{name} has settled it: somebody was removed from the room.", { name });
    case "barred":
      return t("{name} has settled it: somebody may not take part for a while.", { name });
    case "hidden":
      return t("{name} has settled it: what was made of it is hidden.", { name });
    default:
      return t("{name} has looked at it.", { name });
  }
}
