// A text to write, with its words counted. What will be looked at stands above it.

const control = {
  build(content, { changed, count, number }) {
    const id = uid(), counted = uid();
    const { words } = content;
    const area = h("textarea", { id, rows: 10, dir: "auto", spellcheck: true, "aria-describedby": counted, oninput: () => (tell(), changed()) });
    const tally = h("p", { id: counted, class: "smo-small smo-muted" });
    const tell = () => {
      const n = area.value.split(/\s+/).filter(Boolean).length;
      tally.textContent = `${count("words", n)} · ${fill(words.length_asked, { least: number(content.least), most: number(content.most) })}`;
      tally.classList.toggle("smo-note", n > content.most || (n > 0 && n < content.least));
    };
    tell();
    return {
      el: h("div", { class: "smo-field smo-essay" },
        h("p", { class: "smo-label" }, words.rubric),
        h("ul", null, content.rubric.map((each) => h("li", null, inline(each.text), " ", h("span", { class: "smo-muted" }, `(${count("points", each.points)})`)))),
        h("label", { for: id }, words.your_text), area, tally),
      read: () => area.value,
      write: (raw) => ((area.value = typeof raw === "string" ? raw : ""), tell()),
      mark(state, stale) {
        area.setAttribute("aria-invalid", !stale && state.status === "invalid");
        return { rest: state.feedback };
      },
      focus: () => area.focus(),
    };
  },
};
