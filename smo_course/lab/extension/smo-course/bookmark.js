// Where the learner is in a lesson: which cell stands at the top of the window, and what has the focus. Kept in the browser, one for
// all languages of a lesson, so that a lesson opened again, started again or changed into another language shows the same place.

const FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex='0']";
const SETTLED = 1500; // ms without a change, after which nothing more will push the place away
const BY_HAND = ["wheel", "pointerdown", "touchstart", "keydown"]; // whoever moves by themselves is not held

// What can have the focus in a cell, as far as it is drawn; not what stands below it for a cell of the learner's own, which is there first.
const focusable = (cell) => [...cell.node.querySelectorAll(FOCUSABLE)].filter((each) => !each.closest(".smo-spot"));

const browser = {
  read(key) {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  },
  write(key, value) {
    try {
      localStorage.setItem(key, JSON.stringify(value));
    } catch {} // a browser without storage opens lessons at their top
  },
};

export class Bookmark {
  constructor(content, name) {
    this.content = content;
    this.key = `smo-place:${name}`;
    this.place = null;
  }

  get scroller() {
    return this.content.outerNode ?? this.content.node;
  }

  // Goes to where the learner was, and follows them from there.
  open() {
    const { scroller } = this;
    if (!scroller?.addEventListener) throw new TypeError("notebooks scroll elsewhere");
    scroller.tabIndex = -1; // so that keys scroll where nothing else has the focus
    for (const name of BY_HAND) scroller.addEventListener(name, () => this.release(), { capture: true, passive: true });
    let timer;
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.keep(), 150);
    };
    scroller.addEventListener("scroll", later, { passive: true });
    scroller.addEventListener("focusin", later);
    window.addEventListener("pagehide", () => this.keep());
    this.place = browser.read(this.key);
    this.hold();
  }

  // -- keeping

  keep() {
    if (this.held || this.content.isDisposed || !this.content.isVisible) return;
    this.place = this.find();
    if (!this.place) return;
    this.shown = this.place.at;
    browser.write(this.key, this.place);
  }

  find() {
    const top = this.scroller.getBoundingClientRect().top;
    const cells = this.content.widgets.map((cell) => ({ id: cell.model.id, box: cell.node.getBoundingClientRect() }));
    const first = cells.find(({ box }) => box.height && box.bottom > top + 1);
    return first && { cell: first.id, part: (top - first.box.top) / first.box.height, at: Date.now(), focus: this.findFocus() };
  }

  findFocus() {
    const focused = document.activeElement;
    const cell = this.content.widgets.find(({ node }) => node.contains(focused));
    return cell && { cell: cell.model.id, n: focusable(cell).indexOf(focused) };
  }

  // -- holding: while a lesson is drawn, its place stays where it is

  hold() {
    if (!this.place && this.content.isVisible) this.place = this.find();
    this.timer = clearTimeout(this.timer);
    if (this.held) return;
    this.held = new ResizeObserver(() => {
      this.show();
      if (this.timer) this.letGo(); // not settled yet
    });
    for (const { node } of this.content.widgets) this.held.observe(node);
    this.show();
  }

  // Once nothing has changed its size for a while.
  letGo() {
    clearTimeout(this.timer);
    this.focus();
    this.timer = setTimeout(() => this.release(), SETTLED);
  }

  release() {
    this.timer = clearTimeout(this.timer);
    this.held?.disconnect();
    this.held = null;
  }

  show() {
    const place = this.place;
    const cell = place && this.content.widgets.find(({ model }) => model.id === place.cell);
    if (!cell || !this.content.isVisible) return;
    const box = cell.node.getBoundingClientRect();
    this.shown = place.at;
    this.scroller.scrollTop += box.top + place.part * box.height - this.scroller.getBoundingClientRect().top;
    if (this.held) this.focus();
  }

  // Gives the focus back, unless the learner has it elsewhere by now.
  focus() {
    const focused = document.activeElement;
    const nowhere = [null, document.body, this.scroller, this.content.node].includes(focused) || focused.matches(".jp-Cell");
    if (!nowhere || !this.content.isVisible) return;
    const wanted = this.place?.focus;
    const cell = wanted && this.content.widgets.find(({ model }) => model.id === wanted.cell);
    const element = cell && focusable(cell)[wanted.n];
    (element ?? this.scroller).focus({ preventScroll: true });
  }

  // The lesson is in front again: perhaps the learner has gone on in its other language meanwhile.
  catchUp() {
    const kept = browser.read(this.key);
    if (kept && kept.at > (this.place?.at ?? 0)) this.place = kept;
    if (this.place?.at !== this.shown) this.show();
    this.focus();
  }

  // To a cell, on purpose.
  goTo(cell) {
    this.release();
    cell.node.scrollIntoView({ block: "start" });
    this.scroller.focus({ preventScroll: true });
    this.keep();
  }
}
