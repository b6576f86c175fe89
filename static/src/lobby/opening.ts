/** Where a lobby behind a button opens: pure, from what the page measures, in pixels. */

const EDGE = 16;

export interface Measures {
  /** The page is shown in a frame of another one, which grows with what flows in it. */
  framed: boolean;
  /** How high the page is to look at. In a frame that is as high as its content, only a part of it is on the screen. */
  viewport: number;
  /** How high the lobby is, as it flows. */
  lobby: number;
  /** How far below the page's upper edge the button stands. */
  button: number;
}

/**
 * `flow`: below the button, where the frame would clip a dialog. Otherwise a dialog: in the middle of the window, or, in a frame,
 * so far below its upper edge that it stands where she clicked.
 */
export type Opening = { as: "flow" } | { as: "dialog"; top: number | null };

export function openingOf({ framed, viewport, lobby, button }: Measures): Opening {
  if (!framed) return { as: "dialog", top: null };
  if (viewport < lobby + 2 * EDGE) return { as: "flow" };
  return { as: "dialog", top: Math.max(EDGE, Math.min(button, viewport - lobby - EDGE)) };
}
