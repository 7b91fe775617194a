// Marking texts: one at a time, its rubric beside it. Every change is sent as it is made; the reply says whether it is kept.

import "../../screen/base.css";
import "../../screen/panel.css";
import "./desk.css";
import { written } from "../../screen/lib/blocks.js";
import { alarm, button } from "../../screen/lib/controls.js";
import { announce, digit, guardKeys, h, inline, markup, uid } from "../../screen/lib/dom.js";
import { keep, restart, takeBack, wire } from "../../screen/lib/wire.js";

const SAVE_AFTER = 700; // ms without a key in the comment
const TWO_DIGITS = 800; // ms between the 1 and the 2 of 12
const SAVING = ["points", "comment", "undo", "save"];
const SIGNS = { marked: "✓", begun: "…", unmarked: "○" };

export function render({ model, el, say }) {
  const { title, texts, exercises, longest } = model.get("content");
  const store = `smo-marking:${title}`;

  // -- what goes out
  const kernel = wire(model, nobody);
  let sheet = null; // the text in front, as `open` built it

  function send(what) {
    kernel.send(what);
    tell();
  }
  function leave(what) {
    sheet?.flush();
    send(what);
  }
  function step(by) {
    const to = texts[texts.findIndex((each) => each.id === sheet.id) + by];
    if (to) leave({ do: "go", to: to.id });
  }
  function nobody() {
    const again = () => {
      sheet?.flush();
      const unsaved = kernel.waiting.filter((each) => "text" in each);
      keep(store, unsaved);
      restart();
    };
    alert.replaceChildren(alarm(say("no_engine"), button(say("restart"), again)));
  }

  // -- what stays
  const live = h("div", { class: "smo-sr", "aria-live": "polite" });
  const alert = h("div", { role: "alert" });
  const warnings = h("div");
  const saved = h("span", { class: "smo-saved" });
  const told = h("p", { class: "smo-told", hidden: true });
  const bar = h("progress", { max: texts.length || 1 });
  const progress = h("span");
  const undo = button(say("undo"), () => leave({ do: "undo" }), { "aria-keyshortcuts": "Control+Z" });
  const previous = button(`← ${say("previous")}`, () => step(-1), { "aria-keyshortcuts": "Alt+ArrowUp" });
  const next = button(`${say("next")} →`, () => step(1), { "aria-keyshortcuts": "Alt+ArrowDown" });
  const unmarked = button(say("next_unmarked"), () => leave({ do: "unmarked" }), {
    class: "smo-button smo-primary",
    "aria-keyshortcuts": "Control+Enter",
  });
  const place = h("span", { class: "smo-muted smo-small" });
  const front = h("div");
  const jump = h("details", { class: "smo-jump" }, h("summary", null, say("all")));
  const jumps = texts.map((each) => {
    const sign = h("span", { class: "smo-sign", "aria-hidden": true });
    const go = h(
      "button",
      { type: "button", class: "smo-jump-to", onclick: () => ((jump.open = false), leave({ do: "go", to: each.id })) },
      sign,
      h("span", { dir: "auto" }, each.who),
    );
    return {
      ...each,
      go,
      show: (how) => {
        sign.textContent = SIGNS[how || "unmarked"];
        sign.className = `smo-sign${how === "marked" ? " smo-right" : ""}`;
        go.setAttribute("aria-label", `${each.who}, ${say(how || "unmarked")}`);
      },
    };
  });
  for (const [id, exercise] of Object.entries(exercises)) {
    jump.append(
      h("p", { class: "smo-label" }, exercise.title),
      h(
        "ul",
        null,
        jumps.filter((each) => each.exercise === id).map((each) => h("li", null, each.go)),
      ),
    );
  }
  const key = (name, ...signs) =>
    h(
      "li",
      null,
      signs.map((each) => [h("kbd", null, each), " "]),
      say(name),
    );
  const keys = h(
    "details",
    { class: "smo-keys smo-small" },
    h("summary", null, say("keys")),
    h(
      "ul",
      null,
      key("key_points", "0", "1", "2", "…"),
      key("key_half", say.number(0.5)[1]),
      key("key_clear", say("delete")),
      key("key_criterion", say("enter")),
      key("key_unmarked", `Ctrl+${say("enter")}`),
      key("key_move", "Alt+↑", "Alt+↓"),
      key("key_undo", "Ctrl+Z"),
    ),
  );

  // -- the text in front
  const unfolded = new Set(); // what was opened beside one text stays open beside the next
  const fold = (name, text) =>
    h(
      "details",
      { open: unfolded.has(name), ontoggle: (event) => (event.target.open ? unfolded.add(name) : unfolded.delete(name)) },
      h("summary", null, say(name)),
      h("div", null, markup(text)),
    );

  function open(at) {
    const exercise = exercises[texts.find((each) => each.id === at.id).exercise];
    const heading = h("h3", { tabindex: -1, dir: "auto" }, texts.find((each) => each.id === at.id).who);
    const commentId = uid();
    const totalId = uid();
    const total = h("p", { id: totalId, class: "smo-total" });
    const earlier =
      at.earlier &&
      h(
        "div",
        { class: "smo-earlier smo-small" },
        h("p", null, h("strong", null, say("earlier")), at.earlier.when ? ` (${at.earlier.when})` : ""),
        h(
          "ul",
          null,
          at.earlier.given.map((each) => h("li", null, inline(each))),
        ),
        at.earlier.comment ? h("p", { class: "smo-written", dir: "auto" }, at.earlier.comment) : "",
      );

    const give = (criterion, points) => (
      send({ do: "points", text: at.id, criterion: criterion.id, points }),
      criteria[criterion.id].write(points)
    );
    const criteria = Object.fromEntries(
      exercise.rubric.map((criterion) => {
        const name = uid();
        const given = h("span", { class: "smo-given" });
        let now = null;
        let typed = { at: 0, pressed: 0 };
        const chips = Array.from({ length: criterion.points + 1 }, (_, n) =>
          h(
            "label",
            { class: "smo-chip" },
            h("input", { type: "radio", name, value: n, onchange: () => give(criterion, n) }),
            h("span", null, say.number(n)),
          ),
        );
        const half = h(
          "button",
          { type: "button", class: "smo-chip smo-half", "aria-pressed": false, "aria-label": say("half"), onclick: () => more() },
          "½",
        );
        const radios = chips.map((each) => each.firstChild);
        const more = () => (now % 1 ? give(criterion, now - 0.5) : give(criterion, Math.min((now ?? 0) + 0.5, criterion.points)));
        return [
          criterion.id,
          {
            el: h(
              "fieldset",
              { class: "smo-criterion", "data-criterion": criterion.id },
              h("legend", null, inline(criterion.text), " ", given),
              h("div", { class: "smo-chips" }, chips, half),
            ),
            get now() {
              return now;
            },
            more,
            focus: () => radios[Math.floor(now ?? 0)].focus(),
            type(pressed) {
              const two = typed.pressed * 10 + pressed;
              const points = performance.now() - typed.at < TWO_DIGITS && two <= criterion.points ? two : pressed;
              typed = { at: performance.now(), pressed };
              if (points <= criterion.points) give(criterion, points);
            },
            clear: () => now === null || give(criterion, null),
            write(points) {
              now = points ?? null;
              radios.forEach((each, n) => (each.checked = now !== null && Math.floor(now) === n));
              half.setAttribute("aria-pressed", Boolean(now % 1));
              half.disabled = now === criterion.points;
              given.textContent = `${now === null ? "" : `${say.number(now)} `}${say("of", { n: criterion.points })}`;
              given.classList.toggle("smo-muted", now === null);
            },
          },
        ];
      }),
    );

    let dirty = false;
    let timer;
    const flush = () => {
      clearTimeout(timer);
      if (!dirty) return;
      dirty = false;
      send({ do: "comment", text: at.id, comment: comment.value });
    };
    const comment = h("textarea", {
      id: commentId,
      rows: 4,
      dir: "auto",
      spellcheck: true,
      maxlength: longest,
      onblur: flush,
      oninput: () => {
        dirty = true;
        clearTimeout(timer);
        timer = setTimeout(flush, SAVE_AFTER);
        tell();
      },
    });

    front.replaceChildren(
      h(
        "article",
        { class: "smo-marking-text", "data-text": at.id },
        h("div", null, h("p", { class: "smo-label" }, exercise.title), heading),
        h("div", { class: "smo-folds" }, fold("exercise", exercise.prompt), fold("explain", exercise.explain)),
        h(
          "div",
          { class: "smo-desk" },
          h(
            "div",
            null,
            h(
              "div",
              { class: "smo-written smo-page", lang: at.lang, dir: "auto", tabindex: 0, role: "region", "aria-label": say("text") },
              at.blocks.length ? h("div", { class: "smo-laid" }, written(at.blocks)) : at.text,
            ),
            h(
              "p",
              { class: "smo-small smo-muted" },
              say("words", { n: at.words }),
              exercise.most == null ? "" : ` · ${say("asked", { least: exercise.least, most: exercise.most })}`,
            ),
          ),
          h(
            "form",
            { onsubmit: (event) => event.preventDefault() },
            Object.values(criteria).map((each) => each.el),
            total,
            h("div", { class: "smo-comment" }, h("label", { for: commentId }, say("comment")), comment),
            earlier,
          ),
        ),
      ),
    );

    const order = Object.values(criteria);
    const inside = () => order.find((each) => each.el.contains(document.activeElement));
    sheet = {
      id: at.id,
      heading,
      flush,
      get dirty() {
        return dirty;
      },
      show(now) {
        for (const each of exercise.rubric) criteria[each.id].write(now.points[each.id]);
        if (!dirty && comment.value !== now.comment) comment.value = now.comment;
        total.textContent = now.score === null ? say("incomplete") : say("total", { score: now.score, n: exercise.points });
        total.classList.toggle("smo-muted", now.score === null);
      },
      // The criterion that a key is meant for: the one with the focus, else the first that has no points yet.
      current: () => inside() ?? order.find((each) => each.now === null) ?? order[0],
      onward: () => (inside() ? (order[order.indexOf(inside()) + 1] ?? comment) : sheet.current()).focus(),
    };
  }

  // -- keys: digits and the rest for the criteria, outside the comment; moving from everywhere
  function press(event) {
    const control = event.ctrlKey || event.metaKey;
    const writing = event.target.matches("textarea");
    const onButton = event.target.matches("button, summary");
    let done = true;
    if (!sheet) done = false;
    else if (control && event.key === "Enter") leave({ do: "unmarked" });
    else if (event.altKey && !control && event.key === "ArrowUp") step(-1);
    else if (event.altKey && !control && event.key === "ArrowDown") step(1);
    else if (writing || event.altKey) done = false;
    else if (control && !event.shiftKey && event.key.toLowerCase() === "z") leave({ do: "undo" });
    else if (control) done = false;
    else if (digit(event) !== null) focused((each) => each.type(digit(event)));
    else if ([".", ",", "½"].includes(event.key)) focused((each) => each.more());
    else if (["Delete", "Backspace"].includes(event.key)) focused((each) => each.clear());
    else if (event.key === "Enter" && !onButton && !event.shiftKey) sheet.onward();
    else done = false;
    if (done) {
      event.preventDefault();
      event.stopPropagation();
    }
  }
  const focused = (action) => {
    const each = sheet.current();
    action(each);
    each.focus();
  };

  // -- what comes in
  function tell() {
    const { failed } = model.get("state");
    const busy = kernel.waiting.some((each) => SAVING.includes(each.do)) || sheet?.dirty;
    saved.textContent = busy ? say("saving") : failed ? `✗ ${say("not_saved")}` : `✓ ${say("saved")}`;
    saved.className = `smo-saved ${busy ? "smo-muted" : failed ? "smo-wrong" : "smo-right"}`;
    if (!kernel.waiting.length)
      alert.replaceChildren(
        ...(failed
          ? [
              alarm(
                failed,
                button(say("save"), () => leave({ do: "save" })),
              ),
            ]
          : []),
      );
  }
  function show() {
    const state = model.get("state");
    const first = !sheet;
    const mine = kernel.heard(state.n).some((each) => each.do !== "look");
    warnings.replaceChildren(...state.warnings.map((text) => h("p", { class: "smo-warning" }, text)));
    if (!state.at) return;
    const moved = sheet?.id !== state.at.id;
    if (moved) open(state.at);
    if (!kernel.waiting.length || moved) sheet.show(state.at);
    jumps.forEach((each, at) => {
      each.show(state.standing[at]);
      each.go.setAttribute("aria-current", each.id === state.at.id);
    });
    const at = texts.findIndex((each) => each.id === state.at.id);
    previous.disabled = at === 0;
    next.disabled = at === texts.length - 1;
    if (!state.can_undo && document.activeElement === undo) sheet.heading.focus();
    undo.disabled = !state.can_undo;
    place.textContent = `${say.number(at + 1)} / ${say.number(texts.length)}`;
    bar.value = state.marked;
    progress.textContent = say("progress", { n: state.marked, of: texts.length });
    bar.setAttribute("aria-label", progress.textContent);
    const said = state.told || (state.marked === texts.length ? say("done") : "");
    told.textContent = said;
    told.hidden = !said;
    tell();
    if (mine) announce(live, [saved.textContent, progress.textContent, said].join(". "));
    if (moved && !first) {
      sheet.heading.focus({ preventScroll: true });
      root.scrollIntoView({ block: "start" });
    }
  }

  const root = h(
    "div",
    { class: "smo smo-panel smo-marking", lang: say.lang },
    h(
      "div",
      { class: "smo-marking-head" },
      h("h2", null, title),
      h("div", { class: "smo-panel-progress" }, bar, progress),
      h("div", { class: "smo-row" }, saved, undo),
    ),
    warnings,
    alert,
    texts.length
      ? [jump, told, front, h("div", { class: "smo-row smo-moves" }, previous, place, next, unmarked), keys]
      : h("p", null, say("nothing")),
    live,
  );
  root.addEventListener("keydown", press);
  guardKeys(root);
  el.append(root);
  const look = () => (document.hidden ? sheet?.flush() : send({ do: "look" })); // another window may have marked meanwhile
  document.addEventListener("visibilitychange", look);
  model.on("change:state", show);
  show();

  // what a stopped kernel could not save
  for (const { n, ...message } of takeBack(store) ?? []) if (texts.some((each) => each.id === message.text)) send(message);

  return () => {
    sheet?.flush();
    kernel.stop();
    document.removeEventListener("visibilitychange", look);
    model.off("change:state", show);
  };
}
