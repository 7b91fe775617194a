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

// The page takes the colours that its reader's system asks for.
export function dressed() {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const dress = () => (document.body.dataset.jpThemeLight = !dark.matches);
  dark.addEventListener("change", dress);
  dress();
}
