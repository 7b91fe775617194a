// A text to write, with its words counted. What will be looked at stands above it.

import { exercise } from "../../screen/exercise.js";
import { answerField } from "../../screen/lib/controls.js";
import { h, inline, uid } from "../../screen/lib/dom.js";
import "./style.css";

export const control = {
  build(content, { changed, say }) {
    const id = uid();
    const counted = uid();
    const area = h("textarea", {
      id,
      class: "smo-text",
      rows: 10,
      dir: "auto",
      spellcheck: true,
      "aria-describedby": counted,
      oninput: () => (tell(), changed()),
    });
    const tally = h("p", { id: counted, class: "smo-small smo-muted" });
    function tell() {
      const n = area.value.split(/\s+/).filter(Boolean).length;
      tally.textContent = `${say("words", { n })} · ${say("length_asked", { least: content.least, most: content.most })}`;
      tally.classList.toggle("smo-note", n > content.most || (n > 0 && n < content.least));
    }
    tell();
    const points = (each) => h("span", { class: "smo-muted" }, `(${say("points", { n: each.points })})`);
    const rubric = content.rubric.map((each) => h("li", null, inline(each.text), " ", points(each)));
    const label = h("label", { for: id }, say("your_text"));
    const field = answerField(area, h("p", { class: "smo-label" }, say("rubric")), h("ul", null, rubric), label, area, tally);
    return { ...field, write: (raw) => (field.write(raw), tell()) };
  },
};

export const render = exercise(control);
