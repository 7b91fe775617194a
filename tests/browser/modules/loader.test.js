import { linker } from "../../../smo_course/screen/lib/loader.js";
import { equal, run, test } from "./testing.js";

// A linker of these files; `asked` is what it has read.
function of(files) {
  const asked = [];
  const load = linker(async (path) => {
    asked.push(path);
    if (!(path in files)) throw new Error(`no file ${path}`);
    return files[path];
  });
  return { load, asked };
}

test("a module gets what it imports, from wherever that lies", async () => {
  const { load } = of({
    "kinds/sort/view.js":
      'import { twice } from "../../screen/lib/sum.js";\nimport { NAME } from "./name.js";\nexport const said = twice(NAME);',
    "kinds/sort/name.js": 'export const NAME = "é";',
    "screen/lib/sum.js": "export const twice = (text) => text + text;",
  });
  equal((await load("kinds/sort/view.js")).said, "éé");
});

test("a module that several import is read once, and is one", async () => {
  const { load, asked } = of({
    "a.js": 'import { list } from "./shared.js";\nimport { b } from "./b.js";\nexport const both = [list === b, list];',
    "b.js": 'import { list } from "./shared.js";\nexport const b = list;',
    "shared.js": "export const list = [];",
  });
  equal((await load("a.js")).both, [true, []]);
  await load("b.js");
  equal(asked.toSorted(), ["a.js", "b.js", "shared.js"]);
});

test("imports over several lines, and a text that only looks like one", async () => {
  const { load } = of({
    "a.js": 'import {\n  one,\n  two,\n} from "./b.js";\nexport const told = [one, two, `\n  import "./none.js" is no import`];',
    "b.js": "export const one = 1;\nexport const two = 2;",
  });
  equal((await load("a.js")).told.slice(0, 2), [1, 2]);
});

test("a style sheet is put into the page, once", async () => {
  const style = ".smo-test-of-the-loader { width: 7px; }";
  for (const name of ["a", "b"]) {
    const { load } = of({ [`${name}.js`]: `import "./${name}.css";\nexport const name = "${name}";`, [`${name}.css`]: style });
    equal((await load(`${name}.js`)).name, name);
  }
  equal([...document.querySelectorAll("style")].filter((each) => each.textContent === style).length, 1);
});

test("two versions of a file are two modules", async () => {
  const [old, new_] = [of({ "a.js": "export const version = 1;" }), of({ "a.js": "export const version = 2;" })];
  equal([(await old.load("a.js")).version, (await new_.load("a.js")).version], [1, 2]);
});

export { run };
