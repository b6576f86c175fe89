import type { OpenStream, Stream } from "../../../shared/xmpp/stream";

/**
 * Streams whose code is loaded when the first of them is opened: a page on which nobody is told anything does without it.
 * `came` hears whether it is there: after a deploy it may be gone.
 */
export function laterStreams(load: () => Promise<OpenStream>, came: (there: boolean) => void = () => undefined): OpenStream {
  return (ticket, events) => {
    let stream: Stream | null = null;
    let over = false;
    const end = (how: "close" | "drop"): void => {
      over = true;
      stream?.[how]();
    };
    load().then(
      (open) => {
        came(true);
        if (!over) stream = open(ticket, events);
      },
      () => {
        came(false);
        if (!over) events.ended("lost");
      },
    );
    return { send: (stanza) => stream?.send(stanza) ?? false, close: () => end("close"), drop: () => end("drop") };
  };
}
