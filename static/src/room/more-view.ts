/** What a room window loads once one can write in it: the whole question, who takes part, and its menus. */
import { Menu } from "../shared/menu-view";
import { PeopleList } from "./people-list-view";
import { AttachButton } from "./files/attach-view";
import { WritingTools } from "./writing/tools-view";
import { QuestionCard } from "./question-card-view";

export * from "./more-parts-view";

customElements.define("chatxblock-attach", AttachButton);
customElements.define("chatxblock-tools", WritingTools);
customElements.define("chatxblock-menu", Menu);
customElements.define("chatxblock-people", PeopleList);
customElements.define("chatxblock-question", QuestionCard);
