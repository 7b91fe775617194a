// The learner's own cells in a lesson: made on purpose at the end of a section, run when asked, taken away and put back.
import { isOwned, MARK } from "./owned.js";

const node = (tag, attrs, ...children) => {
  const made = Object.assign(document.createElement(tag), attrs);
  made.append(...children);
  return made;
};
const button = (text, onclick, attrs) => node("button", { type: "button", textContent: text, onclick, ...attrs });

// A kernel in which a cell of the learner's runs is noted in the browser: a page that is opened on it makes it stop.
const noted = (kernel) => `smo-running:${kernel.id}`;
const SOON = 2000; // ms; what runs longer is told, for exercises wait for it

export function takeLeftRunning(kernel) {
  const left = localStorage.getItem(noted(kernel)) !== null;
  localStorage.removeItem(noted(kernel));
  return left;
}

export class OwnCells {
  // `parts` is what it needs: {words, library, file, say}; `places` gives the cells after which one may be added.
  constructor(panel, { words, library, file, say }, places) {
    Object.assign(this, { panel, words, library, file, say, places });
    this.dressed = new WeakSet();
    this.spots = new Map(); // by the id of a lesson's cell, what is said after it
  }

  get notebook() {
    return this.panel.content;
  }
  get shared() {
    return this.notebook.model.sharedModel;
  }

  // What was not in the file yet when a page was closed.
  takeUp() {
    const remembered = this.file.remembered();
    for (const { own, removed } of remembered) {
      for (const { after, cell } of own) {
        const there = this.shared.cells.find((each) => each.getId() === cell.id);
        if (!there) this.insert(after, cell);
        else if (there.getSource() !== cell.source) there.setSource(cell.source);
        this.file.removed.delete(cell.id);
      }
      for (const id of removed) {
        this.delete(id);
        this.file.removed.add(id);
      }
    }
    if (remembered.length) this.file.save();
  }

  // Gives each own cell its tools, and each place its button. Called again whenever there are other cells.
  dress() {
    for (const cell of this.notebook.widgets) {
      const own = isOwned(cell.model);
      cell.toggleClass("smo-own", own);
      if (own && !this.dressed.has(cell)) this.dressOne(cell);
    }
    for (const cell of this.places()) {
      if (!this.spots.get(cell.model.id)?.isConnected) this.addSpot(cell);
    }
  }

  addSpot(cell) {
    const { words } = this;
    const id = cell.model.id;
    const said = node("span", { className: "smo-spot-said" });
    said.setAttribute("role", "status");
    const spot = node(
      "div",
      { className: "smo-spot" },
      button(`+ ${words.try}`, () => this.add(id), { title: words["try-tip"] }),
      said,
    );
    cell.node.append(spot);
    this.spots.set(id, said);
  }

  dressOne(cell) {
    const { words } = this;
    this.dressed.add(cell);
    const run = button(words.run, () => this.toggleRun(cell, run), { title: words["run-tip"] });
    const remove = button(words.remove, () => this.remove(cell));
    const tools = node("div", { className: "smo-own-tools" }, node("span", { textContent: words.own }), run, remove);
    tools.setAttribute("role", "group");
    tools.setAttribute("aria-label", words.own);
    cell.node.append(tools);
    cell.node.addEventListener("keydown", (event) => this.press(event, cell, run), true);
    cell.model.contentChanged.connect(() => this.file.changed());
  }

  // Before JupyterLab hears of it: its own way of running goes on to the next cell, or adds one.
  press(event, cell, run) {
    const runs = event.key === "Enter" && (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey);
    const leaves = event.key === "Escape" && !document.querySelector(".jp-Completer:not(.lm-mod-hidden)");
    if (!runs && !leaves) return;
    event.preventDefault();
    event.stopPropagation();
    if (leaves) run.focus(); // the Tab key is the editor's
    else if (!run.dataset.running) this.toggleRun(cell, run);
  }

  async toggleRun(cell, run) {
    const { words } = this;
    const { sessionContext } = this.panel;
    if (cell.model.type === "markdown") return void (cell.rendered = true);
    const kernel = sessionContext.session?.kernel;
    if (run.dataset.running || !kernel) return kernel?.interrupt();
    const { CodeCell } = await this.library("@jupyterlab/cells");
    const stop = { label: words.stop, go: () => kernel.interrupt() };
    const told = setTimeout(() => this.say(words.running, { action: stop }), SOON);
    run.dataset.running = "yes";
    run.textContent = words.stop;
    try {
      localStorage.setItem(noted(kernel), "");
      // not as JupyterLab does it: a cell may ask there that another one be added after it
      await CodeCell.execute(cell, sessionContext, { tags: ["raises-exception"], deletedCells: [], recordTiming: false });
    } catch {
      // the kernel was restarted: the lesson says so
    } finally {
      clearTimeout(told);
      if (!kernel.isDisposed) this.say("");
      takeLeftRunning(kernel);
      delete run.dataset.running;
      run.textContent = words.run;
    }
  }

  // -- adding and removing

  add(place) {
    const id = this.insert(place, { cell_type: "code", metadata: { smo_course: MARK }, source: "" }).getId();
    this.file.changed();
    const cell = this.notebook.widgets.find((each) => each.model.id === id);
    cell?.ready.then(() => {
      cell.node.scrollIntoView({ block: "nearest" });
      this.notebook.activeCellIndex = this.notebook.widgets.indexOf(cell);
      cell.editor?.focus();
    });
  }

  // After the lesson's cell of this id, and after own cells that stand there already.
  insert(after, cell) {
    const { cells } = this.shared;
    let at = after === null ? 0 : cells.findIndex((each) => each.getId() === after) + 1 || cells.length;
    while (at < cells.length && isOwned(cells[at])) at++;
    return this.shared.insertCell(at, cell);
  }

  delete(id) {
    const at = this.shared.cells.findIndex((each) => each.getId() === id);
    if (at >= 0 && isOwned(this.shared.cells[at])) this.shared.deleteCell(at);
  }

  // Where it stood, it can be put back.
  remove(cell) {
    const { words } = this;
    const { cell: kept, after } = this.file.own.find((each) => each.cell.id === cell.model.id);
    this.delete(kept.id);
    this.file.remove(kept.id);
    const said = this.spots.get(after) ?? [...this.spots.values()].at(-1);
    if (!said) return;
    const back = button(words["put-back"], () => {
      said.replaceChildren();
      this.insert(after, kept);
      this.file.putBack(kept.id);
    });
    said.replaceChildren(`${words.removed} `, back);
    back.focus();
  }
}
