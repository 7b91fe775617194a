// The snowball: every curve comes ready from the simulator in Python; here they are chosen and drawn.

const BOX = { width: 720, height: 340, left: 50, right: 142, top: 26, bottom: 44 };

function render({ model, el }) {
  const content = model.get("content");
  const { words, curves, step, horizon, moments } = content;
  const number = (value, digits = 0) => new Intl.NumberFormat(content.lang, { maximumFractionDigits: digits }).format(value);
  let { hour, tone, community } = content.first;

  const curve = (how, when = 0) => curves[community][how][how === "none" ? 0 : when / step];
  const end = (points) => points[points.length - 1];

  // -- the sentence, from the numbers
  function sentence() {
    const total = end(curve(tone, hour)), soonest = end(curve("sincere")), silent = end(curve("none"));
    const what = fill(content.tones.find(({ id }) => id === tone).said, { moment: moments[hour / step] });
    const ratio = total / soonest;
    return fill(words.result, { what, n: number(total) })
      + (ratio >= 1.05 ? fill(words.times, { ratio: number(ratio, ratio < 10 ? 1 : 0) }) : "")
      + (total > silent ? fill(words.worse, { n: number(silent) }) : "")
      + words.simulated;
  }

  // -- the chart
  function s(tag, attrs, ...children) {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attrs)) node.setAttribute(name, value);
    node.append(...children.flat(Infinity));
    return node;
  }
  function chart(alt) {
    const lines = [
      { points: curve("none"), name: words.none, look: "none" },
      { points: curve("sincere"), name: words.soon, look: "soon" },
      { points: curve(tone, hour), name: words.yours, look: "yours" },
    ];
    const highest = Math.max(...["none", "deletion"].map((how) => end(curve(how)))); // one scale for every choice
    const unit = [1, 2, 5, 10].map((times) => times * 10 ** Math.floor(Math.log10(highest / 4))).find((each) => highest / each <= 5);
    const top = Math.ceil(highest / unit) * unit;
    const x = (at) => BOX.left + (at / horizon) * (BOX.width - BOX.left - BOX.right);
    const y = (value) => BOX.height - BOX.bottom - (value / top) * (BOX.height - BOX.top - BOX.bottom);
    const floor = y(0);
    const path = (points) => points.map((value, n) => `${n ? "L" : "M"}${x(n * step).toFixed(1)} ${y(value).toFixed(1)}`).join("");
    // names at the ends of the curves, pushed apart where these meet
    const names = lines.map((line) => ({ ...line, at: y(end(line.points)) })).sort((a, b) => a.at - b.at);
    names.forEach((each, n) => n && (each.at = Math.max(each.at, names[n - 1].at + 17)));
    const over = Math.max(0, names[names.length - 1].at - floor);
    return s("svg", { class: "smo-chart", viewBox: `0 0 ${BOX.width} ${BOX.height}`, role: "img", "aria-label": alt },
      content.nights.map(([from, to], n) => [
        s("rect", { class: "smo-night", x: x(from), y: BOX.top, width: x(to) - x(from), height: floor - BOX.top }),
        s("text", { class: "smo-axis", x: x((from + to) / 2), y: BOX.top + 14, "text-anchor": "middle" }, words.night),
      ]),
      Array.from({ length: top / unit + 1 }, (_, n) => [
        s("line", { class: "smo-grid", x1: BOX.left, x2: x(horizon), y1: y(n * unit), y2: y(n * unit) }),
        s("text", { class: "smo-axis", x: BOX.left - 6, y: y(n * unit) + 4, "text-anchor": "end" }, number(n * unit)),
      ]),
      s("text", { class: "smo-axis", x: 2, y: 12 }, words.mentions),
      content.days.map(({ text, from, to }) => to - from < 12 ? [] : s("text", { class: "smo-axis", x: x((from + to) / 2), y: floor + 18, "text-anchor": "middle" }, text)),
      content.days.slice(1).map(({ from }) => s("line", { class: "smo-tick", x1: x(from), x2: x(from), y1: floor, y2: floor + 6 })),
      s("line", { class: "smo-monday", x1: x(content.monday), x2: x(content.monday), y1: BOX.top, y2: floor }),
      s("text", { class: "smo-axis", x: x(content.monday), y: floor + 38, "text-anchor": "middle" }, words.monday),
      lines.map(({ points, look }) => s("path", { class: `smo-curve smo-curve-${look}`, d: path(points) })),
      tone === "none" ? [] : s("circle", { class: "smo-answer", cx: x(hour), cy: y(curve(tone, hour)[hour / step]), r: 6 }),
      names.map(({ name, look, at }) => s("text", { class: `smo-name smo-name-${look}`, x: x(horizon) + 8, y: at - over + 4 }, name)));
  }

  // -- what can be changed
  const group = uid();
  const radios = (name, title, choices, current, change) => h("fieldset", null, h("legend", { class: "smo-legend" }, title),
    h("div", { class: "smo-row" }, choices.map(({ id, text }) => h("label", { class: "smo-row smo-radio" },
      h("input", { type: "radio", name: `${group}-${name}`, value: id, checked: id === current, onchange: () => (change(id), draw()) }), text))));
  const output = h("output", null);
  const slider = h("input", { type: "range", id: `${group}-hour`, min: 0, max: content.latest, step, value: hour, oninput: () => ((hour = Number(slider.value)), draw()) });
  const picture = h("div", null);
  const result = h("p", { class: "smo-result", "aria-live": "polite" });
  const titled = uid();

  function draw() {
    const text = sentence();
    slider.disabled = tone === "none";
    output.textContent = tone === "none" ? words.no_hour : moments[hour / step];
    slider.setAttribute("aria-valuetext", moments[hour / step]);
    picture.replaceChildren(chart(text.replaceAll("**", "")));
    result.replaceChildren(...inline(text));
  }

  const root = h("div", { class: "smo smo-snowball", lang: content.lang },
    h("section", { class: "smo-box", "aria-labelledby": titled },
      h("h3", { id: titled }, words.title),
      h("p", null, words.intro),
      h("div", null, h("label", { class: "smo-legend smo-row smo-spread", for: `${group}-hour` }, words.hour, " ", output), slider),
      radios("tone", words.tone, content.tones, tone, (id) => (tone = id)),
      radios("community", words.community, content.communities, community, (id) => (community = id)),
      picture, result,
      h("details", null, h("summary", null, words.how), markup(words.assumptions))));
  guardKeys(root);
  draw();
  el.append(root);
}

export default { render };
