// Runs before a page's own scripts, and counts what wakes it up: timers that run, by their delay, frames, messages.
(() => {
  const ran = {};
  const planned = new Map();
  const count = (what) => (ran[what] = (ran[what] ?? 0) + 1);
  const { setTimeout, setInterval, clearTimeout, requestAnimationFrame } = window;

  window.setTimeout = (run, delay = 0, ...rest) => {
    const id = setTimeout(() => {
      planned.delete(id);
      count(`timers of ${Math.round(delay)} ms`);
      run(...rest);
    }, delay);
    planned.set(id, delay);
    return id;
  };
  window.clearTimeout = (id) => {
    planned.delete(id);
    clearTimeout(id);
  };
  window.setInterval = (run, delay = 0, ...rest) => {
    const tick = () => {
      count(`timers of ${Math.round(delay)} ms`);
      run(...rest);
    };
    return setInterval(tick, delay);
  };
  window.requestAnimationFrame = (run) =>
    requestAnimationFrame((at) => {
      count("frames");
      run(at);
    });
  window.WebSocket = class extends WebSocket {
    constructor(...args) {
      super(...args);
      this.addEventListener("message", () => count("messages from the chat"));
    }
  };

  window.wakeups = () => ({ ...ran });
  /** The delays of what has not run yet, in milliseconds. */
  window.plans = () => [...planned.values()];
})();
