/** What staff did, in sentences. */
import { isolated, type Texts } from "../../shared/texts";
import type { DeedKind, StaffDeed } from "../../shared/wire";

/** A deed in one sentence; names in it are marked, to be shown through `named`. */
export function deedWords(texts: Texts, deed: StaffDeed): string {
  const { t } = texts;
  const by = isolated(deed.by);
  const person = isolated(deed.person ?? t("somebody"));
  const title = isolated(deed.title || t("a page that is gone"));
  const sentences: Record<DeedKind, () => string> = {
    entered: () => t("{by} entered the room of {person} in {title}", { by, person, title }),
    closed: () => t("{by} closed a question of {person} in {title}", { by, person, title }),
    answered: () => t("{by} answered a question of {person} in {title}", { by, person, title }),
    dismissed: () => t("{by} dismissed a question of {person} in {title}", { by, person, title }),
    settled: () => (deed.person ? t("{by} settled a report about {person}", { by, person }) : t("{by} settled a report about {title}", { by, title })),
    verified: () => t("{by} verified “{title}”", { by, title }),
    unverified: () => t("{by} took back that “{title}” is verified", { by, title }),
    published: () => t("{by} published “{title}”", { by, title }),
    hid: () => t("{by} hid “{title}”", { by, title }),
    merged: () => t("{by} put another page together with “{title}”", { by, title }),
    restored: () => t("{by} brought an earlier text of “{title}” back", { by, title }),
    removed: () => t("{by} removed {person} from a room in {title}", { by, person, title }),
    "barred-asking": () => t("{by} barred {person} from asking", { by, person }),
    "barred-helping": () => t("{by} barred {person} from helping", { by, person }),
    "unbarred-asking": () => t("{by} let {person} ask again", { by, person }),
    "unbarred-helping": () => t("{by} let {person} help again", { by, person }),
  };
  return sentences[deed.kind]();
}
