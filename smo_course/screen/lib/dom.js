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

// An id that nothing else on the page has.
export const uid = (prefix = "smo") => `${prefix}-${Math.random().toString(36).slice(2, 10)}`;

// Says `text` through an aria-live region, also when it is the same as the last one.
export function announce(region, text) {
  region.textContent = "";
  setTimeout(() => (region.textContent = text), 50);
}

// The digit of a key press, null for any other key. By the key's place too: on a French keyboard digits need Shift.
export function digit(event) {
  const key = event.ctrlKey || event.metaKey || event.altKey ? null : /^(?:Digit|Numpad)?(\d)$/.exec(event.code || event.key);
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
