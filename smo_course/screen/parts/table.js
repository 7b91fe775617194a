// A table with typed columns, of which rows are added, taken away and put back, and moved; and a calendar, which is one with its
// months below. A row is kept with a place of its own (`@at`), and one that was taken away (`@gone`) is still there.

import { button } from "../lib/controls.js";
import { h, uid } from "../lib/dom.js";
import { field } from "./inputs.js";
import { months } from "./months.js";

const NEAR = 1e-6; // places that lie nearer to one another leave none between them

export function table(part, { change, options, say, tell, cut }) {
  const rows = new Map(); // by id: {tr, fields, heading, at, gone, given}
  const body = h("tbody");
  const totals = new Map();
  const calendar = part.kind === "calendar" ? months(part, say) : null;
  const undo = h("div", { class: "smo-row", role: "status" });
  const add = button(say("add"), () => addRow(), { class: "smo-button smo-plain", hidden: !part.grows });
  const given = new Map(part.first.map((each) => [each.id, each.given]));

  const inOrder = () =>
    [...rows.entries()].filter(([, row]) => !row.gone).sort(([a, one], [b, other]) => one.at - other.at || (a < b ? -1 : 1));
  const send = (id, values) => change({ [id]: values });

  function build(id) {
    const fixed = given.get(id) ?? {};
    const fields = new Map();
    const heading = h("th", { scope: "row", class: "smo-nth" });
    const cells = part.columns.map((column) => {
      if (column.id in fixed) return h("td", { "data-label": column.text, class: "smo-fixed" }, fixed[column.id]);
      const edited = () => {
        send(id, { [column.id]: made.read() });
        drawMonths();
      };
      const made = field(column, { "aria-label": column.text }, edited, cut);
      fields.set(column.id, made);
      return h("td", { "data-label": column.text, class: `smo-of-${column.kind}` }, made.el);
    });
    const act = (name, sign, action) => button(sign, action, { class: "smo-button smo-plain smo-mini", "data-act": name });
    const buttons = [act("up", "↑", () => move(id, -1)), act("down", "↓", () => move(id, 1)), act("remove", "×", () => remove(id))];
    const tr = h("tr", null, heading, cells, part.grows && !given.get(id)?.length ? h("td", { class: "smo-acts" }, buttons) : "");
    const row = { tr, fields, heading, buttons, at: rows.size + 1, gone: 0 };
    rows.set(id, row);
    return row;
  }

  // Puts the rows into their order; one that has the focus keeps it.
  function layout() {
    const focused = document.activeElement;
    const shown = inOrder();
    const wanted = shown.map(([, { tr }]) => tr);
    if (wanted.length !== body.children.length || wanted.some((tr, place) => body.children[place] !== tr)) body.replaceChildren(...wanted);
    shown.forEach(([, { heading, tr, buttons, fields }], place) => {
      const n = place + 1;
      heading.textContent = n;
      tr.setAttribute("aria-label", say("row", { n }));
      for (const each of buttons) each.setAttribute("aria-label", say(each.dataset.act, { n }));
      for (const [id, made] of fields)
        made.el.setAttribute("aria-label", say("cell", { n, what: part.columns.find((each) => each.id === id).text }));
      buttons[0].setAttribute("aria-disabled", place === 0);
      buttons[1].setAttribute("aria-disabled", n === shown.length);
    });
    if (focused !== document.activeElement && body.contains(focused)) focused.focus();
    offer();
    drawMonths();
  }

  function addRow() {
    if (rows.size >= part.most) return tell(say("full", { n: part.most }));
    const last = inOrder().at(-1)?.[1].at ?? 0;
    const id = uid("r").toLowerCase();
    const row = build(id);
    row.at = Math.floor(last) + 1;
    send(id, { "@at": row.at });
    layout();
    for (const column of part.columns) {
      const listed = options(`${part.id}.${column.id}`);
      if (listed) row.fields.get(column.id)?.options(listed);
    }
    [...row.fields.values()][0]?.focus();
  }
  function remove(id) {
    const place = inOrder().findIndex(([each]) => each === id);
    const row = rows.get(id);
    row.gone = 1 + Math.max(0, ...[...rows.values()].map(({ gone }) => gone));
    send(id, { "@gone": row.gone });
    layout();
    tell(say("removed", { n: place + 1 }));
    undo.querySelector("button")?.focus();
  }
  function putBack(id) {
    const row = rows.get(id);
    row.gone = 0;
    send(id, { "@gone": 0 });
    layout();
    [...row.fields.values()][0]?.focus();
  }
  // What was taken away and had something in it can be put back, the last first.
  function offer() {
    const filled = ({ fields }) => [...fields.values()].some((made) => made.read().trim());
    const last = [...rows.entries()].filter(([, row]) => row.gone && filled(row)).sort(([, a], [, b]) => b.gone - a.gone)[0];
    if (undo.dataset.row === (last?.[0] ?? "")) return; // the button may have the focus
    undo.dataset.row = last?.[0] ?? "";
    undo.replaceChildren(...(last ? [button(say("put_back"), () => putBack(last[0]), { class: "smo-button smo-plain" })] : []));
  }
  function move(id, by) {
    const order = inOrder();
    const place = order.findIndex(([each]) => each === id);
    const [beyond, next] = [order[place + by], order[place + 2 * by]];
    if (!beyond) return;
    const limit = next ? next[1].at : beyond[1].at + 2 * by;
    const row = rows.get(id);
    row.at = (beyond[1].at + limit) / 2;
    if (Math.abs(beyond[1].at - limit) < NEAR) {
      [...order.slice(0, place), ...order.slice(place + 1)].toSpliced(place + by, 0, [id, row]).forEach(([each, { tr }], n) => {
        rows.get(each).at = n + 1;
        send(each, { "@at": n + 1 });
        return tr;
      });
    } else send(id, { "@at": row.at });
    layout();
    tell(say("moved", { n: place + by + 1 }));
    row.buttons[by < 0 ? 0 : 1].focus();
  }

  function drawMonths() {
    calendar?.draw(inOrder().map(([id, { fields }]) => ({ day: fields.get(part.by)?.read(), text: called(id) })));
  }
  function called(id) {
    const { fields } = rows.get(id);
    const el = fields.get(part.name)?.el;
    return el?.selectedOptions ? (el.value ? el.selectedOptions[0].textContent : "") : (el?.value ?? given.get(id)?.[part.name] ?? "");
  }

  const isGiven = ({ id }) => part.first.some((each) => id in (each.given ?? {}));
  const head = part.columns.map((column) =>
    h(
      "th",
      { scope: "col", class: isGiven(column) ? "smo-fixed" : `smo-of-${column.kind}` },
      column.text,
      column.required ? "" : h("span", { class: "smo-muted" }, ` ${say("optional")}`),
    ),
  );
  const foot = part.total.length
    ? h(
        "tfoot",
        null,
        h(
          "tr",
          null,
          h("td"),
          part.columns.map(({ id, kind }) => {
            const cell = h("td", { class: `smo-of-${kind}` });
            totals.set(id, cell);
            return cell;
          }),
          part.grows ? h("td") : "",
        ),
      )
    : "";
  const acts = part.grows ? h("td") : "";
  return {
    el: h(
      "div",
      null,
      h(
        "div",
        { class: "smo-fillable" },
        h(
          "table",
          null,
          h("caption", { class: "smo-sr" }, part.title || part.id),
          h("thead", null, h("tr", null, h("td"), head, acts)),
          body,
          foot,
        ),
        h("div", { class: "smo-row" }, add, undo),
      ),
      calendar?.el ?? "",
    ),
    write(value, anew) {
      for (const [id, values] of Object.entries(value)) {
        const row = rows.get(id) ?? build(id);
        [row.at, row.gone] = [values["@at"], values["@gone"]];
        for (const [name, made] of row.fields) {
          const listed = options(`${part.id}.${name}`);
          if (listed) made.options(listed);
          made.take(values[name], anew);
        }
      }
      for (const id of [...rows.keys()].filter((each) => !(each in value))) rows.delete(id);
      layout();
    },
    show(state) {
      for (const [id, cell] of totals) cell.textContent = state.totals[part.id]?.[id] ?? "";
    },
  };
}
