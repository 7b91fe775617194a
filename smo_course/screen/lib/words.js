// What the course says, from the messages that Python sends (smo_course/words.py): a text, or its forms by plural category.

// say("left", {n: 3, of: 5}) is the message in its language, with its values filled in; `n` chooses the plural, and
// numbers are written as the language writes them. say.number(1234.5) is such a number by itself, say.lang the language.
export function speaker(messages, lang) {
  const numbers = new Intl.NumberFormat(lang, { maximumFractionDigits: 2 });
  const plurals = new Intl.PluralRules(lang);
  const number = (value) => numbers.format(Math.round(value * 100) / 100 || 0).replace("-", "−"); // never "-0"
  const written = (value) => (typeof value === "number" ? number(value) : value);

  function say(name, values = {}) {
    let message = messages[name];
    if (message === undefined) throw new Error(`there is no message ${name}`);
    if (typeof message === "object") message = message[plurals.select(Math.abs(values.n))] ?? message.other;
    return message.replace(/\{(\w+)\}/g, (whole, each) => (each in values ? written(values[each]) : whole));
  }
  return Object.assign(say, { lang, number });
}
