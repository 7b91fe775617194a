// Controls and signs that several views have in common.

import { h, markup, uid } from "./dom.js";

export const button = (text, action, attrs) => h("button", { type: "button", class: "smo-button", onclick: action, ...attrs }, text);

// A line to type in, under its label: {el, input}.
export function textField(label, value) {
  const id = uid();
  const input = h("input", { id, type: "text", value, maxlength: 200, autocomplete: "off" });
  return { el: h("div", { class: "smo-field-row" }, h("label", { for: id }, label), input), input };
}

// One of a group of radio buttons, in its label.
export const radio = (attrs, text) => h("label", { class: "smo-row smo-radio" }, h("input", { type: "radio", ...attrs }), text);

// What is told when nobody answers, or nothing could be saved: the text, and a button that may help.
export const alarm = (text, ...buttons) => h("div", { class: "smo-alarm" }, markup(text), buttons);

// -- answers

// The control of an exercise whose answer is one text: `input` to type it into, and the parts around it.
export const answerField = (input, ...parts) => ({
  el: h("div", { class: "smo-field" }, parts),
  read: () => input.value,
  write: (raw) => (input.value = typeof raw === "string" ? raw : ""),
  mark(state, stale) {
    input.setAttribute("aria-invalid", !stale && state.status === "invalid");
    return { rest: state.feedback };
  },
  focus: () => input.focus(),
});

// Enter alone: with Shift, Ctrl or Meta it is for JupyterLab.
export const onEnter = (action) => (event) => event.key === "Enter" && !event.shiftKey && !event.ctrlKey && !event.metaKey && action();

const SIGNS = { right: "✓", wrong: "✗", partial: "½", invalid: "?" };

export const icon = (status) => h("span", { class: `smo-icon smo-is-${status}`, "aria-hidden": true }, SIGNS[status]);
export const isJudged = (status) => ["wrong", "partial", "right"].includes(status);

// Goes to an exercise of the lesson in front: the widget that shows it says its id. In a tab behind there may be another.
export function goTo(id) {
  const places = [...document.querySelectorAll(`[data-exercise="${CSS.escape(id)}"]`)];
  const place = places.find((each) => each.checkVisibility()) ?? places[0];
  if (!place) return;
  place.scrollIntoView({ block: "start" });
  place.querySelector("button, input, select, textarea")?.focus({ preventScroll: true });
}
