// A table to fill in: in every row, one option per column. The feedback to a row stands under it.

const control = {
  build(content, { changed }) {
    const words = content.words;
    const rows = content.rows.map(({ id, text }) => {
      const name = uid(), said = uid();
      const selects = content.columns.map((column) => {
        const label = uid();
        const select = h("select", { "aria-labelledby": `${name} ${label}`, "aria-describedby": said, onchange: changed },
          h("option", { value: "" }, "—"),
          column.options.map((option) => h("option", { value: option.id }, option.text)));
        return { id: column.id, select, cell: h("td", null, h("span", { class: "smo-cell-label", id: label }, column.text), select) };
      });
      const state = h("span", { class: "smo-row-state" });
      const remark = h("td", { colspan: content.columns.length + 1, id: said, "aria-live": "polite" });
      const line = h("tr", null, h("th", { scope: "row" }, h("span", { id: name }, inline(text)), " ", state), selects.map((each) => each.cell));
      const under = h("tr", { class: "smo-row-remark" }, remark);
      return { id, selects, state, remark, line, under };
    });
    return {
      el: h("table", { class: "smo-match" },
        h("thead", null, h("tr", null, h("td"), content.columns.map((column) => h("th", { scope: "col" }, column.text)))),
        h("tbody", null, rows.map((row) => [row.line, row.under]))),
      read() {
        const raw = {};
        for (const row of rows)
          for (const { id, select } of row.selects) if (select.value) (raw[row.id] ??= {})[id] = select.value;
        return raw;
      },
      write(raw) {
        for (const row of rows) for (const { id, select } of row.selects) select.value = raw?.[row.id]?.[id] ?? "";
      },
      mark(state, stale) {
        const rest = new Set(state.feedback);
        let right = 0;
        for (const row of rows) {
          const found = state.feedback.find((remark) => remark.about === row.id);
          rest.delete(found);
          const judged = found || (JUDGED.includes(state.status) && !stale);
          const status = !judged ? "" : found?.right === false ? "wrong" : "right";
          right += status === "right";
          row.line.className = status && `smo-is-${status}`;
          row.state.replaceChildren(...(status ? [icon(status), ` ${words[status]}`] : []));
          row.remark.replaceChildren(...(found ? markup(found.text) : []));
          row.under.classList.toggle("smo-empty", !found);
        }
        return { rest: [...rest], right, of: rows.length };
      },
      focus: () => rows[0].selects[0].select.focus(),
    };
  },
};
