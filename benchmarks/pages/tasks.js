// Runs before a page's own scripts. Notes each task that keeps the page from doing anything else for 50 ms or more
// (Long Tasks API), and when a line came from the chat, stood on the page and was painted as it is going to be.
(() => {
  const tasks = [];
  new PerformanceObserver((seen) => tasks.push(...seen.getEntries().map(({ duration }) => duration))).observe({ type: "longtask", buffered: true });

  /** The long tasks since this was last asked, in milliseconds. */
  window.longTasks = () => tasks.splice(0);

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

  /** The element that scrolls: the log of a room, or what was said of a talk in the history. */
  window.scroller = () => {
    const inside = (root, names) => names.reduce((one, name) => one?.querySelector(name)?.shadowRoot, root);
    return inside(document, ["chatxblock-room", "chatxblock-log"])?.querySelector("[role=log]") ?? inside(document, ["chatxblock-history", "chatxblock-talk", "chatxblock-said"])?.querySelector(".said");
  };

  function find(mark, inner) {
    const line = [...window.scroller().querySelectorAll("li.line:not(.pending)")].slice(-3).find((one) => one.textContent.includes(mark));
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

  /** Resolves once the button that unfolds what was said in the first talk is there, and pressed. */
  window.unfold = async () => {
    const button = () => document.querySelector("chatxblock-history")?.shadowRoot?.querySelector("chatxblock-talk")?.shadowRoot?.querySelector("button[aria-expanded]");
    while (!button()) await new Promise((done) => setTimeout(done, 50));
    button().click();
  };

  /** Returns how many milliseconds a fixed piece of work takes here: some text that is laid out, and a loop. */
  window.yardstick = () => {
    const once = () => {
      const began = performance.now();
      const place = document.createElement("div");
      place.style.cssText = "position: absolute; width: 300px; visibility: hidden";
      for (let at = 0; at < 60; at++) place.appendChild(document.createElement("p")).textContent = `the rows are multiples of each other ${at}`;
      document.body.append(place);
      let sum = place.offsetHeight;
      for (let at = 0; at < 2_000_000; at++) sum += at % 7;
      place.remove();
      return sum && performance.now() - began;
    };
    return Array.from({ length: 15 }, once).sort((one, other) => one - other)[7];
  };

  /** Resolves once so many lines stand on the page. */
  window.stand = async (count) => {
    while ((window.scroller()?.querySelectorAll("ol > li[class]").length ?? 0) < count) await new Promise((done) => setTimeout(done, 200));
  };

  /** Scroll by so much in each frame, to the top and back, until nothing is left to come. */
  window.scrollThrough = async (step) => {
    const next = () => new Promise((done) => frame(done));
    const place = window.scroller();
    for (const by of [-step, step]) {
      for (let still = 0; still < 3; ) {
        const before = place.scrollTop;
        place.scrollTop += by;
        await next();
        // A search for what is not there would go through the whole log in each frame.
        const [first] = place.firstElementChild?.children ?? [];
        const older = first?.matches(".older") ? first.querySelector("button[aria-disabled='false']") : null;
        if (by < 0 && older) older.click();
        if (by < 0 && place.scrollTop === 0 && (older || place.getAttribute("aria-busy") === "true")) await new Promise((done) => setTimeout(done, 50));
        else still = place.scrollTop === before ? still + 1 : 0;
      }
    }
    return place.querySelectorAll("ol > li[class]").length;
  };
})();
