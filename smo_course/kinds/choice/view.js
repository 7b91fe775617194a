// One answer, or all that apply. An option shows whether it is right; why is told below.

import { exercise } from "../../screen/exercise.js";
import { icon, isJudged } from "../../screen/lib/controls.js";
import { h, inline, uid } from "../../screen/lib/dom.js";
import "./style.css";

export const control = {
  label: ({ several }, say) => (several ? say("several") : null),

  build(content, { changed, say }) {
    const name = uid();
    const options = content.options.map(({ id, text }) => {
      const type = content.several ? "checkbox" : "radio";
      const input = h("input", { type, name, value: id, onchange: changed });
      const state = h("span", { class: "smo-state" });
      const el = h("div", { class: "smo-option" }, h("label", null, input, h("span", { class: "smo-option-text" }, inline(text)), state));
      return { id, text, input, state, el };
    });
    return {
      el: h(
        "fieldset",
        null,
        h("legend", { class: "smo-legend" }, say(content.several ? "tick_all" : "tick_one")),
        h(
          "div",
          { class: "smo-options" },
          options.map((each) => each.el),
        ),
      ),
      read: () => options.filter((each) => each.input.checked).map((each) => each.id),
      write(raw) {
        for (const each of options) each.input.checked = [raw].flat().includes(each.id);
      },
      mark(state, stale) {
        for (const each of options) {
          const found = state.feedback.find((remark) => remark.about === each.id);
          const judged = found || (isJudged(state.status) && !stale && each.input.checked);
          const status = !judged ? "" : found?.right === false ? "wrong" : "right";
          each.el.className = `smo-option ${status && `smo-is-${status}`}`;
          each.state.replaceChildren(...(status ? [icon(status), h("span", { class: "smo-sr" }, ` ${say(status)}`)] : []));
        }
        const named = content.several || stale; // else there is one answer, and it is in sight
        const textOf = (id) => options.find((each) => each.id === id)?.text;
        return { rest: state.feedback.map((each) => ({ ...each, name: named && textOf(each.about) })) };
      },
      focus: () => (options.find((each) => each.input.checked) ?? options[0]).input.focus(),
    };
  },
};

export const render = exercise(control);
