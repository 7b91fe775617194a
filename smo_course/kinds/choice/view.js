// One answer, or all that apply. The feedback to an option stands under it.

const control = {
  build(content, { changed }) {
    const name = uid();
    const options = content.options.map(({ id, text }) => {
      const said = uid();
      const input = h("input", { type: content.several ? "checkbox" : "radio", name, value: id, "aria-describedby": said, onchange: changed });
      const state = h("span", { class: "smo-option-state" });
      const remark = h("div", { class: "smo-option-remark", id: said, "aria-live": "polite" });
      const el = h("div", { class: "smo-option" }, h("label", null, input, h("span", null, inline(text)), state), remark);
      return { id, input, state, remark, el };
    });
    return {
      el: h("fieldset", null,
        h("legend", { class: "smo-legend" }, content.several ? content.words.tick_all : content.words.tick_one),
        h("div", { class: "smo-options" }, options.map((each) => each.el))),
      read: () => options.filter((each) => each.input.checked).map((each) => each.id),
      write(raw) {
        for (const each of options) each.input.checked = [raw].flat().includes(each.id);
      },
      mark(state, stale) {
        const rest = new Set(state.feedback);
        for (const each of options) {
          const found = state.feedback.find((remark) => remark.about === each.id);
          rest.delete(found);
          const judged = found || (JUDGED.includes(state.status) && !stale && each.input.checked);
          const status = !judged ? "" : found?.right === false ? "wrong" : "right";
          each.el.className = `smo-option ${status && `smo-is-${status}`}`;
          each.state.replaceChildren(...(status ? [icon(status), h("span", { class: "smo-sr" }, ` ${content.words[status]}`)] : []));
          each.remark.replaceChildren(...(found ? markup(found.text) : []));
        }
        return { rest: [...rest] };
      },
      focus: () => (options.find((each) => each.input.checked) ?? options[0]).input.focus(),
    };
  },
};
