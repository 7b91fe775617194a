import { LessonFile } from "../../../smo_course/lab/extension/smo-course/file.js";
import { equal, run, test } from "./testing.js";

const PATH = "en/lesson.ipynb";
const own = (id) => ({ cell_type: "code", id, metadata: { smo_course: { own: true } }, source: id });
const lesson = { cell_type: "markdown", id: "a", metadata: {}, source: "a" };

// A disk that holds one lesson, and may be full; a tab shows the lesson with these own cells.
const disk = (full) => ({
  cells: [lesson],
  async get() {
    return { content: { cells: structuredClone(this.cells) } };
  },
  async save(path, { content }) {
    if (full) throw new Error("no space left");
    this.cells = content.cells;
  },
});
const tab = (contents, ...ids) =>
  new LessonFile({ path: PATH, model: { toJSON: () => ({ cells: [lesson, ...ids.map(own)] }) } }, contents, () => {});
const kept = (file) => file.remembered().map((each) => each.own.map(({ cell }) => cell.id));

test("what two tabs could not save is kept of both, and forgotten once a third has it in the file", async () => {
  localStorage.clear(); // of what another test has kept
  const full = disk(true);
  for (const each of [tab(full, "x"), tab(full, "y")]) {
    each.remember();
    await each.save();
  }
  const third = tab(disk(false), "x", "y");
  equal(kept(third).flat().sort(), ["x", "y"]);
  await third.save();
  equal(kept(third), []);
});

test("what another tab has kept meanwhile stays, and so does what is kept of another lesson", async () => {
  localStorage.clear(); // of what another test has kept
  const other = tab(disk(true), "x");
  const elsewhere = `smo-own:${PATH}.bak#1`;
  localStorage.setItem(elsewhere, "{}");
  other.remember();
  const here = tab(disk(false), "x");
  equal(kept(here), [["x"]]);
  localStorage.setItem(other.place, JSON.stringify({ at: Date.now(), own: [], removed: ["x"] }));
  await here.save();
  equal([kept(here), localStorage.getItem(elsewhere)], [[[]], "{}"]);
});

test("what an older course has kept is taken up first, and what cannot be read is passed over", () => {
  localStorage.clear(); // of what another test has kept
  const here = tab(disk(false));
  localStorage.setItem(`${here.key}#1`, JSON.stringify({ at: 5, own: [{ after: "a", cell: own("new") }], removed: [] }));
  localStorage.setItem(`${here.key}#2`, "{");
  localStorage.setItem(here.key, JSON.stringify({ own: [{ after: "a", cell: own("old") }], removed: [] }));
  equal(kept(here), [["old"], ["new"]]);
});

export { run };
