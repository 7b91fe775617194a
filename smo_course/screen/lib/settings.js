// Controls that each show one setting of an explorer and change it: labelled, usable by keys alone, and able to say what is
// wrong with their value.

import { radio } from "./controls.js";
import { h, uid } from "./dom.js";

const TYPED_AFTER = 400; // ms without a key

// `settings` are the first values, by name; `changed(name, value, after)` is called when one has another, to be asked for after
// some time without a further change.
export function settingControls(settings, changed, say) {
  const made = new Map(); // by name: the label, the inputs, and where a problem is told

  function control(name, label, inputs, el) {
    const remark = h("p", { class: "smo-wrong smo-small", id: uid(), "aria-live": "polite" });
    made.set(name, { label, inputs, remark });
    for (const each of inputs) each.setAttribute("aria-describedby", remark.id);
    el.append(remark);
    return el;
  }
  function typed(name, label, attrs, read) {
    const input = h("input", { id: uid(), autocomplete: "off", value: settings[name], ...attrs });
    input.addEventListener("input", () => changed(name, read(input), TYPED_AFTER));
    input.addEventListener("change", () => changed(name, read(input), 0));
    return control(
      name,
      label,
      [input],
      h("div", { class: "smo-setting" }, h("label", { class: "smo-legend", for: input.id }, label), input),
    );
  }

  return {
    // A slider. `said(value)` is its value in words.
    range(name, label, { said = String, ...attrs }) {
      const output = h("span", { class: "smo-value" }); // a slider says its value itself, so this is no live region
      const input = h("input", { type: "range", id: uid(), ...attrs, value: settings[name] });
      function tell() {
        output.textContent = said(Number(input.value));
        input.setAttribute("aria-valuetext", said(Number(input.value)));
      }
      input.addEventListener("input", () => {
        tell();
        changed(name, Number(input.value), 0);
      });
      tell();
      const head = h("label", { class: "smo-legend smo-row smo-spread", for: input.id }, label, " ", output);
      const el = control(name, label, [input], h("div", { class: "smo-setting" }, head, input));
      return Object.assign(el, {
        // Out of use, with the reason in place of a value; "" brings it back.
        disable(reason) {
          input.disabled = Boolean(reason);
          tell();
          if (reason) output.textContent = reason;
        },
      });
    },

    // One of several: [{id, text}]. An id may be a number.
    choice(name, label, options) {
      const group = uid();
      const labels = options.map(({ id, text }) =>
        radio({ name: group, value: id, checked: id === settings[name], onchange: () => changed(name, id, 0) }, text),
      );
      const el = h(
        "fieldset",
        { class: "smo-setting" },
        h("legend", { class: "smo-legend" }, label),
        h("div", { class: "smo-row" }, labels),
      );
      return control(
        name,
        label,
        labels.map((each) => each.querySelector("input")),
        el,
      );
    },

    // One of many, in a list that folds: [{id, text}].
    pick(name, label, options) {
      const choose = (event) => changed(name, options[event.target.selectedIndex].id, 0);
      const input = h(
        "select",
        { id: uid(), onchange: choose },
        options.map(({ id, text }) => h("option", { value: id, selected: id === settings[name] }, text)),
      );
      return control(
        name,
        label,
        [input],
        h("div", { class: "smo-setting" }, h("label", { class: "smo-legend", for: input.id }, label), input),
      );
    },

    // Any number of several, folded: [{id, text}]. The value lists ids, in the order of the options; `told(count)` stands beside the label.
    several(name, label, options, told) {
      const count = h("span", { class: "smo-value" });
      const boxes = options.map(({ id, text }) => {
        const input = h("input", { type: "checkbox", value: id, checked: settings[name].includes(id), onchange: choose });
        return h("label", { class: "smo-row smo-radio" }, input, text);
      });
      const inputs = boxes.map((each) => each.querySelector("input"));
      const chosen = () => options.map(({ id }) => id).filter((_, place) => inputs[place].checked);
      const tell = () => (count.textContent = told(chosen().length));
      function choose() {
        tell();
        changed(name, chosen(), 0);
      }
      tell();
      const group = h("div", { class: "smo-row", role: "group", "aria-label": label }, boxes);
      const folded = h("details", { open: chosen().length > 0 }, h("summary", null, label, " ", count), group);
      return control(name, label, inputs, h("div", { class: "smo-setting" }, folded));
    },

    // A number to type in, null where there is none.
    number: (name, label, attrs = {}) =>
      typed(name, label, { type: "number", step: "any", ...attrs }, (input) => (input.value === "" ? null : input.valueAsNumber)),

    // A line of text to type in.
    text: (name, label, attrs = {}) => typed(name, label, { type: "text", ...attrs }, (input) => input.value),

    // Shows beside its control what is wrong with a setting; gives whether there is such a control. Without a problem, none is wrong.
    complain(problem) {
      for (const [name, { label, inputs, remark }] of made) {
        const wrong = name === problem?.name;
        for (const each of inputs) each.setAttribute("aria-invalid", wrong);
        remark.textContent = wrong ? say("problem", { what: label, reason: problem.text }) : "";
      }
      return made.has(problem?.name);
    },
  };
}
