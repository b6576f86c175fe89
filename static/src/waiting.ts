/** Entry of what a room window loads only while an asker waits or somebody asks to join: a talk does without it. */
import { Knocks } from "./ui/knocks";
import { WaitingPanel } from "./ui/waiting-panel";

customElements.define("chatxblock-waiting", WaitingPanel);
customElements.define("chatxblock-knocks", Knocks);
