// The bar above a lesson: says what the lesson is doing, and offers what can be done.

export async function addBar(panel, library) {
  const { Widget } = await library("@lumino/widgets");
  const widget = new Widget();
  widget.addClass("smo-bar");
  widget.node.setAttribute("role", "status");
  widget.hide();
  panel.contentHeader.addWidget(widget);

  // Shows a text, or nothing. `action` is a button beside it, {label, go}; `busy` a meter that has no end.
  return (text, { action, busy } = {}) => {
    widget.node.replaceChildren(text);
    if (busy) widget.node.append(document.createElement("progress"));
    if (action) {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: action.label });
      button.addEventListener("click", action.go);
      widget.node.append(button);
    }
    widget.setHidden(!text); // not node.hidden: the panel has to make room
    widget.parent?.fit();
  };
}
