/** Entry of the small form of a lobby: a button in the unit that opens it. Loaded only where the author chose it. */
import { LobbyButton } from "./lobby-button-view";
import type { Lobby } from "./lobby-view";

if (!customElements.get("chatxblock-lobby-button")) customElements.define("chatxblock-lobby-button", LobbyButton);

/** Put a lobby behind a button. */
export function makeButton(lobby: Lobby): HTMLElement {
  const button = document.createElement("chatxblock-lobby-button") as LobbyButton;
  const { data, asking, clock } = lobby;
  button.append(lobby);
  return Object.assign(button, { data, asking, clock, lobby, dir: data.direction, lang: data.language });
}
