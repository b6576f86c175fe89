/** How long others waited lately, in words: a number to the second would promise what nobody can keep. */
import type { Texts } from "../../shared/texts";

const HALF_A_MINUTE = 25;
const ABOUT_A_MINUTE = 45;
const ABOUT_TWO = 90;
const HOUR = 3_600;

/** `seconds` is the median of recent waits; null or missing, where there are too few, gives "". */
export function usualWait({ t, n }: Texts, seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || !(seconds >= 0)) return "";
  if (seconds < HALF_A_MINUTE) return t("Here the first helper usually comes within half a minute.");
  if (seconds < ABOUT_A_MINUTE) return t("Here the first helper usually comes after about half a minute.");
  if (seconds < ABOUT_TWO) return t("Here the first helper usually comes after about a minute.");
  if (seconds >= HOUR) return t("Here it usually takes more than an hour until the first helper comes.");
  const minutes = Math.round(seconds / 60);
  return n("Here the first helper usually comes after about a minute.", "Here the first helper usually comes after about {n} minutes.", minutes);
}
