import { HandlerError } from "./handlers";
import type { Texts } from "./texts";

/** Say why something was not done. What is no answer of the server's is a fault of ours, and thrown on. */
export function failureWords(t: Texts["t"], error: unknown, passing = t("That did not get through. Try again in a moment.")): string {
  if (!(error instanceof HandlerError)) throw error;
  if (error.code === "not-logged-in") return t("Log in again in another tab, then try again.");
  return error.passing ? passing : error.message;
}
