// The months in which a calendar's rows have their days, week by week: what stands on a day is read from the table above.

import { h } from "../lib/dom.js";

const DAY = 86_400_000; // ms

export function months(part, say) {
  const el = h("div", { class: "smo-months", role: "group", "aria-label": say("months") });
  const monthName = new Intl.DateTimeFormat(say.lang, { month: "long", year: "numeric", timeZone: "UTC" });
  const weekday = new Intl.DateTimeFormat(say.lang, { weekday: "short", timeZone: "UTC" });
  const dayName = new Intl.DateTimeFormat(say.lang, { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
  const monday = Date.UTC(2024, 0, 1);
  const heads = Array.from({ length: 7 }, (_, place) => h("th", { scope: "col" }, weekday.format(monday + place * DAY))).map(
    (each) => each.textContent,
  );
  let drawn = "";

  function month(first, days) {
    const start = new Date(first);
    const offset = (start.getUTCDay() + 6) % 7; // weeks begin on Monday
    const length = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 0)).getUTCDate();
    const cells = Array.from({ length: Math.ceil((offset + length) / 7) * 7 }, (_, place) => place - offset + 1);
    const cell = (date) => {
      if (date < 1 || date > length) return h("td", { class: "smo-no-day" });
      const said = days.get(date) ?? [];
      const name = said.length
        ? h("span", { class: "smo-sr" }, dayName.format(Date.UTC(start.getUTCFullYear(), start.getUTCMonth(), date)), ": ")
        : "";
      return h(
        "td",
        { class: said.length ? "smo-busy" : null },
        h("span", { class: "smo-date", "aria-hidden": Boolean(said.length) || null }, date),
        name,
        said.map((text) => h("span", { class: "smo-event", dir: "auto" }, text || "•")),
      );
    };
    const weeks = Array.from({ length: cells.length / 7 }, (_, week) => h("tr", null, cells.slice(7 * week, 7 * week + 7).map(cell)));
    return h(
      "table",
      { class: "smo-month" },
      h("caption", null, monthName.format(start)),
      h(
        "thead",
        null,
        h(
          "tr",
          null,
          heads.map((text) => h("th", { scope: "col" }, text)),
        ),
      ),
      h("tbody", null, weeks),
    );
  }

  return {
    el,
    // [{day: "2026-12-01", text}]
    draw(rows) {
      const dated = rows.filter(({ day }) => /^\d{4}-\d\d-\d\d$/.test(day ?? ""));
      const now = JSON.stringify(dated);
      if (now === drawn) return;
      drawn = now;
      const found = new Map(); // by month, then by date
      for (const { day, text } of dated) {
        const days = found.get(day.slice(0, 7)) ?? found.set(day.slice(0, 7), new Map()).get(day.slice(0, 7));
        days.set(Number(day.slice(8)), [...(days.get(Number(day.slice(8))) ?? []), text]);
      }
      el.replaceChildren(...[...found.keys()].sort().map((key) => month(Date.parse(`${key}-01T00:00:00Z`), found.get(key))));
      el.hidden = !found.size;
    },
  };
}
