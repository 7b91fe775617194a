// Rows to complete: in every row, one option per column. A row shows whether it is right; why is told below.

import { exercise } from "../../screen/exercise.js";
import { icon, isJudged } from "../../screen/lib/controls.js";
import { h, inline, uid } from "../../screen/lib/dom.js";
import "./style.css";

const ROOMY = 60; // characters: from then on, a row's text takes a line of its own
const NONE = "—";

// A closed select cuts off what is longer than itself. So what is chosen stands on top of it, in as many lines as it takes;
// there is room for the longest option from the start, so that nothing moves when another is chosen.
function whole(select, options) {
  const chosen = h("span");
  const room = options.map(({ text }) => h("span", { class: "smo-room" }, text));
  return {
    el: h("div", { class: "smo-select" }, select, h("div", { class: "smo-select-text", "aria-hidden": true }, chosen, room)),
    tell: () => (chosen.textContent = select.selectedOptions[0]?.text ?? NONE),
  };
}

export const control = {
  build(content, { changed, say }) {
    const roomy = content.columns.length > 2 || content.rows.some((row) => row.text.length > ROOMY);
    const rows = content.rows.map(({ id, text }) => {
      const name = uid();
      const selects = content.columns.map((column) => {
        const label = uid();
        const own = uid();
        const select = h(
          "select",
          { id: own, "aria-labelledby": `${name} ${label}`, onchange: () => (tell(), changed()) },
          h("option", { value: "" }, NONE),
          column.options.map((option) => h("option", { value: option.id }, option.text)),
        );
        const { el, tell } = whole(select, column.options);
        return { id: column.id, select, tell, cell: h("div", null, h("label", { id: label, for: own }, column.text), el) };
      });
      const state = h("span", { class: "smo-state" });
      const el = h(
        "div",
        { role: "group", "aria-labelledby": name },
        h("p", { class: "smo-row-text" }, state, h("span", { id: name }, inline(text))),
        selects.map((each) => each.cell),
      );
      return { id, text, selects, state, el };
    });
    return {
      el: [
        h(
          "div",
          { class: `smo-match ${roomy ? "smo-roomy" : ""}`, style: `--columns: ${content.columns.length}` },
          rows.map((row) => row.el),
        ),
        h(
          "div",
          { class: "smo-on-paper smo-small" },
          content.columns.map((column) =>
            h("p", null, h("strong", null, column.text), " ", column.options.map((each) => each.text).join(" · ")),
          ),
        ),
      ],
      read() {
        const raw = {};
        for (const row of rows) for (const { id, select } of row.selects) if (select.value) (raw[row.id] ??= {})[id] = select.value;
        return raw;
      },
      write(raw) {
        for (const row of rows) {
          for (const { id, select, tell } of row.selects) {
            select.value = raw?.[row.id]?.[id] ?? "";
            tell();
          }
        }
      },
      mark(state, stale) {
        let right = 0;
        for (const row of rows) {
          const found = state.feedback.find((remark) => remark.about === row.id);
          const filled = row.selects.every((each) => each.select.value); // what was left out when it was handed in is not wrong
          const judged = found || (filled && isJudged(state.status) && !stale);
          const status = !judged ? "" : found?.right === false ? "wrong" : "right";
          right += status === "right";
          row.el.className = status && `smo-is-${status}`;
          row.state.replaceChildren(...(status ? [icon(status), h("span", { class: "smo-sr" }, `${say(status)}, `)] : []));
        }
        const textOf = (id) => rows.find((each) => each.id === id)?.text;
        return { rest: state.feedback.map((each) => ({ ...each, name: textOf(each.about) })), right, of: rows.length };
      },
      focus: () => rows[0].selects[0].select.focus(),
    };
  },
};

export const render = exercise(control);
