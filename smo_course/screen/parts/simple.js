// The parts of a piece that are no table: a sentence with places to fill in, a text, points to tick, a number worked out.
// Each gives {el, write(value, options), show?(state)}: `write` takes what was filled in (`anew`: for another company), `show` what is worked out from it.

import { h, inline, uid } from "../lib/dom.js";
import { field, taker, tellCut } from "./inputs.js";

const SIGN = /^\s?[.,;:!?»)…]+/; // behind a place to fill in, where it stays: no line begins with one

export function sentence(part, { change, options, cut }) {
  const fields = new Map();
  const pieces = part.text.split(/\{([a-z][a-z0-9-]*)\}/); // words and places to fill in, by turns
  const line = pieces.map((piece, place) => {
    if (place % 2 === 0) return inline(place ? piece.replace(SIGN, "") : piece);
    const input = part.blanks.find((each) => each.id === piece);
    const made = field(input, { "aria-label": input.text }, () => change({ [piece]: made.read() }), cut);
    fields.set(piece, made);
    const sign = pieces[place + 1].match(SIGN);
    return sign ? h("span", { class: "smo-with-sign" }, made.el, sign[0]) : made.el;
  });
  return {
    el: h("p", { class: "smo-sentence" }, line),
    write(value, anew) {
      for (const [id, made] of fields) {
        const listed = options(`${part.id}.${id}`);
        if (listed) made.options(listed);
        made.take(value?.[id], anew);
      }
    },
  };
}

export function writing(part, { change, say, cut }) {
  const [id, counted] = [uid(), uid()];
  const area = h("textarea", {
    id,
    class: "smo-fill smo-fill-text",
    rows: part.lines,
    maxlength: part.longest,
    placeholder: part.hint || null,
    dir: "auto",
    spellcheck: true,
    "aria-describedby": counted,
    oninput: () => (tell(), change(area.value)),
  });
  tellCut(area, cut);
  const tally = h("p", { id: counted, class: "smo-small smo-muted" });
  function tell() {
    const n = area.value.split(/\s+/).filter(Boolean).length;
    tally.textContent = `${say("words", { n })} · ${say("words_asked", { least: part.least, most: part.most })}`;
  }
  tell();
  return {
    el: h("div", null, h("label", { for: id, class: "smo-to-write" }, inline(part.text)), area, tally),
    write: taker(area, (value) => ((area.value = value), tell())),
  };
}

export function checklist(part, { change }) {
  const boxes = new Map();
  const lines = part.items.map(({ id, text }) => {
    const box = h("input", { type: "checkbox", onchange: () => change({ [id]: box.checked }) });
    boxes.set(id, box);
    return h("label", { class: "smo-row smo-tick" }, box, h("span", null, inline(text)));
  });
  return {
    el: h("fieldset", null, h("legend", { class: "smo-sr" }, part.title || part.id), lines),
    write(value) {
      for (const [id, box] of boxes) box.checked = Boolean(value?.[id]);
    },
  };
}

export function sum(part) {
  const output = h("output", { class: "smo-sum" });
  return {
    el: h("p", { class: "smo-row smo-spread smo-summed" }, h("span", null, inline(part.text)), output),
    write() {},
    show: (state) => (output.textContent = state.sums[part.id]),
  };
}
