// A long page is drawn late: what comes near the view at once, the rest while the browser has nothing else to do (so that its own
// search finds every word), and all that is left before the page is printed.

const NEAR = "100%"; // of the window's height, above it and below

export function late() {
  const waiting = new Map(); // what draws each element, until it has
  const coming = new IntersectionObserver((seen) => seen.forEach((each) => each.isIntersecting && draw(each.target)), {
    rootMargin: `${NEAR} 0px`,
  });
  let idle;

  function draw(el) {
    const drawn = waiting.get(el);
    waiting.delete(el);
    coming.unobserve(el);
    drawn?.();
  }

  function rest(deadline) {
    for (const el of waiting.keys()) {
      draw(el);
      if (deadline.timeRemaining() <= 0) break;
    }
    idle = waiting.size && requestIdleCallback(rest);
  }

  function all() {
    for (const el of waiting.keys()) draw(el);
  }
  addEventListener("beforeprint", all);

  return {
    add(el, drawn) {
      waiting.set(el, drawn);
      coming.observe(el);
      idle ||= globalThis.requestIdleCallback?.(rest); // Safari has none: there, only what is looked at is drawn
    },
    stop() {
      coming.disconnect();
      waiting.clear();
      if (idle) cancelIdleCallback(idle);
      removeEventListener("beforeprint", all);
    },
  };
}
