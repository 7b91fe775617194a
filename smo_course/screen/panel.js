// The top and the end of a lesson.

import "./base.css";
import "./panel.css";
import { goTo } from "./lib/controls.js";
import { guardKeys, h } from "./lib/dom.js";
import { lookInKernel } from "./lib/looking.js";

function list(title, items) {
  const lines = items.map((item) => h("li", null, item));
  return h("div", { class: "smo-panel-list" }, h("h2", { class: "smo-label" }, title), h("ul", null, lines));
}

const links = (items) => items.map(({ id, text }) => h("button", { class: "smo-link", type: "button", onclick: () => goTo(id) }, text));

function progress(state) {
  return h(
    "div",
    { class: "smo-panel-progress" },
    h("progress", { max: state.of, value: state.done, "aria-label": state.summary }),
    h("span", { class: "smo-small" }, state.summary),
  );
}

export function render({ model, el }) {
  const { label, spelt, title, lists } = model.get("content"); // an end has a title, a top the rest
  const live = h("div", { "aria-live": "polite" });
  function follow() {
    draw();
    document.dispatchEvent(new CustomEvent("smo:progress")); // for what is shown around the lesson
  }
  function draw() {
    const state = model.get("state");
    live.replaceChildren(
      progress(state),
      ...(title ? state.lists.map((each) => list(each.title, links(each.items))) : []),
      ...(title && state.finished ? [h("p", { class: "smo-right" }, `✓ ${state.finished}`)] : []),
      ...state.warnings.map((text) => h("p", { class: "smo-warning", role: "alert" }, text)),
    );
  }
  el.classList.add("smo", "smo-panel");
  guardKeys(el);
  if (label) el.append(h("p", { class: "smo-small smo-muted" }, label, spelt ? [h("br"), spelt] : ""));
  if (title) el.append(h("h2", null, title));
  if (lists) {
    const parts = lists.map((each) => list(each.title, each.items));
    el.append(h("div", { class: "smo-panel-lists" }, parts));
  }
  el.append(live);
  model.on("change:state", follow);
  draw();
  const stop = lookInKernel(el, model);
  return () => {
    model.off("change:state", follow);
    stop();
  };
}
