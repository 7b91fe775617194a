// A chart of lines, each with its name at its end. Lines differ by dashes as well as by colour (chart.css).

import { apart, line, scale, svg, ticks } from "./chart.js";
import "./chart.css";
import { h } from "./dom.js";

const BOX = { width: 720, height: 352, left: 58, right: 165, top: 38, bottom: 46 };
const [LEFT, RIGHT, TOP, FLOOR] = [BOX.left, BOX.width - BOX.right, BOX.top, BOX.height - BOX.bottom];
const LINE = 18; // between two names
const MANY = 5; // labels that find room on a telephone

// `alt` says what the chart says.
//   lines: [{name (short), points: [[x, y], …], look: 1 to 4, dot: [x, y] to mark, if any}]; the first is the strongest
//   x: {from, to, labels: [{at, text}], ticks: [at, …]}
//   y: {title, top (what must find room), bottom? (0, or what lies below), write(value)}
//   bands: [{from, to, text}] behind the lines; marks: [{at, text}], lines across them
export function lineChart(alt, { lines, x, y, bands = [], marks = [] }) {
  const values = ticks(y.top, y.bottom);
  const across = scale(x.from, x.to, LEFT, RIGHT);
  const up = scale(values[0], values.at(-1), FLOOR, TOP);
  const ends = lines.map(({ points }) => up(points.at(-1)[1]));
  const places = apart(ends, LINE, FLOOR);
  const text = (at, height, said, anchor = "middle", look = "") =>
    svg("text", { class: `smo-axis ${look}`, x: at, y: height, "text-anchor": anchor }, said);

  const look = (place) => `smo-look-${lines[place].look}${place ? "" : " smo-strong"}`;
  const sample = (place, from, to, height) =>
    svg("path", {
      class: `smo-line ${look(place)}`,
      d: line([
        [from, height],
        [to, height],
      ]),
    });

  const drawn = svg(
    "svg",
    { class: "smo-chart", viewBox: `0 0 ${BOX.width} ${BOX.height}`, role: "img", "aria-label": alt },
    bands.map(({ from, to, text: said }) => [
      svg("rect", { class: "smo-band", x: across(from), y: TOP, width: across(to) - across(from), height: FLOOR - TOP }),
      text(across((from + to) / 2), TOP + 16, said),
    ]),
    values.map((value) => [
      svg("line", { class: "smo-grid", x1: LEFT, x2: RIGHT, y1: up(value), y2: up(value) }),
      text(LEFT - 6, up(value) + 4, y.write(value), "end"),
    ]),
    text(2, 15, y.title, "start"),
    x.labels.map(({ at, text: said }, place) => {
      const minor = x.labels.length > MANY && place % 2 ? " smo-minor" : ""; // left out where there is little room
      return text(across(at), FLOOR + 18, said, "middle", `smo-across${minor}`);
    }),
    x.ticks.map((at) => svg("line", { class: "smo-tick", x1: across(at), x2: across(at), y1: FLOOR, y2: FLOOR + 6 })),
    marks.map(({ at, text: said }) => [
      svg("line", { class: "smo-mark", x1: across(at), x2: across(at), y1: TOP, y2: FLOOR }),
      text(across(at), FLOOR + 40, said, "middle", "smo-below"),
    ]),
    lines
      .map(({ points, dot }, place) => [
        svg("path", { class: `smo-line ${look(place)}`, d: line(points.map(([at, value]) => [across(at), up(value)])) }),
        dot ? svg("circle", { class: `smo-dot ${look(place)}`, cx: across(dot[0]), cy: up(dot[1]), r: 6 }) : [],
      ])
      .reverse(), // the strongest above the others
    svg(
      "g",
      { class: "smo-beside" },
      lines.map(({ name }, place) => [
        sample(place, RIGHT + 6, RIGHT + 24, places[place]),
        svg("text", { class: place ? "smo-name" : "smo-name smo-strong", x: RIGHT + 29, y: places[place] + 4 }, name),
      ]),
    ),
  );
  // Where there is no room for names beside the lines, they stand below.
  const below = lines.map(({ name }, place) =>
    h("li", null, svg("svg", { viewBox: "0 0 24 8", width: 24, height: 8 }, sample(place, 1, 23, 4)), name),
  );
  return h("div", { class: "smo-charted" }, drawn, h("ul", { class: "smo-names", "aria-hidden": true }, below));
}
