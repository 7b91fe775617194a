// The contest's budget: what its euros are for, and how many of its fans are left, week by week.

import { explorer } from "../../screen/explorer.js";
import { barChart } from "../../screen/lib/barchart.js";
import { h } from "../../screen/lib/dom.js";
import { lineChart } from "../../screen/lib/linechart.js";

export const render = explorer(({ kinds, weeks, article }, { say, control }) => {
  const euros = (n) => say("euros", { n });
  const percent = (n) => say("percent", { n });
  const range = (name, max, step, said) => control.range(name, say(name), { min: name === "margin" ? step : 0, max, step, said });
  const controls = [
    range("prize", 600, 10, euros),
    control.choice(
      "kind",
      say("kind"),
      kinds.map((id) => ({ id, text: say(`kinds.${id}`) })),
    ),
    range("campaign", 600, 10, euros),
    range("hours", 40, 1, (n) => say("hours_n", { n })),
    range("hourly", 80, 5, euros),
    range("margin", 200, 5, euros),
  ];
  const assumed = [range("hunters", 100, 5, percent), range("buy", 50, 1, percent)];
  const costs = ["hours", "prize", "campaign", "tool"];

  return {
    controls: [
      h("div", { class: "smo-settings" }, controls),
      h("details", null, h("summary", null, say("assumed")), h("div", { class: "smo-settings" }, assumed)),
    ],

    draw(answer, settings, alt) {
      const bars = costs.map((id) => ({ name: say(`costs.${id}`), value: answer.costs[id], text: euros(answer.costs[id]) }));
      const names = { yours: say("yours"), other: say(`others.${settings.kind}`), bought: say("bought") };
      return h(
        "div",
        null,
        h("p", { class: "smo-muted smo-small" }, article),
        barChart(bars.map(({ name, text }) => `${name} ${text}`).join(", "), { bars }),
        lineChart(alt, {
          lines: Object.entries(names).map(([id, name], place) => ({
            name,
            look: place + 1,
            points: answer.lines[id].map((value, week) => [week, value]),
          })),
          x: {
            from: 0,
            to: weeks,
            labels: [0, 4, 8, 13, 17, 21, weeks].map((at) => ({ at, text: at ? say("weeks", { n: at }) : say("draw") })),
            ticks: [4, 8, 13, 17, 21],
          },
          y: { title: say("fans"), top: answer.top, write: say.number },
        }),
      );
    },

    figures: ({ counts, each, cost, needed }) => ({
      head: [say("what"), say("how_many"), say("cost_each")],
      rows: [
        ...["entries", "new", "left"].map((id) => [say(`counts.${id}`), say.number(counts[id]), each[id] === null ? "–" : euros(each[id])]),
        [say("counts.customers"), say.number(counts.customers), counts.customers ? euros(cost / counts.customers) : "–"],
        [say("counts.needed"), say.number(needed), euros(cost / needed)],
      ],
    }),
  };
});
