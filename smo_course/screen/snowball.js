// The snowball: every curve comes ready from the simulator in Python; here they are chosen and drawn.

import "./base.css";
import "./snowball.css";
import { apart, line, scale, svg, ticks } from "./lib/chart.js";
import { radio } from "./lib/controls.js";
import { guardKeys, h, inline, markup, uid } from "./lib/dom.js";

const BOX = { width: 720, height: 340, left: 50, right: 142, top: 26, bottom: 44 };
const [LEFT, RIGHT, TOP, FLOOR] = [BOX.left, BOX.width - BOX.right, BOX.top, BOX.height - BOX.bottom];
const LINE = 17; // between two names

export function render({ model, el, say }) {
  const content = model.get("content");
  const { curves, step, horizon, moments } = content;
  let { hour, tone, community } = content.first;

  const curve = (how, when = 0) => curves[community][how][how === "none" ? 0 : when / step];
  const moment = () => moments[hour / step];

  // -- the sentence, from the numbers
  function sentence() {
    const total = curve(tone, hour).at(-1);
    const ratio = total / curve("sincere").at(-1);
    const silent = curve("none").at(-1);
    const rounded = ratio < 10 ? Math.round(ratio * 10) / 10 : Math.round(ratio);
    return [
      say("result", { what: say(`said.${tone}`, { moment: moment() }), n: total }),
      ratio >= 1.05 ? say("times", { ratio: rounded }) : "",
      total > silent ? say("worse", { n: silent }) : "",
      say("simulated"),
    ].join("");
  }

  // -- the chart
  function chart(alt) {
    const lines = [
      { points: curve("none"), name: say("none"), look: "none" },
      { points: curve("sincere"), name: say("soon"), look: "soon" },
      { points: curve(tone, hour), name: say("yours"), look: "yours" },
    ];
    const values = ticks(Math.max(curve("none").at(-1), curve("deletion").at(-1))); // one scale for every choice
    const x = scale(0, horizon, LEFT, RIGHT);
    const y = scale(0, values.at(-1), FLOOR, TOP);
    const places = apart(
      lines.map(({ points }) => y(points.at(-1))),
      LINE,
      FLOOR,
    );
    const text = (at, height, said, anchor = "middle") => svg("text", { class: "smo-axis", x: at, y: height, "text-anchor": anchor }, said);
    const days = content.days.filter(({ from, to }) => to - from >= 12);
    return svg(
      "svg",
      { class: "smo-chart", viewBox: `0 0 ${BOX.width} ${BOX.height}`, role: "img", "aria-label": alt },
      content.nights.map(([from, to]) => [
        svg("rect", { class: "smo-night", x: x(from), y: TOP, width: x(to) - x(from), height: FLOOR - TOP }),
        text(x((from + to) / 2), TOP + 14, say("night")),
      ]),
      values.map((value) => [
        svg("line", { class: "smo-grid", x1: LEFT, x2: RIGHT, y1: y(value), y2: y(value) }),
        text(LEFT - 6, y(value) + 4, say.number(value), "end"),
      ]),
      text(2, 12, say("mentions"), "start"),
      days.map((day) => text(x((day.from + day.to) / 2), FLOOR + 18, day.text)),
      content.days.slice(1).map(({ from }) => svg("line", { class: "smo-tick", x1: x(from), x2: x(from), y1: FLOOR, y2: FLOOR + 6 })),
      svg("line", { class: "smo-monday", x1: x(content.monday), x2: x(content.monday), y1: TOP, y2: FLOOR }),
      text(x(content.monday), FLOOR + 38, say("monday")),
      lines.map(({ points, look }) =>
        svg("path", { class: `smo-curve smo-curve-${look}`, d: line(points.map((value, place) => [x(place * step), y(value)])) }),
      ),
      tone === "none" ? [] : svg("circle", { class: "smo-answer", cx: x(hour), cy: y(curve(tone, hour)[hour / step]), r: 6 }),
      lines.map(({ name, look }, place) => svg("text", { class: `smo-name smo-name-${look}`, x: RIGHT + 8, y: places[place] + 4 }, name)),
    );
  }

  // -- what can be changed
  const group = uid();
  function radios(name, title, choices, current, change) {
    const one = ({ id, text }) =>
      radio({ name: `${group}-${name}`, value: id, checked: id === current, onchange: () => (change(id), draw()) }, text);
    return h("fieldset", null, h("legend", { class: "smo-legend" }, title), h("div", { class: "smo-row" }, choices.map(one)));
  }
  const output = h("output", null);
  const slide = () => {
    hour = Number(slider.value);
    draw();
  };
  const slider = h("input", { type: "range", id: `${group}-hour`, min: 0, max: content.latest, step, value: hour, oninput: slide });
  const picture = h("div", null);
  const result = h("p", { class: "smo-result", "aria-live": "polite" });
  const titled = uid();

  function draw() {
    const text = sentence();
    slider.disabled = tone === "none";
    output.textContent = tone === "none" ? say("no_hour") : moment();
    slider.setAttribute("aria-valuetext", moment());
    picture.replaceChildren(chart(text.replaceAll("**", "")));
    result.replaceChildren(...inline(text));
  }

  const tones = content.tones.map((id) => ({ id, text: say(`tones.${id}`) }));
  const communities = content.communities.map((id) => ({ id, text: say("followers", { n: id }) }));
  const root = h(
    "div",
    { class: "smo smo-snowball", lang: say.lang },
    h(
      "section",
      { class: "smo-box", "aria-labelledby": titled },
      h("h3", { id: titled }, say("title")),
      h("p", null, say("intro")),
      h(
        "div",
        null,
        h("label", { class: "smo-legend smo-row smo-spread", for: slider.id }, say("hour"), " ", output),
        slider,
      ),
      radios("tone", say("tone"), tones, tone, (id) => (tone = id)),
      radios("community", say("community"), communities, community, (id) => (community = id)),
      picture,
      result,
      h("details", null, h("summary", null, say("how")), markup(say("assumptions"))),
    ),
  );
  guardKeys(root);
  draw();
  el.append(root);
}
