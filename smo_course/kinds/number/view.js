// A number, typed as the learner's language writes it. Enter checks.

import { exercise } from "../../screen/exercise.js";
import { answerField, onEnter } from "../../screen/lib/controls.js";
import { h, uid } from "../../screen/lib/dom.js";
import "./style.css";

export const control = {
  build(content, { changed, check, say }) {
    const id = uid();
    const unit = uid();
    const precision = uid();
    const input = h("input", {
      type: "text",
      id,
      class: "smo-number",
      inputmode: "decimal",
      autocomplete: "off",
      "aria-describedby": `${unit} ${precision}`,
      oninput: changed,
      onkeydown: onEnter(check),
    });
    const label = h("label", { for: id }, say("your_answer"));
    return answerField(
      input,
      label,
      h("div", { class: "smo-row" }, input, h("span", { id: unit }, content.unit)),
      h("p", { id: precision, class: "smo-precision smo-small smo-muted" }, content.precision),
    );
  },
};

export const render = exercise(control);
