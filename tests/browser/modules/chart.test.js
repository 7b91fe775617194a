import { apart, line, scale, svg, ticks } from "../../../smo_course/screen/lib/chart.js";
import { equal, run, test } from "./testing.js";

test("svg elements are svg elements", () => {
  const el = svg("g", { class: "a" }, [svg("circle", { r: 2 })], "text");
  equal([el.namespaceURI, el.firstChild.getAttribute("r"), el.textContent], ["http://www.w3.org/2000/svg", "2", "text"]);
});

test("a scale goes through both its ends, upwards and downwards", () => {
  const up = scale(0, 50, 340, 40);
  equal([up(0), up(50), up(25), up(60)], [340, 40, 190, -20]);
});

test("an axis has four to six round numbers and reaches the highest value", () => {
  equal(ticks(10), [0, 2, 4, 6, 8, 10]);
  for (const highest of [0.03, 0.9, 1, 4.1, 7, 99, 100, 101, 1234, 86_000, 3e9]) {
    const values = ticks(highest);
    const step = values[1];
    const lead = step / 10 ** Math.floor(Math.log10(step) + 1e-9);
    equal([values[0], values.at(-1) >= highest, values.at(-2) < highest, values.length >= 4 && values.length <= 6], [0, true, true, true]);
    equal(
      [1, 2, 5].some((each) => Math.abs(each - lead) < 1e-9),
      true,
    );
  }
});

test("a line goes from point to point", () => {
  equal(
    line([
      [0, 1],
      [2.04, 3],
      [4, 5.55],
    ]),
    "M0.0 1.0L2.0 3.0L4.0 5.5",
  );
  equal(line([]), "");
});

test("names keep their distance and stay above the floor, in their order", () => {
  equal(apart([100, 10, 12], 17, 300), [100, 10, 27]);
  const low = apart([295, 290, 299], 17, 300);
  equal([low[1] < low[0] && low[0] < low[2], low[2]], [true, 300]);
  equal([low[0] - low[1] >= 17, low[2] - low[0] >= 17], [true, true]);
  equal(apart([50], 17, 40), [40]);
});

export { run };
