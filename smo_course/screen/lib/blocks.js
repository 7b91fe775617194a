// How a filled piece reads (smo_course/pieces/blocks.py), as elements. `level` is the tag of its headings.

import { h } from "./dom.js";
import "./blocks.css";

const WRITTEN = {
  heading: ({ text }, level) => h(level, null, text),
  paragraph: ({ runs }) =>
    h(
      "p",
      null,
      runs.map(({ text, own, gap }) => (own ? h("strong", { class: "smo-said", dir: "auto" }, text) : gap ? h("em", null, text) : text)),
    ),
  ticks: ({ items, states }) =>
    h(
      "ul",
      { class: "smo-ticks" },
      items.map(([ticked, text]) =>
        h(
          "li",
          null,
          h("span", { "aria-hidden": true }, ticked ? "☑ " : "☐ "),
          text,
          h("span", { class: "smo-sr" }, ` (${states[ticked ? 0 : 1]})`),
        ),
      ),
    ),
  grid: ({ head, rows, right, total, caption, titled }) => {
    const figures = new Set(right);
    const cell = (tag, text, place) =>
      h(tag, { class: figures.has(place) ? "smo-figures" : null, scope: tag === "th" ? "col" : null, dir: "auto" }, text);
    const line = (cells) =>
      h(
        "tr",
        null,
        cells.map((text, place) => cell("td", text, place)),
      );
    return h(
      "div",
      { class: "smo-scroll", tabindex: "0", role: "region", "aria-label": caption },
      h(
        "table",
        { class: "smo-grid" },
        h("caption", { class: titled ? "smo-sr" : null }, caption),
        h(
          "thead",
          null,
          h(
            "tr",
            null,
            head.map((text, place) => cell("th", text, place)),
          ),
        ),
        h("tbody", null, rows.map(line)),
        total.length ? h("tfoot", null, line(total)) : "",
      ),
    );
  },
  chart: ({ title, bars, alt }) => {
    const longest = Math.max(...bars.map(([, length]) => length));
    const bar = ([name, length, label]) => [
      h("span", null, name),
      h("span", { class: "smo-bar-track" }, h("span", { class: "smo-bar-fill", style: `width: ${(70 * length) / longest}%` }), label),
    ];
    return h(
      "figure",
      { class: "smo-block-bars", role: "img", "aria-label": alt },
      h("figcaption", { "aria-hidden": true }, title),
      h("div", { "aria-hidden": true }, bars.map(bar)),
    );
  },
};

export const written = (blocks, level = "h4") => blocks.map((block) => WRITTEN[block.block](block, level));
