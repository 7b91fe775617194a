// What a learner sees of JupyterLab: the lessons and the course beside them, or, by one switch, everything.
import { ID } from "./coursepanel.js";

const KEPT = "smo-everything"; // in the browser: whether everything is shown,
const CLOSED = "smo-course-closed"; // and whether the learner has closed the course
const NARROW = matchMedia("(max-width: 800px)"); // the course would leave the lesson too little room
const LOW = matchMedia("(max-height: 420px)"); // a small window, or a large one at 400 %: the tabs make room (style.css)
const CHROME = ["jp-top-panel", "jp-bottom-panel"]; // JupyterLab's menus, and its status

export class Interface {
  // `start` is the path of the start page in a lab for learners, as `smo lab` starts it. In any other, JupyterLab stays as it is.
  constructor(app, start) {
    this.app = app;
    this.start = start;
    this.byHand = false;
    this.isLearners = Boolean(start);
    this.everything = true; // until it is known that what a learner needs is there
  }

  // The switches at the foot of the course, as elements; none where JupyterLab is not a learner's.
  switches(words) {
    if (!this.isLearners) return [];
    const dark = document.body.dataset.jpThemeLight === "false";
    const theme = (on) => this.app.commands.execute("apputils:change-theme", { theme: `JupyterLab ${on ? "Dark" : "Light"}` });
    return [
      toggle(words.dark, "", dark, theme),
      toggle(words.everything, words["everything-tip"], this.everything, (on) => this.setEverything(on)),
    ];
  }

  // Once JupyterLab stands as it was left.
  begin() {
    if (!this.isLearners || this.byHand) return;
    this.everything = localStorage.getItem(KEPT) === "yes";
    try {
      this.apply();
    } catch (error) {
      this.everything = true;
      document.body.classList.remove("smo-learner");
      throw error;
    }
    this.makeWay();
    NARROW.addEventListener("change", () => this.makeWay());
    LOW.addEventListener("change", () => this.makeRoom());
  }

  // In a narrow window, or one that becomes so, the course makes way for the lesson; else it stands as the learner left it.
  makeWay() {
    const { shell } = this.app;
    if (NARROW.matches) shell.collapseLeft();
    else if (localStorage.getItem(CLOSED) !== "yes") shell.activateById(ID);
  }

  setEverything(everything) {
    this.everything = everything;
    localStorage.setItem(KEPT, everything ? "yes" : "no");
    this.apply();
    if (!everything) this.app.shell.activateById(ID);
  }

  // For a lesson that has to be run by hand.
  showAll() {
    this.byHand = true;
    if (this.everything) return;
    this.everything = true;
    this.apply();
  }

  apply() {
    const { everything } = this;
    const { shell } = this.app;
    document.body.classList.toggle("smo-learner", !everything);
    for (const widget of shell.layout) if (CHROME.includes(widget.id)) widget.setHidden(!everything);
    for (const side of ["left", "right"]) if (shell.isSideTabBarVisible(side) !== everything) shell.toggleSideTabBarVisibility(side);
    if (!everything) shell.collapseRight();
    this.makeRoom();
  }

  // The tabs are as high as style.css says: JupyterLab has to look again.
  makeRoom() {
    const tabs = new Set([...this.app.shell.widgets("main")].map((widget) => widget.parent));
    for (const area of tabs) area?.fit();
  }

  toggleCourse() {
    const { shell } = this.app;
    const shown = document.getElementById(ID)?.checkVisibility();
    localStorage.setItem(CLOSED, shown ? "yes" : "no");
    if (shown) shell.collapseLeft();
    else shell.activateById(ID);
  }

  // A place in the course was chosen: in a narrow window the course makes room for it.
  chosen() {
    if (NARROW.matches) this.app.shell.collapseLeft();
  }

  // Which keys JupyterLab hears while a lesson is in front: all where the learner writes code. Elsewhere letters and arrows belong
  // to the page, and the combinations to JupyterLab only where everything is shown.
  hears(event) {
    if (event.target.closest?.(".smo-own .jp-Editor, .jp-Dialog, .jp-Completer")) return true;
    return this.everything && (event.ctrlKey || event.metaKey || event.altKey);
  }

  // With the last tab closed, the start page comes instead of what JupyterLab offers to begin with.
  holdLauncher() {
    if (!this.isLearners) return;
    const { commands } = this.app;
    const { execute } = commands;
    commands.execute = (id, args) =>
      id === "launcher:create" && !this.everything
        ? execute.call(commands, "docmanager:open", { path: this.start })
        : execute.call(commands, id, args);
  }

  // The browser's own menu instead of JupyterLab's, which is about files, cells and windows.
  holdMenus() {
    const { contextMenu } = this.app;
    const { open } = contextMenu;
    if (typeof open !== "function") throw new TypeError("context menus open elsewhere");
    contextMenu.open = (event) => this.everything && open.call(contextMenu, event);
  }
}

function toggle(text, title, checked, change) {
  const input = Object.assign(document.createElement("input"), { type: "checkbox", checked });
  input.addEventListener("change", () => change(input.checked));
  const label = Object.assign(document.createElement("label"), { title });
  label.append(input, text);
  return label;
}
