// Where a notebook's code comes from. Only the course's own runs by itself: cells that it laid out, or makes after a pattern.
// What those are stands beside this module, in what is installed: neither a notebook nor its folder has a say in it.

const code = fetch(new URL("./code.json", import.meta.url)).then((answer) => answer.json());
const NAME = /^[\p{L}\p{N}_-]+(\/[\p{L}\p{N}_-]+)*$/u; // of an assignment or an exercise
const PATH = /^[^"\\\p{C}]+$/u; // of a file, as Python's string

// What a notebook's file keeps of widgets is code, too: anywidget runs it in the page as soon as JupyterLab reads it, which it does at
// the opening, whatever it trusts. The course's own are made by its kernel, so none is read. The file stays as it is.
export function overlookWidgets(model) {
  const { getMetadata } = model;
  if (typeof getMetadata !== "function") throw new TypeError("notebooks tell of themselves otherwise");
  model.getMetadata = (name) => (name === "widgets" ? undefined : getMetadata.call(model, name));
}

// Whether all of these sources are the course's own.
export async function areOurs(sources) {
  const { laid, made } = await code;
  const known = new Set(laid);
  return sources.every((source) => known.has(source) || made.some((parts) => isMade(source, parts)));
}

// Whether a source is made after a pattern: its beginning, what stands in its middle, and its end.
function isMade(source, [before, what, after]) {
  if (!source.startsWith(before) || !source.endsWith(after) || source.length <= before.length + after.length) return false;
  return { name: NAME, path: PATH }[what].test(source.slice(before.length, source.length - after.length));
}
