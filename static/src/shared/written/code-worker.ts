/** A worker of its own for colours in code, whose rules a hostile text may make slow. */
import { coloured } from "./colours";
import { serve } from "./serving";

serve(({ text, language }) => coloured(text, language ?? ""));
