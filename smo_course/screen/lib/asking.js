// Questions to the kernel, of which the newest counts. One is on its way at a time; of those asked meanwhile, the newest alone
// goes out when it is answered. So a slider that is dragged leaves no queue behind in the kernel.

import { uid } from "./dom.js";

const SLOW_AFTER = 1000; // ms; then it is said that something is being worked out,
const REPLY_WITHIN = 5000; // and then that nobody answers. It is asked again after as long, and then ever more rarely:
const LONGEST = 20_000;

// `answered(reply, settings)` is called with what comes back; `slow` and `silent` when nothing does.
export function asking(model, { answered, slow, silent }) {
  const sender = uid("ask"); // a reply goes to every page that shows this model
  let count = 0;
  let asked = null; // what is on its way
  let next = null; // what has been asked for since
  let patience = REPLY_WITHIN;
  let timers = [];

  function quiet() {
    for (const each of timers) clearTimeout(each);
  }
  function send(settings) {
    count += 1;
    asked = { n: `${sender}-${count}`, settings };
    next = null;
    quiet();
    timers = [setTimeout(slow, SLOW_AFTER), setTimeout(again, patience)];
    try {
      model.send(asked);
    } catch {
      silent(); // the kernel is known to be gone
    }
  }
  // A busy kernel will answer, and one that was started again may never have heard.
  function again() {
    silent();
    patience = Math.min(patience * 2, LONGEST);
    send(next ?? asked.settings);
  }
  function heard(reply) {
    if (!asked || reply.n !== asked.n) return;
    const { settings } = asked;
    const newer = next;
    quiet();
    asked = null;
    patience = REPLY_WITHIN;
    if (newer) send(newer); // first: the kernel works while this is drawn
    if (!newer || !reply.problem) answered(reply, settings);
  }
  model.on("msg:custom", heard);

  return {
    ask(settings) {
      if (asked) next = settings;
      else send(settings);
    },
    stop() {
      quiet();
      model.off("msg:custom", heard);
    },
  };
}
