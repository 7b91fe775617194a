import { keep, restart, takeBack, wire } from "../../../smo_course/screen/lib/wire.js";
import { clock, equal, run, test } from "./testing.js";

const LATE = 5000; // ms, when nobody has answered

// A wire; `send` is what happens to its messages.
function open(send) {
  const sent = [];
  let silences = 0;
  const time = clock();
  const kernel = wire({ send: (message) => send(message, sent) }, () => (silences += 1));
  return { kernel, sent, time, silences: () => silences };
}
const note = (message, sent) => sent.push(message);

test("numbers grow, however fast messages are sent", () => {
  const { kernel, sent, time } = open(note);
  for (let turn = 0; turn < 20; turn += 1) kernel.send({ do: "draft", turn });
  time.stop();
  equal(
    sent.map((each) => each.turn),
    Array.from({ length: 20 }, (_, turn) => turn),
  );
  equal(
    sent.every((each, place) => !place || each.n > sent[place - 1].n),
    true,
  );
});

test("a state answers its message and those before it: the newest wins", () => {
  const { kernel, time } = open(note);
  const [first, second, third] = ["draft", "check", "hint"].map((what) => kernel.send({ do: what }));
  equal(kernel.waiting.length, 3);
  equal(kernel.heard(second.n), [first, second]);
  equal(kernel.waiting, [third]); // as long as there is one, that state is older than what the screen has asked since
  equal(kernel.heard(first.n), []);
  equal(kernel.heard(undefined), []);
  equal(kernel.heard(third.n), [third]);
  equal(kernel.waiting, []);
  time.stop();
});

test("that nobody answers is told after a while, once", () => {
  const { kernel, time, silences } = open(note);
  kernel.send({ do: "check" });
  time.pass(LATE - 1);
  equal(silences(), 0);
  time.pass(1);
  equal(silences(), 1);
  time.pass(10 * LATE);
  equal(silences(), 1);
  time.stop();
});

test("each message gives the kernel its time again, and a reply ends the waiting", () => {
  const { kernel, time, silences } = open(note);
  kernel.send({ do: "draft" });
  time.pass(LATE - 1);
  const { n } = kernel.send({ do: "check" });
  time.pass(LATE - 1);
  kernel.heard(n);
  time.pass(LATE);
  equal(silences(), 0);
  time.stop();
});

test("a kernel that is known to be gone is told at once, but after what was sent", () => {
  const { kernel, time, silences } = open(() => {
    throw new Error("the comm is closed");
  });
  kernel.send({ do: "check" });
  equal([silences(), kernel.waiting.length], [0, 1]);
  time.pass(0);
  equal(silences(), 1);
  time.stop();
});

test("a view that goes away tells nothing any more", () => {
  const { kernel, time, silences } = open(note);
  kernel.send({ do: "check" });
  kernel.stop();
  time.pass(LATE);
  equal(silences(), 0);
  time.stop();
});

test("what could not be saved comes back once", () => {
  sessionStorage.clear();
  keep("smo-answer:1", { a: [1, "é"] });
  equal([takeBack("smo-answer:1"), takeBack("smo-answer:1"), takeBack("never")], [{ a: [1, "é"] }, null, null]);
  sessionStorage.setItem("broken", "{");
  equal(takeBack("broken"), null);
});

test("a full storage loses the copy and nothing else", () => {
  const real = Storage.prototype.setItem;
  Storage.prototype.setItem = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  keep("key", 1);
  Storage.prototype.setItem = real;
  equal(takeBack("key"), null);
});

test("to start the lesson again is asked of the page", () => {
  let asked = 0;
  document.addEventListener("smo:restart", () => (asked += 1), { once: true });
  restart();
  equal(asked, 1);
});

export { run };
