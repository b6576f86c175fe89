import type { OpenStream, Stream } from "../../../shared/xmpp/stream";

/** Streams whose code is loaded when the first of them is opened: a page on which nobody is told anything does without it. */
export function laterStreams(load: () => Promise<OpenStream>): OpenStream {
  return (ticket, events) => {
    let stream: Stream | null = null;
    let over = false;
    const end = (how: "close" | "drop"): void => {
      over = true;
      stream?.[how]();
    };
    load().then(
      (open) => {
        if (!over) stream = open(ticket, events);
      },
      () => over || events.ended("lost"),
    );
    return { send: (stanza) => stream?.send(stanza) ?? false, close: () => end("close"), drop: () => end("drop") };
  };
}
