/** The shapes that travel between server and browser, under the names that they have here. Types only. */

import type { Call as WireCall } from "../shared/wire";

export type * from "../shared/wire";
export type { JoinRequest as Knock } from "../shared/wire";
/** Read in one place, and never sent. */
export type Call = WireCall & { options?: { leave_for_staff: boolean } };
