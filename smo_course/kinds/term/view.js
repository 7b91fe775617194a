// A word or a few, typed. Enter checks. A text that is too long is not cut off: the marking says so.

const control = {
  build(content, { changed, check }) {
    const id = uid();
    const input = h("input", {
      type: "text", id, class: "smo-wide", dir: "auto", autocomplete: "off", autocapitalize: "off", spellcheck: "false", oninput: changed,
      onkeydown: (event) => event.key === "Enter" && !event.shiftKey && !event.ctrlKey && !event.metaKey && check(),
    });
    return {
      el: h("div", { class: "smo-field" }, h("label", { for: id }, content.words.your_answer), input),
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
