// Brought into a page once it has begun, so that it is no part of that: Chromium keeps the tasks that were before. Tells each
// task that keeps the page from doing anything else for 50 ms or more (Long Tasks API), and does what a reader does.
(() => {
  const tasks = [];
  new PerformanceObserver((seen) => tasks.push(...seen.getEntries())).observe({ type: "longtask", buffered: true });
  const { domLoading, navigationStart } = performance.timing;

  /** The longest task since this was last asked, and that in which the browser began the page; 0 below 50 ms. */
  window.longestTasks = () => {
    const began = ({ startTime }) => startTime < domLoading - navigationStart;
    const longest = (some) => Math.max(0, ...some.map(({ duration }) => duration));
    const noted = tasks.splice(0);
    return [longest(noted.filter((one) => !began(one))), longest(noted.filter(began))];
  };

  /** The element that scrolls: the log of a room, or what was said of a talk in the history. */
  window.scroller = () => {
    const inside = (root, names) => names.reduce((one, name) => one?.querySelector(name)?.shadowRoot, root);
    return inside(document, ["chatxblock-room", "chatxblock-log"])?.querySelector("[role=log]") ?? inside(document, ["chatxblock-history", "chatxblock-talk", "chatxblock-said"])?.querySelector(".said");
  };

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
    const next = () => new Promise((done) => requestAnimationFrame(done));
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
