// The top of an assignment (who works, what holds) and its end (what is answered, handing in).

import "./base.css";
import "./panel.css";
import "./assignment.css";
import { button, goTo, textField } from "./lib/controls.js";
import { guardKeys, h } from "./lib/dom.js";
import { lookInKernel } from "./lib/looking.js";

const LOOKS = { answered: "smo-right", unfinished: "smo-note", invalid: "smo-wrong", unattempted: "smo-muted" };

export function render({ model, el, say }) {
  const { part, asks_code: asksCode, asks_for: asksFor } = model.get("content");
  const said = h("div", { "aria-live": "polite" });
  const warnings = h("div");
  const link = (text, action) => h("button", { type: "button", class: "smo-link", onclick: action }, text);
  const titled = (title, node, attrs) => [h("h2", { class: "smo-label", ...attrs }, title), node];

  function tell({ said: outcome, warnings: texts }) {
    const look = outcome && { class: outcome.ok ? "smo-told" : "smo-warning", role: outcome.ok ? null : "alert" };
    said.replaceChildren(...(outcome ? [h("p", look, outcome.ok ? "✓ " : "", outcome.text)] : []));
    warnings.replaceChildren(...texts.map((text) => h("p", { class: "smo-warning" }, text)));
  }

  // -- the top
  function top() {
    const state = model.get("state");
    const learner = textField(asksFor, state.learner);
    const name = textField(say("name"), state.name);
    const code = asksCode ? textField(say("code"), state.code) : null;
    function send(event) {
      event.preventDefault();
      const sure = learner.input.value.trim() === model.get("state").asks_sure;
      model.send({ do: "identify", learner: learner.input.value, name: name.input.value, code: code?.input.value, sure });
    }
    const keep = h("button", { class: "smo-button smo-primary" }, say("keep"));
    const form = h("form", { onsubmit: send }, titled(say("who"), learner.el), code?.el, name.el, keep);
    const returned = h("p", { class: "smo-returned" });
    let before = state;
    function draw() {
      const now = model.get("state");
      if (now.learner !== before.learner) learner.input.value = now.learner; // said elsewhere
      if (now.name !== before.name) name.input.value = now.name;
      before = now;
      keep.textContent = say(now.asks_sure == null ? "keep" : "keep_sure");
      tell(now);
      facts.replaceChildren(...now.facts.map((text) => h("li", null, text)));
      returned.textContent = now.returned;
      returned.hidden = !now.returned;
    }
    const facts = h("ul", { class: "smo-facts-line" });
    return { parts: [facts, returned, form, said, warnings], draw };
  }

  // -- the end
  function end() {
    const list = h("ul", { class: "smo-answers" });
    const count = h("p", { class: "smo-small" });
    const left = h("p", { class: "smo-small" });
    const handIn = button("", () => model.send({ do: "hand-in", late: model.get("state").asks_late }), { class: "smo-button smo-primary" });
    const handed = h("div");
    const copy = h("p");
    const opened = h("div");

    const answer = ({ id, title, status, more }) =>
      h(
        "li",
        { class: `smo-answer-${status}` },
        link(title, () => goTo(id)),
        " ",
        h("span", { class: LOOKS[status] }, `${status === "answered" ? "✓ " : ""}${say(status)}`),
        more.map((text) => h("span", { class: "smo-small" }, ` · ${text}`)),
      );
    const handedIn = ({ file, text }) =>
      h(
        "li",
        null,
        text,
        " ",
        link(say("open"), () => model.send({ do: "open", file })),
      );
    function download({ name, text }) {
      const href = URL.createObjectURL(new Blob([text], { type: "application/octet-stream" }));
      return h("a", { class: "smo-download", download: name, href }, say("download", { file: name }));
    }
    const contents = ({ file, lines }) =>
      titled(
        say("inside", { file }),
        h(
          "dl",
          { class: "smo-opened" },
          lines.map((each) => [h("dt", null, each.title), h("dd", { dir: "auto" }, each.answer)]),
        ),
        { tabindex: -1 },
      );

    function draw() {
      const state = model.get("state");
      const among = (...standings) => state.items.filter((each) => standings.includes(each.status)).length;
      const counts = [say("count", { n: state.answered, of: state.items.length })];
      if (among("unfinished")) counts.push(say("unfinished_n", { n: among("unfinished") }));
      if (among("unattempted", "invalid")) counts.push(say("missing", { n: among("unattempted", "invalid") }));
      if (counts.length > 1) counts.push(say("all_the_same"));
      list.replaceChildren(...state.items.map(answer));
      count.textContent = counts.join(" · ");
      left.textContent = state.left;
      handIn.textContent = say(state.asks_late ? "hand_in_late" : state.handed.length ? "hand_in_again" : "hand_in");
      handed.replaceChildren(...(state.handed.length ? titled(say("handed"), h("ul", null, state.handed.map(handedIn))) : []));
      copy.replaceChildren(...(state.file ? [download(state.file)] : []));
      opened.replaceChildren(...(state.opened ? contents(state.opened) : []));
      tell(state);
    }
    return { parts: [list, count, handIn, left, said, copy, handed, opened, warnings], draw };
  }

  const { parts, draw } = part === "top" ? top() : end();
  el.classList.add("smo", "smo-panel", "smo-assignment");
  el.lang = say.lang;
  guardKeys(el);
  el.append(...parts);
  model.on("change:state", draw);
  draw();
  const stop = lookInKernel(el, model);
  return () => {
    model.off("change:state", draw);
    stop();
  };
}
