/** How a resource's state and what became of it are said in a row. */
import type { Texts } from "../../shared/texts";
import type { LibraryResource, LibraryShelf } from "../../shared/wire";
import type { Deed } from "./library";

export function shelfName({ t }: Texts, shelf: LibraryShelf): string {
  return {
    all: t("All"),
    reported: t("Reported"),
    unverified: t("Not verified"),
    review: t("Waiting for a teacher"),
    published: t("Published"),
    hidden: t("Hidden"),
    draft: t("Drafts"),
    merged: t("Part of another"),
  }[shelf];
}

export function stateWords({ t }: Texts, { state, hidden_for: why, verified }: LibraryResource): string {
  if (state === "hidden") {
    const whys = {
      author: t("Taken back by who wrote it"),
      staff: t("Hidden by the teachers"),
      reports: t("Hidden because of reports"),
      consent: t("Hidden: somebody quoted said no"),
    };
    return why ? whys[why] : t("Hidden");
  }
  if (state === "published") return verified ? t("✓ Verified") : t("Published, not verified");
  return { draft: t("Draft"), review: t("Waits for a teacher"), merged: t("Part of another") }[state];
}

/** What became of it, in people and times: only what there is. */
export function countWords({ n }: Texts, { sources, shown, opened, helped, asked_anyway: anyway, reported }: LibraryResource): string {
  return [
    reported && n("{n} report", "{n} reports", reported),
    n("from {n} talk", "from {n} talks", sources),
    shown && n("shown once", "shown {n} times", shown),
    opened && n("opened once", "opened {n} times", opened),
    helped && n("helped {n}", "helped {n}", helped),
    anyway && n("{n} asked anyway", "{n} asked anyway", anyway),
  ]
    .filter(Boolean)
    .join(" · ");
}

/** The one thing that most likely is to be done with it, if there is one. */
export function firstDeed({ state, hidden_for: why, verified }: LibraryResource): Deed | null {
  if (state === "review") return "publish";
  // Where somebody who is quoted said no, the text is to be changed first.
  if (state === "hidden") return why === "consent" ? null : "publish";
  return state === "published" && !verified ? "verify" : null;
}

export function deedName({ t }: Texts, deed: Deed, { state }: LibraryResource): string {
  if (deed === "publish") return state === "hidden" ? t("Publish again") : t("Publish");
  return deed === "verify" ? t("Verify") : t("Hide");
}
