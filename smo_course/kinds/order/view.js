// A list to put in order: by its buttons, by Alt and the arrow keys, or by dragging.

import { exercise } from "../../screen/exercise.js";
import { icon, isJudged } from "../../screen/lib/controls.js";
import { h, inline, uid } from "../../screen/lib/dom.js";
import "./style.css";

export const control = {
  build(content, { changed, say, tell }) {
    const help = uid();
    const first = content.items.map((each) => each.id);
    let order = [...first];
    let touched = false; // an order that nobody has touched is no answer
    let dragged = null;
    const isOrder = (raw) => Array.isArray(raw) && raw.length === first.length && first.every((id) => raw.includes(id));
    const items = new Map(
      content.items.map(({ id, text }) => {
        const state = h("span", { class: "smo-state" });
        const button = (by, sign, name) =>
          h(
            "button",
            {
              type: "button",
              class: "smo-button smo-step",
              "aria-label": say(name, { item: text }),
              onclick: () => move(id, order.indexOf(id) + by),
            },
            h("span", { "aria-hidden": true }, sign),
          );
        const up = button(-1, "↑", "up");
        const down = button(1, "↓", "down");
        const el = h(
          "li",
          {
            tabindex: -1,
            draggable: "true",
            "aria-describedby": help,
            onkeydown: (event) => keys(event, id),
            onfocusin: () => rove(id),
            ondragstart: (event) => {
              dragged = id;
              event.dataTransfer.setData("text/plain", text);
            },
            ondragover: (event) => dragged && event.preventDefault(),
            ondrop: (event) => {
              event.preventDefault();
              event.stopPropagation();
              if (dragged) move(dragged, order.indexOf(id));
            },
            ondragend: () => (dragged = null),
          },
          h("span", { class: "smo-grip", "aria-hidden": true }, "⠿"),
          state,
          h("span", { class: "smo-item-name" }, inline(text)),
          up,
          down,
        );
        return [id, { el, text, up, down, state }];
      }),
    );
    const list = h("ol", { class: "smo-order" });

    function rove(id) {
      // one item at a time is reached by Tab, with its buttons
      for (const [each, item] of items) for (const part of [item.el, item.up, item.down]) part.tabIndex = each === id ? 0 : -1;
    }
    function draw() {
      const focused = document.activeElement;
      list.replaceChildren(...order.map((id) => items.get(id).el));
      order.forEach((id, place) => {
        items.get(id).up.setAttribute("aria-disabled", place === 0);
        items.get(id).down.setAttribute("aria-disabled", place === order.length - 1);
      });
      if (list.contains(focused)) focused.focus();
    }
    function move(id, to) {
      if (to < 0 || to >= order.length || order[to] === id) return;
      order = order.filter((each) => each !== id);
      order.splice(to, 0, id);
      touched = true;
      draw();
      tell(say("moved", { item: items.get(id).text, n: to + 1, of: order.length }));
      changed();
    }
    function keys(event, id) {
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!by || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      const place = order.indexOf(id) + by;
      if (event.altKey) {
        items.get(id).el.focus();
        move(id, place);
      } else if (order[place]) items.get(order[place]).el.focus();
    }
    draw();
    rove(order[0]);
    return {
      el: h("div", null, h("p", { class: "smo-help", id: help }, say("help")), list),
      read: () => (touched ? order : null),
      write(raw) {
        touched = isOrder(raw);
        order = touched ? [...raw] : [...first];
        draw();
        rove(order[0]);
      },
      mark(state, stale) {
        for (const [id, item] of items) {
          const wrong = state.feedback.some((each) => each.about === id && each.right === false);
          const status = stale || !isJudged(state.status) ? "" : wrong ? "wrong" : state.status === "right" ? "right" : "";
          item.el.className = status && `smo-is-${status}`;
          item.state.replaceChildren(
            ...(status ? [icon(status), h("span", { class: "smo-sr" }, `${say(status === "wrong" ? "out_of_place" : "right")}, `)] : []),
          );
        }
        return { rest: state.feedback.map((each) => ({ ...each, name: items.get(each.about)?.text })) };
      },
      focus: () => items.get(order[0]).el.focus(),
    };
  },
};

export const render = exercise(control);
