/** Prism would listen to the worker's messages itself, and colour a page that is not there. */
(globalThis as { Prism?: unknown }).Prism = { manual: true, disableWorkerMessageHandler: true };
