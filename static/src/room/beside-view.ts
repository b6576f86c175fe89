/** What a room window loads once it is needed: the dialogs, the end, and what is said seldom. */
import { Ending } from "./ending-view";

import "./wish-view";

export { seldom } from "./seldom-words";

customElements.define("chatxblock-ending", Ending);
