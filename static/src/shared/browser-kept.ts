/** All that this browser keeps for us, and forgetting it: whoever logs out leaves nothing to whoever sits down next. */

/** The list: where it is kept, and what its key begins with. `docs/explanation/logging-out.md` says what each is. */
export const KEPT = {
  localStorage: ["chatxblock:draft:", "chatxblock:change:", "chatxblock:ask:", "chatxblock:outbox:", "chatxblock:waiting:", "chatxblock:claims:"],
  sessionStorage: ["chatxblock:change:", "chatxblock:outbox:", "chatxblock:stream:"],
};

/** Whose browser it is: a mark that the server makes, "" after a logout. It alone is not forgotten. */
export const OWNER = "chatxblock:owner";

/** Forget all that is kept. */
export function forget(): void {
  for (const kind of ["localStorage", "sessionStorage"] as const) {
    try {
      for (const key of Object.keys(window[kind])) if (key.startsWith("chatxblock:") && key !== OWNER) window[kind].removeItem(key);
    } catch {
      continue;
    }
  }
}

/**
 * A page of somebody's came up: forget what another person left. Once the browser is no longer hers, show `sentence` alone and
 * do `leave`; what is under way may still write something down, which is forgotten as well.
 */
export function watchOwner(owner: string, sentence: string, leave: () => void): void {
  const other = (now: string | null): boolean => now !== null && now !== owner;
  const end = (): void => {
    forget();
    leave();
    const clear = empty(sentence);
    setInterval(clear, 1_000);
    window.addEventListener("pagehide", forget);
  };
  if (other(owned())) forget();
  own(owner);
  window.addEventListener("storage", ({ key, newValue }) => key === OWNER && other(newValue) && end());
  window.addEventListener("pageshow", ({ persisted }) => persisted && other(owned()) && end());
  window.addEventListener("chatxblock-logged-out", () => {
    own("");
    end();
  });
}

function owned(): string | null {
  try {
    return localStorage.getItem(OWNER);
  } catch {
    return null;
  }
}

function own(owner: string): void {
  try {
    localStorage.setItem(OWNER, owner);
  } catch {
    return;
  }
}

/**
 * Take what is ours off the page, and what it began with: all of it on a page of our own, else what stands in the blocks.
 * Returns what forgets, and names the page, once more.
 */
function empty(sentence: string): () => void {
  const data = document.getElementById("chatxblock-data");
  const clear = (): void => {
    forget();
    if (data) document.title = sentence;
  };
  data?.remove();
  for (const root of document.querySelectorAll(data ? "main" : ".chatxblock")) {
    root.replaceChildren(Object.assign(document.createElement("p"), { className: "waiting", textContent: sentence }));
  }
  clear();
  return clear;
}
