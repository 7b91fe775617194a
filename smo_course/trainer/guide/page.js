// “Write an exercise”: contents at the left, and for each kind its file, what learners see of it, and its fields.

import "../../screen/base.css";
import "../bank_page.css";
import "./style.css";
import { button } from "../../screen/lib/controls.js";
import { h, looks, markup } from "../../screen/lib/dom.js";
import { speaker } from "../../screen/lib/words.js";
import { dressed, still } from "../still.js";

let root; // the element that holds the page
let data; // what Python says, by language
let views; // the modules that draw exercises, by kind
let lang;
let told; // data in the language of the page
let say;

export function open(element, known, modules) {
  [root, data, views] = [element, known, modules];
  root.classList.add("smo-guide");
  dressed();
  speak(data.lang);
  if (location.hash) document.querySelector(location.hash)?.scrollIntoView(); // the page is drawn after the browser has looked for it
}

function speak(code) {
  const place = scrollY;
  lang = code;
  told = data.in[lang];
  say = speaker(told.words.page, lang);
  draw();
  scrollTo(0, place);
}

// -- parts

// A text in which `…` is code, besides the markup that all texts have.
function written(source) {
  const nodes = markup(source);
  for (const node of nodes) coded(node);
  return nodes;
}

// The same of one line.
const line = (source) => [...written(source)[0].childNodes];

function coded(node) {
  for (const child of Array.from(node.childNodes)) {
    if (child.nodeType !== Node.TEXT_NODE) coded(child);
    else if (child.textContent.includes("`"))
      child.replaceWith(...child.textContent.split("`").map((part, place) => (place % 2 ? h("code", null, part) : part)));
  }
}

// A line that is too long for the page goes on below, further in than it begins: at the margin it would be another line of the file.
const file = (lines) =>
  h(
    "pre",
    null,
    h(
      "code",
      null,
      lines.split("\n").map((each) => h("span", { class: "smo-file-line", style: `--in: ${each.search(/[^ ]|$/)}` }, each || " ")),
    ),
  );

const name = (field) =>
  field.kind ? h("strong", null, h("code", null, field.name)) : h("code", { class: field.required && "smo-must" }, field.name);

const purpose = (field) => [
  ...written(field.about),
  field.default && h("span", { class: "smo-muted" }, field.about && " ", `(${field.default})`),
];

function table(fields, of) {
  const row = (field) =>
    h(
      "tr",
      { class: field.kind && "smo-kind-row" },
      h(
        "th",
        { scope: "row", style: `--depth: ${field.depth}` },
        name(field),
        field.required && [" ", h("span", { class: "smo-fact" }, say("required"))],
      ),
      h("td", null, field.holds),
      h("td", null, purpose(field)),
    );
  const head = ["field", "holds", "for"].map((each) => h("th", { scope: "col" }, say(each)));
  const label = say("fields_of", { name: of });
  return h(
    "div",
    { class: "smo-wide", tabindex: 0, role: "region", "aria-label": label },
    h("table", null, h("caption", { class: "smo-sr" }, label), h("thead", null, h("tr", null, head)), h("tbody", null, fields.map(row))),
  );
}

function kind(each) {
  const learner = h("div");
  const { frame, kinds } = told.words;
  views[each.name].render({ model: still(each.content), el: learner, say: speaker({ ...frame, ...kinds[each.name] }, lang) });
  return h(
    "section",
    { id: each.name, class: "smo-guide-part", "aria-label": each.label },
    h("h3", null, each.label, " ", h("code", null, each.name)),
    h("p", null, each.use),
    h("p", { class: "smo-muted" }, line(say("skeleton", { command: `\`smo new ${each.name} ${say("folder")}\`` }))),
    h(
      "div",
      { class: "smo-two" },
      h("div", null, h("h4", null, say("file")), file(each.yaml)),
      h("div", null, h("h4", null, say("seen")), learner),
    ),
    h("h4", null, say("fields")),
    table(each.fields, each.label),
    h("p", { class: "smo-small" }, h("a", { href: "#common" }, say("more"))),
  );
}

const look = (each) =>
  h(
    "section",
    { id: `look-${each.name}`, class: "smo-guide-part", "aria-label": each.label },
    h("h3", null, each.label, " ", h("code", null, each.name)),
    h("div", { class: "smo-two" }, h("div", null, file(each.yaml)), h("div", null, looks([each.nodes[0]]))),
    table(each.fields, each.label),
  );

const mistake = ({ about, wrong, right }) =>
  h(
    "li",
    null,
    written(about),
    h(
      "div",
      { class: "smo-two" },
      h("div", null, h("p", { class: "smo-wrong" }, "✗ ", say("not_so")), file(wrong.replaceAll("\t", "⇥\t"))),
      h("div", null, h("p", { class: "smo-right" }, "✓ ", say("but_so")), file(right)),
    ),
  );

const listed = (group) => [
  h("h3", null, line(say(group))),
  h(
    "ul",
    { class: "smo-names" },
    told.known[group].map(([id, title]) => h("li", null, h("code", null, id), title && ` ${title}`)),
  ),
];

// -- the page

const section = (id, ...children) => h("section", { id, "aria-label": say(id) }, h("h2", null, say(id)), children);

function contents() {
  const entry = (id, text, inside) => h("li", null, h("a", { href: `#${id}` }, text), inside && h("ul", null, inside));
  return h(
    "nav",
    { "aria-label": say("contents") },
    h(
      "details",
      { open: matchMedia("(min-width: 60em)").matches },
      h("summary", null, h("h2", null, say("contents"))),
      h(
        "ul",
        null,
        entry("start", say("start")),
        entry("mistakes", say("mistakes")),
        entry("common", say("common")),
        entry(
          "kinds",
          say("kinds"),
          told.kinds.map((each) => entry(each.name, each.label)),
        ),
        entry("looks", say("looks")),
        entry("assignment", say("assignment")),
        entry("known", say("known")),
      ),
    ),
  );
}

function draw() {
  document.documentElement.lang = root.lang = lang;
  document.title = say("title");
  const languages = Object.entries(data.languages).map(([code, named]) =>
    button(
      named,
      () => {
        speak(code);
        root.querySelector('header [aria-pressed="true"]').focus();
      },
      { lang: code, "aria-pressed": code === lang },
    ),
  );
  root.replaceChildren(
    h("a", { class: "smo-skip", href: "#text" }, say("skip")),
    h(
      "header",
      { class: "smo-row smo-spread" },
      h("div", null, h("h1", null, say("title")), h("p", { class: "smo-muted" }, say("about"))),
      h("div", { class: "smo-row", role: "group", "aria-label": say("language") }, languages),
    ),
    h(
      "div",
      { class: "smo-columns" },
      h("div", { class: "smo-side" }, contents()),
      h(
        "main",
        { id: "text", tabindex: -1 },
        section("start", written(say("steps")), written(say("rules"))),
        section("mistakes", h("ul", { class: "smo-mistakes" }, told.mistakes.map(mistake))),
        section("common", table(told.common, say("common"))),
        section("kinds", told.kinds.map(kind)),
        section("looks", written(say("looks_about")), told.looks.map(look)),
        section(
          "assignment",
          written(say("assignment_about")),
          file(told.assignment.yaml),
          table(told.assignment.fields, say("assignment")),
        ),
        section("known", ["pieces", "companies", "pictures"].map(listed), written(say("concepts"))),
      ),
    ),
  );
}
