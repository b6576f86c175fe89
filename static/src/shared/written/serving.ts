/** What pages and workers say to each other: one question, one answer, in turn. */

export interface Question {
  text: string;
  display?: boolean;
  language?: string;
}

/** `reason`: why there is no answer, as an English sentence. */
export type Answer = { answer: unknown } | { reason: string };

interface Scope {
  onmessage: ((event: { data: Question }) => void) | null;
  postMessage(answer: Answer | "ready"): void;
}

/** Be a worker that answers by this function. */
export function serve(answer: (question: Question) => unknown): void {
  const scope = self as unknown as Scope;
  scope.onmessage = ({ data }): void => {
    try {
      scope.postMessage({ answer: answer(data) });
    } catch (error) {
      scope.postMessage({ reason: error instanceof Error ? error.message : "" });
    }
  };
  scope.postMessage("ready");
}
