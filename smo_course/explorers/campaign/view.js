// A campaign: its settings, and the dashboard that a network would show of it.

import { explorer } from "../../screen/explorer.js";
import { h } from "../../screen/lib/dom.js";
import { lineChart } from "../../screen/lib/linechart.js";
import "./style.css";

export const render = explorer(({ briefs, objectives, audiences, days }, { say, control }) => {
  const named = (ids, text) => ids.map((id) => ({ id, text: text(id) }));
  const amounts = new Intl.NumberFormat(say.lang, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const price = (n) => (n === null ? "–" : say("euros", { amount: amounts.format(n) }));
  const euros = (n) => say("euros", { amount: say.number(Math.round(n)) });
  const percent = (n) => (n === null ? "–" : say("percent", { n }));
  const controls = [
    control.pick(
      "objective",
      say("objective"),
      named(objectives, (id) => say(`billed_by.${id}`, { objective: say(`objectives.${id}`) })),
    ),
    control.pick(
      "audience",
      say("audience"),
      named(audiences, (id) => say(`audiences.${id}`)),
    ),
    control.choice(
      "format",
      say("format"),
      named(["tweet", "card"], (id) => say(`formats.${id}`)),
    ),
    control.range("bid", say("bid"), { min: 5, max: 600, step: 5, said: (n) => price(n / 100) }),
    control.range("daily", say("daily"), { min: 5, max: 100, step: 5, said: euros }),
    control.range("seed", say("seed"), { min: 1, max: 12, step: 1 }),
  ];

  return {
    controls: [
      control.pick(
        "brief",
        say("brief"),
        named(briefs, (id) => say(`briefs.${id}`)),
      ),
      h("div", { class: "smo-settings" }, controls),
    ],

    draw({ dashboard, audience, share, billed, days: spent }, { daily, objective }) {
      const figures = [
        ["spent", price(dashboard.spent)],
        ["audience", say.number(audience), say("in_target", { n: Math.round(share) })],
        ["shown", say.number(dashboard.shown)],
        ["reach", say.number(dashboard.reach), dashboard.frequency === null ? "" : say("times", { n: dashboard.frequency })],
        ["engagements", say.number(dashboard.engagements), percent(dashboard.engagement_rate)],
        ["clicks", say.number(dashboard.clicks), percent(dashboard.ctr)],
        ["follows", say.number(dashboard.follows)],
        ...(objective === "leads" ? [["leads", say.number(dashboard.leads)]] : []),
        ...(objective === "app" ? [["installs", say.number(dashboard.installs)]] : []),
        ["cpm", price(dashboard.cpm)],
        ["cost_each", price(dashboard.cost_each), say(`actions.${billed}`)],
      ];
      const tile = ([id, value, note]) =>
        h("div", null, h("dt", null, say(`board.${id}`)), h("dd", null, h("strong", null, value), note ? h("small", null, note) : ""));
      const least = price(Math.min(...spent));
      const chart = lineChart(say("days_said", { least, most: price(Math.max(...spent)) }), {
        lines: [
          { name: say("spent_day"), look: 1, points: spent.map((value, at) => [at + 1, value]) },
          {
            name: say("daily_line"),
            look: 2,
            points: [
              [1, daily],
              [days, daily],
            ],
          },
        ],
        x: {
          from: 1,
          to: days,
          labels: [1, 8, 15, 22, days].map((at) => ({ at, text: say("day", { n: String(at) }) })),
          ticks: [8, 15, 22],
        },
        y: { title: say("by_day"), top: daily, write: euros },
      });
      return h("div", null, h("dl", { class: "smo-board", "aria-label": say("dashboard") }, figures.map(tile)), chart);
    },

    figures: (answer, { brief }) => ({
      head: [say("same_money"), say("billed_n"), say("cost_billed"), say(`wanted.${brief}`), say("cost_got")],
      rows: Object.entries(answer.objectives).map(([id, each]) => [
        say(`objectives.${id}`),
        say.number(each.billed),
        price(each.cost),
        say.number(each.got),
        price(each.cost_got),
      ]),
    }),
  };
});
