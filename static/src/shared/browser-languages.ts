/**
 * Have the browser gather the languages that it knows on another thread. Chromium does it once a process, when dates, numbers or
 * lists are first written, and a slow phone stands still for 70 ms meanwhile. Where no worker may begin it is done then, as ever.
 */
export function gatherLanguages(): void {
  try {
    const url = URL.createObjectURL(new Blob(["new Intl.NumberFormat;close()"]));
    new Worker(url).onerror = (event): void => event.preventDefault();
  } catch {
    // So it takes its time.
  }
}
