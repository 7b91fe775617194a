// One answer, or all that apply. The feedback to an option stands under it.

import { exercise } from "../../screen/exercise.js";
import { icon, isJudged } from "../../screen/lib/controls.js";
import { h, inline, markup, uid } from "../../screen/lib/dom.js";
import "./style.css";

export const control = {
  label: ({ several }, say) => (several ? say("several") : null),

  build(content, { changed, say }) {
    const name = uid();
    const options = content.options.map(({ id, text }) => {
      const said = uid();
      const type = content.several ? "checkbox" : "radio";
      const input = h("input", { type, name, value: id, "aria-describedby": said, onchange: changed });
      const state = h("span", { class: "smo-option-state" });
      const remark = h("div", { class: "smo-option-remark", id: said, "aria-live": "polite" });
      const el = h("div", { class: "smo-option" }, h("label", null, input, h("span", null, inline(text)), state), remark);
      return { id, input, state, remark, el };
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
        const rest = new Set(state.feedback);
        for (const each of options) {
          const found = state.feedback.find((remark) => remark.about === each.id);
          rest.delete(found);
          const judged = found || (isJudged(state.status) && !stale && each.input.checked);
          const status = !judged ? "" : found?.right === false ? "wrong" : "right";
          each.el.className = `smo-option ${status && `smo-is-${status}`}`;
          each.state.replaceChildren(...(status ? [icon(status), h("span", { class: "smo-sr" }, ` ${say(status)}`)] : []));
          each.remark.replaceChildren(...(found ? markup(found.text) : []));
        }
        return { rest: [...rest] };
      },
      focus: () => (options.find((each) => each.input.checked) ?? options[0]).input.focus(),
    };
  },
};

export const render = exercise(control);
