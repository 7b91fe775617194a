// A query to write, and what it finds of the mentions that somebody has sorted, told by the kernel after each change.

import { exercise } from "../../screen/exercise.js";
import { answerField, button } from "../../screen/lib/controls.js";
import { h, uid } from "../../screen/lib/dom.js";
import "./style.css";

const RULES = ["words", "phrase", "or", "not", "group", "prefix", "name", "from", "lang"];
const TYPED = { from: "from:alix_k88", lang: "lang:fr" }; // examples that are the same in every language
const SORTS = ["missed", "noise", "right"];
const AROUND = 30; // characters of the query that are shown before a fault, and after

export const control = {
  build(content, { changed, look, say }) {
    const id = uid();
    const notes = uid();
    const day = new Intl.DateTimeFormat(say.lang === "en" ? "en-GB" : say.lang, { dateStyle: "long", timeZone: "UTC" });
    const area = h("textarea", {
      id,
      rows: 3,
      dir: "auto",
      spellcheck: false,
      autocapitalize: "off",
      "aria-describedby": notes,
      oninput: () => (changed(), look()),
    });
    const note = h("div", { id: notes, class: "smo-query-note", "aria-live": "polite" });

    const meter = (name) => {
      const value = h("strong");
      const said = h("span", { class: "smo-small smo-muted" });
      const bar = h("span", { class: "smo-gauge-fill" });
      const goal = h("span", { class: "smo-goal-mark", style: `left: ${100 * content.goals[name]}%` });
      const el = h(
        "div",
        null,
        h("p", null, say(name), " ", value),
        h("span", { class: "smo-gauge", "aria-hidden": true }, bar, goal),
        h("p", null, said),
      );
      return {
        el,
        draw(right, n) {
          value.textContent = n ? say("percent", { n: Math.floor((100 * right) / n + 1e-9) }) : say("none");
          said.textContent = say(n ? `of.${name}` : "of.nothing", { right, n, goal: Math.round(100 * content.goals[name]) });
          bar.style.width = `${n ? (100 * right) / n : 0}%`;
          bar.classList.toggle("smo-reached", n > 0 && right / n >= content.goals[name] - 1e-9);
        },
      };
    };
    const precision = meter("precision");
    const recall = meter("recall");
    const later = h("p", { class: "smo-query-later smo-small smo-muted" });
    const onWhat = say("tried", { day: day.format(new Date(content.until)) });
    const whose = h("p", { class: "smo-label" }, onWhat);
    let sound = ""; // the last query without a fault: that of the figures

    let found = { missed: [], noise: [], right: [] };
    let listed = "missed";
    const choose = (sort) => () => {
      listed = sort;
      list();
    };
    const tabs = new Map(SORTS.map((sort) => [sort, button("", choose(sort))]));
    const mentions = h("ul", { class: "smo-mentions", tabindex: 0, "aria-label": say("mentions") });

    function list() {
      for (const [sort, tab] of tabs) {
        tab.textContent = say(`list.${sort}`, { n: found[sort].length });
        tab.setAttribute("aria-pressed", sort === listed);
      }
      mentions.scrollTop = 0;
      mentions.replaceChildren(
        ...found[listed].map((each) =>
          h(
            "li",
            null,
            h("span", { class: "smo-mention-by" }, `@${each.author} · ${day.format(new Date(each.day))}`),
            h("span", { dir: "auto" }, each.says),
          ),
        ),
        found[listed].length ? "" : h("li", { class: "smo-muted" }, say("nothing_here")),
      );
    }

    // The query around its fault, and below it a sign that points.
    function pointed({ at, fault }) {
      const text = area.value.replaceAll(/\s/g, " ");
      const from = Math.max(0, at - AROUND);
      const before = (from ? "…" : "") + text.slice(from, at);
      return [
        h(
          "pre",
          { "aria-hidden": true },
          before,
          h("mark", null, text.slice(at, at + 1) || " "),
          text.slice(at + 1, at + AROUND),
          `\n${" ".repeat(before.length)}`,
          h("mark", null, "^"),
        ),
        h("p", { class: "smo-wrong" }, fault),
      ];
    }

    const help = h(
      "details",
      null,
      h("summary", null, say("how")),
      h(
        "dl",
        { class: "smo-query-rules" },
        RULES.map((rule) => [h("dt", null, TYPED[rule] ?? say(`example.${rule}`)), h("dd", null, say(`rule.${rule}`))]),
      ),
    );
    const tried = h(
      "div",
      { class: "smo-tried" },
      whose,
      h("div", { class: "smo-quality" }, precision.el, recall.el),
      h("div", { class: "smo-row", role: "group", "aria-label": say("lists") }, [...tabs.values()]),
      mentions,
      later,
    );
    const label = h("label", { for: id }, say("your_query"));
    const field = answerField(area, h("div", null, label, area, note), help, tried);
    field.el.classList.add("smo-query");
    return {
      ...field,
      show({ seen: news }) {
        tried.hidden = !news; // where no kernel looks, there is nothing to tell
        if (!news) return;
        tried.classList.toggle("smo-query-old", Boolean(news.fault));
        whose.textContent = news.fault ? say(sound ? "stale" : "before", { query: sound }) : onWhat;
        if (news.fault) return note.replaceChildren(...pointed(news));
        sound = area.value.trim();
        note.replaceChildren(news.small ? h("p", { class: "smo-note" }, say("small", { word: news.small })) : "");
        const hits = new Set(news.found);
        found = { missed: [], noise: [], right: [] };
        for (const [place, each] of content.mentions.entries()) {
          if (hits.has(place)) found[each.relevant ? "right" : "noise"].push(each);
          else if (each.relevant) found.missed.push(each);
        }
        precision.draw(found.right.length, hits.size);
        recall.draw(found.right.length, found.right.length + found.missed.length);
        later.textContent = news.later == null || !area.value.trim() ? "" : say("later", { n: news.later });
        list();
      },
    };
  },
};

export const render = exercise(control);
