import { areOurs } from "../../../smo_course/lab/extension/smo-course/origin.js";
import { equal, run, test } from "./testing.js";

const OURS = ['lang = "en"', 'assignment.exercise("x0a1b2c3d4e5f")', 'assignment.exercise("été/ma-réponse_2")', "assignment.hand_in()"];

test("what the course laid out or makes is its own, and one strange cell is enough", async () => {
  equal(await areOurs(OURS), true);
  equal(await areOurs(['from smo_course import open_marking\n\nopen_marking("../été 2/week-1.smo-key", "fr", anonymous=True)']), true);
  equal(await areOurs([]), true);
  equal(await areOurs([...OURS, "1"]), false);
});

test("code that looks like the course's is not", async () => {
  const strange = [
    ' lang = "en"',
    'lang = "en"\n',
    'lang = "en"; import os',
    'assignment.exercise("x"); open("harm", "w")',
    'assignment.exercise("x")\n',
    'assignment.exercise("")',
    'assignment.exercise("x" + __import__("os").sep)',
    'assignment.exercise("x\\"")',
    'assignment.exercise("a//b")',
    'assignment.exercise("x\n")',
    "assignment.exercise('x')",
    'from smo_course import open_marking\n\nopen_marking("a", "en", print("b"), "c", "en")',
    'from smo_course import open_marking\n\nopen_marking("a\\", "en")',
    "",
  ];
  for (const source of strange) equal([source, await areOurs([source])], [source, false]);
});

export { run };
