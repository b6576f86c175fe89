// Runs before a page's own scripts. Notes when the chat brought word of a call, and when what names it was painted:
// a task that was posted from the frame's own callback runs after that frame is laid out and painted.
(() => {
  const told = new Map();
  const painted = new Map();
  const marked = new Set();
  const waiting = new Map();

  function mark(call) {
    if (!call || marked.has(call)) return;
    marked.add(call);
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        painted.set(call, Date.now());
        waiting.get(call)?.();
      };
      port2.postMessage(0);
    });
  }

  function watch(root) {
    const look = () => root.querySelectorAll("[data-call]").forEach((element) => mark(element.dataset.call));
    new MutationObserver(look).observe(root, { childList: true, subtree: true });
  }

  const attachShadow = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attachShadow.call(this, options);
    watch(root);
    return root;
  };
  watch(document);

  window.WebSocket = class extends WebSocket {
    constructor(...args) {
      super(...args);
      this.addEventListener("message", ({ data }) => {
        const call = /<call\b[^>]*\bid=["']([^"']+)/.exec(data)?.[1];
        if (call && !told.has(call)) told.set(call, Date.now());
      });
    }
  };

  /** Resolves with both moments, in milliseconds since 1970. */
  window.painted = (call) =>
    new Promise((resolve, reject) => {
      const tell = () => resolve([told.get(call) ?? 0, painted.get(call)]);
      setTimeout(() => reject(new Error(`not painted: ${call}`)), 30_000);
      if (painted.has(call)) tell();
      else waiting.set(call, tell);
    });
})();
