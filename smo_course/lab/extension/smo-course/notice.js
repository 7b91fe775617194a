// A message at the foot of the window, made with nothing of JupyterLab's: for a JupyterLab that is not as it was.

export function notice(text, lang, close) {
  if ([...document.querySelectorAll(".smo-notice > span")].some((each) => each.textContent === text)) return;
  const message = Object.assign(document.createElement("span"), { textContent: text, lang });
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: close, lang });
  const node = Object.assign(document.createElement("div"), { className: "smo-notice", role: "alert" });
  button.addEventListener("click", () => node.remove());
  node.append(message, button);
  corner().append(node);
}

function corner() {
  const found = document.querySelector(".smo-notices");
  if (found) return found;
  const made = Object.assign(document.createElement("div"), { className: "smo-notices" });
  document.body.append(made);
  return made;
}
