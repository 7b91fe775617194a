// Cards to put into bins: by mouse, by dragging, or by the number keys. One card is current; placing it brings the next.

import { exercise } from "../../screen/exercise.js";
import { button, icon, isJudged } from "../../screen/lib/controls.js";
import { digit, h, inline, looks, uid } from "../../screen/lib/dom.js";
import "./style.css";

const LONG = 70; // characters: cards with longer texts are shown one at a time,
const MANY = 24; // and so are more cards than that
const WORDY = 24; // characters: bins with longer texts do not share a narrow page's width

export const control = {
  build(content, { changed, say, tell }) {
    const names = new Map([...content.bins, ...content.items].map((each) => [each.id, each.text]));
    const wordiest = Math.max(...content.bins.map((each) => each.text.length));
    const longest = Math.max(...content.items.map((each) => each.text.length));
    const oneByOne = longest > LONG || content.items.length > MANY;
    const queue = content.items.map((each) => each.id); // in the order in which unplaced cards come up
    let placed = {};
    let current = queue[0];
    let history = [];
    let marks = new Map(); // item id → right or wrong
    let dragged = null;
    let begun = false; // whether a card was moved here: then each keeps its room in the tray, so that nothing moves

    // -- the parts
    const cards = new Map(
      content.items.map((item) => {
        const state = h("span", { class: "smo-state" });
        const dragging = {
          draggable: "true",
          ondragstart: (event) => {
            dragged = item.id;
            event.dataTransfer.setData("text/plain", item.text);
          },
          ondragend: () => (dragged = null),
        };
        // what the card is, where it is something to look at: for the one whose turn it is, and on paper for all
        const shown = item.show ? h("div", { class: "smo-card-shown", id: uid(), ...dragging }, looks(item.show)) : "";
        const about = [
          content.budgets.length ? `${say.number(item.cost)} ${content.cost_unit}` : "",
          ...(item.covers ?? []).map((goal) => content.goals.find((each) => each.id === goal)?.text),
        ]
          .filter(Boolean)
          .join(" · ");
        const el = h(
          "button",
          {
            type: "button",
            class: "smo-card",
            "aria-describedby": shown ? shown.id : null,
            onclick: () => pick(item.id),
            ...dragging,
          },
          state,
          said(),
        );
        const room = () => h("span", { class: "smo-card-room", "aria-hidden": true }, said()); // as large as the card, and not seen
        const stageRoom = () =>
          h("div", { class: "smo-stage-card" }, room(), shown && h("div", { class: "smo-card-shown" }, looks(item.show)));
        return [item.id, { el, state, whole: [el, shown], room, stageRoom }];

        function said() {
          return h(
            "span",
            null,
            h("span", { class: "smo-card-text" }, inline(item.text)),
            about && h("span", { class: "smo-card-about" }, about),
          );
        }
      }),
    );
    const length = (item) => item.text.length + JSON.stringify(item.show ?? "").length;
    const largest = [...content.items].sort((a, b) => length(b) - length(a)).slice(0, 3);
    const left = h("p", { class: "smo-label" });
    const stage = h("div", { class: "smo-stage" });
    const rooms = h(
      "div",
      { class: "smo-stage-rooms" },
      largest.map((each) => cards.get(each.id).stageRoom()),
    );
    const waiting = h("ul", { class: "smo-waiting", "aria-label": say("waiting") });
    const later = button(say("later"), () => next(1), { class: "smo-button smo-plain", hidden: !oneByOne });
    const undoButton = button(say("undo"), undo, { class: "smo-button smo-plain" });
    const clearButton = button(say("put_back"), clear, { class: "smo-button smo-plain" });
    const accepts = (where) => ({
      ondragover: (event) => dragged && event.preventDefault(),
      ondrop: (event) => {
        event.preventDefault();
        event.stopPropagation();
        if (dragged) put(dragged, where);
      },
    });
    const bins = content.bins.map((bin, place) => {
      const total = h("span", { class: "smo-bin-count" });
      const head = h(
        "button",
        { type: "button", class: "smo-bin-head", "aria-keyshortcuts": place + 1 },
        h("kbd", { "aria-hidden": true }, place + 1),
        h("span", { class: "smo-bin-name" }, inline(bin.text)),
        " ",
        total,
      );
      const list = h("ul", { class: "smo-bin-cards", "aria-label": bin.text });
      const takes = { ...accepts(bin.id), onclick: (event) => event.target.closest(".smo-card") || (current && put(current, bin.id)) };
      const top = h("div", { class: "smo-bin-top", ...takes }, head);
      const el = h("div", { class: "smo-bin", ...takes }, h("p", { class: "smo-bin-title", "aria-hidden": true }, inline(bin.text)), list);
      return { id: bin.id, top, el, head, list, total };
    });
    // Where all bins stand in one row, their cards lie right under their heads; else in a part of their own, below all heads:
    // so a bin that grows never pushes another away.
    const inOneRow = bins.length <= 4;
    const columns = inOneRow ? bins.length : bins.length === 7 || bins.length === 8 ? 4 : 3; // rows that fill up
    const budgets = content.budgets.map((budget) => {
      const said = h("span");
      const bar = h("span", { class: "smo-gauge-fill" });
      const name = budget.bins.map((each) => names.get(each)).join(" + ");
      return {
        budget,
        said,
        bar,
        el: h(
          "div",
          { class: "smo-meter" },
          h("p", null, h("strong", null, name), " ", said),
          h("span", { class: "smo-gauge", "aria-hidden": true }, bar),
        ),
      };
    });
    const goals = content.goals.map((goal) => ({ goal, el: h("li") }));

    // -- what happens
    const isPlaced = (id) => Boolean(placed[id]);
    const open = () => queue.filter((id) => !isPlaced(id));
    function remember() {
      history.push({ placed: { ...placed }, current });
      begun = true;
    }

    function put(id, where) {
      if (placed[id] === where) return;
      remember();
      placed = { ...placed, [id]: where };
      marks.delete(id);
      if (id === current || !current) {
        const ids = open(); // the next unplaced card after this one, or the first
        current = ids.find((each) => queue.indexOf(each) > queue.indexOf(id)) ?? ids[0];
      }
      draw(id, cards.get(current)?.el ?? bins.find((bin) => bin.id === where).head);
      const said = { item: names.get(id), bin: names.get(where), next: names.get(current), left: say("left", { n: open().length }) };
      tell(say(current ? "placed" : "all_placed", said));
      changed();
    }
    function pick(id) {
      if (placed[id]) {
        remember();
        placed = { ...placed };
        delete placed[id];
        marks.delete(id);
        changed();
      }
      current = id;
      draw();
      tell(say("picked", { item: names.get(id) }));
    }
    function next(by) {
      const ids = open();
      if (ids.length < 2) return;
      current = ids[(ids.indexOf(current) + by + ids.length) % ids.length];
      draw(null, cards.get(current).el);
      tell(say("picked", { item: names.get(current) }));
    }
    function undo() {
      const last = history.pop();
      if (!last) return;
      ({ placed, current } = last);
      marks.clear();
      draw();
      tell(say("undone"));
      changed();
    }
    function clear() {
      if (!Object.keys(placed).length) return;
      remember();
      placed = {};
      current = queue[0];
      marks.clear();
      draw();
      tell(say("all_back"));
      changed();
    }

    // -- how it looks. A card that had the focus and went away hands it to `heir`.
    function draw(gone, heir) {
      const focused = document.activeElement;
      const had = el.contains(focused);
      const ids = open();
      left.textContent = ids.length ? say("left", { n: ids.length }) : say("none_left");
      const done = !ids.length && !begun; // it came back so: there is no need of a tray
      stage.hidden = done;
      stage.replaceChildren(rooms, ...(current ? [h("div", { class: "smo-stage-card" }, cards.get(current).whole)] : []));
      const isWaiting = (id) => id !== current && !placed[id];
      waiting.replaceChildren(
        ...(oneByOne ? queue.filter(isWaiting) : queue).map((id) =>
          isWaiting(id) ? h("li", null, cards.get(id).whole) : h("li", { "aria-hidden": true }, cards.get(id).room()),
        ),
      );
      waiting.hidden = done;
      later.setAttribute("aria-disabled", ids.length < 2);
      for (const bin of bins) {
        const inside = content.items.filter((each) => placed[each.id] === bin.id);
        bin.list.replaceChildren(...inside.map((each) => h("li", null, cards.get(each.id).whole)));
        bin.total.textContent = inside.length;
        bin.el.classList.toggle("smo-empty", !inside.length);
      }
      for (const [id, card] of cards) {
        const status = marks.get(id);
        card.el.className = `smo-card ${id === current ? "smo-current" : ""} ${status ? `smo-is-${status}` : ""}`;
        card.el.setAttribute("aria-pressed", id === current);
        card.state.replaceChildren(...(status ? [icon(status), h("span", { class: "smo-sr" }, `${say(status)}, `)] : []));
      }
      for (const { budget, said, bar } of budgets) {
        const used = content.items.reduce((sum, each) => sum + (budget.bins.includes(placed[each.id]) ? each.cost : 0), 0);
        const over = used > budget.limit + 1e-9;
        const values = { used, limit: budget.limit, unit: content.cost_unit, over: used - budget.limit };
        said.textContent = say(over ? "over_budget" : "budget", values);
        said.className = over ? "smo-wrong" : "smo-muted";
        bar.style.width = `${Math.min(100, (100 * used) / budget.limit)}%`;
        bar.classList.toggle("smo-over", over);
      }
      for (const { goal, el: line } of goals) {
        const met = content.items.some((each) => each.covers?.includes(goal.id) && goal.bins.includes(placed[each.id]));
        line.replaceChildren(
          h("span", { class: met ? "smo-right" : "smo-muted", "aria-hidden": true }, met ? "✓ " : "○ "),
          goal.text,
          h("span", { class: "smo-goal-state smo-muted" }, ` — ${say(met ? "covered" : "not_covered")}`),
        );
      }
      undoButton.setAttribute("aria-disabled", !history.length);
      clearButton.setAttribute("aria-disabled", !Object.keys(placed).length);
      if (had && gone && focused === cards.get(gone).el) heir.focus();
      else if (had && heir && focused === later) heir.focus();
      else if (had && el.contains(focused)) focused.focus();
    }

    const el = h(
      "div",
      { class: `smo-sort ${oneByOne ? "smo-one-by-one" : ""} ${inOneRow ? "smo-in-one-row" : ""}`, style: `--columns: ${columns}` },
      h("p", { class: "smo-help smo-roomy-only" }, say("help")),
      h("p", { class: "smo-help smo-narrow-only" }, say("help_narrow")),
      h(
        "div",
        { class: "smo-tray", ...accepts(undefined) },
        h("div", { class: "smo-row smo-tray-head" }, left, undoButton, later, clearButton),
        stage,
        waiting,
      ),
      budgets.length > 0 &&
        h(
          "div",
          { class: "smo-meters" },
          budgets.map((each) => each.el),
        ),
      goals.length > 0 &&
        h(
          "div",
          { class: "smo-goals" },
          h("p", { class: "smo-label" }, say("goals")),
          h(
            "ul",
            null,
            goals.map((each) => each.el),
          ),
        ),
      h(
        "div",
        { class: `smo-bin-tops ${wordiest > WORDY ? "smo-wordy" : ""}` },
        bins.map((bin) => bin.top),
      ),
      h(
        "div",
        { class: "smo-bins" },
        bins.map((bin) => bin.el),
      ),
    );
    draw();

    return {
      el,
      keys(event) {
        const bin = bins[digit(event) - 1];
        const by = event.altKey ? 0 : { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (bin && current) put(current, bin.id);
        else if (by && stage.contains(document.activeElement)) next(by);
        else return;
        event.preventDefault();
      },
      read: () => placed,
      write(raw) {
        placed = Object.fromEntries(
          Object.entries(raw ?? {}).filter(([id, where]) => cards.has(id) && bins.some((bin) => bin.id === where)),
        );
        history = [];
        begun = false;
        marks.clear();
        current = placed[current] || !current ? open()[0] : current;
        draw();
      },
      mark(state, stale) {
        const wrong = new Set(state.feedback.filter((each) => each.right === false).map((each) => each.about));
        const judged = isJudged(state.status); // what was left out when it was handed in is neither right nor wrong
        if (!judged) marks.clear();
        else if (!stale) marks = new Map(queue.filter(isPlaced).map((id) => [id, wrong.has(id) ? "wrong" : "right"]));
        draw();
        const right = queue.filter((id) => isPlaced(id) && !wrong.has(id)).length;
        const told = new Map(); // text → its remarks: one pointer may concern many cards, and is said once
        for (const each of state.feedback) told.set(each.text, [...(told.get(each.text) ?? []), each]);
        return {
          rest: [...told.values()].map((same) => ({
            ...same[0],
            name: same
              .map((each) => names.get(each.about))
              .filter(Boolean)
              .join(" · "),
          })),
          right: judged ? right : 0,
          of: queue.length,
        };
      },
      focus: () => (cards.get(current)?.el ?? bins[0].head).focus(),
    };
  },
};

export const render = exercise(control);
