// Runs before a page's own scripts, with tasks.js brought in later. Notes when a line came from the chat, stood on the page and
// was painted as it is going to be.
(() => {
  const came = new Map();
  window.WebSocket = class extends WebSocket {
    constructor(...args) {
      super(...args);
      this.addEventListener("message", ({ data }) => {
        const mark = /mark\d+/.exec(data)?.[0];
        if (mark && !came.has(mark)) came.set(mark, performance.now());
      });
    }
  };

  /** What is done in a frame's callbacks is painted with that frame; what is done otherwise, with the next one. */
  let inFrame = false;
  const frame = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (callback) =>
    frame((time) => {
      if (!inFrame) after(() => (inFrame = false));
      inFrame = true;
      callback(time);
    });

  /** A task that is posted from a frame's callback runs after that frame is laid out and painted. */
  function after(then) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => then(performance.now());
    port2.postMessage(0);
  }

  const watched = [];
  const look = () => watched.forEach((one) => one());
  const attachShadow = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attachShadow.call(this, options);
    new MutationObserver(look).observe(root, { childList: true, subtree: true });
    return root;
  };

  /** Lines from the last one upwards: to ask for all of them takes as long as to draw one. */
  function* lines(place) {
    for (let one = place.lastElementChild; one; one = one.previousElementSibling) {
      if (one.localName !== "li") yield* lines(one);
      else if (one.matches(".line:not(.pending)")) yield one;
    }
  }

  function find(mark, inner) {
    let line;
    let left = 3;
    for (const one of lines(window.scroller())) {
      if (one.textContent.includes(mark)) line = one;
      if (line || (left -= 1) === 0) break;
    }
    return !!line && (!inner || !!line.querySelector("chatxblock-written")?.shadowRoot?.querySelector(inner));
  }

  /** Resolves with the milliseconds from a line's coming to the paint of it, once `inner` stands in it too. */
  window.painted = (mark, inner) =>
    new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error(`not painted: ${mark}`)), 30_000);
      const one = () => {
        if (!find(mark, inner)) return;
        watched.splice(watched.indexOf(one), 1);
        const done = (at) => resolve(at - came.get(mark));
        if (inFrame) after(done);
        else frame(() => after(done));
      };
      watched.push(one);
      one();
    });
})();
