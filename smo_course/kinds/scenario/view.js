// A story: the situation, the choices, and the meters that they move. Any earlier choice can be taken again.
// It is played here, wherever it is shown; only its end is judged elsewhere.

import { exercise } from "../../screen/exercise.js";
import { button } from "../../screen/lib/controls.js";
import { digit, h, inline, looks, markup, scrollToTop } from "../../screen/lib/dom.js";
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
    const before = now;
    now = Object.fromEntries(
      meters.map((each) => [each.id, Math.min(each.max, Math.max(each.min, now[each.id] + (choice.effect[each.id] ?? 0)))]),
    );
    steps.push({ ...nodes[at], choice, before, meters: now });
    at = choice.to;
  }
  return { steps, now: { ...nodes[at], meters: now }, ended: !nodes[at].choices.length };
}

const GAP = 8; // px

export const control = {
  checksItself: true, // its choices are its buttons, and its end is its check

  build(content, { send, say, tell }) {
    let path = [];
    let acted = false; // the learner has just chosen: take them to what comes next
    const log = h("ol", { class: "smo-log", "aria-label": say("so_far") });
    const meters = h("div", { class: "smo-meters", role: "group", "aria-label": say("meters") });
    meters.hidden = !content.meters.length; // an assignment keeps them back
    const scene = h("div", { class: "smo-scene" });

    function go(to) {
      const chosen = to.length > path.length;
      const top = scene.getBoundingClientRect().top;
      path = to;
      acted = true;
      draw();
      // what came of it stands where the choice was made, clear of the meters
      scrollToTop(chosen ? log.lastElementChild : scene, Math.max(top, meters.getBoundingClientRect().bottom + GAP));
      if (chosen)
        tell(
          markup(play(content, path).steps.at(-1).choice.feedback)
            .map((each) => each.textContent)
            .join(" "),
        );
      send(play(content, path).ended ? "check" : "draft");
    }
    function moved(each, change) {
      const good = change > 0 === (each.better === "high");
      const signed = `${change > 0 ? "+" : "−"}${say.number(Math.abs(change))}`;
      return change !== 0 && [" ", h("span", { class: good ? "smo-right" : "smo-wrong" }, `${signed} (${say(good ? "better" : "worse")})`)];
    }
    function meter(each, value, before) {
      return h(
        "div",
        { class: "smo-meter" },
        h("p", null, h("strong", null, each.text), " ", say("out_of", { n: value, of: each.max })),
        h("p", { class: "smo-moved smo-small" }, moved(each, value - before)),
        h(
          "span",
          { class: "smo-gauge", "aria-hidden": true },
          h("span", { class: "smo-gauge-fill", style: `width: ${(100 * (value - each.min)) / (each.max - each.min)}%` }),
        ),
      );
    }
    function step({ when, text, show, choice, before, meters: after }, place, steps) {
      const effects = content.meters
        .filter(({ id }) => after[id] !== before[id])
        .map((each) => h("span", null, each.text, moved(each, after[each.id] - before[each.id])));
      return h(
        "li",
        null,
        h(
          "details",
          { open: place === steps.length - 1 },
          h(
            "summary",
            null,
            h("strong", null, when),
            h("span", { class: "smo-chosen" }, `${say("you_chose")} `, inline(choice.text)),
            h("span", { class: "smo-effects smo-small" }, effects),
          ),
          h("div", { class: "smo-muted" }, markup(text), looks(show)),
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
    let drawn = ""; // what stands on the page: drawn again only when it changes, so that focus and open parts stay
    function draw() {
      const wanted = JSON.stringify(path);
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
          looks(now.show),
          ended ? [] : h("ul", { class: "smo-choices", "aria-label": say("choices") }, now.choices.map(choose)),
          steps.length ? button(say("start_over"), () => go([]), { class: "smo-button smo-plain" }) : [],
        ].flat(),
      );
      if (focused) heading.focus({ preventScroll: true });
      acted = false;
    }

    const heldBack = !content.meters.length && h("p", { class: "smo-small smo-muted" }, say("held_back"));
    const el = h("div", { class: "smo-scenario" }, meters, heldBack, h("div", null, log, scene));
    draw();
    return {
      el,
      keys: (event) => scene.querySelectorAll(".smo-choice")[digit(event) - 1]?.click(),
      read: () => path,
      write(raw) {
        path = [raw ?? []].flat();
        draw();
      },
      mark(state, stale) {
        draw();
        const about = (which) => state.feedback.filter((each) => each.about === which);
        const listed = (which) => about(which).map((each) => `- ${each.text}`);
        const principles = (which) => ({ name: say(which), right: which === "kept", text: listed(which).join("\n") });
        return { rest: [...about(null), ...(stale ? [] : ["kept", "broken"].filter((each) => about(each).length).map(principles))] };
      },
      focus: () => scene.querySelector("h4").focus(),
    };
  },
};

export const render = exercise(control);
