// The form in which a campaign is set up: the brief beside it, the objective first, then the four steps, all on one page.

import { exercise } from "../../screen/exercise.js";
import { icon, isJudged } from "../../screen/lib/controls.js";
import { h, uid } from "../../screen/lib/dom.js";
import "./style.css";

const DAY = 86_400_000; // ms
// An address may be broken after its slashes, and nowhere else.
const breakable = (value) => value.split(/(?<=[^/]\/)(?!\/)/).flatMap((part) => [part, h("wbr")]);

const CHECKED = {
  objective: "objective",
  billing: "billing",
  link: "link",
  starts: "dates",
  content: "content",
  daily: "budget",
  bid: "bid",
};

export const control = {
  build(content, { changed, say }) {
    const fields = new Map(); // by name: the input or select
    const signs = new Map(); // by check: where its sign stands
    const total = h("p", { class: "smo-small smo-muted smo-campaign-total", role: "status" });
    const euros = (amount) =>
      new Intl.NumberFormat(say.lang, {
        style: "currency",
        currency: "EUR",
        minimumFractionDigits: Number.isInteger(amount) ? 0 : 2,
      }).format(amount);
    const edited = () => (summed(), changed());

    const sign = (check) => {
      const el = h("span", { class: "smo-state" });
      signs.set(check, el);
      return el;
    };
    function labelled(name, input) {
      input.id = uid();
      fields.set(name, input);
      return h(
        "div",
        { class: `smo-campaign-field smo-campaign-${name}` },
        h("label", { for: input.id }, say(`label.${name}`), CHECKED[name] ? sign(CHECKED[name]) : ""),
        input,
      );
    }
    const typed = (name, attrs) =>
      labelled(name, h("input", { type: "text", autocomplete: "off", spellcheck: "false", oninput: edited, ...attrs }));
    const chosen = (name) =>
      labelled(
        name,
        h(
          "select",
          { onchange: edited },
          h("option", { value: "" }, say("choose")),
          content.choices[name].map((each) => h("option", { value: each.id }, each.text)),
        ),
      );
    const boxes = new Map(content.targeting.map((each) => [each.id, h("input", { type: "checkbox", onchange: edited })]));
    const step = (name, ...parts) => h("fieldset", { class: "smo-campaign-step" }, h("legend", null, say(`step.${name}`)), parts);

    const el = h(
      "div",
      { class: "smo-campaign" },
      h(
        "div",
        { class: "smo-campaign-brief" },
        h("p", { class: "smo-label" }, say("brief")),
        h(
          "dl",
          null,
          content.brief.map(({ name, value }) => h("div", null, h("dt", null, name), h("dd", null, breakable(value)))),
        ),
      ),
      step("objective", chosen("objective"), chosen("billing")),
      step(
        "name",
        typed("name", { maxlength: 200 }),
        typed("link", { type: "url", maxlength: 500 }),
        typed("starts", { type: "date", ...content.dates }),
        typed("ends", { type: "date", ...content.dates }),
      ),
      step("content", chosen("content")),
      step(
        "targeting",
        h(
          "div",
          { class: "smo-campaign-aims", role: "group", "aria-label": say("label.targeting") },
          h("p", { class: "smo-campaign-asked" }, say("label.targeting"), sign("targeting")),
          content.targeting.map((each) => h("label", { class: "smo-row smo-radio" }, boxes.get(each.id), h("span", null, each.text))),
        ),
      ),
      step("budget", typed("daily", { inputmode: "decimal" }), typed("bid", { inputmode: "decimal" }), total),
    );

    function read() {
      const answer = {};
      for (const [name, input] of fields) if (input.value.trim()) answer[name] = input.value;
      const ticked = [...boxes].filter(([, box]) => box.checked).map(([id]) => id);
      if (ticked.length) answer.targeting = ticked;
      return answer;
    }
    // What all days cost together: a sum, no judgement.
    function summed() {
      const [first, last] = ["starts", "ends"].map((name) => Date.parse(fields.get(name).value));
      const daily = Number(
        fields
          .get("daily")
          .value.replace(",", ".")
          .replaceAll(/[\s€]/g, ""),
      );
      const n = (last - first) / DAY + 1;
      total.textContent = n > 0 && daily > 0 ? say("total", { n, daily: euros(daily), total: euros(n * daily) }) : "";
    }
    summed();

    return {
      el,
      read,
      write(raw) {
        const given = raw ?? {};
        for (const [name, input] of fields) input.value = typeof given[name] === "string" ? given[name] : "";
        for (const [id, box] of boxes) box.checked = Array.isArray(given.targeting) && given.targeting.includes(id);
        summed();
      },
      mark(state, stale) {
        const wrong = new Set(state.feedback.filter((each) => each.right === false).map((each) => each.about));
        for (const [check, place] of signs) {
          const status = isJudged(state.status) && !stale && (wrong.has(check) ? "wrong" : "right");
          place.replaceChildren(...(status ? [icon(status), h("span", { class: "smo-sr" }, ` ${say(status)}`)] : []));
        }
        const names = content.judged;
        const rest = state.feedback.map((each) => ({ ...each, name: names[each.about] }));
        return { rest, right: isJudged(state.status) ? signs.size - wrong.size : 0, of: signs.size };
      },
      focus: () => fields.get("objective").focus(),
    };
  },
};

export const render = exercise(control);
