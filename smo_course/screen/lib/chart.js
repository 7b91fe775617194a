// What charts are made of: SVG elements, scales, lines, and names that do not lie over one another.

// svg("circle", {cx: 3, cy: 4, r: 2}): an SVG element; children as for h().
export function svg(tag, attrs, ...children) {
  const el = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attrs)) el.setAttribute(name, value);
  el.append(...children.flat(Number.POSITIVE_INFINITY));
  return el;
}

// From values between `from` and `to` to places between `start` and `end`.
export const scale = (from, to, start, end) => (value) => start + ((value - from) / (to - from)) * (end - start);

// The numbers at an axis from 0, or below, that reaches `highest`: four to seven, a round step apart, of which the ends are the axis's.
export function ticks(highest, lowest = 0) {
  const length = highest - lowest;
  const power = 10 ** Math.floor(Math.log10(length / 4));
  const step = [1, 2, 5, 10].map((times) => times * power).find((each) => length / each <= 5);
  const first = Math.floor(lowest / step);
  return Array.from({ length: Math.ceil(highest / step) - first + 1 }, (_, place) => (first + place) * step);
}

// The path through points [x, y].
export const line = (points) => points.map(([x, y], place) => `${place ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");

// Places for names that would meet, in their order from above: at least `gap` apart, and none below `lowest`.
export function apart(places, gap, lowest) {
  const order = places.map((_, index) => index).sort((a, b) => places[a] - places[b]);
  const moved = [...places];
  order.forEach((index, rank) => {
    if (rank) moved[index] = Math.max(moved[index], moved[order[rank - 1]] + gap);
  });
  const over = Math.max(0, moved[order.at(-1)] - lowest);
  return moved.map((each) => each - over);
}
