// What every widget needs of the page. Text always becomes text nodes: nothing here reads HTML.

// h("button", {class: "smo-button", onclick: go, "aria-pressed": false}, "Go", …): an element.
// Attributes that are null, undefined or false are left out, except aria-*, where "false" means something.
// Children: nodes, strings, arrays of them; null and false are skipped.
export function h(tag, attrs, ...children) {
  const el = document.createElement(tag);
  for (const [name, value] of Object.entries(attrs ?? {})) {
    if (typeof value === "function") el.addEventListener(name.slice(2), value);
    else if (value == null || (value === false && !name.startsWith("aria-"))) continue;
    else el.setAttribute(name, value === true && !name.startsWith("aria-") ? "" : String(value));
  }
  el.append(...children.flat(Number.POSITIVE_INFINITY).filter((child) => child != null && child !== false));
  return el;
}

// **bold** and *italic* of one line, as nodes.
export function inline(text) {
  return text
    .split(/(\*\*[^*]+\*\*|\*[^*\s](?:[^*]*[^*\s])?\*)/)
    .filter(Boolean)
    .map((part) => {
      if (/^\*\*.+\*\*$/s.test(part)) return h("strong", null, part.slice(2, -2));
      if (/^\*[^*].*\*$/s.test(part)) return h("em", null, part.slice(1, -1));
      return document.createTextNode(part);
    });
}

// The whole tiny markup, as nodes: blank line = paragraph, "- " = list, **bold**, *italic*.
export function markup(text) {
  const nodes = [];
  for (const block of (text || "").split(/\n\s*\n/)) {
    let kept = null;
    const lines = block.split("\n").map((each) => each.trim());
    for (const line of lines.filter(Boolean)) {
      const item = line.startsWith("- ");
      const wanted = item ? "UL" : "P";
      if (kept?.tagName !== wanted) nodes.push((kept = h(wanted)));
      else if (!item) kept.append(" ");
      kept.append(...(item ? [h("li", null, inline(line.slice(2)))] : inline(line)));
    }
  }
  return nodes;
}

const SVG = "http://www.w3.org/2000/svg";

// A part of a drawing: as `h`, for what lies in an <svg>.
function drawn([tag, attrs, children]) {
  const el = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attrs)) el.setAttribute(name, value);
  el.append(...children.map((each) => (typeof each === "string" ? each : drawn(each))));
  return el;
}

// Things to look at (smo_course/looks), from lists: a text, or [tag, attributes, children].
export function looks(things) {
  const built = (node) => (typeof node === "string" ? node : node[0] === "svg" ? drawn(node) : h(node[0], node[1], node[2].map(built)));
  return things?.length ? h("div", { class: "smo-looks" }, things.map(built)) : "";
}

// An id that nothing else on the page has.
export const uid = (prefix = "smo") => `${prefix}-${Math.random().toString(36).slice(2, 10)}`;

// Says `text` through an aria-live region, also when it is the same as the last one.
export function announce(region, text) {
  region.textContent = "";
  setTimeout(() => (region.textContent = text), 50);
}

// The digit of a key press, null for any other key and for one that is held down. By the key's place too: on a French keyboard digits need Shift.
export function digit(event) {
  const key =
    event.ctrlKey || event.metaKey || event.altKey || event.repeat ? null : /^(?:Digit|Numpad)?(\d)$/.exec(event.code || event.key);
  return key && Number(key[1]);
}

// Keeps JupyterLab's shortcuts out of the widget: there, arrows would move cells and "d d" would delete the lesson's.
// Ctrl and Meta combinations, Escape and Shift+Enter still reach it.
export function guardKeys(el) {
  el.addEventListener("keydown", (event) => {
    const forJupyter = event.ctrlKey || event.metaKey || event.key === "Escape" || (event.key === "Enter" && event.shiftKey);
    if (!forJupyter) event.stopPropagation();
  });
}

const AGAIN_WITHIN = 500; // ms
const SAME_PLACE = 8; // px

// A second click at once and in the same place counts for nothing where something else has come to lie there: what was under
// the pointer has moved away, and nobody meant what is there now. Keys are not concerned.
export function guardClicks(el) {
  const clicked = (target) => target.closest("label") ?? target.closest("a, button, input, select, summary");
  let last = { at: Number.NEGATIVE_INFINITY };
  const isSoon = (event) =>
    event.timeStamp - last.at < AGAIN_WITHIN && Math.hypot(event.clientX - last.x, event.clientY - last.y) < SAME_PLACE;
  el.addEventListener(
    "click",
    (event) => {
      if (!event.detail) return; // by a key
      const what = clicked(event.target);
      const counts = !isSoon(event) || what === last.what;
      last = { at: event.timeStamp, x: event.clientX, y: event.clientY, what: counts ? what : last.what };
      if (counts) return;
      event.preventDefault();
      event.stopPropagation();
    },
    true,
  );
}

// Scrolls whatever scrolls around `el` so that its top stands `top` pixels below that of the window.
export function scrollToTop(el, top) {
  const scrolls = (each) => each.scrollHeight > each.clientHeight && /auto|scroll/.test(getComputedStyle(each).overflowY);
  let scroller = el.parentElement;
  while (scroller && !scrolls(scroller)) scroller = scroller.parentElement;
  (scroller ?? document.scrollingElement).scrollTop += el.getBoundingClientRect().top - top;
}
