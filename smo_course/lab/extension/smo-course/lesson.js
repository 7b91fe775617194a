// One lesson in one tab of JupyterLab: it runs by itself when it is opened, shows exercises rather than code, and stays as it is.
//
// Each part of it stands alone. Where a JupyterLab has moved what a part needs, that part is missing, the learner is told,
// and the rest works; at the worst, the lesson is a notebook as any other, to be run by hand.
import { addBar } from "./bar.js";
import { Bookmark } from "./bookmark.js";
import { LessonFile } from "./file.js";
import { savePage } from "./keep.js";
import { areOurs } from "./origin.js";
import { isOwned } from "./owned.js";
import { OwnCells, takeLeftRunning } from "./owncells.js";
import { holdStill } from "./still.js";

const HIDDEN = "hide-input"; // the tags of cells: what shows something and hides how,
const REFRESHED = ["refresh", "parameters"]; // and what is drawn again, from the lesson's own values, when the start page is looked at again
// Python looks beside the notebook first: what lies there may stand in for no module of the course's, nor of Python's.
const BESIDE_LAST = `(lambda path, here: path.__setitem__(slice(None), sorted(path, key=here.__contains__)))(
  __import__("sys").path, ["", __import__("os").getcwd()])`;
const STOPS_WITHIN = 4000; // ms; what a cell of the learner's has to stop, before its kernel is started again

const tagged = (model, tag) => (model.getMetadata("tags") ?? []).includes(tag);
const isHeading = (model) => model.type === "markdown" && /^##? /.test(model.sharedModel.getSource());

export class Lesson {
  // `course` is what the extension lends it: {library, words, own, keep, contents, told, toggleCourse, moved, changed}; `told` is what the notebook
  // says of itself, `changed` is called when there may be something new to show around the lesson.
  constructor(panel, course) {
    this.panel = panel;
    this.course = course;
    this.words = course.words;
    this.letGo = []; // what undoes how JupyterLab was held
    this.say = () => {}; // until there is a bar
  }

  get isStart() {
    return this.course.told.lesson === "start";
  }
  get lang() {
    return this.course.told.lang;
  }
  // Where the learner is in it is kept under this name, for the lesson in all its languages.
  get name() {
    const { lesson, assignment } = this.course.told;
    return lesson ?? assignment ?? this.panel.context.path;
  }
  // JupyterLab is kept from its cells.
  get isHeld() {
    return this.letGo.length > 0;
  }
  get cells() {
    return this.panel.content.widgets.filter((cell) => !isOwned(cell.model));
  }
  // The headings of its sections, {text, go}.
  get sections() {
    return this.cells
      .filter(({ model }) => isHeading(model) && model.sharedModel.getSource().startsWith("## "))
      .map((cell) => ({
        text: cell.model.sharedModel.getSource().split("\n")[0].slice(3).replaceAll(/[*_`]/g, ""),
        go: () => this.bookmark.goTo(cell),
      }));
  }

  async open() {
    this.part(() => this.joinKernel());
    this.isForeign = !(await this.part(() => this.isOurs()));
    await this.part(() => this.dress());
    await this.part(() => this.nameTab());
    await this.part(() => this.hold());
    if (!this.isForeign) await this.part(() => this.addOwn());
    await this.part(() => this.bookmark.open());
    await this.part(() => this.addBar());
    await this.part(() => this.addButtons());
    await this.part(() => this.follow());
    await this.running(() => this.start());
  }

  // Does what needs something of JupyterLab's. What is not where it was is a TypeError to JavaScript, and told to the learner;
  // anything else (the network, a kernel that stops) passes, and JupyterLab says it.
  async part(work, run = false) {
    try {
      return await work();
    } catch (error) {
      if (this.panel.isDisposed) return;
      if (error.constructor === TypeError) this.course.moved(error, run);
      else console.error("smo-course:", error);
    }
  }

  // The same for what makes the lesson live. If it fails, all of JupyterLab's own tools are there again.
  running(work) {
    return this.part(async () => {
      try {
        await work();
      } catch (error) {
        this.turn = null;
        if (error.constructor === TypeError) this.giveUp();
        else this.stopped();
        throw error;
      }
    }, true);
  }

  // JupyterLab does so, too, but looks first whether there is a copy of the file to go back to.
  joinKernel() {
    const { model, sessionContext } = this.panel.context;
    const { defaultKernelName: name, defaultKernelLanguage: language } = model;
    sessionContext.kernelPreference = { ...sessionContext.kernelPreference, name, language };
    return sessionContext.initialize();
  }

  // How the lesson looks.
  dress() {
    const { content, node } = this.panel;
    node.classList.add("smo-lesson");
    node.lang = this.lang; // JupyterLab's page is in its own language, and so would this be read aloud
    content.notebookConfig = { ...content.notebookConfig, windowingMode: "none" }; // an exercise out of sight can be gone to
    content.model.cells.changed.connect(() => this.part(() => this.dressCells()));
    this.bookmark = new Bookmark(content, this.name);
    this.dressCells();
  }

  dressCells() {
    for (const cell of this.cells) {
      cell.toggleClass("smo-hidden-code", tagged(cell.model, HIDDEN) && !this.isForeign);
      if (this.isForeign) cell.inputHidden = false; // who is asked to start it has to see all of it
      cell.readOnly = true;
    }
    this.own?.dress();
  }

  // The tab is called as the lesson is, and not as its file. To JupyterLab, that would be a new name for the file: it must not hear.
  nameTab() {
    const { panel } = this;
    const { _onTitleChanged: rename } = panel; // eslint-disable-line no-underscore-dangle
    if (!panel.title.changed.disconnect(rename, panel)) throw new TypeError("tabs have their names from elsewhere");
    panel.context.pathChanged.connect(() => this.sayName());
    this.sayName();
    this.course.changed();
  }

  sayName() {
    this.panel.title.label = this.title;
  }

  // What the lesson is called; a notebook without a heading, as its file.
  get title() {
    const heading = this.cells.find(({ model }) => isHeading(model))?.model.sharedModel.getSource();
    return (this.isStart ? this.words["start-page"] : heading?.split("\n")[0].replace(/^#+ /, "")) || this.panel.title.label;
  }

  // The lesson's cells stay as they are, and its file is not written by running them.
  hold() {
    const { content, context } = this.panel;
    this.letGo.push(holdStill(content, (element) => element.closest?.(".smo-own")));
    this.file = new LessonFile(context, this.course.contents, (saved) => this.say(saved ? "" : this.words.unsaved));
    this.file.keepClean();
    this.letGo.push(() => this.file.letGo());
    this.panel.disposed.connect(() => this.file.isWaiting && this.file.save());
  }

  addOwn() {
    if (!this.file) return;
    const isLesson = !["start", "workbook", "review"].includes(this.course.told.lesson);
    const places = () => (isLesson ? this.sectionEnds() : []);
    const say = (...said) => this.turn || this.say(...said);
    this.own = new OwnCells(this.panel, { words: this.course.own, library: this.course.library, file: this.file, say }, places);
    this.own.takeUp();
    this.own.dress();
  }

  // The last cell of each section: not of what stands before the first, nor of the last, where the lesson ends.
  sectionEnds() {
    const { cells } = this;
    const heads = cells.map(({ model }, place) => (isHeading(model) ? place : -1)).filter((place) => place > 0);
    return heads.slice(1).map((place) => cells[place - 1]);
  }

  async addBar() {
    this.say = await addBar(this.panel, this.course.library);
  }

  // What a learner may do with a lesson, left to right.
  get buttons() {
    const { words, course } = this;
    return [
      { name: "course", label: words.course, tooltip: words["course-tip"], onClick: () => course.toggleCourse() },
      { name: "again", label: words.again, tooltip: words["again-tip"], onClick: () => this.restart() },
      { name: "reset", label: words.reset, tooltip: words["reset-tip"], onClick: () => this.part(() => this.reset()) },
      { name: "print", label: words.print, tooltip: words["print-tip"], onClick: () => window.print() },
      { name: "keep", label: words.keep, tooltip: words["keep-tip"], onClick: () => this.part(() => savePage(this, course.keep)) },
      { name: "code", label: words.code, tooltip: words["code-tip"], onClick: () => this.part(() => this.toggleCode()) },
    ].filter(({ name }) => name !== "reset" || course.told.lesson); // what is no lesson has no version of the course's
  }

  async addButtons() {
    const { ToolbarButton } = await this.course.library("@jupyterlab/apputils");
    this.buttons.forEach(({ name, ...told }, place) => this.panel.toolbar.insertItem(place, `smo-${name}`, new ToolbarButton(told)));
  }

  toggleCode() {
    const shown = this.panel.node.classList.toggle("smo-code");
    for (const cell of this.cells) if (tagged(cell.model, HIDDEN)) cell.inputHidden = !shown;
  }

  // Whether its code is the course's own, cell for cell.
  isOurs() {
    return areOurs(this.cells.filter(({ model }) => model.type === "code").map(({ model }) => model.sharedModel.getSource()));
  }

  async start() {
    await this.panel.sessionContext.ready;
    return this.run();
  }

  // What is the course's runs by itself, whenever and why ever. Anything else waits to be asked, and nothing in it is changed
  // before; what Jupyter trusts does not count, for it trusts whatever was run and saved once.
  async run() {
    if (this.turn) return;
    const turn = (this.turn = {});
    this.isForeign = !(await this.isOurs());
    if (this.turn !== turn) return;
    if (this.isForeign && !this.isAsked) return this.wait();
    this.panel.node.dataset.smo = "running";
    this.say(this.words.starting, { busy: true });
    this.bookmark.hold();
    await this.freeKernel();
    const done = await this.runCells(this.cells);
    if (this.turn !== turn) return; // the kernel was started again meanwhile, and so was the lesson
    this.turn = null;
    this.hasRun = true;
    this.panel.node.dataset.smo = "ready";
    this.say(done ? "" : this.words.failed);
    this.bookmark.letGo();
    this.course.changed();
  }

  wait() {
    this.turn = null;
    delete this.panel.node.dataset.smo;
    this.dressCells();
    const go = () => {
      this.isAsked = true;
      return this.running(() => this.run());
    };
    this.say(this.words.untrusted, { action: { label: this.words.start, go } });
  }

  // Runs them one by one, whatever becomes of any; gives whether all went well.
  async runCells(cells) {
    const { CodeCell } = await this.course.library("@jupyterlab/cells");
    const { sessionContext } = this.panel;
    // All of it is sent at once: a kernel does one thing after the other.
    const [beside, ...replies] = await Promise.allSettled([
      this.ask(BESIDE_LAST),
      ...cells
        .filter(({ model }) => model.type === "code")
        .map((cell) => CodeCell.execute(cell, sessionContext, { tags: ["raises-exception"], recordTiming: false, deletedCells: [] })),
    ]);
    if (beside.reason) throw beside.reason;
    const moved = replies.find(({ reason }) => reason?.constructor === TypeError);
    if (moved) throw moved.reason;
    return replies.every(({ status, value }) => status === "fulfilled" && value?.content.status !== "error");
  }

  // A page that is opened again may find a cell of the learner's still running: it makes way for the lesson.
  async freeKernel() {
    const { sessionContext } = this.panel;
    const kernel = sessionContext.session?.kernel;
    if (!kernel || !takeLeftRunning(kernel)) return;
    await kernel.interrupt();
    for (let waited = 0; kernel.status !== "idle"; waited += 100) {
      if (waited >= STOPS_WITHIN) return sessionContext.restartKernel();
      await new Promise((done) => setTimeout(done, 100));
    }
  }

  restart() {
    return this.running(async () => {
      this.say(this.words.starting, { busy: true });
      this.bookmark.hold();
      const { sessionContext } = this.panel;
      const kernel = sessionContext.session?.kernel;
      if (kernel && kernel.status !== "dead") return sessionContext.restartKernel();
      await sessionContext.startKernel();
      await sessionContext.ready;
      this.turn = null;
      return this.run();
    });
  }

  // A kernel that was restarted, by the learner or after a crash, knows nothing of the lesson: run it again.
  follow() {
    const { panel } = this;
    const { statusChanged } = panel.sessionContext;
    const { _onSessionStatusChanged: ask } = panel; // eslint-disable-line no-underscore-dangle
    if (ask) statusChanged.disconnect(ask, panel); // JupyterLab's message of a kernel that died: the bar says it
    let lost = false;
    statusChanged.connect((_, status) => {
      if (status === "restarting" || status === "autorestarting") {
        lost = true;
        this.turn = null;
        this.say(this.words.starting, { busy: true });
      } else if (status === "dead") {
        lost = false;
        this.stopped();
      } else if (status === "idle" && lost && (this.hasRun || this.isForeign)) {
        lost = false;
        this.running(() => this.run());
      }
    });
  }

  // Puts the course's version of the lesson back. Answers lie in the journal, and own cells keep their places.
  async reset() {
    const { words } = this;
    const { Dialog, showDialog } = await this.course.library("@jupyterlab/apputils");
    const buttons = [Dialog.cancelButton({ label: words.cancel }), Dialog.okButton({ label: words.reset })];
    const { button } = await showDialog({ title: words["reset-title"], body: words["reset-body"], buttons });
    if (!button.accept) return;
    await this.running(async () => {
      this.turn = {}; // nothing else runs it meanwhile
      this.isAsked = false; // who puts the course's version back has not asked for another
      this.panel.node.dataset.smo = "running";
      this.say(words.starting, { busy: true });
      this.bookmark.hold();
      const done = await this.putBack();
      this.turn = null;
      await this.run();
      if (!done && !this.isForeign) this.say(words["not-reset"]);
    });
  }

  // In a kernel that nothing has run in yet. Gives whether it could.
  async putBack() {
    const { context, sessionContext } = this.panel;
    await this.file.save();
    await (sessionContext.session?.kernel ? sessionContext.restartKernel() : sessionContext.startKernel());
    try {
      await this.ask(BESIDE_LAST);
      await this.ask(`__import__("smo_course.workspace").workspace.put_back(${JSON.stringify(context.path.split("/").at(-1))})`);
      const { content } = await this.course.contents.get(context.path, { type: "notebook", content: true });
      context.model.fromJSON(content);
      this.own?.takeUp(); // what the file lacks: written just now, or not saved
      this.isForeign = !(await this.isOurs());
      if (!this.own) this.addOwn();
      this.dressCells();
      this.sayName();
      this.bookmark.release();
      this.bookmark.hold(); // in the cells that are there now
      return true;
    } catch (error) {
      if (error.constructor === TypeError) throw error;
      console.error("smo-course:", error);
      return false;
    }
  }

  // What a Python expression is, in this lesson's kernel: the data of its display, by type. Shows nothing.
  async ask(expression) {
    const kernel = this.panel.sessionContext.session?.kernel;
    if (!kernel) throw new Error("no kernel");
    const asked = { code: "", silent: true, store_history: false, stop_on_error: false, user_expressions: { it: expression } };
    const { it } = (await kernel.requestExecute(asked).done).content.user_expressions ?? {};
    if (it?.status !== "ok") throw new Error(it?.evalue ?? "the kernel gave no answer");
    return it.data;
  }

  giveUp() {
    this.say("");
    this.panel.node.classList.remove("smo-lesson");
    for (const each of this.letGo.splice(0)) each();
    this.course.changed();
  }

  stopped() {
    this.say(this.words.dead, { action: { label: this.words.again, go: () => this.restart() } });
  }

  // The lesson is in front again. The start page and the workbook show what is done: that is drawn again.
  lookAgain() {
    this.part(() => this.bookmark?.catchUp());
    if (!this.cells.some(({ model }) => tagged(model, "refresh")) || !this.hasRun || this.turn) return;
    const refreshed = ({ model }) => REFRESHED.some((tag) => tagged(model, tag));
    this.part(async () => (await this.isOurs()) && this.runCells(this.cells.filter(refreshed)));
  }
}
