// The key of an exercise for a trainer: sections with rows, or a story from choice to choice.

import { h, inline, markup } from "../screen/lib/dom.js";

const SIGNS = { right: "✓", wrong: "✗" };

const row =
  (say) =>
  ({ what, sign, code, notes, text }) =>
    h(
      "li",
      { class: sign && `smo-is-${sign}` },
      sign && h("span", { class: "smo-icon", role: "img", "aria-label": say(sign) }, SIGNS[sign]),
      h(
        "div",
        null,
        (what || code || notes?.length > 0) &&
          h(
            "p",
            null,
            what && h("strong", null, inline(what)),
            " ",
            code && h("code", null, code),
            notes?.map((note) => [" ", h("span", { class: "smo-fact" }, note)]),
          ),
        markup(text),
      ),
    );

function moment({ when, text, choices }) {
  return [
    h("p", null, h("strong", null, when), " ", h("span", { class: "smo-muted" }, inline(text.replace(/\s+/g, " ")))),
    choices.length > 0 &&
      h(
        "ul",
        null,
        choices.map((each) =>
          h(
            "li",
            null,
            h(
              "p",
              null,
              "→ ",
              inline(each.text),
              each.notes.map((note) => [" ", h("span", { class: "smo-fact" }, note)]),
            ),
            markup(each.feedback),
            moment(each.then),
          ),
        ),
      ),
  ];
}

export function section({ title, text, rows, story }, say) {
  const body = story
    ? h("div", { class: "smo-story" }, moment(story))
    : rows
      ? h("ul", { class: "smo-rows" }, rows.map(row(say)))
      : markup(text);
  return h("section", null, h("h4", null, title), body);
}
