/** Prism where its languages look for it. */
import "./prism-quiet";
import Prism from "prismjs/components/prism-core";

(globalThis as { Prism?: unknown }).Prism = Prism;
export default Prism;
