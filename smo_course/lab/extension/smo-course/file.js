// The file of a lesson: what the course laid out, and the learner's own cells. Nothing else is ever written into it. What a run
// shows is made anew by the next one, and answers lie in the journal.
import { ownIn, withOwn } from "./owned.js";

const LATER = 600; // ms after the last key

// Does one thing at a time in all tabs of this browser: two that write a file at once would leave a mixture of both.
const alone = (name, work) => (navigator.locks ? navigator.locks.request(name, work) : work());

export class LessonFile {
  // `contents` is JupyterLab's way to files; `told` is called with whether the learner's cells are saved.
  constructor(context, contents, told) {
    this.context = context;
    this.contents = contents;
    this.told = told;
    this.latest = [];
    this.removed = new Set(); // ids of own cells that were taken away here
    this.saving = Promise.resolve();
    this.tab = Math.random().toString(36).slice(2);
    this.taken = []; // what was kept in the browser and is taken up here: [place, text], forgotten once it is in the file
  }

  // A run changes the notebook on the screen, but there is nothing to save: no dot in the tab, no autosave, no question at closing.
  // Saving, by whatever key or menu, saves the learner's own cells.
  keepClean() {
    const { model } = this.context;
    if (typeof this.context.save !== "function" || typeof this.contents.save !== "function")
      throw new TypeError("files are saved elsewhere");
    model.dirty = false;
    Object.defineProperty(model, "dirty", { get: () => false, set: () => {}, configurable: true });
    this.context.save = () => this.save();
  }

  letGo() {
    delete this.context.model.dirty;
    delete this.context.save;
  }

  // -- the learner's own cells

  // As they are now, or were when the lesson was closed.
  get own() {
    if (!this.context.isDisposed) this.latest = ownIn(this.context.model.toJSON().cells);
    return this.latest;
  }

  // They have changed: they are kept in the browser at once, and in the file soon.
  changed() {
    this.remember();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), LATER);
    this.isWaiting = true;
  }

  // One was taken away, or put back.
  remove(id) {
    this.removed.add(id);
    this.changed();
  }
  putBack(id) {
    this.removed.delete(id);
    this.changed();
  }

  // Writes them into the file as it stands now on the disk: what another tab, or a newer course, has put there stays.
  save() {
    clearTimeout(this.timer);
    this.isWaiting = false;
    this.saving = this.saving.then(() => alone(this.key, () => this.write()));
    return this.saving;
  }

  async write() {
    const { path } = this.context;
    const own = this.own;
    try {
      const { content } = await this.contents.get(path, { type: "notebook", content: true });
      const mine = new Set(own.map(({ cell }) => cell.id));
      const others = ownIn(content.cells).filter(({ cell }) => !mine.has(cell.id) && !this.removed.has(cell.id));
      const kept = [...own, ...others];
      if (JSON.stringify(kept) !== JSON.stringify(ownIn(content.cells))) {
        const cells = withOwn(content.cells, kept);
        await this.contents.save(path, { type: "notebook", format: "json", content: { ...content, cells } });
      }
      if (JSON.stringify(own) === JSON.stringify(this.own)) this.forget();
      this.told(true);
    } catch (error) {
      console.error("smo-course:", error);
      if (own.length || this.removed.size) this.told(false);
    }
  }

  // -- until they are in the file

  get key() {
    return `smo-own:${this.contents.serverSettings?.baseUrl ?? ""}${this.context.path}`;
  }
  // Each tab keeps its own: none overwrites, or forgets, what another could not save.
  get place() {
    return `${this.key}#${this.tab}`;
  }
  remember() {
    try {
      localStorage.setItem(this.place, JSON.stringify({ at: Date.now(), own: this.own, removed: [...this.removed] }));
    } catch {} // a browser without storage
  }
  forget() {
    try {
      localStorage.removeItem(this.place);
      for (const [place, kept] of this.taken) if (localStorage.getItem(place) === kept) localStorage.removeItem(place);
    } catch {}
  }
  // What the file lacks, because a page was closed too soon or the disk was full: [{own, removed}, …], one a tab, the newest last.
  remembered() {
    try {
      this.taken = Object.entries(localStorage).filter(([place]) => place === this.key || place.startsWith(`${this.key}#`));
    } catch {}
    return this.taken.flatMap(([, kept]) => parsed(kept)).sort((one, other) => (one.at ?? 0) - (other.at ?? 0));
  }
}

function parsed(kept) {
  try {
    return [JSON.parse(kept)];
  } catch {
    return [];
  }
}
