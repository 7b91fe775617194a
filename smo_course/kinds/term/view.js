// A word or a few, typed. Enter checks. A text that is too long is not cut off: the marking says so.

import { exercise } from "../../screen/exercise.js";
import { answerField, onEnter } from "../../screen/lib/controls.js";
import { h, uid } from "../../screen/lib/dom.js";
import "./style.css";

export const control = {
  build(_, { changed, check, say }) {
    const id = uid();
    const input = h("input", {
      type: "text",
      id,
      class: "smo-words",
      dir: "auto",
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      oninput: changed,
      onkeydown: onEnter(check),
    });
    return answerField(input, h("label", { for: id }, say("your_answer")), input);
  },
};

export const render = exercise(control);
