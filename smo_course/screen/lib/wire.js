// The way to the kernel and back. A message carries a number `n`, and the state that answers it carries the same one.

const REPLY_WITHIN = 5000; // ms; later than that, it is told that nobody answers

// `silent` is called when a message has had no reply in time, or cannot be sent at all.
export function wire(model, silent) {
  let waiting = []; // messages that have had no reply yet, oldest first
  let last = 0;
  let timer;
  return {
    // Sends a message; gives it with its number, which grows, whichever view of this model sends.
    send(message) {
      last = Math.max(Date.now(), last + 1);
      const sent = { ...message, n: last };
      waiting.push(sent);
      clearTimeout(timer);
      timer = setTimeout(silent, REPLY_WITHIN);
      try {
        model.send(sent);
      } catch {
        clearTimeout(timer);
        timer = setTimeout(silent);
      }
      return sent;
    },
    // The messages that a state with this number answers: that one and those before it, which a kernel did in turn.
    heard(n) {
      const answered = waiting.slice(0, waiting.findIndex((each) => each.n === n) + 1);
      waiting = waiting.slice(answered.length);
      if (!waiting.length) clearTimeout(timer);
      return answered;
    },
    // What is still on its way. As long as there is any, a state is older than what the screen has asked since: the newest wins.
    get waiting() {
      return waiting;
    },
    stop: () => clearTimeout(timer),
  };
}

// Asks whoever shows the lesson to start it again: the widget is drawn anew then, from what the kernel has.
export const restart = () => document.dispatchEvent(new CustomEvent("smo:restart"));

// What a stopped kernel could not save stays in this tab of the browser until the lesson runs again.
export function keep(key, value) {
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
  } catch {} // a browser without storage: what was saved last comes back instead
}

// What was kept under a key, once; null if there is nothing.
export function takeBack(key) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key));
    sessionStorage.removeItem(key);
    return kept;
  } catch {
    return null;
  }
}
