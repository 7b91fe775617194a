// The top and the end of a lesson.

function list(title, items) {
  return h("div", { class: "smo-panel-list" }, h("h2", { class: "smo-label" }, title), h("ul", null, items.map((item) => h("li", null, item))));
}

// Goes to an exercise of this page: the widget that shows it says its id.
function goTo(id) {
  const place = document.querySelector(`[data-exercise="${CSS.escape(id)}"]`);
  if (!place) return;
  place.scrollIntoView({ block: "start" });
  place.querySelector("button, input, select")?.focus({ preventScroll: true });
}

function progress(state) {
  return h("div", { class: "smo-panel-progress" },
    h("progress", { max: state.of, value: state.done, "aria-label": state.summary }),
    h("span", { class: "smo-small" }, state.summary));
}

function render({ model, el }) {
  const content = model.get("content");
  const live = h("div", { "aria-live": "polite" });
  const draw = () => {
    const state = model.get("state");
    const atEnd = content.title;
    live.replaceChildren(
      progress(state),
      ...(atEnd ? state.lists.map(({ title, items }) =>
        list(title, items.map((item) => h("button", { class: "smo-link", type: "button", onclick: () => goTo(item.id) }, item.text)))) : []),
      ...(atEnd && state.finished ? [h("p", { class: "smo-right" }, `✓ ${state.finished}`)] : []),
      ...state.warnings.map((text) => h("p", { class: "smo-warning", role: "alert" }, text)),
    );
  };
  el.classList.add("smo", "smo-panel");
  guardKeys(el);
  el.append(
    ...(content.label ? [h("p", { class: "smo-small smo-muted" }, content.label)] : []),
    ...(content.title ? [h("h2", null, content.title)] : []),
    ...(content.lists ? [h("div", { class: "smo-panel-lists" }, content.lists.map(({ title, items }) => list(title, items)))] : []),
    live,
  );
  model.on("change:state", draw);
  draw();
  return () => model.off("change:state", draw);
}

export default { render };
