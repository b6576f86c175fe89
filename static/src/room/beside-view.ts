/** What a room window loads once it is needed: the dialogs, the end, and what is said seldom. */
import { Details } from "./details-view";
import { Ending } from "./ending-view";
import { AfterTalk, DraftButton } from "./leaving/after-view";

import "./wish-view";

export * from "./beside-parts-view";
export { seldom } from "./seldom-words";

customElements.define("chatxblock-after", AfterTalk);
customElements.define("chatxblock-details", Details);
customElements.define("chatxblock-draft-button", DraftButton);
customElements.define("chatxblock-ending", Ending);
