// A text to write, how long it is as the kernel weighs it, and how it will look.

import { exercise } from "../../screen/exercise.js";
import { answerField } from "../../screen/lib/controls.js";
import { h, uid } from "../../screen/lib/dom.js";
import "./style.css";

export const control = {
  build(content, { changed, look, say }) {
    const id = uid();
    const counted = uid();
    const area = h("textarea", {
      id,
      class: "smo-text",
      rows: content.words?.most > 60 ? 9 : 5,
      dir: "auto",
      spellcheck: true,
      "aria-describedby": counted,
      oninput: () => (changed(), look()),
    });

    // -- how long it is
    const said = h("span");
    const bar = h("span", { class: "smo-gauge-fill" });
    const how = h("p", { class: "smo-small smo-muted" });
    const then = h("input", { type: "checkbox", onchange: () => measure() });
    const words = h("p", { class: "smo-small smo-muted" });
    const lengths = h(
      "div",
      { id: counted, class: "smo-lengths" },
      content.signs != null && [
        h("div", { class: "smo-meter" }, h("p", null, said), h("span", { class: "smo-gauge", "aria-hidden": true }, bar)),
        how,
      ],
      content.words && words,
    );
    let seen = { signs: 0, signs_then: 0, words: 0, parts: [] };

    function measure() {
      const most = then.checked ? content.signs_then : content.signs;
      const n = then.checked ? seen.signs_then : seen.signs;
      const over = n > most;
      said.textContent = say(over ? "over" : "signs", { n, most, over: n - most });
      said.className = over ? "smo-wrong" : "";
      bar.style.width = `${Math.min(100, (100 * n) / most)}%`;
      bar.classList.toggle("smo-over", over);
      how.textContent = say(then.checked ? "weighed_then" : "weighs");
      if (content.words) {
        const { least, most: limit } = content.words;
        words.textContent = `${say("words", { n: seen.words })} · ${say("words_asked", { least, most: limit })}`;
        words.classList.toggle("smo-note", seen.words > 0 && (seen.words < least || seen.words > limit));
      }
    }

    // -- how it will look
    const body = h("p", { class: "smo-draft-body", dir: "auto" });
    const byline = h(
      "p",
      { class: "smo-look-by" },
      h("span", { class: "smo-look-face", "aria-hidden": true }, content.author.slice(0, 1)),
      h("strong", null, content.author),
      content.handle && [" ", h("span", { class: "smo-look-account" }, `@${content.handle}`)],
      " · ",
      h("span", null, say("now")),
    );
    const preview = h(
      "div",
      { class: "smo-draft-preview" },
      h("p", { class: "smo-label" }, say(`preview.${content.preview}`)),
      h(
        "div",
        { class: "smo-looks" },
        h(
          "article",
          { class: `smo-look smo-look-post smo-draft-${content.preview}`, "aria-label": say(`preview.${content.preview}`) },
          byline,
          body,
        ),
      ),
    );

    const label = h("label", { for: id }, say("your_text"));
    const before =
      content.signs_then != null &&
      h("label", { class: "smo-row smo-radio" }, then, h("span", null, say("then", { n: content.signs_then })));
    const field = answerField(
      area,
      h("div", { class: "smo-draft-both" }, h("div", null, label, area, lengths, before), preview),
      h("p", { class: "smo-small smo-muted" }, say("only")),
    );
    field.el.classList.add("smo-draft");
    return {
      ...field,
      show(state) {
        if (!state.seen) return;
        ({ seen } = state);
        measure();
        body.replaceChildren(
          ...seen.parts.map(([what, text]) => (what === "text" ? text : h("span", { class: `smo-draft-${what}` }, text))),
          seen.parts.length ? "" : h("span", { class: "smo-muted" }, say("empty")),
        );
      },
    };
  },
};

export const render = exercise(control);
