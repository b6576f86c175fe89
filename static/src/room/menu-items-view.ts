import { webAddress } from "../shared/browser-links";
import type { MenuItem } from "../shared/menu-view";
import type { Texts } from "../shared/texts";
import type { RoomData } from "../shared/wire";
import type { Wish } from "./wishes";

/** What a menu is made from. */
export interface Offered {
  texts: Texts;
  data: Pick<RoomData, "handlers" | "history_url" | "may_name">;
  mayChange: boolean;
  /** What there is to export; null where nothing is offered. */
  file: { url: string; note?: string } | null;
  mayLeave: boolean;
  open: (wish: Wish) => void;
}

/** What stands behind ⋯ in the head of a room window: what can be done, then the ways to the reader's other pages. */
export function menuItems({ texts: { t }, data, mayChange, file, mayLeave, open }: Offered): MenuItem[] {
  const items: (MenuItem | false)[] = [
    mayChange && data.may_name && { label: t("Invite somebody"), run: () => open({ kind: "invite" }) },
    file !== null && { label: t("Export"), run: () => open({ kind: "export", ...file }) },
    mayLeave && { label: t("Leave"), run: () => open({ kind: "leave" }) },
  ];
  const links = [
    { label: t("Your questions and talks"), url: webAddress(data.history_url ?? "") },
    { label: t("What is kept of you"), url: webAddress(data.handlers["privacy"] ?? "") },
  ];
  return [...items.filter((item) => item !== false), ...links.filter(({ url }) => url)];
}
