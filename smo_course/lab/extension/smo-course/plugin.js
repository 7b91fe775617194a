// The extension: finds the lessons among the notebooks that are opened, makes them live, and puts the course beside them.
import { CoursePanel, resolved } from "./coursepanel.js";
import { inItsOwnTime, openEarly, startEarly } from "./early.js";
import { Inbox } from "./inbox.js";
import { Interface } from "./interface.js";
import { printLessons } from "./keep.js";
import { Lesson } from "./lesson.js";
import { notice } from "./notice.js";
import { overlookWidgets } from "./origin.js";
import { holdCommands } from "./still.js";

const messages = fetch(new URL("./words.json", import.meta.url)).then((answer) => answer.json());

export async function plugin(library) {
  const lesson = startEarly(library);
  lesson.catch(inItsOwnTime);
  const said = await messages; // by language and module
  return {
    id: "smo-course:lessons",
    description: "Runs lessons by themselves, shows exercises rather than code, and keeps lessons as they are.",
    autoStart: true,
    activate: (app) => {
      new Course(app, library, said).begin();
      lesson.then((path) => path && openEarly(app, library, path)).catch(inItsOwnTime);
    },
  };
}

class Course {
  constructor(app, library, said) {
    Object.assign(this, { app, library, said });
    this.lessons = new Map(); // by the panel that shows it
    this.interface = new Interface(app, startOfTheLab());
  }

  begin() {
    wear(new URL("./style.css", import.meta.url));
    this.part(() => this.bringToLife(), true);
    this.part(() => this.follow());
    this.part(() => this.hold());
    this.part(() => this.addPanel());
  }

  // Does what needs something of JupyterLab's. Where that has moved, the learner is told; `run` is whether lessons have to be run
  // by hand for it.
  async part(work, run = false) {
    try {
      await work();
    } catch (error) {
      this.moved(error, run);
    }
  }

  // In the lesson's language where that is known.
  moved(error, run, langs = Object.keys(this.said)) {
    console.error("smo-course:", error);
    if (run) this.interface.showAll();
    for (const lang of langs) notice(this.said[lang].notice, lang, this.app.version, run);
  }

  bringToLife() {
    this.app.docRegistry.addWidgetExtension("Notebook", {
      createNew: (panel) => {
        this.look(panel).catch((error) => panel.isDisposed || this.moved(error, true));
      },
    });
  }

  async look(panel) {
    await panel.context.ready;
    const told = panel.context.model.getMetadata("smo_course");
    if (told || startOfTheLab()) overlookWidgets(panel.context.model);
    if (!told) return;
    const lang = Object.hasOwn(this.said, told.lang) ? told.lang : "en";
    const words = this.said[lang];
    const lesson = new Lesson(panel, {
      library: this.library,
      words: words.lesson,
      own: words.owncells,
      keep: words.keep,
      contents: this.app.serviceManager.contents,
      told: { ...told, lang },
      toggleCourse: () => this.interface.toggleCourse(),
      moved: (error, run) => this.moved(error, run, [lang]),
      changed: () => lesson === this.front && this.panel?.show(lesson),
    });
    this.lessons.set(panel, lesson);
    panel.disposed.connect(() => this.lessons.delete(panel));
    this.lookAround();
    await lesson.open();
  }

  // The lesson in front, if there is one.
  get front() {
    return this.lessons.get(this.app.shell?.currentWidget); // without a shell, which would be told, lessons run all the same
  }

  // What happens around the lessons. Widgets ask for some of it, without knowing JupyterLab.
  follow() {
    document.addEventListener("smo:restart", () => this.front?.restart());
    document.addEventListener("smo:open", (event) => {
      event.preventDefault();
      this.open(event.detail.path);
    });
    document.addEventListener("smo:progress", () => this.panel?.ask());
    this.app.shell.currentChanged.connect(() => this.lookAround());
    printLessons(
      () => this.front,
      ({ lang }) => this.said[lang].keep,
    );
    const name = () => {
      const title = this.front?.panel.title.label;
      if (title && document.title !== title) document.title = title; // and not its file, which JupyterLab would have there
    };
    new MutationObserver(name).observe(document.head, { childList: true, subtree: true, characterData: true });
  }

  open(path) {
    return this.app.commands.execute("docmanager:open", { path });
  }

  lookAround() {
    const { front } = this;
    if (!front) return;
    front.lookAgain();
    this.panel?.show(front);
  }

  // Keys and commands leave lessons as they are.
  hold() {
    const { app } = this;
    holdCommands(
      app,
      (widget) => this.lessons.get(widget)?.isHeld,
      (event) => this.interface.hears(event),
    );
    this.interface.holdMenus();
    this.interface.holdLauncher();
  }

  async addPanel() {
    const { Widget } = await this.library("@lumino/widgets");
    const words = (name) => Object.fromEntries(Object.entries(this.said).map(([lang, each]) => [lang, each[name]]));
    const inbox = new Inbox({
      words: words("inbox"),
      lesson: () => this.panel.lesson,
      open: (path, from) => this.open(resolved(path, from)),
      notify: (message, wrong) => this.app.commands.execute("apputils:notify", { message, type: wrong ? "error" : "success" }),
      progressed: () => this.panel.ask(),
    });
    this.panel = new CoursePanel(new Widget(), {
      words: words("coursepanel"),
      inbox,
      open: (path) => (this.interface.chosen(), this.open(path)),
      chosen: () => this.interface.chosen(),
      switches: (lang) => this.interface.switches(this.said[lang].interface),
    });
    this.app.shell.add(this.panel.widget, "left", { rank: 0 });
    await this.app.restored;
    this.interface.begin();
    this.lookAround();
    inbox.follow(this.app.serviceManager.contents);
  }
}

// The start page, in a lab for learners: `smo lab` says it in the page. Any other lab says nothing.
function startOfTheLab() {
  return JSON.parse(document.getElementById("jupyter-config-data")?.textContent ?? "{}").smoStart;
}

function wear(style) {
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: style.href }));
}
