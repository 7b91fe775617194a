// The top of an assignment (who works, what holds) and its end (what is answered, handing in).

function goTo(id) {
  const place = document.querySelector(`[data-exercise="${CSS.escape(id)}"]`);
  if (!place) return;
  place.scrollIntoView({ block: "start" });
  place.querySelector("button, input, select, textarea")?.focus({ preventScroll: true });
}

function render({ model, el }) {
  const { part, lang, words, facts } = model.get("content");
  const said = h("div", { "aria-live": "polite" });
  const warnings = h("div");
  const tell = ({ said: outcome }) =>
    said.replaceChildren(...(outcome ? [h("p", { class: outcome.ok ? "smo-told" : "smo-warning", role: outcome.ok ? null : "alert" }, outcome.ok ? "✓ " : "", outcome.text)] : []));
  const warn = (state) => warnings.replaceChildren(...state.warnings.map((text) => h("p", { class: "smo-warning" }, text)));

  // -- the top
  function top() {
    const state = model.get("state");
    const field = (id, label, value) => h("div", { class: "smo-profile-field" }, h("label", { for: id }, label), h("input", { id, type: "text", value, maxlength: 200, autocomplete: "off" }));
    const learner = field(uid(), words.learner, state.learner), name = field(uid(), words.name, state.name);
    const send = () => model.send({ do: "identify", learner: learner.querySelector("input").value, name: name.querySelector("input").value });
    const form = h("form", { onsubmit: (event) => (event.preventDefault(), send()) },
      h("h2", { class: "smo-label" }, words.who), learner, name, h("button", { class: "smo-button smo-primary" }, words.keep));
    const returned = h("p", { class: "smo-returned" });
    const draw = () => {
      const now = model.get("state");
      warn(now);
      tell(now);
      returned.textContent = now.returned;
      returned.hidden = !now.returned;
    };
    return { parts: [h("ul", { class: "smo-facts-line" }, facts.map((text) => h("li", null, text))), returned, form, said, warnings], draw };
  }

  // -- the end
  function end() {
    const list = h("ul", { class: "smo-answers" }), count = h("p", { class: "smo-small" });
    const button = h("button", { type: "button", class: "smo-button smo-primary", onclick: () => model.send({ do: "hand-in" }) });
    const handed = h("div"), file = h("p"), opened = h("div");
    const draw = () => {
      const state = model.get("state"), open = state.items.filter((each) => each.status !== "answered");
      list.replaceChildren(...state.items.map((each) => h("li", { class: `smo-answer-${each.status}` },
        h("button", { type: "button", class: "smo-link", onclick: () => goTo(each.id) }, each.title), " ",
        h("span", { class: each.status === "answered" ? "smo-right" : each.status === "invalid" ? "smo-wrong" : "smo-muted" }, `${each.status === "answered" ? "✓ " : ""}${words[each.status]}`),
        each.trouble ? h("span", { class: "smo-small" }, ` (${each.trouble})`) : "")));
      count.textContent = fill(words.count, { n: state.answered, of: state.items.length }) + (open.length ? ` · ${fill(words.missing, { n: open.length })}` : "");
      button.textContent = state.handed.length ? words.hand_in_again : words.hand_in;
      handed.replaceChildren(...(state.handed.length ? [h("h2", { class: "smo-label" }, words.handed), h("ul", null, state.handed.map((each) =>
        h("li", null, each.text, " ", h("button", { type: "button", class: "smo-link", onclick: () => model.send({ do: "open", file: each.file }) }, words.open))))] : []));
      file.replaceChildren(...(state.file ? [h("a", { class: "smo-download", download: state.file.name,
        href: URL.createObjectURL(new Blob([state.file.text], { type: "application/octet-stream" })) }, fill(words.download, { file: state.file.name }))] : []));
      opened.replaceChildren(...(state.opened ? [h("h2", { class: "smo-label", tabindex: -1 }, fill(words.inside, { file: state.opened.file })),
        h("dl", { class: "smo-opened" }, state.opened.lines.map((each) => [h("dt", null, each.title), h("dd", { dir: "auto" }, each.answer)]))] : []));
      warn(state);
      tell(state);
    };
    return { parts: [list, count, button, said, file, handed, opened, warnings], draw };
  }

  const { parts, draw } = part === "top" ? top() : end();
  el.classList.add("smo", "smo-panel", "smo-assignment");
  el.lang = lang;
  guardKeys(el);
  el.append(...parts);
  model.on("change:state", draw);
  draw();
  return () => model.off("change:state", draw);
}

export default { render };
