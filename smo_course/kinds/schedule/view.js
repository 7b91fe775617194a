// A stock of posts and the weeks that they go into: by mouse, by dragging, or with arrow keys and Enter. One post of the stock is
// current; putting it on a day brings the next.

import { exercise } from "../../screen/exercise.js";
import { button, icon, isJudged } from "../../screen/lib/controls.js";
import { h, inline } from "../../screen/lib/dom.js";
import "./style.css";

const WEEK = 7;
const SIGNS = { text: "¶", image: "▣", video: "▶", question: "?" };
const STEPS = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: WEEK, ArrowUp: -WEEK };

export const control = {
  build(content, { changed, say, tell }) {
    const items = new Map(content.items.map((each) => [each.id, each]));
    const queue = [...items.keys()];
    const locale = say.lang === "en" ? "en-GB" : say.lang; // the course says 3 November
    const format = (options) => new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options });
    const weekday = format({ weekday: "short" });
    const date = format({ day: "numeric", month: "short" });
    const full = format({ weekday: "long", day: "numeric", month: "long" });
    const named = (iso) => full.format(new Date(iso)).replace(",", "");
    const sign = (item) => h("span", { class: "smo-format-sign", "aria-hidden": true }, SIGNS[item.format], " ");
    let planned = {};
    let current = queue[0];
    let history = [];
    let dragged = null;

    const used = (id) => id in planned;
    const open = () => queue.filter((id) => !used(id));
    const on = (day) => queue.find((id) => planned[id] === day);

    // -- the parts
    const about = (item) => [
      sign(item),
      h("span", { class: "smo-stock-format" }, item.format_name),
      ` · ${say("hours", { n: item.hours })}`,
      item.covers && ` · ${say("announces", { event: item.covers })}`,
    ];
    const drags = (id) => ({
      draggable: "true",
      ondragstart: (event) => {
        dragged = id();
        event.dataTransfer.setData("text/plain", items.get(dragged)?.text ?? "");
      },
      ondragend: () => (dragged = null),
    });
    const cards = new Map(
      content.items.map((item) => {
        const when = h("span", { class: "smo-stock-when" });
        const el = h(
          "button",
          { type: "button", class: `smo-stocked smo-of-${item.format}`, onclick: () => choose(item.id), ...drags(() => item.id) },
          h("span", { class: "smo-stock-name" }, inline(item.text)),
          h("span", { class: "smo-stock-about" }, about(item)),
          when,
        );
        return [item.id, { el, when }];
      }),
    );
    const left = h("p", { class: "smo-label" });
    const undoButton = button(say("undo"), undo, { class: "smo-button smo-plain" });
    const clearButton = button(say("put_back"), clear, { class: "smo-button smo-plain" });
    const stock = h(
      "div",
      {
        class: "smo-stock",
        ondragover: (event) => dragged && event.preventDefault(),
        ondrop: (event) => {
          event.preventDefault();
          if (used(dragged)) take(planned[dragged]);
        },
      },
      h("div", { class: "smo-row smo-stock-head" }, left, undoButton, clearButton),
      h(
        "ul",
        null,
        queue.map((id) => h("li", null, cards.get(id).el)),
      ),
    );
    const days = content.days.map(({ day, closed, event }) => {
      const what = h("span", { class: "smo-planned" });
      const el = h(
        "button",
        {
          type: "button",
          class: `smo-day ${closed ? "smo-closed" : ""}`,
          onclick: () => press(day),
          ondragover: (moved) => dragged && moved.preventDefault(),
          ondrop: (moved) => {
            moved.preventDefault();
            if (dragged) put(dragged, day);
          },
          ...drags(() => on(day)),
        },
        h(
          "span",
          { class: "smo-date" },
          h("span", null, h("span", { class: "smo-weekday" }, weekday.format(new Date(day)), " "), date.format(new Date(day))),
          closed && h("span", { class: "smo-shut" }, say("closed")),
        ),
        what,
        event && h("span", { class: "smo-happens" }, event),
      );
      return { day, closed, event, el, what };
    });
    const weeks = Array.from({ length: days.length / WEEK }, (_, place) => days.slice(place * WEEK, (place + 1) * WEEK));
    const hours = weeks.map(() => h("span", { class: "smo-week-hours" }));
    const calendar = h(
      "table",
      { class: "smo-weeks", "aria-label": say("calendar") },
      h(
        "thead",
        null,
        h(
          "tr",
          null,
          h("td"),
          weeks[0].map(({ day }) => h("th", { scope: "col" }, weekday.format(new Date(day)))),
        ),
      ),
      h(
        "tbody",
        null,
        weeks.map((week, place) =>
          h(
            "tr",
            null,
            h("th", { scope: "row" }, say("week", { n: place + 1 }), hours[place]),
            week.map(({ el }) => h("td", null, el)),
          ),
        ),
      ),
    );
    const counted = h("p", { class: "smo-small smo-muted" });
    const rules = content.rules.map((rule) => {
      const state = h("span", { class: "smo-state" });
      return { rule, state, el: h("li", null, state, h("span", null, rule.text)) };
    });

    // -- what happens
    function remember() {
      history.push({ planned: { ...planned }, current });
    }
    function choose(id) {
      current = id;
      draw();
      tell(say("picked", { item: items.get(id).text }));
    }
    function press(day) {
      if (on(day)) take(day);
      else put(current, day);
    }
    function put(id, day) {
      const there = on(day);
      if (there === id) return;
      remember();
      const from = planned[id];
      planned = { ...planned, [id]: day };
      if (there && from) planned[there] = from; // two that are planned change places
      else if (there) delete planned[there];
      const rest = open();
      if (id === current) current = rest.find((each) => queue.indexOf(each) > queue.indexOf(id)) ?? rest[0] ?? id;
      draw();
      tell(say(rest.length ? "placed" : "all_placed", { item: items.get(id).text, day: named(day), next: items.get(current).text }));
      changed();
    }
    function take(day) {
      remember();
      const id = on(day);
      planned = { ...planned };
      delete planned[id];
      current = id;
      draw();
      tell(say("picked", { item: items.get(id).text }));
      changed();
    }
    function undo() {
      const last = history.pop();
      if (!last) return;
      ({ planned, current } = last);
      draw();
      tell(say("undone"));
      changed();
    }
    function clear() {
      if (!Object.keys(planned).length) return;
      remember();
      planned = {};
      current = queue[0];
      draw();
      tell(say("all_back"));
      changed();
    }

    // -- how it looks. In the stock and among the days, Tab stops once; arrow keys go on from there.
    let at = 0;
    function draw() {
      const ids = open();
      left.textContent = ids.length ? say("stock", { n: ids.length }) : say("none_left");
      for (const [id, { el, when }] of cards) {
        el.classList.toggle("smo-used", used(id));
        el.setAttribute("aria-pressed", id === current);
        el.tabIndex = id === current ? 0 : -1;
        when.textContent = used(id) ? `→ ${date.format(new Date(planned[id]))}` : "";
      }
      for (const [place, { day, closed, event, el, what }] of days.entries()) {
        const item = items.get(on(day));
        what.hidden = !item;
        what.className = `smo-planned smo-of-${item?.format}`;
        what.replaceChildren(...(item ? [sign(item), item.text] : []));
        el.tabIndex = place === at ? 0 : -1;
        el.draggable = Boolean(item);
        const said = [item ? `${item.text} (${item.format_name})` : say("free"), event, closed && say("closed")];
        el.setAttribute("aria-label", say("day", { day: named(day), what: said.filter(Boolean).join(", ") }));
      }
      for (const [place, week] of weeks.entries()) {
        const spent = week.reduce((sum, { day }) => sum + (items.get(on(day))?.hours ?? 0), 0);
        hours[place].textContent = say("hours", { n: spent });
      }
      counted.textContent = say("planned", { n: Object.keys(planned).length, posts: content.posts });
      undoButton.setAttribute("aria-disabled", !history.length);
      clearButton.setAttribute("aria-disabled", !Object.keys(planned).length);
      requestAnimationFrame(showCurrent);
    }
    // Where the stock is one long row, on a narrow page, it moves on to the current post.
    function showCurrent() {
      const card = cards.get(current).el.parentElement;
      card.parentElement.scrollLeft = card.offsetLeft - card.parentElement.offsetLeft;
    }
    function step(event) {
      const by = event.altKey || event.ctrlKey || event.metaKey ? 0 : STEPS[event.key];
      const there = days.findIndex(({ el }) => el === document.activeElement);
      const card = queue.findIndex((id) => cards.get(id).el === document.activeElement);
      if (!by || (there < 0 && card < 0)) return;
      event.preventDefault();
      if (there >= 0) {
        at = Math.min(days.length - 1, Math.max(0, there + by));
        draw();
        days[at].el.focus();
      } else {
        choose(queue[(card + Math.sign(by) + queue.length) % queue.length]);
        cards.get(current).el.focus();
      }
    }

    const el = h(
      "div",
      { class: "smo-calendar" },
      h(
        "div",
        null,
        h("p", { class: "smo-label" }, say("rules")),
        h(
          "ul",
          { class: "smo-rules" },
          rules.map((each) => each.el),
        ),
      ),
      h("p", { class: "smo-help" }, say("help")),
      stock,
      calendar,
      counted,
    );
    draw();

    return {
      el,
      keys: step,
      read: () => planned,
      write(raw) {
        const known = new Set(content.days.map((each) => each.day));
        planned = Object.fromEntries(Object.entries(raw ?? {}).filter(([id, day]) => items.has(id) && known.has(day)));
        history = [];
        current = open()[0] ?? queue[0];
        draw();
      },
      mark(state, stale) {
        const wrong = new Set(state.feedback.filter((each) => each.right === false).map((each) => each.about));
        for (const { rule, state: place, el: line } of rules) {
          const status = isJudged(state.status) && !stale && (wrong.has(rule.id) ? "wrong" : "right");
          place.replaceChildren(
            ...(status ? [icon(status), h("span", { class: "smo-sr" }, say(status === "right" ? "kept" : "broken"))] : []),
          );
          line.className = status ? `smo-is-${status}` : "";
        }
        const name = (each) => rules.find(({ rule }) => rule.id === each.about)?.rule.text;
        const rest = state.feedback.map((each) => ({ ...each, name: name(each) }));
        return { rest, right: rules.length - [...wrong].filter(Boolean).length, of: rules.length };
      },
      focus: () => cards.get(current).el.focus(),
    };
  },
};

export const render = exercise(control);
