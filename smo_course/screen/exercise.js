// The frame of every exercise: what it asks, the buttons, the feedback, what is saved. The answer itself is given
// through `control`, which the file of the kind defines:
//   build(content, tools) → {el, read(), write(raw), mark(state, stale), focus()}
//   checksItself: whether it sends its checks, and needs no button for them
// read and write handle the raw answer; mark shows what it can beside what it concerns and returns {rest} (remarks for
// the frame to list, with the `name` of what they are about) and, where things can be counted, {right, of}.
// tools: changed() after an edit, check(), send(action) at once, say(text) to a screen reader, number(value),
// count(word, n) for a word in singular or plural.

const DRAFT_AFTER = 700; // ms without an edit
const REPLY_WITHIN = 5000; // ms; later than that, the learner is told that nobody answers
const JUDGED = ["wrong", "partial", "right"];

const isEmpty = (raw) => raw == null || raw === "" || (typeof raw === "object" && !Object.keys(raw).length);
const same = (a, b) => (isEmpty(a) && isEmpty(b)) || JSON.stringify(a) === JSON.stringify(b);
const kept = (content) => `smo-answer:${content.lang}:${content.id}`;

function icon(status) {
  const sign = { right: "✓", wrong: "✗", partial: "½", invalid: "?" }[status];
  return h("span", { class: `smo-icon smo-is-${status}`, "aria-hidden": true }, sign);
}

function frame(content, model) {
  const words = content.words;
  const number = (value) => new Intl.NumberFormat(content.lang, { maximumFractionDigits: 2 }).format(value);
  const count = (name, n, values) =>
    fill(words[`${name}_${new Intl.PluralRules(content.lang).select(n) === "one" ? "one" : "many"}`], { n: number(n), ...values });
  const id = uid();

  // -- the parts
  const live = h("div", { class: "smo-sr", "aria-live": "polite" });
  const button = (text, action, attrs) => h("button", { type: "button", class: "smo-button", onclick: action, ...attrs }, text);
  const marks = content.checks; // an assignment's answers are kept, and marked by others later
  const checkButton = button(words.check, check, { class: "smo-button smo-primary", hidden: control.checksItself || !marks });
  const hintButton = button("", () => hintButton.getAttribute("aria-disabled") === "true" || send("hint"));
  const againButton = button(words.again, () => send("again"));
  const solveButton = button(words.solve, () => send("solution"));
  const hints = h("div", { class: "smo-hints", "aria-live": "polite" });
  const feedback = h("div", { class: "smo-feedback", "aria-live": "polite" });
  const solution = h("div", { class: "smo-solution", tabindex: "-1", "aria-live": "polite" });
  const score = h("span");
  const saved = h("span");
  const alarm = h("div", { role: "alert" });

  // -- what goes out
  let pending = null; // n of the message that has had no reply yet
  let action = null; // … and what it asked for
  let dirty = false; // edited since the last message
  let draftTimer, replyTimer;

  function send(what) {
    if (dirty && what !== "draft" && what !== "check") send("draft"); // a hint carries no answer
    clearTimeout(draftTimer);
    clearTimeout(replyTimer);
    dirty = false;
    pending = Math.max(Date.now(), (pending ?? 0) + 1); // grows, whichever view of this exercise sends
    action = what;
    replyTimer = setTimeout(nobody, REPLY_WITHIN);
    line(model.get("state"));
    try {
      model.send({ do: what, answer: answer.read(), n: pending });
    } catch {
      nobody();
    }
  }
  function check() {
    if (!marks) return flush();
    if (action !== "check" && checkButton.getAttribute("aria-disabled") !== "true") send("check");
  }
  function changed() {
    dirty = true;
    clearTimeout(draftTimer);
    draftTimer = setTimeout(send, DRAFT_AFTER, "draft");
    remarks(model.get("state"));
    line(model.get("state"));
  }
  const flush = () => dirty && send("draft");
  function nobody() {
    action = null;
    clearTimeout(replyTimer);
    saved.textContent = "";
    const restart = () => {
      try {
        sessionStorage.setItem(kept(content), JSON.stringify(answer.read()));
      } catch {} // a browser without storage: the last draft saved comes back instead
      document.dispatchEvent(new CustomEvent("smo:restart"));
    };
    alarm.replaceChildren(h("div", { class: "smo-alarm" }, markup(words.no_engine), button(words.restart, restart)));
  }

  const answer = control.build(content, { changed, check, send, number, count, say: (text) => announce(live, text) });

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
    if (["unattempted", "answered"].includes(state.status)) return feedback.replaceChildren();
    let verdict = (control.checksItself && words[`story_${state.status}`]) || words[state.status];
    if (state.status === "partial" && right) verdict = fill(words.partial_of, { right: number(right), of: number(of) });
    feedback.replaceChildren(
      stale ? h("p", { class: "smo-about-previous smo-small" }, words.previous) : "",
      h("p", { class: "smo-verdict" }, icon(state.status), " ", verdict),
      h("ul", { class: "smo-remarks" }, rest.map((each) => h("li", { class: each.right === false ? "smo-remark-wrong" : null },
        each.name ? h("p", { class: "smo-remark-name" }, inline(each.name)) : "", markup(each.text)))),
    );
  }
  function line(state) {
    const earned = count("score", state.max, { score: number(state.score) });
    const best = state.best == null || state.best === state.score ? "" : ` · ${fill(words.best, { n: number(state.best) })}`;
    score.textContent = JUDGED.includes(state.status) ? earned + best : !marks && state.status !== "unattempted" ? words[state.status] : "";
    if (state.checks_left != null) {
      checkButton.textContent = fill(words.check_n, { n: number(state.checks_left) });
      checkButton.setAttribute("aria-disabled", !state.checks_left);
    }
    const failed = state.saved?.ok === false;
    saved.textContent = dirty || pending ? words.saving : failed ? "" : state.saved?.text ?? "";
    if (!pending) alarm.replaceChildren(failed ? h("div", { class: "smo-alarm" }, markup(state.saved.text)) : "");
  }
  function show(state) {
    let news = false;
    if (state.n === pending) {
      clearTimeout(replyTimer);
      news = action === "check";
      pending = action = null;
    }
    const settled = pending === null && !dirty;
    if (settled && !same(state.answer, answer.read())) answer.write(state.answer);
    remarks(state, news);
    line(state);
    if (hints.childElementCount !== state.hints.length) {
      hints.replaceChildren(...state.hints.map((text, place) =>
        h("div", { class: "smo-hint" }, h("p", { class: "smo-label" }, fill(words.hint_n, { n: place + 1 })), markup(text))));
    }
    solution.replaceChildren(...(state.solution ? [h("p", { class: "smo-label" }, words.solution), ...markup(state.solution)] : []));
    const focused = document.activeElement;
    hintButton.textContent = state.hints_left ? fill(words.hint, { n: state.hints_left }) : words.no_hint;
    hintButton.setAttribute("aria-disabled", !state.hints_left);
    hintButton.hidden = !state.hints_left && !state.hints.length;
    againButton.hidden = !state.can_draw_again;
    solveButton.hidden = !state.can_solve || Boolean(state.solution);
    if (focused?.hidden && section.contains(focused)) (state.solution ? solution : answer).focus();
  }

  // -- the whole
  const label = words[content.kind === "choice" && content.several ? "kind_several" : `kind_${content.kind}`];
  const section = h("section", { class: "smo-box", "aria-labelledby": id },
    h("header", { class: "smo-row smo-spread" },
      h("p", { class: "smo-label" }, label),
      h("p", { class: "smo-muted smo-small" }, `${count("points", content.points)} · ${fill(words.minutes, { n: number(content.minutes) })}`)),
    h("h3", { id }, content.title),
    h("div", { class: "smo-prompt" }, markup(content.prompt)),
    content.waits ? "" : answer.el,
    h("div", { class: "smo-row smo-actions", hidden: content.waits }, checkButton, hintButton, againButton, solveButton),
    alarm, feedback, hints, solution,
    h("footer", { class: "smo-row smo-spread smo-muted smo-small" }, score, saved),
    live);
  section.addEventListener("focusout", (event) => section.contains(event.relatedTarget) || flush());
  document.addEventListener("visibilitychange", flush);
  show(model.get("state"));

  try { // an answer that a stopped lesson could not save, kept by `nobody`
    const rescued = sessionStorage.getItem(kept(content));
    sessionStorage.removeItem(kept(content));
    if (rescued && !same(JSON.parse(rescued), answer.read())) {
      answer.write(JSON.parse(rescued));
      send("draft");
    }
  } catch {}

  return {
    el: section,
    show,
    focus: () => answer.focus(),
    stop() {
      flush();
      clearTimeout(replyTimer);
      document.removeEventListener("visibilitychange", flush);
    },
  };
}

function render({ model, el }) {
  const root = h("div", { class: "smo smo-exercise", "data-exercise": model.get("content").id });
  guardKeys(root);
  el.append(root);
  let shown = null;
  function build() { // other numbers: another exercise, in place of the one that stands
    const content = model.get("content");
    const focused = root.contains(document.activeElement);
    shown?.stop();
    shown = frame(content, model);
    root.lang = content.lang;
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
}

export default { render };
