import type { Clock } from "../shared/clock";
import type { Handlers } from "../shared/handlers";
import type { LobbyData } from "../shared/wire";
import type { Asking } from "./asking";

/** What the lobby hands to what it loads later. */
export interface LobbyParts {
  data: LobbyData;
  handlers: Handlers;
  clock: Clock;
  asking: Asking;
}
