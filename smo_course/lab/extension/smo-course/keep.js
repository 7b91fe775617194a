// What a learner takes away of a lesson: the page as it is seen, printed by the browser or saved as one file. It has the answers
// and what was said to them; no code, nothing to press, nothing that is fetched from anywhere.

const look = fetch(new URL("./page.css", import.meta.url)).then((answer) => answer.text());
let looks = ""; // once it is there: printing waits for nothing
look.then((text) => (looks = text));

const GONE =
  'script, style, link, meta, iframe, object, embed, [hidden], button.smo-button, input[type="range"], .smo-card-room, ' +
  '.smo-select select, .jp-InternalAnchorLink, [role="alert"]:empty, .smo-sr[aria-live], [role="status"]:empty';
const BARE = /^(on.*|tabindex|draggable|contenteditable|aria-(pressed|expanded|keyshortcuts|live|describedby)|data-jp.*|data-mime.*|role)$/;
const ROLES = ["img", "table", "row", "rowgroup", "cell", "columnheader", "rowheader", "group", "region"];
const isElsewhere = (address) => /^https?:/.test(address) && new URL(address).origin !== location.origin;

function make(tag, attributes, ...children) {
  const el = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) el.setAttribute(name, value);
  el.append(...children);
  return el;
}

// The lesson's cells as they are seen. Of code, only what it shows.
function parts(lesson) {
  const seen = ({ model, node }) =>
    model.type === "code"
      ? [...node.querySelectorAll(".jp-OutputArea-output")].filter((each) => !/stderr|error/.test(each.dataset.mimeType ?? ""))
      : [...node.querySelectorAll(".jp-RenderedMarkdown")];
  return lesson.panel.content.widgets.flatMap(seen).filter((each) => each.checkVisibility());
}

// A copy of what is seen, with what was typed and chosen as text.
function copied(seen) {
  const copy = seen.cloneNode(true);
  const [was, is] = [seen, copy].map((each) => [...each.querySelectorAll("*")]);
  is.forEach((each, place) => still(each, was[place]));
  for (const each of copy.querySelectorAll(GONE)) each.remove();
  for (const each of [copy, ...copy.querySelectorAll("*")]) bare(each);
  for (const each of copy.querySelectorAll("button")) rename(each, "span");
  for (const each of copy.querySelectorAll("details")) each.open = true;
  for (const each of copy.querySelectorAll("a")) if (!isElsewhere(each.href)) rename(each, "span");
  for (const each of copy.querySelectorAll("img")) if (isElsewhere(each.src)) each.replaceWith(each.alt);
  return copy;
}

// In place of what can be filled in, what it holds.
function still(each, live) {
  if (each.matches('input[type="radio"], input[type="checkbox"]')) {
    each.toggleAttribute("checked", live.checked);
    each.setAttribute("inert", "");
  } else if (each.matches('input:not([type="range"])')) each.replaceWith(make("span", { class: "smo-typed" }, live.value || "\u00a0"));
  else if (each.matches("textarea")) each.replaceWith(make("div", { class: "smo-typed smo-typed-text" }, live.value || "\u00a0"));
  else if (each.matches("select") && !each.closest(".smo-select"))
    each.replaceWith(make("span", { class: "smo-typed" }, live.selectedOptions[0]?.text ?? ""));
}

function bare(each) {
  for (const { name, value } of Array.from(each.attributes)) {
    if (BARE.test(name) && !(name === "role" && ROLES.includes(value))) each.removeAttribute(name);
  }
}

function rename(each, tag) {
  const named = document.createElement(tag);
  for (const { name, value } of each.attributes) if (!["type", "href", "target", "rel"].includes(name)) named.setAttribute(name, value);
  named.append(...each.childNodes);
  each.replaceWith(named);
}

// The page: {title, main, style}.
function pageOf(lesson, words) {
  const title = lesson.title;
  const now = new Intl.DateTimeFormat(lesson.lang, { dateStyle: "long", timeStyle: "short" }).format(new Date());
  const when = make("p", { class: "smo-page-when" }, words.when.replace("{date}", now));
  const main = make("main", { class: "smo-page", lang: lesson.lang }, when, ...parts(lesson).map(copied));
  const styles = [...document.querySelectorAll("style")].map((each) => each.textContent).filter((each) => /\.smo\b/.test(each));
  return { title, main, style: [...new Set([...styles, looks])].join("\n").replaceAll("</", "<\\/") };
}

// Whenever the browser prints while a lesson is in front, it prints the lesson's page instead of JupyterLab. `front` gives the
// lesson, `words` its words.
export function printLessons(front, words) {
  let sheet = null;
  function putAway() {
    sheet?.remove();
    sheet = null;
  }
  window.addEventListener("beforeprint", () => {
    const lesson = front();
    putAway();
    if (!lesson) return;
    const { main, style } = pageOf(lesson, words(lesson));
    sheet = make("div", { class: "smo-printed" });
    sheet.attachShadow({ mode: "open" }).append(make("style", {}, style), main); // JupyterLab's styles stay out
    document.body.append(sheet);
  });
  window.addEventListener("afterprint", putAway);
}

// Saves the lesson's page as a file that needs nothing else.
export async function savePage(lesson, words) {
  await look;
  const { title, main, style } = pageOf(lesson, words);
  await Promise.all([...main.querySelectorAll("img")].map(bring));
  const text = new XMLSerializer().serializeToString(main);
  const page = `<!doctype html>
<html lang="${lesson.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${new XMLSerializer().serializeToString(document.createTextNode(title))}</title>
<style>
${style}
</style>
</head>
<body>
${text}
</body>
</html>
`;
  const href = URL.createObjectURL(new Blob([page], { type: "text/html" }));
  make("a", { href, download: `${title.replaceAll(/[\\/:*?"<>|]/g, " ").trim()}.html` }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

// A picture of the course's own server comes along in the page; where it cannot be had, its text stands for it.
async function bring(image) {
  if (image.src.startsWith("data:")) return;
  try {
    const blob = await (await fetch(image.src)).blob();
    image.src = await new Promise((done, failed) => {
      const reader = Object.assign(new FileReader(), { onload: () => done(reader.result), onerror: failed });
      reader.readAsDataURL(blob);
    });
  } catch {
    image.replaceWith(image.alt);
  }
}
