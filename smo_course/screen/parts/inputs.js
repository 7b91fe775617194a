// A place to fill in, by its type: {el, read(), take(value, anew), options(list), focus()}. `take` shows what was kept, but never while
// somebody types there, unless all is shown `anew`.

import { h } from "../lib/dom.js";

const TYPES = { date: "date", time: "time" };

// `input` is as pieces/inputs.py shows it; `attrs` are the element's own, such as its name or what describes it;
// `changed` is called after an edit, `cut` before one: with how many characters of it find no room.
export function field(input, attrs, changed, cut) {
  const common = { ...attrs, required: null, "aria-required": input.required };
  if (input.kind === "choice") return choice(input, common, changed);
  const typed = {
    ...common,
    oninput: changed,
    dir: "auto",
    autocomplete: "off",
    placeholder: input.hint || null,
    maxlength: input.longest,
  };
  const el =
    input.kind === "text"
      ? h("textarea", { ...typed, rows: input.lines, spellcheck: true })
      : h("input", {
          ...typed,
          type: TYPES[input.kind] ?? "text",
          inputmode: TYPES[input.kind] ? null : "decimal",
          min: input.first ?? null,
          max: input.last ?? null,
          onchange: changed,
        });
  el.classList.add("smo-fill", `smo-fill-${input.kind}`);
  if (!TYPES[input.kind]) tellCut(el, cut);
  return { el, read: () => el.value, take: taker(el, (value) => (el.value = value)), options() {}, focus: () => el.focus() };
}

// A browser cuts what is pasted beyond the room that a field has, and says nothing.
export function tellCut(el, cut) {
  el.addEventListener("beforeinput", (event) => {
    const more = event.data ?? event.dataTransfer?.getData("text/plain") ?? "";
    cut(Math.max(0, el.value.length - (el.selectionEnd - el.selectionStart) + more.length - el.maxLength));
  });
}

export const taker = (el, write) => (value, anew) => {
  if (el.value !== (value ?? "") && (anew || document.activeElement !== el)) write(value ?? "");
};

function choice(input, common, changed) {
  const el = h("select", { ...common, onchange: changed, class: "smo-fill smo-fill-choice" });
  let wanted = "";
  function options(list) {
    const known = list.map(({ id, text }) => h("option", { value: id }, text));
    const gone = wanted && !list.some(({ id }) => id === wanted) ? [h("option", { value: wanted }, "–")] : [];
    el.replaceChildren(h("option", { value: "" }, input.hint || "…"), ...known, ...gone);
    el.value = wanted;
  }
  el.addEventListener("change", () => (wanted = el.value));
  options(input.options ?? []);
  return {
    el,
    read: () => el.value,
    take: taker(el, (value) => (el.value = wanted = value)),
    options,
    focus: () => el.focus(),
  };
}
