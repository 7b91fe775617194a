// The page of the bank: filters, every exercise as the learner sees it with its key, and the list for an assignment. An exercise is
// a head and its title until it is drawn (late.js): all that one finds, filters and picks by is there from the start.

import "../screen/base.css";
import "./bank_page.css";
import { button } from "../screen/lib/controls.js";
import { announce, h, uid } from "../screen/lib/dom.js";
import { speaker } from "../screen/lib/words.js";
import { section } from "./key.js";
import { late } from "./late.js";
import { dressed, still } from "./still.js";

const ANY = { chapter: "any", kind: "any_f", concept: "any_f" };

const picked = []; // ids, in the order in which they were added
const filters = { text: "", chapter: "", kind: "", concept: "", minutes: "" };
let root; // the element that holds the page
let data; // what Python knows of the exercises
let views; // the modules that draw them, by kind
let lang;
let say;
let cards;
let drawing; // of those that are not drawn yet
const stops = []; // of those that are
let list;
let found;
let nothing;

export function open(element, known, modules) {
  [root, data, views] = [element, known, modules];
  dressed();
  restore();
  tell(data.lang);
  addEventListener("hashchange", follow);
  follow(); // the page is made after the browser has looked for it
}

function totals(exercises) {
  const sum = (field) => exercises.reduce((all, each) => all + each[field], 0);
  return [say("exercises", { n: exercises.length }), say("points", { n: sum("points") }), say("minutes", { n: sum("minutes") })].join(
    " · ",
  );
}

// -- an exercise as the learner sees it

function card(exercise) {
  const { content, key } = exercise[lang];
  const learner = h("div", null, h("div", { class: "smo smo-exercise" }, h("section", { class: "smo-box" }, h("h3", null, content.title))));
  const named = (what) => `${say(what)} (${content.title})`; // no hidden text: the browser's search would find each title three times
  const box = h("input", {
    type: "checkbox",
    "aria-label": named("add"),
    checked: picked.includes(exercise.id),
    onchange: () => pick(exercise.id, box.checked),
  });
  const details = h("details", { class: "smo-key" }, h("summary", { "aria-label": named("key") }, say("key")));
  const el = h(
    "article",
    { class: "smo-exercise-card", id: exercise.id, "aria-label": content.title },
    h(
      "div",
      { class: "smo-row smo-spread smo-card-head" },
      h("code", null, exercise.id),
      h("label", { class: "smo-row" }, box, say("add")),
    ),
    learner,
    details,
  );
  drawing.add(el, () => {
    const { frame, kinds } = data.words[lang];
    learner.replaceChildren();
    stops.push(
      views[exercise.kind].render({ model: still(content), el: learner, say: speaker({ ...frame, ...kinds[exercise.kind] }, lang) }),
    );
    details.append(...key.map((each) => section(each, say)));
  });
  return { exercise, el, box, words: plain([exercise.id, exercise.concepts, content, key].map(texts).join(" ")) };
}

// Every text in a structure, as one; and a text as one searches in it: no accents, no capitals.
const texts = (value) =>
  typeof value === "object" && value ? Object.values(value).map(texts).join(" ") : typeof value === "string" ? value : "";
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/’/g, "'").toLowerCase();

// -- the list for an assignment

const PICKED = "smo-bank:picked"; // what is picked outlives a reload of the page

function pick(id, wanted) {
  if (wanted) picked.push(id);
  else picked.splice(picked.indexOf(id), 1);
  keep();
  tellList();
}

function keep() {
  try {
    localStorage.setItem(PICKED, JSON.stringify(picked));
  } catch {} // a browser that lets a page from a file keep nothing
}

function restore() {
  try {
    const known = data.exercises.map(({ id }) => id);
    picked.push(...(JSON.parse(localStorage.getItem(PICKED)) ?? []).filter((id) => known.includes(id)));
  } catch {}
}

// An id without a folder might be read as a number or a truth: it stands between quotes.
function yaml() {
  const chosen = picked.map((id) => data.exercises.find((each) => each.id === id));
  const lines = chosen.map(({ id }) => `  - ${id.includes("/") ? id : JSON.stringify(id)}\n`);
  return `title: ${say("week")}\nexercises:\n${lines.join("")}due: ${data.due}\n${chosen.some((each) => each.own) ? `bank: ${JSON.stringify(data.folder)}\n` : ""}`;
}

async function copy() {
  let done = true;
  try {
    await navigator.clipboard.writeText(list.area.value);
  } catch {
    // a browser that gives a page from a file no clipboard
    list.area.select();
    done = document.execCommand("copy");
  }
  announce(list.said, say(done ? "copied" : "not_copied"));
}

function tellList() {
  const chosen = data.exercises.filter((each) => picked.includes(each.id));
  list.total.textContent = totals(chosen);
  list.area.value = yaml();
  list.area.rows = picked.length + 4 + chosen.some((each) => each.own);
  list.full.hidden = !picked.length;
  list.hint.hidden = picked.length > 0;
  announce(list.live, totals(chosen));
}

// -- what is shown

function fits({ exercise, words }) {
  const most = Number(filters.minutes.replace(",", "."));
  return (
    ["chapter", "kind"].every((name) => !filters[name] || exercise[name] === filters[name].slice(1)) &&
    (!filters.concept || exercise.concepts.includes(filters.concept.slice(1))) &&
    (!filters.minutes || !(exercise.minutes > most)) &&
    plain(filters.text)
      .split(/\s+/)
      .every((each) => words.includes(each))
  );
}

function filter() {
  for (const each of cards) each.el.hidden = !fits(each);
  for (const each of root.querySelectorAll(".smo-chapter")) each.hidden = !each.querySelector("article:not([hidden])");
  const left = cards.filter((each) => !each.el.hidden);
  found.textContent = say("shown", { n: left.length, of: cards.length });
  nothing.hidden = left.length > 0;
}

function labelled(text, control) {
  control.id = uid();
  return h("div", { class: "smo-control" }, h("label", { for: control.id }, text), control);
}

// A choice's value begins with "=": one of them may be the empty text.
function choice(name, options) {
  const select = h(
    "select",
    { onchange: () => ((filters[name] = select.value), filter()) },
    h("option", { value: "" }, say(ANY[name])),
    options.map(({ id, text }) => h("option", { value: `=${id}`, selected: filters[name] === `=${id}` }, text)),
  );
  return labelled(say(name), select);
}

function typed(name, label, attrs) {
  const input = h("input", {
    ...attrs,
    value: filters[name],
    autocomplete: "off",
    oninput: () => ((filters[name] = input.value), filter()),
  });
  return labelled(label, input);
}

function clear() {
  for (const name in filters) filters[name] = "";
  for (const each of root.querySelectorAll("form :is(input, select)")) each.value = "";
  filter();
  root.querySelector("input").focus();
}

// An address may end in an exercise's id.
function follow() {
  const wanted = cards.find(({ exercise }) => location.hash === `#${encodeURI(exercise.id)}`);
  if (wanted?.el.hidden) clear();
  wanted?.el.scrollIntoView();
  wanted?.box.focus({ preventScroll: true });
}

// How to write one's own, with the command as one types it.
function toWrite() {
  const [before, after] = say("write", { command: "|" }).split("|");
  return [before, h("code", null, "smo guide"), after];
}

function draw() {
  const kinds = [...new Set(data.exercises.map((each) => each.kind))].sort();
  const concepts = [...new Set(data.exercises.flatMap((each) => each.concepts))].sort();
  document.documentElement.lang = root.lang = lang;
  document.title = say("title");
  for (const stop of stops.splice(0)) stop();
  drawing?.stop();
  drawing = late();
  cards = data.exercises.map(card);
  found = h("p", { class: "smo-found", "aria-live": "polite" });
  nothing = h("div", { class: "smo-none", hidden: true }, h("p", null, say("none")), button(say("clear"), clear));
  list = {
    total: h("span", { class: "smo-small smo-total" }),
    area: h("textarea", { readonly: true, spellcheck: "false", wrap: "off" }),
    said: h("p", { class: "smo-small smo-muted", "aria-live": "polite" }), // what came of copying
    live: h("p", { class: "smo-sr", "aria-live": "polite" }), // the totals, for who does not see them change
    hint: h("p", { class: "smo-small smo-muted" }, say("list_empty")),
  };
  list.full = h(
    "div",
    null,
    labelled(say("yaml"), list.area),
    h("div", { class: "smo-row" }, button(say("copy"), copy, { class: "smo-button smo-primary" }), button(say("empty"), empty)),
  );
  const languages = Object.entries(data.languages).map(([code, name]) =>
    button(name, () => speak(code), { lang: code, "aria-pressed": code === lang }),
  );

  root.replaceChildren(
    h("a", { class: "smo-skip", href: "#exercises" }, say("skip")),
    h(
      "header",
      { class: "smo-row smo-spread" },
      h("div", null, h("h1", null, say("title")), h("p", { class: "smo-muted" }, say("about")), h("p", { class: "smo-muted" }, toWrite())),
      h("div", { class: "smo-row", role: "group", "aria-label": say("language") }, languages),
    ),
    h(
      "div",
      { class: "smo-columns" },
      h(
        "div",
        { class: "smo-side" },
        h(
          "form",
          { role: "search", "aria-labelledby": "filters", onsubmit: (event) => event.preventDefault() },
          h("h2", { id: "filters" }, say("filters")),
          typed("text", say("text"), { type: "search" }),
          choice(
            "chapter",
            data.chapters.map((each) => ({ id: each.id, text: each[lang] })),
          ),
          choice(
            "kind",
            kinds.map((kind) => ({ id: kind, text: data.kinds[kind][lang] })),
          ),
          choice(
            "concept",
            concepts.map((id) => ({ id, text: data.concepts[id][lang] })).sort((a, b) => a.text.localeCompare(b.text, lang)),
          ),
          typed("minutes", say("most_minutes"), { type: "text", inputmode: "decimal", class: "smo-short" }),
          found,
        ),
        h(
          "aside",
          { "aria-label": say("list") },
          h(
            "details",
            { open: matchMedia("(min-width: 60em)").matches },
            h("summary", null, h("h2", null, say("list")), list.total),
            list.hint,
            list.full,
            list.said,
          ),
          list.live,
        ),
      ),
      h(
        "main",
        { id: "exercises", tabindex: -1 },
        nothing,
        data.chapters.map((chapter) =>
          h(
            "section",
            { class: "smo-chapter", "aria-label": chapter[lang] },
            h("h2", null, chapter[lang]),
            cards.filter((each) => each.exercise.chapter === chapter.id).map((each) => each.el),
          ),
        ),
      ),
    ),
  );
  filter();
  tellList();
}

function empty() {
  picked.length = 0;
  keep();
  for (const each of cards) each.box.checked = false;
  tellList();
  root.querySelector("aside summary").focus();
}

function speak(code) {
  tell(code);
  root.querySelector('header [aria-pressed="true"]').focus();
}

function tell(code) {
  lang = code;
  say = speaker(data.words[lang].page, lang);
  draw();
}
