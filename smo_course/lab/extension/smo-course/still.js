// A lesson stands as the course laid it out: no key, no click and no command of JupyterLab's adds a cell to it, takes one away,
// or changes one. What the learner's own cells need of JupyterLab, they get.

const OF_CELLS = new Set(["contextmenu", "mousedown", "keydown", "dblclick", "focusin", "focusout"]);
const TO_DRAG = ".jp-InputPrompt, .jp-OutputPrompt, .jp-Collapser"; // by these a cell is dragged about, or folded away

// Commands that change a notebook's cells or its file all begin like this; a later JupyterLab's too.
const CHANGING = /^(notebook|toc|celltags|cell-toolbar):|^docmanager:(reload|restore-checkpoint)$|^documentsearch:startWithReplace$/;
const HARMLESS = new Set(
  ["create-new", "interrupt-kernel", "restart-kernel", "reconnect-to-kernel", "shutdown-kernel", "get-kernel", "create-console"].map(
    (name) => `notebook:${name}`,
  ),
);

const OF_EDITORS = new Set(["undo", "redo"].map((name) => `notebook:${name}`)); // they concern the cell with the focus
const isWriting = () => document.activeElement?.closest(".smo-own .jp-Editor");

// `content` is a notebook on the screen, `isOwn` whether an element is of a cell of the learner's. Gives what undoes it.
export function holdStill(content, isOwn) {
  const hear = content.handleEvent; // JupyterLab's notebook is one listener to all its events, and asks itself for this
  if (typeof hear !== "function") throw new TypeError("notebooks do not hear events by handleEvent");
  content.handleEvent = (event) => {
    if (event.type.startsWith("lm-")) return; // cells dragged here
    if (OF_CELLS.has(event.type) && (!isOwn(event.target) || event.target.closest(TO_DRAG))) return;
    hear.call(content, event);
  };
  content.onActivateRequest = () => {}; // it would give the focus to a cell: the lesson gives it to where the learner was
  return () => {
    delete content.handleEvent;
    delete content.onActivateRequest;
  };
}

// No command changes the cells of the document in front where `isHeld` says so of it, whether it comes from keys, a menu or
// the palette. Keys without Ctrl, Alt or Meta are the page's own there (arrows scroll), and `hears` may keep all from JupyterLab.
export function holdCommands(app, isHeld, hears) {
  const { commands, shell } = app;
  const { isEnabled, execute, processKeydownEvent } = commands;
  if (!shell || ![isEnabled, execute, processKeydownEvent].every((each) => typeof each === "function"))
    throw new TypeError("commands have moved");
  const isFree = (id) => HARMLESS.has(id) || (OF_EDITORS.has(id) && isWriting());
  const isOff = (id) => CHANGING.test(id) && !isFree(id) && isHeld(shell.currentWidget);
  commands.isEnabled = (id, args) => !isOff(id) && isEnabled.call(commands, id, args);
  commands.execute = (id, args) => (isOff(id) ? Promise.resolve() : execute.call(commands, id, args));
  commands.processKeydownEvent = (event) => {
    if (!isHeld(shell.currentWidget) || hears(event)) processKeydownEvent.call(commands, event);
    else if ((event.ctrlKey || event.metaKey) && event.key === "s") event.preventDefault(); // all is saved: the browser need not ask where to
  };
}
