// A chart of bars that lie: each with its name before it, its number at its end, and a remark below it. No axis to read.

import "./chart.css";
import { h } from "./dom.js";

// `alt` says what the chart says.
//   bars: [{name, value (from 0), text (its number as it is written), note?, look?: 1 to 4, weak?: true for what one cannot rely on}]
//   top: what the longest bar stands for; by default, the largest value
export function barChart(alt, { bars, top = Math.max(...bars.map(({ value }) => value)) }) {
  const bar = ({ name, value, text, note, look = 1, weak }) => {
    const length = top > 0 ? Math.max(0, Math.min(1, value / top)) : 0;
    return [
      h("div", { class: "smo-bar-name" }, name),
      h(
        "div",
        { class: "smo-bar-line" },
        h("div", { class: `smo-bar-drawn smo-fill-${look}${weak ? " smo-weak" : ""}`, style: `--smo-length: ${length.toFixed(4)}` }),
        h("span", null, h("strong", null, text), note ? h("small", null, ` ${note}`) : ""),
      ),
    ];
  };
  return h("div", { class: "smo-bars", role: "img", "aria-label": alt }, bars.map(bar));
}
