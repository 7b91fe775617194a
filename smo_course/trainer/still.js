// An exercise drawn for a trainer's page, where nobody marks.

// What stands in for the lesson: it takes any answer and marks none.
export function still(content) {
  const listeners = [];
  const state = (answer, n) => ({
    answer,
    n,
    status: "unattempted",
    score: 0,
    max: content.points,
    marked: false,
    feedback: [],
    hints: [],
    hints_left: 0,
  });
  const values = { content: { ...content, checks: false }, state: state(null, 0) };
  return {
    get: (name) => values[name],
    on: (name, listener) => name === "change:state" && listeners.push(listener),
    off() {},
    send({ answer, n }) {
      values.state = state(answer, n);
      listeners.forEach((listener) => listener());
    },
  };
}

// The page takes the colours that its reader's system asks for. Paper is light, and shows at once what one else clicks through:
// that is what kinds lay out within `smo-page`.
export function dressed() {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const dress = (onPaper) => {
    document.body.dataset.jpThemeLight = onPaper || !dark.matches;
    document.body.classList.toggle("smo-page", onPaper);
  };
  dark.addEventListener("change", () => dress(false));
  addEventListener("beforeprint", () => dress(true));
  addEventListener("afterprint", () => dress(false));
  dress(false);
}
