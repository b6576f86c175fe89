/** Entry of what each page of somebody's loads beside what it shows: it knows whose browser this is, and when no longer, when the reader is back, and what this browser lacks. */
import { growBoxes } from "./browser-growing";
import { watchOwner } from "./browser-kept";
import { tellReturns } from "./browser-return";
import { Texts } from "./texts";
import type { PageData } from "./wire";

/** Pages with several blocks begin it for each: what they ask ends with every one of them. */
export function keep({ owner = "", texts, language, handlers }: PageData): void {
  growBoxes();
  tellReturns();
  const { t } = new Texts(texts, language);
  watchOwner(owner, t("You have logged out. What was here is no longer kept in this browser."), () => {
    for (const name of Object.keys(handlers)) delete handlers[name];
  });
}
