// A number, typed as the learner's language writes it. Enter checks.

const control = {
  build(content, { changed, check }) {
    const id = uid(), unit = uid();
    const input = h("input", {
      type: "text", id, inputmode: "decimal", autocomplete: "off", "aria-describedby": unit, oninput: changed,
      onkeydown: (event) => event.key === "Enter" && !event.shiftKey && !event.ctrlKey && !event.metaKey && check(),
    });
    return {
      el: h("div", { class: "smo-field" },
        h("label", { for: id }, content.words.your_answer),
        h("div", { class: "smo-row" }, input, h("span", { id: unit }, content.unit))),
      read: () => input.value,
      write: (raw) => (input.value = typeof raw === "string" ? raw : ""),
      mark(state, stale) {
        input.setAttribute("aria-invalid", !stale && state.status === "invalid");
        return { rest: state.feedback };
      },
      focus: () => input.focus(),
    };
  },
};
