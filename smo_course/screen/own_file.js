// A file of the learner's own: chosen here, read by the kernel on the same machine. Nothing of it goes anywhere else.

import "./base.css";
import "./panel.css";
import { alarm, button } from "./lib/controls.js";
import { guardKeys, h, uid } from "./lib/dom.js";

const PIECE = 384 * 1024; // bytes that are sent at a time: what a Jupyter server takes in one message is limited
const WAITS = 20000; // ms until it is told that nobody answers

export function render({ model, el, say }) {
  const [id, hint] = [uid(), uid()];
  const input = h("input", { type: "file", accept: ".csv,.tsv,.txt,.xlsx,.xlsm,.xls", hidden: true, onchange: send });
  // The browser's own button speaks the browser's language.
  const choose = button(say("choose"), () => input.click(), { "aria-describedby": hint });
  const told = h("div", { role: "status", "aria-live": "polite" });
  const now = h("p", { class: "smo-muted" });
  const forget = button(say("forget"), () => model.send({ forget: true }));
  let waiting;

  async function send() {
    const file = input.files[0];
    if (!file) return;
    if (file.size > model.get("state").most) return tell(alarm(say("large")));
    tell(h("p", null, say("reading")));
    const parts = Math.max(1, Math.ceil(file.size / PIECE));
    try {
      for (let part = 0; part < parts; part += 1) {
        const data = await text(file.slice(part * PIECE, (part + 1) * PIECE));
        model.send({ name: file.name, part, parts, data });
      }
      waiting = setTimeout(() => tell(alarm(say("no_answer"))), WAITS);
    } catch {
      tell(alarm(say("no_answer")));
    }
    input.value = ""; // so that the same file can be chosen again once it was mended
  }
  function tell(...parts) {
    clearTimeout(waiting);
    told.replaceChildren(...parts);
  }
  function show() {
    const { lines, error, file } = model.get("state");
    now.textContent = file ? say("now", { file }) : say("none");
    forget.hidden = !file;
    if (error) tell(alarm(error));
    else if (lines.length > 0) {
      tell(
        h("p", null, h("strong", null, lines[0])),
        h(
          "ul",
          null,
          lines.slice(1).map((each) => h("li", null, each)),
        ),
      );
    } else tell();
  }
  el.classList.add("smo", "smo-panel");
  guardKeys(el);
  el.append(
    h("div", { class: "smo-field-row", role: "group", "aria-labelledby": id }, h("p", { id }, say("label")), choose, input),
    h("p", { id: hint, class: "smo-small smo-muted" }, say("hint")),
    told,
    now,
    forget,
  );
  model.on("change:state", show);
  show();
  return () => {
    clearTimeout(waiting);
    model.off("change:state", show);
  };
}

// The bytes of a piece, in base64.
const text = (blob) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(reader.result.split(",")[1] ?? ""));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(blob);
  });
