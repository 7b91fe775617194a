// A chart of lines, each with its name at its end. Lines differ by dashes as well as by colour (chart.css).

import { apart, line, scale, svg, ticks } from "./chart.js";
import "./chart.css";

const BOX = { width: 720, height: 340, left: 50, right: 165, top: 26, bottom: 44 };
const [LEFT, RIGHT, TOP, FLOOR] = [BOX.left, BOX.width - BOX.right, BOX.top, BOX.height - BOX.bottom];
const LINE = 18; // between two names

// `alt` says what the chart says.
//   lines: [{name (short), points: [[x, y], …], look: 1 to 4, dot: [x, y] to mark, if any}]; the first is the strongest
//   x: {from, to, labels: [{at, text}], ticks: [at, …]}
//   y: {title, top (what must find room), write(value)}
//   bands: [{from, to, text}] behind the lines; marks: [{at, text}], lines across them
export function lineChart(alt, { lines, x, y, bands = [], marks = [] }) {
  const values = ticks(y.top);
  const across = scale(x.from, x.to, LEFT, RIGHT);
  const up = scale(0, values.at(-1), FLOOR, TOP);
  const ends = lines.map(({ points }) => up(points.at(-1)[1]));
  const places = apart(ends, LINE, FLOOR);
  const text = (at, height, said, anchor = "middle") => svg("text", { class: "smo-axis", x: at, y: height, "text-anchor": anchor }, said);

  return svg(
    "svg",
    { class: "smo-chart", viewBox: `0 0 ${BOX.width} ${BOX.height}`, role: "img", "aria-label": alt },
    bands.map(({ from, to, text: said }) => [
      svg("rect", { class: "smo-band", x: across(from), y: TOP, width: across(to) - across(from), height: FLOOR - TOP }),
      text(across((from + to) / 2), TOP + 14, said),
    ]),
    values.map((value) => [
      svg("line", { class: "smo-grid", x1: LEFT, x2: RIGHT, y1: up(value), y2: up(value) }),
      text(LEFT - 6, up(value) + 4, y.write(value), "end"),
    ]),
    text(2, 12, y.title, "start"),
    x.labels.map(({ at, text: said }) => text(across(at), FLOOR + 18, said)),
    x.ticks.map((at) => svg("line", { class: "smo-tick", x1: across(at), x2: across(at), y1: FLOOR, y2: FLOOR + 6 })),
    marks.map(({ at, text: said }) => [
      svg("line", { class: "smo-mark", x1: across(at), x2: across(at), y1: TOP, y2: FLOOR }),
      text(across(at), FLOOR + 38, said),
    ]),
    lines
      .map(({ points, look, dot }, place) => [
        svg("path", { class: `smo-line smo-look-${look}${place ? "" : " smo-strong"}`, d: path(points, across, up) }),
        dot ? svg("circle", { class: `smo-dot smo-look-${look}`, cx: across(dot[0]), cy: up(dot[1]), r: 6 }) : [],
      ])
      .reverse(), // the strongest above the others
    lines.map(({ name, look }, place) => [
      svg("path", { class: `smo-line smo-look-${look}${place ? "" : " smo-strong"}`, d: line([[RIGHT + 6, places[place]], [RIGHT + 24, places[place]]]) }),
      svg("text", { class: place ? "smo-name" : "smo-name smo-strong", x: RIGHT + 29, y: places[place] + 4 }, name),
    ]),
  );
}

const path = (points, across, up) => line(points.map(([x, y]) => [across(x), up(y)]));
