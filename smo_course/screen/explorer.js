// The frame of every explorer: its title, its controls, its picture, what the picture says, and how it is worked out.
// What can be set and what is seen of it, the explorer's view.js gives:
//   build(content, tools) → {controls: elements, draw(answer, settings, alt) → the picture, figures?(answer, settings)}
//     figures → {head: texts, rows: [[text, …], …]}: the picture's numbers as a table, for those who cannot see it
//   build(content, tools) → {controls, el} where nothing is asked of the kernel
// tools: say(name, values), the words of the explorer; control, makers of labelled controls (lib/settings.js).

import "./base.css";
import "./explorer.css";
import { asking } from "./lib/asking.js";
import { alarm, button } from "./lib/controls.js";
import { guardKeys, h, inline, markup, uid } from "./lib/dom.js";
import { settingControls } from "./lib/settings.js";
import { restart } from "./lib/wire.js";

// The view of an explorer, with what it builds in the frame. It begins anew when the kernel reads other data for it.
export const explorer = (build) =>
  function render({ model, el, say }) {
    let stop;
    function begin() {
      stop?.();
      const { name, content, first, whose } = model.get("content");
      const { parts, ...made } = first ? played(build, content, first, model, say) : still(build(content, { say }));
      stop = made.stop;
      const titled = uid();
      const root = h(
        "div",
        { class: `smo smo-explorer smo-${name}`, lang: say.lang, "data-explorer": name },
        h(
          "section",
          { class: "smo-box", "aria-labelledby": titled },
          h("h3", { id: titled }, say("title")),
          h("p", null, say("intro")),
          whose ? h("p", { class: "smo-muted smo-small" }, whose) : "",
          parts,
        ),
      );
      guardKeys(root);
      el.replaceChildren(root);
    }
    begin();
    model.on("change:content", begin);
    return () => {
      model.off("change:content", begin);
      stop();
    };
  };

const still = ({ controls, el }) => ({ parts: [controls, el], stop() {} });

function played(build, content, first, model, say) {
  let settings = first.settings; // as the controls have them
  let last = settings; // asked for
  let timer;
  const control = settingControls(settings, change, say);
  const { controls, draw, figures } = build(content, { say, control });

  const picture = h("div", { class: "smo-picture" });
  const result = h("div", { class: "smo-result", "aria-live": "polite" });
  const working = h("p", { class: "smo-muted smo-small", role: "status" });
  const alert = h("div", { role: "alert" });
  const table = h("table", null);

  function change(name, value, after) {
    if (settings[name] !== value) settings = { ...settings, [name]: value };
    clearTimeout(timer);
    timer = setTimeout(() => settings !== last && kernel.ask((last = settings)), after);
  }
  function show({ answer, said }, asked) {
    picture.replaceChildren(draw(answer, asked, said.replaceAll("**", "")));
    result.replaceChildren(...markup(said));
    if (!figures) return;
    const numbers = figures(answer, asked);
    table.replaceChildren(...tabulated(numbers));
    tabled.hidden = !numbers.rows.length; // before a guess there are none
  }

  const kernel = asking(model, {
    answered(reply, asked) {
      wait(false);
      alert.replaceChildren();
      const beside = control.complain(reply.problem);
      if (reply.problem) return beside || alert.replaceChildren(alarm(reply.problem.text));
      try {
        show(reply, asked);
      } catch (error) {
        alert.replaceChildren(alarm(say("failed", { error: String(error) })));
        throw error;
      }
    },
    slow: () => wait(true),
    silent() {
      if (!alert.hasChildNodes()) alert.replaceChildren(alarm(say("no_engine"), button(say("restart"), restart)));
    },
  });
  function wait(waiting) {
    picture.setAttribute("aria-busy", waiting);
    working.textContent = waiting ? say("working") : "";
  }

  const folded = (title, inside) => h("details", null, h("summary", null, title), inside);
  // a table that is wider than the page is scrolled by keys, too
  const tabled = folded(
    say("figures"),
    h("div", { class: "smo-figures", tabindex: "0", role: "group", "aria-label": say("figures") }, table),
  );
  show(first, settings);
  return {
    parts: [controls, alert, picture, working, result, figures ? tabled : "", folded(say("how"), markup(say("assumptions")))],
    stop() {
      clearTimeout(timer);
      kernel.stop();
    },
  };
}

function tabulated({ head, rows }) {
  const row = ([name, ...values]) =>
    h(
      "tr",
      null,
      h("th", { scope: "row" }, name),
      values.map((each) => h("td", null, each)),
    );
  return [
    h(
      "thead",
      null,
      h(
        "tr",
        null,
        head.map((each) => h("th", { scope: "col" }, inline(each))),
      ),
    ),
    h("tbody", null, rows.map(row)),
  ];
}
