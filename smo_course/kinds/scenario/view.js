// A story: the situation, the choices, and the meters that they move. Any earlier choice can be taken again.
// It is played here, wherever it is shown; only its end is judged elsewhere.

import { exercise } from "../../screen/exercise.js";
import { button, icon, isJudged } from "../../screen/lib/controls.js";
import { digit, h, inline, markup } from "../../screen/lib/dom.js";
import "./style.css";

// Where a path stands: the steps taken, the present moment, whether it is the end. A path of an older version of the story
// breaks off, and it begins again.
function play({ meters, start, nodes }, path) {
  let now = Object.fromEntries(meters.map((each) => [each.id, each.start]));
  let at = start;
  const steps = [];
  for (const id of path) {
    const choice = nodes[at].choices.find((each) => each.id === id);
    if (!choice) return play({ meters, start, nodes }, []);
    now = Object.fromEntries(
      meters.map((each) => [each.id, Math.min(each.max, Math.max(each.min, now[each.id] + (choice.effect[each.id] ?? 0)))]),
    );
    steps.push({ ...nodes[at], choice, meters: now });
    at = choice.to;
  }
  return { steps, now: { ...nodes[at], meters: now }, ended: !nodes[at].choices.length };
}

export const control = {
  checksItself: true, // its choices are its buttons, and its end is its check

  build(content, { send, say }) {
    let path = [];
    let acted = false; // the learner has just chosen: take them to what comes next
    const log = h("ol", { class: "smo-log", "aria-label": say("so_far") });
    const meters = h("div", { class: "smo-meters", role: "group", "aria-label": say("meters") });
    meters.hidden = !content.meters.length; // an assignment keeps them back
    const scene = h("div", { class: "smo-scene" });

    function go(to) {
      path = to;
      acted = true;
      draw();
      send(play(content, path).ended ? "check" : "draft");
    }
    function meter(each, value, before) {
      const change = value - before;
      const good = change > 0 === (each.better === "high");
      const signed = `${change > 0 ? "+" : "−"}${say.number(Math.abs(change))}`;
      return h(
        "div",
        { class: "smo-meter" },
        h(
          "p",
          null,
          h("strong", null, each.text),
          " ",
          say("out_of", { n: value, of: each.max }),
          change ? [" ", h("span", { class: good ? "smo-right" : "smo-wrong" }, `${signed} (${say(good ? "better" : "worse")})`)] : "",
        ),
        h(
          "span",
          { class: "smo-gauge", "aria-hidden": true },
          h("span", { class: "smo-gauge-fill", style: `width: ${(100 * (value - each.min)) / (each.max - each.min)}%` }),
        ),
      );
    }
    function step({ when, text, choice }, place, steps) {
      return h(
        "li",
        null,
        h(
          "details",
          { open: place === steps.length - 1 },
          h("summary", null, h("strong", null, when), h("span", { class: "smo-chosen" }, `${say("you_chose")} `, inline(choice.text))),
          h("div", { class: "smo-muted" }, markup(text)),
          markup(choice.feedback),
          h(
            "button",
            { type: "button", class: "smo-button smo-plain", onclick: () => go(path.slice(0, place)) },
            say("replay"),
            h("span", { class: "smo-sr" }, ` (${when})`),
          ),
        ),
      );
    }
    function principles(word, status, texts) {
      return (
        texts.length > 0 && [
          h("h5", null, icon(status), " ", word),
          h(
            "ul",
            null,
            texts.map((each) => h("li", null, inline(each.text))),
          ),
        ]
      );
    }
    let report = null; // the remarks on the path as it stands, once its end is judged
    let drawn = ""; // what stands on the page: drawn again only when it changes, so that focus and open parts stay
    function draw() {
      const wanted = JSON.stringify([path, report]);
      if (wanted === drawn) return;
      drawn = wanted;
      const focused = acted || scene.contains(document.activeElement);
      const { steps, now, ended } = play(content, path);
      const start = Object.fromEntries(content.meters.map((each) => [each.id, each.start]));
      const before = steps.at(-2)?.meters ?? start;
      log.replaceChildren(...steps.map(step));
      log.hidden = !steps.length;
      meters.replaceChildren(...content.meters.map((each) => meter(each, now.meters[each.id], before[each.id])));
      const heading = h("h4", { tabindex: -1 }, now.when);
      const choose = (choice, place) =>
        h(
          "li",
          null,
          h(
            "button",
            { type: "button", class: "smo-choice", onclick: () => go([...path, choice.id]) },
            h("kbd", { "aria-hidden": true }, place + 1),
            h("span", null, inline(choice.text)),
          ),
        );
      scene.replaceChildren(
        ...[
          heading,
          markup(now.text),
          ended ? [] : h("ul", { class: "smo-choices", "aria-label": say("choices") }, now.choices.map(choose)),
          ended && report
            ? h(
                "div",
                { class: "smo-report" },
                h("h4", null, say("report")),
                markup(report.find((each) => !each.about)?.text),
                principles(
                  say("kept"),
                  "right",
                  report.filter((each) => each.about === "kept"),
                ),
                principles(
                  say("broken"),
                  "wrong",
                  report.filter((each) => each.about === "broken"),
                ),
              )
            : [],
          steps.length ? button(say("start_over"), () => go([]), { class: "smo-button smo-plain" }) : [],
        ].flat(),
      );
      if (focused) heading.focus();
      acted = false;
    }

    const el = h("div", { class: "smo-scenario" }, meters, h("div", null, log, scene));
    draw();
    el.addEventListener("keydown", (event) => scene.querySelectorAll(".smo-choice")[digit(event) - 1]?.click());
    return {
      el,
      read: () => path,
      write(raw) {
        path = [raw ?? []].flat();
        draw();
      },
      mark(state, stale) {
        const judged = !stale && isJudged(state.status);
        report = judged ? state.feedback : null;
        draw();
        return { rest: state.feedback.filter((each) => !each.about).slice(judged ? 1 : 0) }; // the outcome stands in the report
      },
      focus: () => scene.querySelector("h4").focus(),
    };
  },
};

export const render = exercise(control);
