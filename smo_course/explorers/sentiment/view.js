// Is the machine right?: a guess first; then how often it is, on which mentions, and what it made of some of them.

import { explorer } from "../../screen/explorer.js";
import { barChart } from "../../screen/lib/barchart.js";
import { h } from "../../screen/lib/dom.js";
import "./style.css";

export const render = explorer(({ n, examples, kinds }, { say, control }) => {
  const named = (ids, text) => ids.map((id) => ({ id, text: text(id) }));
  const guess = control.range("guess", say("guess", { n }), {
    min: 0,
    max: 100,
    step: 5,
    said: (value) => (value ? say("of_hundred", { n: value }) : say("no_guess")),
  });
  const knows = control.choice(
    "knows",
    say("knows"),
    named(["words", "negation"], (id) => say(`known.${id}`)),
  );
  const only = control.choice(
    "only",
    say("only"),
    named(["wrong", "all", ...kinds], (id) => say(`shown.${id}`)),
  );
  const page = control.range("page", say("page"), { min: 1, max: 20, step: 1 });
  const later = h("div", { class: "smo-settings", hidden: true }, knows, only, page);
  const verdicts = ["positive", "neutral", "negative"];

  // The text, with the words that counted marked by colour and sign.
  function marked({ text, words }) {
    const parts = [];
    let at = 0;
    for (const [start, end, counted] of words) {
      const sign = counted > 0 ? "+" : "−";
      parts.push(
        text.slice(at, start),
        h("mark", { class: counted > 0 ? "smo-praise" : "smo-blame" }, text.slice(start, end), h("sup", null, sign)),
      );
      at = end;
    }
    return [...parts, text.slice(at)];
  }
  const mention = (each) =>
    h(
      "li",
      null,
      h("p", null, marked(each)),
      h(
        "p",
        { class: `smo-small ${each.machine === each.person ? "smo-right" : "smo-wrong"}` },
        each.machine === each.person ? "✓ " : "✗ ",
        say("verdict", { machine: say(`verdicts.${each.machine}`), person: say(`verdicts.${each.person}`) }),
        each.kind === "plain" ? "" : ` · ${say(`hard.${each.kind}`)}`,
      ),
    );

  return {
    controls: [guess, later],

    draw(answer, _, alt) {
      later.hidden = !answer;
      if (!answer)
        return h(
          "div",
          null,
          h("p", { class: "smo-legend" }, say("examples")),
          h(
            "ul",
            { class: "smo-mentions" },
            examples.map((text) => h("li", null, h("p", null, text))),
          ),
        );
      const slider = page.querySelector("input");
      const over = Number(slider.value) > answer.pages; // fewer mentions, fewer pages
      slider.max = answer.pages;
      if (over) slider.dispatchEvent(new Event("input"));
      const bars = [{ kind: "all", n: answer.n, right: answer.right }, ...answer.kinds].map((each, place) => ({
        name: say(`shown.${each.kind}`),
        value: each.n ? each.right / each.n : 0,
        text: say("percent", { n: each.n ? Math.round((100 * each.right) / each.n) : 0 }),
        note: say("of", { right: each.right, n: each.n }),
        look: place ? 1 : 4,
        weak: each.n < 10,
      }));
      return h(
        "div",
        null,
        barChart(alt, { bars, top: 1 }),
        h("p", { class: "smo-legend" }, say("some", { n: answer.found, page: answer.page, pages: answer.pages })),
        h("ul", { class: "smo-mentions" }, answer.mentions.map(mention)),
      );
    },

    figures: (answer) => ({
      head: [say("table"), ...verdicts.map((id) => say(`verdicts.${id}`))],
      rows: answer ? verdicts.map((id) => [say(`verdicts.${id}`), ...verdicts.map((each) => say.number(answer.table[id][each] ?? 0))]) : [],
    }),
  };
});
