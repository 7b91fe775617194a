// The learner's profile: a short form, kept at each change.

function render({ model, el }) {
  const words = model.get("content");
  const start = model.get("state");
  const saved = h("p", { class: "smo-small smo-muted", role: "status" });
  const group = uid();
  const text = (id, label, value) =>
    h("div", { class: "smo-profile-field" }, h("label", { for: id }, label), h("input", { id, type: "text", value, maxlength: 200, autocomplete: "off" }));
  const name = text(uid(), words.name, start.name);
  const own = text(uid(), words.own_name, start.own);
  const radio = (value, label) =>
    h("label", { class: "smo-row" }, h("input", { type: "radio", name: group, value, checked: start.company === value }), label);
  const company = h("fieldset", { class: "smo-profile-field" }, h("legend", null, words.company), radio("case", words.case), radio("own", words.own), own);

  const read = () => ({
    name: name.querySelector("input").value,
    company: company.querySelector("input[type=radio]:checked")?.value ?? "case",
    own: own.querySelector("input").value,
  });
  const show = () => {
    own.hidden = read().company !== "own";
    const result = model.get("state").saved;
    saved.textContent = result ? result.text : "";
    saved.classList.toggle("smo-wrong", result?.ok === false);
  };
  let waiting;
  const keep = () => model.send(read());
  const form = h("div", null, name, company, saved);
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(keep, 700); show(); });
  form.addEventListener("change", () => { clearTimeout(waiting); keep(); show(); });
  el.classList.add("smo", "smo-panel");
  guardKeys(el);
  el.append(form);
  model.on("change:state", show);
  show();
  return () => model.off("change:state", show);
}

export default { render };
