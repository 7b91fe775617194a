// The auction: for each bid, what the clicks won are worth and what they cost. The gap between the two is the gain.

import { explorer } from "../../screen/explorer.js";
import { h } from "../../screen/lib/dom.js";
import { lineChart } from "../../screen/lib/linechart.js";

export const render = explorer(({ step, most, bots, wrong }, { say, control }) => {
  const cents = new Intl.NumberFormat(say.lang, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const price = (n) => say("euros", { amount: cents.format(n / 100) });
  const controls = [
    control.range("value", say("value"), { min: step, max: most, step, said: price }),
    control.range("bid", say("bid"), { min: 0, max: most, step, said: price }),
    control.range("bots", say("bots"), { min: 1, max: bots, step: 1 }),
    control.choice(
      "rule",
      say("rule"),
      ["second", "first"].map((id) => ({ id, text: say(`rules.${id}`) })),
    ),
  ];
  const euros = (n) => say("euros", { amount: say.number(Math.round(n / 100)) });

  return {
    controls: [h("div", { class: "smo-settings" }, controls), h("p", { class: "smo-muted smo-small" }, say("article", { said: wrong }))],

    // Both rules, each as far as there is room: paying one's bid soon loses far more than there is to gain.
    draw({ gains, yours, top }, { value, bid, rule }, alt) {
      const other = rule === "second" ? "first" : "second";
      const points = (id) => gains[id].map((gain, place) => [place * step, gain]).filter(([, gain]) => gain >= -top);
      return lineChart(alt, {
        lines: [
          { name: say(`lines.${rule}`), look: 1, points: points(rule), dot: [bid, Math.max(yours.gain, -top)] },
          { name: say(`lines.${other}`), look: 2, points: points(other) },
        ],
        x: { from: 0, to: most, labels: [0, 50, 100, 150, 200].map((at) => ({ at, text: price(at) })), ticks: [0, 50, 100, 150, 200] },
        y: { title: say("axis"), top, bottom: -top, write: euros },
        marks: [{ at: value, text: say("mark") }],
      });
    },

    figures: ({ curve }) => ({
      head: [say("bid"), say("clicks"), say("worth"), say("paid"), say("gain")],
      rows: curve
        .filter((each) => each.bid % 20 === 0)
        .map((each) => [price(each.bid), say.number(each.won), euros(each.worth), euros(each.paid), euros(each.gain)]),
    }),
  };
});
