// Where a notebook's code comes from. Only the course's own runs by itself: cells that it laid out, or makes after a pattern.
// What those are stands beside this module, in what is installed: neither a notebook nor its folder has a say in it.

const code = fetch(new URL("./code.json", import.meta.url)).then((answer) => answer.json());
const NAME = /^[\p{L}\p{N}_-]+(\/[\p{L}\p{N}_-]+)*$/u; // of an assignment or an exercise
const PATH = /^[^"\\\p{C}]+$/u; // of a file, as Python's string
const MODULE = /\.(py|pyc|pyd|so)$/i;
const PACKAGE = /^[\p{L}_][\p{L}\p{N}_]*$/u;

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

// Whether a folder holds what Python could take for one of the modules that the course's code asks for: it looks beside the
// notebook first. `list` gives what lies in a folder, {name, path, type}.
export async function bringsModules(folder, list) {
  const held = await list(folder);
  if (held.some(({ name, type }) => type !== "directory" && MODULE.test(name))) return true;
  const packages = held.filter(({ name, type }) => type === "directory" && PACKAGE.test(name));
  const inside = await Promise.all(packages.map(({ path }) => list(path)));
  return inside.flat().some(({ name }) => name.startsWith("__init__."));
}
