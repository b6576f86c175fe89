/** A window of its own for the inbox. */

const FEATURES = "popup,width=440,height=680";

/**
 * Open a page in a small window of its own, or bring it to the front where it is open already: opening its address again
 * would load it anew. Returns false if the browser did not let us.
 */
export function openSmall(url: string, name: string): boolean {
  const small = window.open("", name, FEATURES);
  if (!small) return false;
  if (isEmpty(small)) small.location.href = new URL(url, document.baseURI).href;
  small.focus();
  return true;
}

function isEmpty(small: Window): boolean {
  try {
    return small.location.href === "about:blank";
  } catch {
    return false;
  }
}
