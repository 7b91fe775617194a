// The buttons that make a document of the workbook, and the file that comes of it.

import "./base.css";
import { alarm, button } from "./lib/controls.js";
import { guardKeys, h } from "./lib/dom.js";
import { restart, wire } from "./lib/wire.js";

const TYPES = { docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", html: "text/html" };

export function render({ model, el, say }) {
  const said = h("div", { role: "status" });
  const alert = h("div", { role: "alert" });
  const kernel = wire(model, () => alert.replaceChildren(alarm(say("no_engine"), button(say("restart"), restart))));
  const make = (format) =>
    button(say(format), () => {
      said.replaceChildren(say("making"));
      alert.replaceChildren();
      kernel.send({ do: "export", format });
    });
  let address = null;

  function show() {
    const state = model.get("state");
    kernel.heard(state.n);
    if (!state.said) return;
    alert.replaceChildren(state.said.ok ? "" : alarm(state.said.text));
    said.replaceChildren(...(state.said.ok ? [h("p", null, state.said.text), link(state.file)] : []));
  }
  function link({ name, data }) {
    if (address) URL.revokeObjectURL(address);
    const bytes = Uint8Array.from(atob(data), (each) => each.charCodeAt(0));
    address = URL.createObjectURL(new Blob([bytes], { type: TYPES[name.split(".").at(-1)] }));
    return h("p", null, h("a", { class: "smo-button", href: address, download: name }, say("download", { file: name })));
  }
  el.classList.add("smo");
  guardKeys(el);
  el.append(h("div", { class: "smo-row" }, make("docx"), make("html")), said, alert);
  model.on("change:state", show);
  show();
  return () => {
    model.off("change:state", show);
    kernel.stop();
    if (address) URL.revokeObjectURL(address);
  };
}
