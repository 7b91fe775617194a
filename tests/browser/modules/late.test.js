import { late } from "../../../smo_course/trainer/late.js";
import { equal, run, test } from "./testing.js";

const IDLE = 3; // of the browser's idle moments, more than anything here needs
const frames = async (n) => {
  for (let turn = 0; turn < n; turn += 1) await new Promise((done) => requestAnimationFrame(done));
};

// Places one below the other, each as high as the window, and the numbers of those that have been drawn. The browser is busy until
// `idle` is called, with what it then has the time for.
function page(n) {
  const real = globalThis.requestIdleCallback;
  const drawn = [];
  const drawing = late();
  let rest = null;
  globalThis.requestIdleCallback = (body) => {
    rest = body;
    return 1;
  };
  const places = Array.from({ length: n }, (_, place) => {
    const el = document.createElement("div");
    el.style.height = "100vh";
    document.body.append(el);
    drawing.add(el, () => drawn.push(place));
    return el;
  });
  function idle(time) {
    let left = time;
    rest?.({ timeRemaining: () => (left -= 1) });
  }
  const stop = () => {
    drawing.stop();
    globalThis.requestIdleCallback = real;
  };
  return { places, drawn, drawing, idle, stop };
}

test("what comes near the window is drawn, once", async () => {
  const { places, drawn, stop } = page(20);
  await frames(3);
  equal(drawn, [0, 1, 2].slice(0, drawn.length));
  equal(drawn.length >= 2, true);
  places[10].scrollIntoView();
  await frames(3);
  places[0].scrollIntoView();
  await frames(3);
  equal(new Set(drawn).size, drawn.length);
  equal([9, 10, 11].every((each) => drawn.includes(each)) && !drawn.includes(15), true);
  stop();
});

test("idle moments draw the rest, each as long as it lasts", async () => {
  const { drawn, idle, stop } = page(20);
  await frames(3);
  const before = drawn.length;
  idle(IDLE);
  equal(drawn.length, before + IDLE);
  idle(100);
  equal(drawn.length, 20);
  equal(new Set(drawn).size, 20);
  stop();
});

test("before the page is printed all is drawn, and what was stopped is not", () => {
  const first = page(20);
  first.stop();
  const second = page(20);
  dispatchEvent(new Event("beforeprint"));
  equal(second.drawn.length, 20);
  equal(first.drawn.length, 0);
  second.stop();
});

export { run };
