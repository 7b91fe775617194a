// One lesson in one tab of JupyterLab: it runs by itself when it is opened, and shows exercises rather than code.
//
// Each part of it stands alone. Where a JupyterLab has moved what a part needs, that part is missing, the learner is told,
// and the rest works; at the worst, the lesson is a notebook as any other, to be run by hand.
import { addBar } from "./bar.js";
import { areOurs, bringsModules } from "./origin.js";

const HIDDEN = "hide-input"; // the tags of cells: what shows something and hides how,
const REFRESHED = "refresh"; // and what is drawn again when the start page is looked at again

const tagged = (model, tag) => (model.getMetadata("tags") ?? []).includes(tag);

export class Lesson {
  // `course` is what the extension lends it: {library, contents, words, isStart, moved}.
  constructor(panel, course) {
    this.panel = panel;
    this.course = course;
    this.words = course.words;
    this.say = () => {}; // until there is a bar
  }

  get cells() {
    return this.panel.content.widgets;
  }

  async open() {
    await this.part(() => this.dress());
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
        this.isRunning = false;
        if (error.constructor === TypeError) this.giveUp();
        else this.stopped();
        throw error;
      }
    }, true);
  }

  // How the lesson looks.
  dress() {
    const { content, node } = this.panel;
    node.classList.add("smo-lesson");
    content.notebookConfig = { ...content.notebookConfig, windowingMode: "none" }; // an exercise out of sight can be gone to
    content.model.cells.changed.connect(() => this.part(() => this.hideCode()));
    this.hideCode();
  }

  // Code of others is shown: who is asked to start it has to see it.
  hideCode() {
    for (const cell of this.cells) cell.toggleClass("smo-hidden-code", tagged(cell.model, HIDDEN) && !this.isForeign);
  }

  // The lesson's own cells are neither edited nor deleted by a slip of the keys. What a learner adds later stays free: where
  // a cell is locked already, the lesson was here before.
  lock(models) {
    if (models.some((model) => model.getMetadata("deletable") === false)) return;
    for (const model of models) {
      if (model.type !== "markdown" && !tagged(model, HIDDEN)) continue;
      model.setMetadata("deletable", false);
      model.setMetadata("editable", false);
    }
  }

  async addBar() {
    this.say = await addBar(this.panel, this.course.library);
  }

  async addButtons() {
    const { ToolbarButton } = await this.course.library("@jupyterlab/apputils");
    const { words } = this;
    const again = { label: words.again, tooltip: words["again-tip"], onClick: () => this.restart() };
    const code = { label: words.code, tooltip: words["code-tip"], onClick: () => this.part(() => this.toggleCode()) };
    this.panel.toolbar.insertItem(0, "smo-again", new ToolbarButton(again));
    this.panel.toolbar.insertItem(1, "smo-code", new ToolbarButton(code));
  }

  toggleCode() {
    const shown = this.panel.node.classList.toggle("smo-code");
    for (const cell of this.cells) if (tagged(cell.model, HIDDEN)) cell.inputHidden = !shown;
  }

  // What is the course's, cell for cell, runs by itself. Anything else waits to be asked, and nothing in it is changed before;
  // what Jupyter trusts does not count, for it trusts whatever was run and saved once.
  async start() {
    const [foreign] = await Promise.all([this.isOfOthers(), this.panel.sessionContext.ready]);
    if (!foreign) return this.run();
    this.isForeign = true;
    this.hideCode();
    this.say(this.words.untrusted, { action: { label: this.words.start, go: () => this.running(() => this.run()) } });
  }

  // Whether some of the code that would run is not the course's.
  async isOfOthers() {
    const { contents } = this.course;
    const sources = this.cells.filter(({ model }) => model.type === "code").map(({ model }) => model.sharedModel.getSource());
    if (!(await areOurs(sources))) return true;
    const folder = this.panel.context.path.split("/").slice(0, -1).join("/");
    return bringsModules(folder, async (path) => (await contents.get(path, { content: true })).content);
  }

  async run() {
    if (this.isRunning) return;
    this.isRunning = true;
    this.panel.node.dataset.smo = "running";
    this.say(this.words.starting, { busy: true });
    this.lock([...this.panel.content.model.cells]);
    const done = await this.runCells(this.cells);
    this.isRunning = false;
    this.hasRun = true;
    this.panel.node.dataset.smo = "ready";
    this.say(done ? "" : this.words.failed);
    this.save();
  }

  async runCells(cells) {
    const { NotebookActions } = await this.course.library("@jupyterlab/notebook");
    return NotebookActions.runCells(this.panel.content, cells, this.panel.sessionContext);
  }

  // So that closing the tab asks nothing. A folder that takes nothing is told by the lesson's header.
  save() {
    const { context } = this.panel;
    if (context.contentsModel?.writable) context.save().catch(() => {});
  }

  restart() {
    return this.running(async () => {
      this.say(this.words.starting, { busy: true });
      const { sessionContext } = this.panel;
      const kernel = sessionContext.session?.kernel;
      if (kernel && kernel.status !== "dead") return sessionContext.restartKernel();
      await sessionContext.startKernel();
      await sessionContext.ready;
      this.isRunning = false;
      return this.run();
    });
  }

  // A kernel that was restarted, by the learner or after a crash, knows nothing of the lesson: run it again.
  follow() {
    let lost = false;
    this.panel.sessionContext.statusChanged.connect((_, status) => {
      if (status === "restarting" || status === "autorestarting") {
        lost = true;
        this.isRunning = false;
        this.say(this.words.starting, { busy: true });
      } else if (status === "dead") {
        lost = false;
        this.stopped();
      } else if (status === "idle" && lost && this.hasRun) {
        lost = false;
        this.running(() => this.run());
      }
    });
  }

  giveUp() {
    this.say("");
    this.panel.node.classList.remove("smo-lesson");
  }

  stopped() {
    this.say(this.words.dead, { action: { label: this.words.again, go: () => this.restart() } });
  }

  // The start page shows what is done: looked at again, it is drawn again.
  lookAgain() {
    if (!this.course.isStart || !this.hasRun || this.isRunning) return;
    this.part(async () => {
      await this.runCells(this.cells.filter((cell) => tagged(cell.model, REFRESHED)));
      this.save();
    });
  }
}
