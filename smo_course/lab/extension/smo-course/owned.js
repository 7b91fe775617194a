// Which cells of a notebook, as JSON, are the learner's own, and between which cells of the lesson they stand.

export const MARK = { own: true }; // what their metadata says under "smo_course"

export const isOwned = (cell) => cell.metadata?.smo_course?.own === true;

// The learner's own cells as they are kept, without what running them showed; each with the id of the lesson's cell before it.
export function ownIn(cells) {
  let after = null;
  const own = [];
  for (const cell of cells) {
    if (isOwned(cell)) own.push({ after, cell: bare(cell) });
    else after = cell.id;
  }
  return own;
}

function bare({ cell_type, id, source }) {
  const kept = { cell_type, id, metadata: { smo_course: MARK }, source: Array.isArray(source) ? source.join("") : source };
  return cell_type === "code" ? { ...kept, execution_count: null, outputs: [] } : kept;
}

// The lesson's cells of a notebook, and these of the learner's at their places; those whose place is gone come last.
export function withOwn(cells, own) {
  const lesson = cells.filter((cell) => !isOwned(cell));
  const known = new Set([null, ...lesson.map((cell) => cell.id)]);
  const at = (id) => own.filter(({ after }) => after === id).map(({ cell }) => cell);
  const lost = own.filter(({ after }) => !known.has(after)).map(({ cell }) => cell);
  return [...at(null), ...lesson.flatMap((cell) => [cell, ...at(cell.id)]), ...lost];
}
