// The landscape map: islands are families, what lies on them are platforms. Nothing is marked, nothing is sent.

import { explorer } from "../../screen/explorer.js";
import { radio } from "../../screen/lib/controls.js";
import { announce, h, scrollToTop, uid } from "../../screen/lib/dom.js";
import "./style.css";

const NARROW = 760; // px: as in style.css

export const render = explorer(({ families, around, platforms, then }, { say }) => {
  let year = "now"; // or "then"
  let only = "all";
  let chosen = ""; // id of the platform whose story is told
  let place = 0; // of the one platform on the map that Tab reaches

  const filters = {
    // which platforms each leaves; those of `now` make no sense on the map of 2015
    all: () => true,
    unnamed: (each) => !each.named,
    closed: (each) => year === "now" && each.closed,
    changed: (each) => year === "now" && each.changed,
    new: (each) => year === "now" && !each.then,
    several: (each) => year === "now" && each.now.families.length > 1,
  };
  const present = () => platforms.filter((each) => each[year]);

  // -- one platform
  const gone = (each) => each.closed && (year === "now" || Number(each.closed) < then);
  function remark(each) {
    // what the map says under a name
    if (gone(each)) return say("closed", { year: each.closed });
    if (year === "then") return each.named ? "" : say("unnamed");
    if (!each.then) return say("new", { year: each.launched });
    return each.now.name === each.then.name ? "" : say("was", { name: each.then.name });
  }
  function chip(each) {
    const said = remark(each);
    const state = gone(each) ? " smo-closed" : each.then ? "" : " smo-new";
    const pick = (event) => choose(each.id, event.currentTarget);
    return h(
      "li",
      null,
      h(
        "button",
        {
          type: "button",
          class: `smo-platform${state}`,
          "data-platform": each.id,
          "aria-pressed": each.id === chosen,
          onclick: pick,
          onfocus: pick, // a click alone moves no focus in some browsers
        },
        h("span", { class: "smo-platform-name" }, each[year].name),
        said ? h("small", null, said) : "",
      ),
    );
  }
  const chips = () => [...map.querySelectorAll(".smo-platform")];

  // -- the story of one
  function tell() {
    const each = platforms.find(({ id }) => id === chosen);
    if (!each) return detail.replaceChildren(h("p", { class: "smo-muted" }, say("pick")));
    const named = (ids) =>
      [...families, ...around]
        .filter(({ id }) => ids.includes(id))
        .map(({ text }) => text)
        .join(" · ");
    const line = (term, text) => text && [h("dt", null, term), h("dd", null, text)];
    detail.replaceChildren(
      h("h4", null, each.then && each.now.name !== each.then.name ? `${each.then.name} → ${each.now.name}` : each.now.name),
      h("p", null, each.story),
      h(
        "dl",
        null,
        line(say("family"), named((each[year] ?? each.now).families)),
        line(say("opened"), each.launched),
        each.then && line(say("owner_then"), each.then.owner),
        line(say("owner_now"), each.now.owner || (each.closed ? say("closed", { year: each.closed }) : "")),
      ),
      each.filed ? h("p", { class: "smo-filed" }, say("filed", { family: each.filed })) : "",
      h(
        "p",
        { class: "smo-muted smo-small" },
        each.source && [
          `${say("source")}${say("colon")} `,
          h(
            "a",
            { href: each.source, target: "_blank", rel: "noopener noreferrer" },
            each.site,
            h("span", { class: "smo-sr" }, ` (${say("new_window")})`),
          ),
        ],
        each.since ? `${each.source ? " · " : ""}${say("last", { date: each.since })}` : "",
      ),
    );
  }
  function choose(id, button) {
    const { top } = button.getBoundingClientRect();
    chosen = id;
    for (const each of chips()) each.setAttribute("aria-pressed", each.dataset.platform === id);
    rove(button);
    tell();
    lay(button);
    announce(live, detail.querySelector("h4 + p").textContent); // a region that moves about is not read out for sure
    scrollToTop(button, top); // where the story of another stood above, it stays under the pointer
  }
  // The story stands beside what was chosen; where there is no room beside, right below its island.
  function lay(button) {
    const narrow = el.clientWidth < NARROW;
    if (narrow && button) button.closest(".smo-island").after(detail);
    else el.append(detail);
    const lowest = map.offsetHeight - detail.offsetHeight;
    const level = narrow || !button ? 0 : button.getBoundingClientRect().top - map.getBoundingClientRect().top;
    detail.style.marginTop = `${Math.max(0, Math.min(level, lowest))}px`;
  }
  function rove(button) {
    // one stop for Tab on the whole map; the arrows move on from there
    const all = chips();
    place = Math.max(0, all.indexOf(button));
    all.forEach((each, n) => each.setAttribute("tabindex", n === place ? "0" : "-1"));
  }
  function move(event) {
    const all = chips();
    const to = { ArrowRight: place + 1, ArrowDown: place + 1, ArrowLeft: place - 1, ArrowUp: place - 1, Home: 0, End: all.length - 1 }[
      event.key
    ];
    if (to === undefined || !all[to]) return;
    event.preventDefault();
    all[to].focus();
  }

  // -- the map
  function island(family, those) {
    const id = uid();
    const there = those.filter((each) => each[year].families.includes(family.id));
    return h(
      "section",
      { class: `smo-island${there.every(gone) ? " smo-sunk" : ""}`, "data-family": family.id, "aria-labelledby": id },
      h("h4", { id }, family.text),
      there.length ? h("ul", null, there.map(chip)) : h("p", { class: "smo-muted smo-small" }, say("nobody")),
    );
  }
  function draw(moved) {
    const those = present().filter(filters[only]);
    islands.replaceChildren(...families.map((family) => island(family, those)));
    strip.replaceChildren(...around.map((family) => island(family, those)));
    show.replaceChildren(
      ...Object.keys(filters)
        .map((name) => [name, present().filter(filters[name]).length])
        .filter(([name, n]) => n || name === only)
        .map(([name, n]) => h("option", { value: name, selected: name === only }, `${say(`only.${name}`)} (${n})`)),
    );
    const button = chips().find((each) => each.dataset.platform === chosen);
    rove(button);
    tell();
    lay(button);
    if (moved) announce(live, say("shown", { n: those.length }));
  }

  const show = h("select", { onchange: () => ((only = show.value), draw(true)) });
  function yearly(value) {
    const pick = () => {
      year = value;
      only = "all";
      draw(true);
    };
    return radio({ name: group, value, checked: value === year, onchange: pick }, say(value));
  }
  const group = uid();
  const islands = h("div", { class: "smo-islands" });
  const strip = h("div", { class: "smo-islands smo-strip" });
  const map = h("div", { class: "smo-sea", onkeydown: move }, islands, h("p", { class: "smo-around" }, say("around")), strip);
  const live = h("div", { class: "smo-sr", "aria-live": "polite" });
  const detail = h("div", { class: "smo-detail", role: "region", "aria-label": say("detail") });
  const el = h("div", { class: "smo-map-and-story" }, map, detail);
  new ResizeObserver(() => lay(chosen ? chips()[place] : null)).observe(el);
  draw();
  return {
    controls: h(
      "div",
      { class: "smo-row smo-spread" },
      h(
        "fieldset",
        { class: "smo-row" },
        h("legend", { class: "smo-sr" }, say("year")),
        h("span", { "aria-hidden": true }, say("year")),
        yearly("then"),
        yearly("now"),
      ),
      h("label", { class: "smo-row" }, say("show"), show),
    ),
    el: [el, live],
  };
});
