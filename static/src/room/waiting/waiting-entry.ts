/** Entry of what a room window loads only while an asker waits, somebody asks to join, or it is time for thanks: a talk does without it. */
import { JoinRequests } from "./join-requests-view";
import { Thanks } from "./thanks-view";
import { WaitingPanel } from "./waiting-panel-view";

customElements.define("chatxblock-waiting", WaitingPanel);
customElements.define("chatxblock-join-requests", JoinRequests);
customElements.define("chatxblock-thanks", Thanks);
