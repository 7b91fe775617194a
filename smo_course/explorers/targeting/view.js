// Targeting: what is left of seven million users after each criterion, and who of them is looked for.

import { explorer } from "../../screen/explorer.js";
import { barChart } from "../../screen/lib/barchart.js";
import { h } from "../../screen/lib/dom.js";
import "./style.css";

export const render = explorer((content, { say, control }) => {
  const { companies, everybody, plain, several, few } = content;
  const any = { id: "", text: say("any") };
  const named = (ids, text) => ids.map((id) => ({ id, text: text(id) }));
  const told = (n) => (n ? say("chosen", { n }) : "");
  const percent = (share) => say("percent", { n: Math.round(1000 * share) / 10 });
  const row = (...parts) => h("div", { class: "smo-settings" }, parts);
  const people = [
    control.choice(
      "sex",
      say("sex"),
      named(["", "female", "male"], (id) => (id ? say(`sexes.${id}`) : say("any"))),
    ),
    control.pick("least_age", say("from"), named(content.from, String)),
    control.pick("most_age", say("to"), named(content.to, String)),
  ];
  const more = Object.keys(plain).map((id) => control.pick(id, say(`criteria.${id}`), [any, ...plain[id]]));
  const tastes = Object.keys(several).map((id) => control.several(id, say(`criteria.${id}`), several[id], told));

  return {
    controls: [
      control.pick(
        "company",
        say("company"),
        named(companies, (id) => say(`companies.${id}`)),
      ),
      row(...people),
      h("details", null, h("summary", null, say("more")), row(...more)),
      h("div", { class: "smo-tastes" }, tastes),
      row(
        control.choice(
          "customers",
          say("criteria.customers"),
          named(["", "mine"], (id) => say(id ? "list" : "no_list")),
        ),
        control.choice(
          "together",
          say("together"),
          named(["all", "any"], (id) => say(`ways.${id}`)),
        ),
        control.range("budget", say("budget"), { min: 10, max: 2000, step: 10, said: (n) => say("euros", { n }) }),
      ),
    ],

    draw({ steps, reach, rows, share, covered, in_target: found }, _, alt) {
      const left = steps.map((each) => ({ name: say(`criteria.${each.criterion}`), value: each.left, text: say.number(each.left) }));
      const bars = [{ name: say("everybody"), value: everybody, text: say.number(everybody), look: 4 }, ...left];
      const shares = [
        { name: say("share"), value: share, text: percent(share), note: say("of", { n: found, of: reach }), look: 2, weak: rows < few },
        { name: say("covered"), value: covered, text: percent(covered), look: 3 },
      ];
      return h(
        "div",
        null,
        barChart(alt, { bars }),
        h("p", { class: "smo-legend" }, say("shares")),
        barChart(shares.map(({ name, text }) => `${name} ${text}`).join(", "), { bars: shares, top: 1 }),
      );
    },

    figures: ({ steps }) => ({
      head: [say("criterion"), say("alone"), say("left")],
      rows: [
        [say("everybody"), say.number(everybody), say.number(everybody)],
        ...steps.map((each) => [say(`criteria.${each.criterion}`), say.number(each.alone), say.number(each.left)]),
      ],
    }),
  };
});
