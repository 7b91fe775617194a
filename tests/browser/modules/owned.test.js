import { isOwned, ownIn, withOwn } from "../../../smo_course/lab/extension/smo-course/owned.js";
import { equal, run, test } from "./testing.js";

const lesson = (id) => ({ cell_type: "markdown", id, metadata: {}, source: id });
const own = (id, more) => ({ cell_type: "code", id, metadata: { smo_course: { own: true } }, source: id, ...more });
const ids = (cells) => cells.map((each) => each.id);

test("own cells are kept with their place and without what they showed", () => {
  const shown = own("x", { execution_count: 3, outputs: [{ output_type: "stream" }], source: ["1\n", "2"] });
  equal(ownIn([own("first"), lesson("a"), shown, own("y"), lesson("b")]), [
    { after: null, cell: { ...own("first"), execution_count: null, outputs: [] } },
    { after: "a", cell: { ...own("x"), source: "1\n2", execution_count: null, outputs: [] } },
    { after: "a", cell: { ...own("y"), execution_count: null, outputs: [] } },
  ]);
});

test("own cells come back to their places, and last where that is gone", () => {
  const kept = ownIn([own("first"), lesson("a"), own("x"), lesson("gone"), own("lost"), lesson("b"), own("z")]);
  equal(ids(withOwn([lesson("b"), own("older"), lesson("a")], kept)), ["first", "b", "z", "a", "x", "lost"]);
});

test("a cell is one's own only where it says so", () => {
  equal([own("x"), lesson("a"), { metadata: { smo_course: { own: "true" } } }, { id: "none" }].map(isOwned), [true, false, false, false]);
});

export { run };
