/** What the window of a room behind a link loads beside itself: the question, the people, the menus, the dialogs, and what is asked after the end. */
import { AfterTalk } from "../leaving/after-view";

import "../more-view";
import "../wish-view";

customElements.define("chatxblock-after", AfterTalk);
