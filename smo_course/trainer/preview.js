// The page of a preview: the file as learners see it, what is wrong in it, and the key. It looks whether the file was saved.

import "../screen/base.css";
import "./bank_page.css";
import { button } from "../screen/lib/controls.js";
import { h, uid } from "../screen/lib/dom.js";
import { speaker } from "../screen/lib/words.js";
import { section } from "./key.js";
import { dressed } from "./still.js";

const LOOK_AFTER = 700; // ms

let root; // the element that holds the page
let data; // what stays: languages and words
let views; // the modules that draw exercises, by kind
let lang;
let say;
let version = null;
let stopped = false;
let stops = []; // of the exercises on the page

export function open(element, known, modules) {
  [root, data, views] = [element, known, modules];
  dressed();
  speak(data.lang);
  setInterval(look, LOOK_AFTER);
}

async function ask(path, options) {
  const answer = await fetch(path, options);
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
}

async function look() {
  try {
    const now = await ask("/version");
    if (stopped || now !== version) await show();
    stopped = false;
  } catch {
    stopped = true;
    root.querySelector("[data-stopped]").hidden = false;
  }
}

// What stands in for the kernel: the server marks.
function model(exercise) {
  const values = { content: exercise.content, state: exercise.state };
  const listeners = { "change:content": [], "change:state": [] };
  const tell = (name) => listeners[`change:${name}`].forEach((listener) => listener());
  return {
    get: (name) => values[name],
    on: (name, listener) => listeners[name]?.push(listener),
    off() {},
    async send(message) {
      const body = JSON.stringify({ id: exercise.id, lang, message });
      const now = await ask("/act", { method: "POST", body });
      const other = JSON.stringify(now.content) !== JSON.stringify(values.content);
      Object.assign(values, now);
      if (other) tell("content");
      tell("state");
    },
  };
}

function card(exercise) {
  const { frame, kinds } = data.words[lang];
  const learner = h("div");
  const words = speaker({ ...frame, ...kinds[exercise.kind] }, lang);
  stops.push(views[exercise.kind].render({ model: model(exercise), el: learner, say: words }));
  return h(
    "article",
    { class: "smo-exercise-card", "aria-label": exercise.content.title },
    learner,
    h(
      "details",
      { class: "smo-key" },
      h("summary", null, say("key")),
      exercise.key.map((each) => section(each, say)),
    ),
  );
}

function wrong(problems) {
  const id = uid();
  return h(
    "section",
    { class: "smo-wrong-in-file", role: "alert", "aria-labelledby": id },
    h("h2", { id }, say("wrong_in_file")),
    h(
      "ul",
      null,
      problems.map((each) => h("li", null, each)),
    ),
    h("p", { class: "smo-muted" }, say("save_again")),
  );
}

async function show() {
  const shown = await ask(`/shown?lang=${lang}`);
  const place = scrollY;
  version = shown.version;
  stops.forEach((stop) => stop?.());
  stops = [];
  document.documentElement.lang = root.lang = lang;
  document.title = `${shown.title} – ${say("title")}`;
  const languages = Object.entries(data.languages).map(([code, name]) =>
    button(name, () => speak(code), { lang: code, "aria-pressed": code === lang }),
  );
  root.replaceChildren(
    h(
      "header",
      { class: "smo-row smo-spread" },
      h(
        "div",
        null,
        h("h1", null, shown.title),
        h("p", { class: "smo-muted" }, say("about")),
        shown.facts.length > 0 && h("p", null, shown.facts.join(" · ")),
      ),
      h("div", { class: "smo-row", role: "group", "aria-label": say("language") }, languages),
    ),
    h("p", { class: "smo-warning", role: "alert", "data-stopped": "", hidden: true }, say("server_stopped")),
    h("main", null, shown.problems.length ? wrong(shown.problems) : shown.exercises.map(card)),
  );
  scrollTo(0, place);
}

function speak(code) {
  lang = code;
  say = speaker(data.words[lang].page, lang);
  show();
}
