/** Entry of what a room window loads only while an asker waits, somebody asks to join, or it is time for thanks: a talk does without it. */
import { Knocks } from "./join-requests-view";
import { Thanks } from "./thanks-view";
import { WaitingPanel } from "./waiting-panel-view";

customElements.define("chatxblock-waiting", WaitingPanel);
customElements.define("chatxblock-knocks", Knocks);
customElements.define("chatxblock-thanks", Thanks);
