// The frame of every exercise: what it asks, the buttons, the feedback, what is saved. The answer itself is given through
// the control of the exercise's kind, exported by its view.js:
//   build(content, tools) → {el, read(), write(raw), mark(state, stale), focus(), keys?(event), show?(state)}
//   label?(content, say): what is to do, where the kind's name (`content.label`) says it less well
//   checksItself?: whether it sends its checks, and needs no button for them
// read and write handle the raw answer; mark shows right and wrong beside what they concern, in room that is kept for it, so
// that nothing moves, and returns {rest} (remarks for the frame to list below its buttons, with the `name` of what they are
// about) and, where things can be counted, {right, of}. keys, where there is one, gets what is pressed anywhere inside;
// show gets every state, in which `seen` is what the kind shows of an answer while it is being given.
// tools: changed() after an edit, look() for what is `seen` of it, check(), send(action) at once, tell(text) to a screen reader, say(name, values): the words
// of the kind, and the frame's where it has none of its own.

import "./base.css";
import "./exercise.css";
import "../looks/style.css";
import { alarm, button, icon, isJudged } from "./lib/controls.js";
import { announce, guardClicks, guardKeys, h, inline, looks, markup, uid } from "./lib/dom.js";
import { keep, restart, takeBack, wire } from "./lib/wire.js";

const DRAFT_AFTER = 700; // ms without an edit
const LOOK_AFTER = 150;

const isEmpty = (raw) => raw == null || (typeof raw === "string" ? !raw.trim() : typeof raw === "object" && !Object.keys(raw).length);
const same = (a, b) => (isEmpty(a) && isEmpty(b)) || JSON.stringify(a) === JSON.stringify(b);
const kept = (content) => `smo-answer:${content.lang}:${content.id}`;

function frame(control, content, model, say) {
  const id = uid();

  // -- the parts
  const live = h("div", { class: "smo-sr", "aria-live": "polite" });
  const marks = content.checks; // an assignment's answers are kept, and marked by others later
  const counts = content.counts !== false; // in a review there are no points to lose
  const checkButton = button(say("check"), check, { class: "smo-button smo-primary", hidden: control.checksItself || !marks });
  const hintButton = button("", () => hintButton.getAttribute("aria-disabled") === "true" || send("hint"));
  const againButton = button(say("again"), () => send("again"));
  const solveButton = counts
    ? button(say("solve"), () => ask(question.hidden), { "aria-expanded": false })
    : button(say("solve"), () => send("solution"));
  const ends = h("p", { id: uid() }); // what the solution costs
  const buttons = h(
    "div",
    { class: "smo-row" },
    button(say("solve_yes"), () => send("solution")),
    button(say("solve_no"), () => (ask(false), solveButton.focus())),
  );
  const question = h("div", { class: "smo-asked", role: "group", "aria-labelledby": ends.id, tabindex: "-1", hidden: true }, ends, buttons);
  const hints = h("div", { class: "smo-hints", "aria-live": "polite" });
  const feedback = h("div", { class: "smo-feedback", "aria-live": "polite" });
  const solution = h("div", { class: "smo-solution", tabindex: "-1", "aria-live": "polite" });
  const score = h("span");
  const saved = h("span");
  const changedSince = h("p", { class: "smo-note smo-small", role: "status" });
  const alert = h("div", { role: "alert" });

  // -- what goes out
  const kernel = wire(model, nobody);
  let asked = null; // what the newest message asked for, until it is answered or nobody answers
  let dirty = false; // edited since the last message
  let draftTimer;
  let lookTimer;

  function send(what) {
    if (dirty && what !== "draft" && what !== "check") send("draft"); // a hint carries no answer
    clearTimeout(draftTimer);
    dirty = false;
    asked = what;
    kernel.send({ do: what, answer: answer.read() });
    foot(model.get("state"));
  }
  function check() {
    if (!marks) return flush();
    if (asked !== "check" && checkButton.getAttribute("aria-disabled") !== "true") send("check");
  }
  function changed() {
    dirty = true;
    clearTimeout(draftTimer);
    draftTimer = setTimeout(send, DRAFT_AFTER, "draft");
    remarks(model.get("state"));
    foot(model.get("state"));
  }
  function look() {
    clearTimeout(lookTimer);
    lookTimer = setTimeout(() => kernel.send({ do: "look", answer: answer.read() }), LOOK_AFTER);
  }
  const flush = () => dirty && send("draft");
  function ask(open) {
    question.hidden = !open;
    if (counts) solveButton.setAttribute("aria-expanded", open);
    if (open) question.focus({ preventScroll: true });
  }
  function nobody() {
    asked = null;
    saved.textContent = "";
    const again = () => {
      keep(kept(content), answer.read());
      restart();
    };
    alert.replaceChildren(alarm(say("no_engine"), button(say("restart"), again)));
  }

  const answer = control.build(content, { changed, look, check, send, say, tell: (text) => announce(live, text) });

  // -- what comes in
  let told = ""; // the feedback that stands, so that only news is read aloud

  function remarks(state, news) {
    const stale = dirty || !state.marked;
    const now = JSON.stringify([state.status, state.feedback, stale]);
    if (now === told && !news) return;
    told = now;
    const { rest, right, of } = answer.mark(state, stale);
    section.classList.toggle("smo-stale", stale);
    feedback.className = `smo-feedback smo-is-${state.status}`;
    if (["unattempted", "answered", "unfinished"].includes(state.status)) return feedback.replaceChildren();
    const counted = state.status === "partial" && right;
    feedback.replaceChildren(
      stale ? h("p", { class: "smo-about-previous smo-small" }, say("previous")) : "",
      h("p", { class: "smo-verdict" }, icon(state.status), " ", counted ? say("partial_of", { right, of }) : say(verdict(state))),
      h(
        "ul",
        { class: "smo-remarks" },
        rest.map((each) =>
          h(
            "li",
            { class: each.right === false ? "smo-remark-wrong" : null },
            each.name ? h("p", { class: "smo-remark-name" }, inline(each.name)) : "",
            markup(each.text),
          ),
        ),
      ),
    );
  }
  const verdict = ({ status }) => (status === "pending" && !content.practice ? "pending_person" : status);
  function foot(state) {
    const best = state.best == null || state.best === state.score ? "" : ` · ${say("best", { n: state.best })}`;
    changedSince.textContent = state.changed ? say("changed") : "";
    if (state.status === "unfinished") score.textContent = say("unfinished", { what: state.feedback[0].text });
    else if (isJudged(state.status)) score.textContent = counts ? say("score", { score: state.score, n: state.max }) + best : "";
    else score.textContent = marks || state.status === "unattempted" ? "" : say(verdict(state));
    if (state.checks_left != null) {
      checkButton.textContent = say("check_left", { n: state.checks_left });
      checkButton.setAttribute("aria-disabled", !state.checks_left);
    }
    const failed = state.saved?.ok === false;
    const busy = kernel.waiting.some((each) => each.do !== "look");
    const nothing = asked === "check" && isEmpty(answer.read()); // then nothing is saved, and nothing is said of it
    const last = failed ? "" : (state.saved?.text ?? "");
    saved.textContent = nothing ? "" : dirty || busy ? say("saving") : last;
    if (!busy) alert.replaceChildren(failed ? alarm(state.saved.text) : "");
  }
  function show(state) {
    const news = kernel.heard(state.n).some((each) => each.do === "check");
    if (!kernel.waiting.length) asked = null;
    const settled = !kernel.waiting.length && !dirty;
    if (settled && !same(state.answer, answer.read())) answer.write(state.answer);
    answer.show?.(state);
    remarks(state, news);
    foot(state);
    if (hints.childElementCount !== state.hints.length) {
      hints.replaceChildren(
        ...state.hints.map((text, place) =>
          h("div", { class: "smo-hint" }, h("p", { class: "smo-label" }, say("hint_n", { n: place + 1 })), markup(text)),
        ),
      );
    }
    solution.replaceChildren(...(state.solution ? [h("p", { class: "smo-label" }, say("solution")), ...markup(state.solution)] : []));
    const focused = document.activeElement;
    hintButton.textContent = state.hints_left ? say("hint", { n: state.hints_left }) : say("no_hint");
    hintButton.setAttribute("aria-disabled", !state.hints_left);
    hintButton.hidden = !state.hints_left && !state.hints.length;
    againButton.hidden = !state.can_draw_again;
    solveButton.hidden = !state.can_solve || Boolean(state.solution);
    ends.textContent = say(state.can_draw_again ? "solve_ends_numbers" : "solve_ends");
    if (solveButton.hidden) ask(false);
    if (focused?.closest("[hidden]") && section.contains(focused)) (state.solution ? solution : answer).focus();
  }

  // -- the whole
  const section = h(
    "section",
    { class: "smo-box", "aria-labelledby": id, tabindex: "-1" }, // a click anywhere inside keeps the keys here
    h(
      "header",
      { class: "smo-row smo-spread" },
      h("p", { class: "smo-label" }, control.label?.(content, say) ?? content.label),
      counts // of a review, the minutes stand above it, those of all its questions together
        ? h("p", { class: "smo-muted smo-small" }, `${say("points", { n: content.points })} · ${say("minutes", { n: content.minutes })}`)
        : "",
    ),
    h("h3", { id }, content.title),
    h("div", { class: "smo-prompt" }, markup(content.prompt), looks(content.show)),
    content.waits ? "" : answer.el,
    h("div", { class: "smo-row smo-actions", hidden: content.waits }, checkButton, hintButton, againButton, solveButton),
    alert,
    question,
    hints,
    feedback,
    solution,
    changedSince,
    h("footer", { class: "smo-row smo-spread smo-muted smo-small" }, score, saved),
    live,
  );
  if (answer.keys) section.addEventListener("keydown", answer.keys);
  section.addEventListener("focusout", (event) => section.contains(event.relatedTarget) || flush());
  document.addEventListener("visibilitychange", flush);
  show(model.get("state"));

  const rescued = takeBack(kept(content)); // an answer that a stopped lesson could not save, kept by `nobody`
  if (rescued !== null && !same(rescued, answer.read())) {
    answer.write(rescued);
    send("draft");
  }

  return {
    el: section,
    show,
    focus: () => answer.focus(),
    stop() {
      flush();
      clearTimeout(lookTimer);
      kernel.stop();
      document.removeEventListener("visibilitychange", flush);
    },
  };
}

// The view of a kind of exercise, with its control in the frame.
export const exercise = (control) =>
  function render({ model, el, say }) {
    const root = h("div", { class: "smo smo-exercise", lang: say.lang, "data-exercise": model.get("content").id });
    guardKeys(root);
    guardClicks(root);
    el.append(root);
    let shown = null;
    function build() {
      // other numbers: another exercise, in place of the one that stands
      const focused = root.contains(document.activeElement);
      shown?.stop();
      shown = frame(control, model.get("content"), model, say);
      root.replaceChildren(shown.el);
      if (focused) shown.focus();
    }
    const follow = () => shown.show(model.get("state"));
    build();
    model.on("change:content", build);
    model.on("change:state", follow);
    return () => {
      model.off("change:content", build);
      model.off("change:state", follow);
      shown.stop();
    };
  };
