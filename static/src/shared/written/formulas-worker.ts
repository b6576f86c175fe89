/** A worker of its own for formulas: one that takes too long is ended with it, and no page waits. */
import { mathml } from "./formulas";
import { serve } from "./serving";

serve(({ text, display }) => mathml(text, display === true));
