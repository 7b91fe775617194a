// The statistics of a page: a bar for each group of posts, with how many posts stand behind it.

import { explorer } from "../../screen/explorer.js";
import { barChart } from "../../screen/lib/barchart.js";
import { h } from "../../screen/lib/dom.js";

export const render = explorer(({ networks, measures, counts, bys, money, names, few }, { say, control }) => {
  const named = (ids, text) => ids.map((id) => ({ id, text: text(id) }));
  const controls = [
    networks.length > 0 ? control.choice("network", say("network"), [...networks, { id: "", text: say("every_network") }]) : "",
    control.pick(
      "by",
      say("by"),
      named(bys, (id) => say(`bys.${id}`)),
    ),
    control.pick(
      "measure",
      say("measure"),
      named(measures, (id) => say(`measures.${id}`)),
    ),
    money
      ? control.choice(
          "who",
          say("who"),
          named(["all", "organic", "paid"], (id) => say(`whose.${id}`)),
        )
      : "",
    control.choice(
      "middle",
      say("middle"),
      named(["mean", "median", "without_top"], (id) => say(`middles.${id}`)),
    ),
  ];
  const write = (value, { measure }) => {
    if (counts.includes(measure)) return say.number(Math.round(value));
    return measure === "shown" ? say("times", { n: value }) : say("percent", { n: 100 * value });
  };
  const name = (group, { by }) => names[by][by === "paid" ? (group.key ? "True" : "False") : group.key];

  return {
    controls: h("div", { class: "smo-settings" }, controls),

    draw: ({ groups }, settings, alt) =>
      barChart(alt, {
        bars: groups.map((group) => ({
          name: name(group, settings),
          value: group[settings.middle] ?? 0,
          text: group[settings.middle] === null ? "–" : write(group[settings.middle], settings),
          note: say(group.n < few ? "too_few" : "posts", { n: group.n }),
          weak: group.n < few,
        })),
      }),

    figures: ({ groups }, settings) => ({
      head: [say(`bys.${settings.by}`), say("posts_n"), say("paid_n"), say("middles.mean"), say("middles.median")],
      rows: groups.map((group) => [
        name(group, settings),
        say.number(group.n),
        say.number(group.paid),
        write(group.mean, settings),
        write(group.median, settings),
      ]),
    }),
  };
});
