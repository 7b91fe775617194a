// A piece of the workbook: a work sheet that the learner fills in for their company. Nothing is marked: what can be checked is told
// in a list, and each change is kept by itself.

import "./base.css";
import "./piece.css";
import { alarm, button } from "./lib/controls.js";
import { announce, guardKeys, h, markup, uid } from "./lib/dom.js";
import { written } from "./lib/blocks.js";
import { lookInKernel } from "./lib/looking.js";
import { keep, restart, takeBack, wire } from "./lib/wire.js";
import { checklist, sentence, sum, writing } from "./parts/simple.js";
import { table } from "./parts/table.js";

const KEEP_AFTER = 700; // ms without an edit
const PARTS = { sentence, writing, checklist, sum, table, calendar: table };
const SIGNS = { done: "✓", todo: "○", look: "!" };

// What was filled in, with a change to it.
const merged = (old, change) =>
  old && change && typeof old === "object" && typeof change === "object"
    ? Object.fromEntries(
        [...new Set([...Object.keys(old), ...Object.keys(change)])].map((name) => [
          name,
          name in change ? merged(old[name], change[name]) : old[name],
        ]),
      )
    : change;

const earlier = ({ text, said, made }, say) =>
  h(
    "div",
    { class: "smo-taken" },
    h("p", { class: "smo-small smo-muted" }, text, made ? ` (${made})` : ""),
    said.length ? said.map((each) => h("p", { class: "smo-said", dir: "auto" }, each)) : h("p", { class: "smo-muted" }, say("not_yet")),
  );

function fillable(content, model, say) {
  const live = h("div", { class: "smo-sr", "aria-live": "polite" });
  const alert = h("div", { role: "alert" });
  const saved = h("span");
  const taken = h("div");
  const checks = h("ul", { class: "smo-told" });
  const summary = h("p", { class: "smo-small", role: "status" });
  const company = h("span", { dir: "auto" });

  let pending = null; // changes that are not sent yet
  let timer;
  let options = {};
  let shownFor = model.get("state").company.key; // the company for which this is filled in
  const kernel = wire(model, nobody);
  const key = () => `smo-piece:${content.lang}:${content.id}:${shownFor}`;

  const parts = content.parts.map((part) => {
    const lost = h("p", { class: "smo-cut", role: "status" });
    const made = PARTS[part.kind](part, {
      say,
      change: (change) => edit({ [part.id]: change }),
      options: (name) => options[name],
      tell: (text) => announce(live, text),
      cut: (n) => (lost.textContent = n ? say("cut", { n }) : ""),
    });
    const head = part.title ? h("h4", null, part.title) : "";
    const help = part.help ? h("p", { class: "smo-help" }, part.help) : "";
    return { ...made, id: part.id, el: h("div", { class: `smo-part smo-part-${part.kind}` }, head, help, made.el, lost) };
  });

  function edit(change) {
    pending = merged(pending ?? {}, change);
    clearTimeout(timer);
    timer = setTimeout(flush, KEEP_AFTER);
    saved.textContent = say("saving");
  }
  function flush() {
    clearTimeout(timer);
    if (!pending) return;
    const change = pending;
    pending = null;
    kernel.send({ do: "edit", change, company: shownFor });
  }
  // What was not answered stays in this tab until the lesson runs again.
  function nobody() {
    saved.textContent = "";
    const again = () => {
      const unsaved = kernel.waiting.filter((each) => each.do === "edit").map((each) => each.change);
      keep(key(), [...unsaved, ...(pending ? [pending] : [])].reduce(merged, {}));
      restart();
    };
    alert.replaceChildren(alarm(say("no_engine"), button(say("restart"), again)));
  }

  function show(state) {
    kernel.heard(state.n);
    if (state.company.key !== shownFor) flush(); // what was typed meanwhile is the other company's
    const busy = kernel.waiting.length > 0 || pending !== null;
    options = state.options;
    if (!busy || state.company.key !== shownFor) {
      const anew = state.company.key !== shownFor;
      shownFor = state.company.key;
      for (const part of parts) part.write(state.answer[part.id], anew);
    }
    for (const part of parts) part.show?.(state);
    company.textContent = state.company.name;
    taken.replaceChildren(...state.taken.map((each) => earlier(each, say)));
    tell(state.verdicts);
    const failed = state.saved?.ok === false;
    saved.textContent = busy ? say("saving") : failed ? "" : (state.saved?.text ?? "");
    if (!busy) alert.replaceChildren(failed ? alarm(state.saved.text) : "");
  }
  function tell(verdicts) {
    const done = verdicts.filter((each) => each.standing === "done").length;
    const text = done === verdicts.length ? say("complete") : say("progress", { n: done, of: verdicts.length });
    if (summary.textContent !== text) summary.textContent = text;
    checks.replaceChildren(
      ...verdicts.map(({ standing, text: line, where }) =>
        h(
          "li",
          { class: `smo-stands-${standing}` },
          h("span", { class: "smo-sign", "aria-hidden": true }, SIGNS[standing]),
          h(
            "div",
            null,
            line,
            " ",
            h("span", { class: "smo-standing" }, say(`standing.${standing}`)),
            where.length
              ? h(
                  "ul",
                  null,
                  where.map((each) => h("li", null, each)),
                )
              : "",
          ),
        ),
      ),
    );
  }

  const titled = uid();
  const { example } = content;
  const section = h(
    "section",
    { class: "smo-box smo-sheet", "aria-labelledby": titled },
    h("p", { class: "smo-label" }, say("label"), " · ", company),
    h("h3", { id: titled }, content.title),
    h("div", { class: "smo-prompt" }, markup(content.prompt)),
    h(
      "details",
      { class: "smo-example" },
      h("summary", null, say("example", { company: example.company })),
      h("div", null, written(example.blocks)),
    ),
    taken,
    parts.map((part) => part.el),
    alert,
    h(
      "div",
      { class: "smo-asides" },
      h("div", null, h("h4", null, say("checks")), summary, checks),
      content.judge.length
        ? h(
            "div",
            null,
            h("h4", null, say("judge")),
            h(
              "ul",
              null,
              content.judge.map((each) => h("li", null, each)),
            ),
          )
        : "",
    ),
    h("footer", { class: "smo-row smo-spread smo-muted smo-small" }, h("span", null, say("not_marked")), saved),
    live,
  );
  section.addEventListener("focusout", (event) => section.contains(event.relatedTarget) || flush());
  document.addEventListener("visibilitychange", flush);

  show(model.get("state"));
  const rescued = takeBack(key());
  if (rescued && Object.keys(rescued).length) kernel.send({ do: "edit", change: rescued, company: shownFor });

  return {
    el: section,
    show,
    stop() {
      flush();
      kernel.stop();
      document.removeEventListener("visibilitychange", flush);
    },
  };
}

function readable(content, model, say) {
  const titled = uid();
  const body = h("div");
  const company = h("span", { dir: "auto" });
  function show(state) {
    company.textContent = state.company.name;
    body.replaceChildren(...(state.blocks.length ? written(state.blocks) : [h("p", null, say("empty"))]));
  }
  show(model.get("state"));
  const el = h(
    "section",
    { class: "smo-box smo-sheet smo-read", "aria-labelledby": titled },
    h("p", { class: "smo-label" }, say("label"), " · ", company),
    h("h3", { id: titled }, content.title),
    content.made ? h("p", { class: "smo-small smo-muted" }, content.made) : "",
    body,
  );
  return { el, show, stop() {} };
}

export function render({ model, el, say }) {
  const content = model.get("content");
  const shown = (content.read_only ? readable : fillable)(content, model, say);
  const root = h("div", { class: "smo smo-piece", lang: say.lang, "data-piece": content.id }, shown.el);
  guardKeys(root);
  el.append(root);
  const follow = () => shown.show(model.get("state"));
  model.on("change:state", follow);

  const unlook = lookInKernel(root, model);
  return () => {
    unlook();
    model.off("change:state", follow);
    shown.stop();
  };
}
