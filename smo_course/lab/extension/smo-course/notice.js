// A message at the foot of the window, made with nothing of JupyterLab's: for a JupyterLab that is not as the course knows it.

// `words` are those of this module in `lang`. Says that a part of what surrounds lessons is missing, or (`run`) that lessons
// have to be run by hand. Said once.
export function notice(words, lang, version, run) {
  const text = (run ? words.run : words.part).replace("{version}", version);
  if ([...document.querySelectorAll(".smo-notice > span")].some((each) => each.textContent === text)) return;
  const message = Object.assign(document.createElement("span"), { textContent: text, lang });
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: words.close, lang });
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
