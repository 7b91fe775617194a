// The learner's profile: a short form, kept at each change.

import "./base.css";
import "./panel.css";
import { radio, textField } from "./lib/controls.js";
import { guardKeys, h, uid } from "./lib/dom.js";

const KEEP_AFTER = 700; // ms without a key

export function render({ model, el, say }) {
  const start = model.get("state");
  const saved = h("p", { class: "smo-small smo-muted", role: "status" });
  const group = uid();
  const option = (value, text) => radio({ name: group, value, checked: start.company === value }, text);
  const name = textField(say("name"), start.name);
  const own = textField(say("own_name"), start.own);
  const choices = [
    option("case", say("case")),
    option("velo-cadence", say("cycles")),
    option("altimetre", say("training")),
    option("own", say("own")),
  ];
  const company = h("fieldset", { class: "smo-field-row" }, h("legend", null, say("company")), choices, own.el);

  const read = () => ({
    name: name.input.value,
    company: company.querySelector("input[type=radio]:checked")?.value ?? "case",
    own: own.input.value,
  });
  function follow() {
    // what was said elsewhere, unless something is being typed here
    const now = model.get("state");
    if (waiting === undefined) {
      name.input.value = now.name;
      own.input.value = now.own;
      for (const each of company.querySelectorAll("input[type=radio]")) each.checked = each.value === now.company;
    }
    show();
  }
  function show() {
    own.el.hidden = read().company !== "own";
    const result = model.get("state").saved;
    saved.textContent = result?.text ?? "";
    saved.classList.toggle("smo-wrong", result?.ok === false);
  }
  let waiting;
  function keep(after) {
    clearTimeout(waiting);
    waiting = after ? setTimeout(keep, after) : undefined;
    if (!after) model.send(read());
    show();
  }
  el.classList.add("smo", "smo-panel");
  guardKeys(el);
  el.append(h("div", { oninput: () => keep(KEEP_AFTER), onchange: () => keep(0) }, name.el, company, saved));
  model.on("change:state", follow);
  show();
  return () => model.off("change:state", follow);
}
