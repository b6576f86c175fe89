/** What is said of what was found: pure, from what the server answered. */
import type { Texts } from "../texts";
import type { FoundCall } from "../wire";
import type { Item } from "./finding";
import type { Joining } from "./joins";

/** What is said of a list, and what stands above it. */
export function foundWords({ n, t }: Texts, items: readonly Item[]): [string, string] {
  const answers = items.filter(({ resource }) => resource).length;
  const same = t("Others ask the same:");
  return answers ? [n("{n} answer found", "{n} answers found", answers), t("Others learned:")] : [same, same];
}

/** Who is there; or that it waits, and how many have it too, which is a reason to have it as well. */
export function callFacts({ t, n }: Texts, call: FoundCall, followers: number): string {
  const [state, count] = call.left ? [t("Waits for a teacher"), followers] : [t("Somebody is asking this right now"), call.helpers];
  if (count === 0) return state;
  const more = call.left ? n("{n} has this too", "{n} have this too", count) : n("{n} helper is there", "{n} helpers are there", count);
  return `${state} · ${more}`;
}

/** What became of her wish to join, "" before she had it. */
export function joinWords({ t }: Texts, joining: Joining | null): string {
  if (!joining || joining.state === "sending") return "";
  const words = {
    asked: t("We asked them. You can go on here meanwhile."),
    admitted: t("They let you in."),
    over: t("This conversation is over."),
    no: joining.sentence || t("They can't let you in right now. Ask a helper yourself."),
    failed: t("That did not get through. Try again in a moment."),
  };
  return words[joining.state];
}
