import { announce, digit, guardKeys, h, inline, markup, uid } from "../../../smo_course/screen/lib/dom.js";
import { clock, equal, run, test } from "./testing.js";

const html = (...nodes) => {
  const box = document.createElement("div");
  box.append(...nodes);
  return box.innerHTML;
};

test("an element has its attributes, and those that are false only where false means something", () => {
  const el = h(
    "button",
    { class: "a", disabled: false, hidden: null, title: undefined, draggable: "true", "aria-pressed": false, open: true },
    "Go",
  );
  equal(html(el), '<button class="a" draggable="true" aria-pressed="false" open="">Go</button>');
});

test("children are nodes, texts, numbers, and lists of them; null and false are none", () => {
  equal(html(h("p", null, "a", 0, [h("b", null, "c"), [null, "d"]], false)), "<p>a0<b>c</b>d</p>");
});

test("a text is never read as markup", () => {
  const hostile = '<img src=x onerror="window.hacked = 1">';
  const el = h("p", { title: hostile }, hostile, inline(`**${hostile}**`), markup(hostile));
  equal(el.querySelector("img"), null);
  equal(el.title, hostile);
  equal(el.querySelector("strong").textContent, hostile);
});

test("a function is what happens at an event", () => {
  let clicks = 0;
  h("button", { onclick: () => (clicks += 1) }).click();
  equal(clicks, 1);
});

test("bold and italic of one line", () => {
  equal(html(...inline("a **b c** *d* e*f 2 * 3")), "a <strong>b c</strong> <em>d</em> e*f 2 * 3");
});

test("paragraphs and lists", () => {
  equal(html(...markup("one\ntwo\n\n- a\n- **b**\nafter")), "<p>one two</p><ul><li>a</li><li><strong>b</strong></li></ul><p>after</p>");
  equal(markup(null), []);
});

test("ids are all different", () => {
  const ids = Array.from({ length: 500 }, () => uid());
  equal(new Set(ids).size, 500);
});

test("a text is announced again when it is the same as before", () => {
  const time = clock();
  const region = h("div", null, "Saved");
  announce(region, "Saved");
  equal(region.textContent, ""); // for a moment: a region that does not change is not read aloud
  time.pass(100);
  equal(region.textContent, "Saved");
  time.stop();
});

test("digits are known by their key's place too", () => {
  const press = (options) => digit(new KeyboardEvent("keydown", options));
  equal([press({ key: "&", code: "Digit1" }), press({ key: "7", code: "Numpad7" }), press({ key: "3" })], [1, 7, 3]);
  equal(
    [press({ key: "a", code: "KeyA" }), press({ key: "1", code: "Digit1", ctrlKey: true }), press({ key: "F1", code: "F1" })],
    [null, null, null],
  );
});

test("keys stay in the widget, except those that are JupyterLab's even there", () => {
  const inner = h("button");
  const widget = h("div", null, inner);
  document.body.append(widget);
  guardKeys(widget);
  const out = [];
  const hear = (event) => out.push(event.key);
  document.addEventListener("keydown", hear);
  for (const options of [
    { key: "d" },
    { key: "ArrowDown" },
    { key: "Enter" },
    { key: "Enter", shiftKey: true },
    { key: "Escape" },
    { key: "s", ctrlKey: true },
  ]) {
    inner.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, ...options }));
  }
  document.removeEventListener("keydown", hear);
  equal(out, ["Enter", "Escape", "s"]);
});

export { run };
