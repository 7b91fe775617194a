import { alarm, answerField, button, goTo, icon, isJudged, onEnter, radio, textField } from "../../../smo_course/screen/lib/controls.js";
import { h } from "../../../smo_course/screen/lib/dom.js";
import { equal, run, test } from "./testing.js";

test("a button is no submit, and does what it says", () => {
  let done = 0;
  const el = button("Check", () => (done += 1), { hidden: true });
  el.click();
  equal([el.type, el.className, el.textContent, el.hidden, done], ["button", "smo-button", "Check", true, 1]);
});

test("a field and a radio button have labels", () => {
  const { el, input } = textField("Name", "Anna");
  document.body.append(el, radio({ name: "who", value: "own", checked: true }, "My own"));
  equal([input.labels.length, input.labels[0].textContent, input.value], [1, "Name", "Anna"]);
  const choice = document.querySelector("input[type=radio]");
  equal([choice.labels[0].textContent, choice.checked, choice.value], ["My own", true, "own"]);
});

test("an alarm says its text as text, with its buttons", () => {
  const el = alarm(
    "<b>Nobody</b> answers",
    button("Again", () => {}),
  );
  equal(
    [el.querySelector("b"), el.querySelector("p").textContent, el.querySelectorAll("button").length],
    [null, "<b>Nobody</b> answers", 1],
  );
});

test("the field of an answer takes only a text", () => {
  const input = h("input");
  const field = answerField(input);
  field.write("28,5");
  equal(field.read(), "28,5");
  field.write({ a: 1 });
  equal(field.read(), "");
});

test("what cannot be read is marked as invalid, until it is edited", () => {
  const input = h("input");
  const field = answerField(input);
  equal(field.mark({ status: "invalid", feedback: ["a number, please"] }, false), { rest: ["a number, please"] });
  equal(input.getAttribute("aria-invalid"), "true");
  field.mark({ status: "invalid", feedback: [] }, true);
  equal(input.getAttribute("aria-invalid"), "false");
});

test("Enter alone acts", () => {
  let acted = 0;
  const hear = onEnter(() => (acted += 1));
  for (const event of [{ key: "Enter", shiftKey: true }, { key: "Enter", ctrlKey: true }, { key: "Enter", metaKey: true }, { key: "a" }])
    hear(event);
  equal(acted, 0);
  hear({ key: "Enter" });
  equal(acted, 1);
});

test("signs are for eyes only: the words beside them say it", () => {
  equal(
    ["right", "wrong", "partial", "invalid"].map((each) => icon(each).outerHTML.includes('aria-hidden="true"')),
    [true, true, true, true],
  );
  equal(["right", "partial", "invalid", "unattempted", "pending"].map(isJudged), [true, true, false, false, false]);
});

test("one goes to an exercise and into it, whatever its id", () => {
  const id = 'a/b"]x';
  const inside = h("button", null, "Check");
  document.body.append(h("div", { "data-exercise": id }, inside));
  goTo(id);
  equal(document.activeElement === inside, true);
  goTo("elsewhere"); // of another page: nothing happens
});

export { run };
