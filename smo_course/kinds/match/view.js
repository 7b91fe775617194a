// Rows to complete: in every row, one option per column. The feedback to a row stands under it.

import { exercise } from "../../screen/exercise.js";
import { icon, isJudged } from "../../screen/lib/controls.js";
import { h, inline, markup, uid } from "../../screen/lib/dom.js";
import "./style.css";

const ROOMY = 60; // characters: from then on, a row's text takes a line of its own

export const control = {
  build(content, { changed, say }) {
    const roomy = content.columns.length > 2 || content.rows.some((row) => row.text.length > ROOMY);
    const rows = content.rows.map(({ id, text }) => {
      const name = uid();
      const said = uid();
      const selects = content.columns.map((column) => {
        const label = uid();
        const own = uid();
        const select = h(
          "select",
          { id: own, "aria-labelledby": `${name} ${label}`, "aria-describedby": said, onchange: changed },
          h("option", { value: "" }, "—"),
          column.options.map((option) => h("option", { value: option.id }, option.text)),
        );
        return { id: column.id, select, cell: h("div", null, h("label", { id: label, for: own }, column.text), select) };
      });
      const state = h("span", { class: "smo-row-state" });
      const remark = h("div", { class: "smo-row-remark", id: said, "aria-live": "polite" });
      const el = h(
        "div",
        { role: "group", "aria-labelledby": name },
        h("p", { class: "smo-row-text" }, h("span", { id: name }, inline(text)), " ", state),
        selects.map((each) => each.cell),
        remark,
      );
      return { id, selects, state, remark, el };
    });
    return {
      el: h(
        "div",
        { class: `smo-match ${roomy ? "smo-roomy" : ""}`, style: `--columns: ${content.columns.length}` },
        rows.map((row) => row.el),
      ),
      read() {
        const raw = {};
        for (const row of rows) for (const { id, select } of row.selects) if (select.value) (raw[row.id] ??= {})[id] = select.value;
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
          const judged = found || (isJudged(state.status) && !stale);
          const status = !judged ? "" : found?.right === false ? "wrong" : "right";
          right += status === "right";
          row.el.className = status && `smo-is-${status}`;
          row.state.replaceChildren(...(status ? [icon(status), ` ${say(status)}`] : []));
          row.remark.replaceChildren(...(found ? markup(found.text) : []));
        }
        return { rest: [...rest], right, of: rows.length };
      },
      focus: () => rows[0].selects[0].select.focus(),
    };
  },
};

export const render = exercise(control);
