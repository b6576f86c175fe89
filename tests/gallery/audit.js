/**
 * What is wrong with what a page shows just now, in sentences: names that do not begin with what is seen, more than one filled
 * button, what is wider than the window, what is too small to be hit, and what covers what.
 */
() => {
  const LEAST = 24; // WCAG 2.2, 2.5.8
  const TARGETS = "button, a[href], input:not([type=hidden]), select, textarea, summary, [role=button], [role=tab], [role=menuitem]";
  const found = new Set();
  const all = (root) => [...root.querySelectorAll("*")].flatMap((one) => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
  const around = (one) => one.assignedSlot ?? one.parentElement ?? one.getRootNode().host ?? null;
  const inside = (one, other) => one !== null && (one === other || inside(around(one), other));
  // The way to a line's menu draws nothing until somebody points at the line.
  const blank = (one) => one.matches(".flag:empty") && getComputedStyle(one, "::before").content === "none";
  const seen = (one) =>
    !blank(one) &&
    one.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true }) &&
    one.getBoundingClientRect().width > 1 &&
    one.getBoundingClientRect().height > 1 &&
    !one.closest("[inert]");
  const told = (one) => {
    const words = (one.innerText || one.getAttribute("aria-label") || one.id || "").trim().replace(/\s+/g, " ").slice(0, 60);
    return `<${one.localName}${one.className && typeof one.className === "string" ? ` class="${one.className}"` : ""}> “${words}”`;
  };
  const plain = (text) => text.toLowerCase().replace(/[\u2066-\u2069\u00ad]/g, "").replace(/[\s\u00a0]+/g, " ").trim();

  const elements = all(document).filter(seen);
  const modal = elements.findLast((one) => one.matches("dialog:modal"));
  const reachable = modal ? elements.filter((one) => inside(one, modal)) : elements;
  const targets = reachable.filter((one) => one.matches(TARGETS) && !one.disabled);

  for (const one of targets) {
    const label = one.getAttribute("aria-label");
    const text = plain(one.matches("input, select, textarea") ? "" : one.innerText);
    if (label !== null && /\p{L}/u.test(text) && !plain(label).startsWith(text))
      found.add(`${told(one)} is called “${label}”, which does not begin with what is seen`);
  }

  // The same one for each of several people or questions is one thing to do.
  const primary = reachable.filter((one) => one.matches(".primary"));
  const own = (one) => [...one.childNodes].filter((each) => each.nodeType === 3).map((each) => each.data.trim()).join(" ");
  if (new Set(primary.map(own)).size > 1) found.add(`${primary.length} filled buttons: ${primary.map(told).join(", ")}`);

  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) found.add(`the page is ${document.documentElement.scrollWidth} wide in a window of ${width}`);
  const scrolls = (one) => one !== null && (/auto|scroll|hidden|clip/.test(getComputedStyle(one).overflowX) || scrolls(around(one)));
  for (const one of reachable) {
    const { left, right } = one.getBoundingClientRect();
    if ((left < -1 || right > width + 1) && !scrolls(around(one))) found.add(`${told(one)} reaches from ${Math.round(left)} to ${Math.round(right)} in a window of ${width}`);
  }

  /** The box that is hit: a box to tick belongs to its label. */
  const hit = (one) => {
    const label = one.labels && one.matches("[type=checkbox], [type=radio]") ? [...one.labels].find(seen) : undefined;
    // A link that goes on in the next line is hit at its beginning.
    const boxes = [one, label].filter(Boolean).map((each) => each.getClientRects()[0] ?? each.getBoundingClientRect());
    const [left, top] = ["left", "top"].map((side) => Math.min(...boxes.map((box) => box[side])));
    const [right, bottom] = ["right", "bottom"].map((side) => Math.max(...boxes.map((box) => box[side])));
    return { left, top, right, bottom, width: right - left, height: bottom - top, x: (left + right) / 2, y: (top + bottom) / 2 };
  };
  const inText = (one) => {
    if (getComputedStyle(one).display !== "inline") return false;
    return [...(one.parentNode?.childNodes ?? [])].some((each) => each !== one && each.nodeType === 3 && /[\p{L}:]/u.test(each.data));
  };
  const clipped = (one, x, y) => {
    for (let at = around(one); at; at = around(at)) {
      const box = at.getBoundingClientRect();
      if (getComputedStyle(at).overflow !== "visible" && (x < box.left || x > box.right || y < box.top || y > box.bottom)) return true;
    }
    return false;
  };
  const boxes = new Map(targets.map((one) => [one, hit(one)]));
  for (const [one, box] of boxes) {
    if (inText(one) || (box.width >= LEAST - 0.5 && box.height >= LEAST - 0.5)) continue;
    const near = [...boxes].find(([other, its]) => {
      if (other === one || inside(one, other) || inside(other, one)) return false;
      // What is scrolled out of its part of the page is beside nothing.
      if (clipped(other, Math.min(Math.max(box.x, its.left), its.right), Math.min(Math.max(box.y, its.top), its.bottom))) return false;
      const [dx, dy] = [Math.max(its.left - box.x, 0, box.x - its.right), Math.max(its.top - box.y, 0, box.y - its.bottom)];
      const small = its.width < LEAST || its.height < LEAST;
      return small ? Math.hypot(its.x - box.x, its.y - box.y) < LEAST : Math.hypot(dx, dy) < LEAST / 2;
    });
    if (near) found.add(`${told(one)} is ${Math.round(box.width)} × ${Math.round(box.height)}, and ${told(near[0])} stands beside it`);
  }

  const deepest = (x, y) => {
    let at = document.elementFromPoint(x, y);
    while (at?.shadowRoot?.elementFromPoint(x, y) && at.shadowRoot.elementFromPoint(x, y) !== at) at = at.shadowRoot.elementFromPoint(x, y);
    return at;
  };
  /** What stays where it is while the rest scrolls: what is under it now is scrolled out from there. */
  const held = (one) => one && (getComputedStyle(one).position === "sticky" ? one : held(around(one)));
  const rolls = (one) => one && ((/auto|scroll/.test(getComputedStyle(one).overflowY) && one.scrollHeight > one.clientHeight + 1) || rolls(around(one)));
  const pageRolls = document.documentElement.scrollHeight > innerHeight + 1;
  const scrolledOut = (one, other) => held(other) && !inside(one, held(other)) && (rolls(around(one)) || pageRolls);
  /** A menu that is open lies above the page until something is chosen. */
  const opened = (one) => one.closest("[role=menu]") !== null;
  for (const [one, { x, y }] of boxes) {
    if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight || clipped(one, x, y)) continue;
    const top = deepest(x, y);
    if (top && !inside(top, one) && !inside(one, top) && ![...(one.labels ?? [])].some((label) => inside(top, label)) && !scrolledOut(one, top) && !opened(top)) found.add(`${told(one)} is covered by ${told(top)}`);
  }
  const common = (a, b) => ({ left: Math.max(a.left, b.left), right: Math.min(a.right, b.right), top: Math.max(a.top, b.top), bottom: Math.min(a.bottom, b.bottom) });
  const list = targets.filter((one) => !one.labels?.length).map((one) => [one, [...one.getClientRects()]]);
  list.forEach(([one, a], place) => {
    for (const [other, b] of list.slice(place + 1)) {
      if (inside(one, other) || inside(other, one) || scrolledOut(one, other) || scrolledOut(other, one)) continue;
      if (opened(one) !== opened(other)) continue;
      const shared = a.flatMap((its) => b.map((theirs) => common(its, theirs))).find((box) => box.right - box.left > 1 && box.bottom - box.top > 1);
      if (!shared) continue;
      const [x, y] = [(shared.left + shared.right) / 2, (shared.top + shared.bottom) / 2];
      if (!clipped(one, x, y) && !clipped(other, x, y)) found.add(`${told(one)} overlaps ${told(other)}`);
    }
  });
  return [...found];
}
