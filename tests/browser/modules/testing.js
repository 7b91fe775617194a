// As much of a test runner as tests of modules in a page need. `run` gives what failed: a test passes by not throwing.

const tests = [];

export const test = (name, body) => tests.push({ name, body });

export function equal(found, wanted) {
  if (told(found) !== told(wanted)) throw new Error(`${told(found)} is not ${told(wanted)}`);
}

// Values as JSON tells them, and what JSON cannot tell apart.
const told = (value) => JSON.stringify(value, (_, each) => (each === undefined || Number.isNaN(each) ? `<${each}>` : each));

export function throws(body, words) {
  try {
    body();
  } catch (error) {
    if (!error.message.includes(words)) throw error;
    return;
  }
  throw new Error(`nothing is thrown that says ${words}`);
}

export async function run() {
  const outcomes = [];
  for (const { name, body } of tests) {
    document.body.replaceChildren();
    let failure = null;
    try {
      await body();
    } catch (error) {
      failure = error.stack;
    }
    outcomes.push({ name, failure });
  }
  return outcomes;
}

// Time that passes when it is told to, and only then: setTimeout and clearTimeout of the page, until `stop`.
export function clock() {
  const real = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout };
  const due = new Map(); // what is to be done, and when, by its id
  let now = 0;
  let last = 0;
  Object.assign(globalThis, {
    setTimeout(body, after = 0, ...values) {
      last += 1;
      due.set(last, { at: now + after, body: () => body(...values) });
      return last;
    },
    clearTimeout: (id) => due.delete(id),
  });
  return {
    pass(time) {
      now += time;
      for (const [id, { at, body }] of due) {
        if (at > now) continue;
        due.delete(id);
        body();
      }
    },
    stop: () => Object.assign(globalThis, real),
  };
}
