// The course on the left side: its chapters and lessons with what is done, and the sections of the lesson in front.
//
// What there is and what is done, the kernel of a lesson tells; until one runs, the sections stand alone.

export const ID = "smo-course";

const OUTLINE = (lang) => `__import__("smo_course.screen.outline").screen.outline.outline(${JSON.stringify(lang)})`;
const JSON_TYPE = "application/json";
const LATER = 800; // ms; progress often comes in several steps

const node = (tag, attrs, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attrs ?? {})) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value !== null) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
};
const link = (text, click, attrs) => node("button", { type: "button", class: "smo-course-link", click, ...attrs }, text);

// "../a/b.ipynb", seen from a file of this path.
export function resolved(path, from) {
  const parts = from.split("/").slice(0, -1);
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else parts.push(part);
  }
  return parts.join("/");
}

export class CoursePanel {
  // `around` is what it needs: {words, open(path), switches(lang), inbox}, words by language.
  constructor(widget, around) {
    Object.assign(this, { widget, around });
    this.outlines = {}; // by language, as a kernel told it last
    this.list = node("nav");
    this.foot = node("footer");
    widget.id = ID;
    widget.addClass("smo-course");
    widget.node.append(this.list, around.inbox.node, this.foot);
    around.inbox.watch(widget.node);
  }

  // The lesson in front, or the last one.
  show(lesson) {
    this.lesson = lesson;
    this.draw();
    this.ask();
  }

  // Asks the lesson's kernel what is done by now.
  ask() {
    clearTimeout(this.timer);
    this.timer = setTimeout(async () => {
      const { lesson } = this;
      if (!lesson?.hasRun || lesson.turn || lesson.panel.isDisposed) return;
      try {
        const told = (await lesson.ask(OUTLINE(lesson.lang)))[JSON_TYPE];
        this.outlines[lesson.lang] = { ...told, from: lesson.panel.context.path };
        this.draw();
      } catch (error) {
        // The kernel has stopped, and the lesson says so; or the lesson was closed meanwhile.
        if (!lesson.panel.isDisposed) console.error("smo-course:", error);
      }
    }, LATER);
  }

  draw() {
    const { lesson } = this;
    if (!lesson) return;
    const words = this.around.words[lesson.lang];
    const outline = this.outlines[lesson.lang];
    const { title } = this.widget;
    title.label = title.caption = words.course;
    const focused = [...this.list.querySelectorAll("button")].indexOf(document.activeElement);
    this.list.lang = this.foot.lang = lesson.lang;
    this.list.setAttribute("aria-label", words.course);
    this.list.replaceChildren(
      ...(outline ? outline.chapters.map((each) => this.chapter(each, outline.from)) : []),
      ...(this.isListed(outline) ? [] : [node("h2", null, lesson.title), this.sections()]),
    );
    this.list.querySelectorAll("button")[focused]?.focus();
    this.around.inbox.draw();
    this.foot.replaceChildren(...this.around.switches(lesson.lang));
  }

  isListed(outline) {
    return outline?.chapters.some(({ entries }) => entries.some((each) => this.isHere(each, outline.from)));
  }
  isHere({ link: path }, from) {
    return resolved(path, from) === this.lesson.panel.context.path;
  }

  chapter({ title, empty, entries }, from) {
    const rows = entries.map((each) => this.entry(each, from));
    const head = title ? [node("h2", null, title)] : [];
    return node("section", null, ...head, empty ? node("p", null, empty) : node("ol", null, ...rows));
  }

  entry(entry, from) {
    const here = this.isHere(entry, from);
    const go = () => this.around.open(resolved(entry.link, from));
    const mark = node("span", { class: "smo-course-mark", "aria-hidden": "true" }, entry.mark);
    const said = node("small", null, entry.state);
    const name = link(entry.title, go, { "aria-current": here ? "page" : null });
    return node("li", { class: here ? "smo-course-here" : null }, mark, node("span", null, name, said), ...(here ? [this.sections()] : []));
  }

  sections() {
    const items = this.lesson.sections.map(({ text, go }) =>
      node(
        "li",
        null,
        link(text, () => (this.around.chosen(), go())),
      ),
    );
    return node("ul", { class: "smo-course-sections" }, ...items);
  }
}
