/** No page waits longer for that, in milliseconds. */
const LONGEST = 1_000;

/**
 * Have the browser gather the languages that it knows on another thread. Chromium does it once a process, when dates, numbers or
 * lists are first written, and a slow phone stands still for 70 ms meanwhile. Where no worker may begin it is done then, as ever.
 * Resolves once that is done, or is not going to be.
 */
export function gatherLanguages(): Promise<void> {
  return new Promise((done) => {
    setTimeout(done, LONGEST);
    try {
      const worker = new Worker(URL.createObjectURL(new Blob(["new Intl.NumberFormat;postMessage(0);close()"])));
      worker.onmessage = (): void => done();
      worker.onerror = (event): void => {
        event.preventDefault();
        done();
      };
    } catch {
      done();
    }
  });
}
