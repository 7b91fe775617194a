// A piece of the workbook to hand in: as it stands there, and as it was put into the answer. It is filled in in its lesson.

import { exercise } from "../../screen/exercise.js";
import { button } from "../../screen/lib/controls.js";
import { written } from "../../screen/lib/blocks.js";
import { h, inline, uid } from "../../screen/lib/dom.js";
import "./style.css";

export const control = {
  build(content, { changed, say, tell }) {
    let answer = null; // {company, blocks}: what was put in
    let offer = null; // the sheet as the workbook has it now
    const same = () => JSON.stringify(answer) === JSON.stringify(offer?.answer ?? null);

    const points = (each) => h("span", { class: "smo-muted" }, `(${say("points", { n: each.points })})`);
    const rubric = content.rubric.map((each) => h("li", null, inline(each.text), " ", points(each)));
    const heading = h("p", { class: "smo-label", id: uid() });
    const sheet = h("div", { class: "smo-handed", role: "group", "aria-labelledby": heading.id });
    const told = h("p", { role: "status" });
    const take = button("", () => put(offer.answer, "taken"), { class: "smo-button smo-primary" });
    const out = button(say("out"), () => put(null), { class: "smo-button smo-plain" });

    function put(what, said) {
      answer = what;
      draw();
      changed();
      if (said) tell(say(said));
      (take.hidden ? out : take).focus();
    }
    function draw() {
      const shown = answer ?? offer?.answer;
      const isNews = Boolean(answer && offer?.answer && !same());
      heading.textContent = shown ? say(answer ? "handed" : "now", { company: shown.company }) : "";
      sheet.replaceChildren(...(shown ? written(shown.blocks, "h4") : []));
      sheet.hidden = !shown;
      const missing = !answer && offer?.missing.length ? say("missing", { what: offer.missing.join(" · ") }) : "";
      const nothing = offer && !shown ? say(offer.lesson ? "empty" : "unknown", { lesson: offer.lesson }) : "";
      told.textContent = nothing || (isNews ? say("piece_changed") : missing);
      take.textContent = say(isNews ? "take_again" : "take");
      take.hidden = !offer?.answer || (answer !== null && !isNews);
      out.hidden = answer === null;
    }
    draw();
    return {
      el: h(
        "div",
        { class: "smo-field" },
        h("p", { class: "smo-label" }, say("rubric")),
        h("ul", null, rubric),
        heading,
        sheet,
        told,
        h("div", { class: "smo-row" }, take, out),
      ),
      read: () => answer,
      write(raw) {
        answer = raw?.blocks ? raw : null;
        draw();
      },
      show(state) {
        offer = state.offer ?? null;
        draw();
      },
      mark: (state) => ({ rest: state.feedback }),
      focus: () => (take.hidden ? out : take).focus(),
    };
  },
};

export const render = exercise(control);
