import { speaker } from "../../../smo_course/screen/lib/words.js";
import { equal, run, test, throws } from "./testing.js";

const MESSAGES = {
  en: { left: { one: "{n} card left of {of}", other: "{n} cards left of {of}" }, saved: "Saved.", note: "{name}: {text}" },
  fr: { left: { one: "encore {n} carte sur {of}", other: "encore {n} cartes sur {of}" } },
  pl: { left: { one: "{n} karta", few: "{n} karty", other: "{n} kart" } },
};
const say = (lang) => speaker(MESSAGES[lang], lang);

test("a message has its values; what has none stays as it is written", () => {
  equal(say("en")("saved"), "Saved.");
  equal(say("en")("note", { name: "Anna" }), "Anna: {text}");
});

test("values are not filled in again", () => {
  equal(say("en")("note", { name: "{text}", text: "$& {name}" }), "{text}: $& {name}");
});

test("n chooses the plural as the language does", () => {
  equal(
    [0, 1, 2].map((n) => say("en")("left", { n, of: 5 })),
    ["0 cards left of 5", "1 card left of 5", "2 cards left of 5"],
  );
  equal(
    [0, 1, 1.5, 2].map((n) => say("fr")("left", { n, of: 5 })),
    ["encore 0 carte sur 5", "encore 1 carte sur 5", "encore 1,5 carte sur 5", "encore 2 cartes sur 5"],
  );
  equal(
    [1, 3, 5].map((n) => say("pl")("left", { n })),
    ["1 karta", "3 karty", "5 kart"],
  ); // 5 is "many", which falls to other
});

test("numbers are written as the language writes them", () => {
  equal([say("en").number(1234.567), say("fr").number(1234.567)], ["1,234.57", "1\u202f234,57"]);
  equal([say("en").number(-2.5), say("en").number(-0.001), say("fr").number(0)], ["−2.5", "0", "0"]);
});

test("a message that there is not is said by name", () => {
  throws(() => say("en")("nothing"), "nothing");
});

export { run };
