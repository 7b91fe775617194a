// Makes a lesson live in JupyterLab: it runs by itself when it is opened, and shows exercises rather than code.
//
// Written by hand in the form of a prebuilt extension (a "federated" module), so that it needs no Node to build.
(() => {
  const ID = "smo-course";
  const WORDS = {
    en: {
      starting: "The lesson is starting…", start: "Start the lesson", again: "Start again", code: "Code",
      againTip: "Start the lesson again: your saved answers are kept", codeTip: "Show or hide the code of the exercises",
      untrusted: "This lesson has not been run on this computer yet.",
      dead: "The lesson has stopped. Your saved answers are kept.",
      failed: "The lesson could not be started whole: a cell below says what went wrong.",
    },
    fr: {
      starting: "La leçon démarre…", start: "Démarrer la leçon", again: "Relancer", code: "Code",
      againTip: "Relancer la leçon : vos réponses enregistrées sont conservées", codeTip: "Montrer ou cacher le code des exercices",
      untrusted: "Cette leçon n’a pas encore tourné sur cet ordinateur.",
      dead: "La leçon s’est arrêtée. Vos réponses enregistrées sont conservées.",
      failed: "La leçon n’a pas pu démarrer entièrement : une cellule, plus bas, dit pourquoi.",
    },
  };

  const STYLE = `
.smo-lesson .jp-Notebook { --jp-content-font-size1: 16px; --jp-content-line-height: 1.6; }
.smo-lesson .jp-Notebook .jp-Cell { max-width: 62rem; margin-inline: auto; }
.smo-lesson:not(.smo-code) .jp-Notebook .jp-Cell:is(.jp-MarkdownCell, .smo-hidden-code) { border-color: transparent; box-shadow: none; }
.smo-lesson:not(.smo-code) .jp-MarkdownCell .jp-InputArea-editor, .smo-lesson:not(.smo-code) .jp-MarkdownCell .jp-RenderedMarkdown { border-color: transparent; }
.smo-lesson:not(.smo-code) .jp-cell-toolbar, .smo-lesson:not(.smo-code) .jp-cell-menu { display: none !important; }
.smo-lesson:not(.smo-code) .jp-NotebookPanel-toolbar > :not([data-jp-item-name^="smo-"]):not([data-jp-item-name="spacer"]):not([data-jp-item-name="executionProgress"]):not([data-jp-item-name="save"]) { display: none; }
.smo-lesson .jp-RenderedMarkdown > :is(p, ul, ol, blockquote) { max-width: 72ch; }
.smo-lesson .jp-MarkdownCell .jp-InputPrompt, .smo-lesson .smo-hidden-code :is(.jp-OutputPrompt, .jp-OutputArea-promptOverlay) { display: none; }
.smo-lesson .smo-hidden-code .jp-Collapser, .smo-lesson .jp-MarkdownCell .jp-Collapser { display: none; }
.smo-lesson:not(.smo-code) .smo-hidden-code .jp-Cell-inputWrapper { display: none; }
.smo-lesson:not(.smo-code) .smo-hidden-code:not(:has(.jp-OutputArea-child)) { padding: 0; border: 0; min-height: 0; height: 0; overflow: hidden; }
.smo-lesson .smo-hidden-code .jp-Cell-outputWrapper { margin-block: .6em; }
.smo-lesson .smo-hidden-code .jp-OutputArea-output { overflow-x: auto; padding: 0 5px; }
.smo-lesson .jp-RenderedMarkdown table { max-width: 100%; margin-left: 0; font-size: .95em; }
.smo-lesson .jp-RenderedMarkdown :is(th, td) { text-align: left; vertical-align: top; line-height: 1.45; }
.smo-bar { display: flex; flex-wrap: wrap; gap: .4em 1em; align-items: center; min-height: 52px; padding: .4em 1.2em; box-sizing: border-box; background: var(--jp-layout-color2); border-bottom: 1px solid var(--jp-border-color2); font-size: 14px; }
.smo-bar.lm-mod-hidden { display: none; }
@media (max-width: 700px) { .smo-bar { min-height: 104px; } }
.smo-bar button { min-height: 36px; padding: .3em 1.2em; border: 0; border-radius: 6px; background: #0072b2; color: #fff; font: inherit; font-weight: 600; cursor: pointer; }
.smo-bar button:focus-visible { outline: 2px solid #0072b2; outline-offset: 2px; }
.smo-bar progress { width: 8em; }
`;

  let shared;
  const library = async (name) => (await Object.values(shared[name])[0].get())();

  async function plugin() {
    const { INotebookTracker, NotebookActions } = await library("@jupyterlab/notebook");
    const { ToolbarButton } = await library("@jupyterlab/apputils");
    const { Widget } = await library("@lumino/widgets");

    // One lesson in one tab.
    class Lesson {
      constructor(panel, told) {
        this.panel = panel;
        this.words = WORDS[told.lang] || WORDS.en;
        this.isStart = told.lesson === "start";
        this.bar = new Widget();
        this.bar.addClass("smo-bar");
        this.bar.node.setAttribute("role", "status");
        this.bar.hide();
        panel.contentHeader.addWidget(this.bar);
        panel.addClass("smo-lesson");
        panel.toolbar.insertItem(0, "smo-again", new ToolbarButton({ label: this.words.again, tooltip: this.words.againTip, onClick: () => this.restart() }));
        panel.toolbar.insertItem(1, "smo-code", new ToolbarButton({ label: this.words.code, tooltip: this.words.codeTip, onClick: () => this.toggleCode() }));
        panel.content.model.cells.changed.connect(() => this.dress());
        this.dress();
        panel.sessionContext.statusChanged.connect((_, status) => this.follow(status));
      }

      get cells() { return this.panel.content.widgets; }

      // The lesson's own cells: neither edited nor deleted by a slip of the keys. The learner's own cells stay free.
      dress() {
        for (const cell of this.cells) {
          const tags = cell.model.getMetadata("tags") || [];
          cell.toggleClass("smo-hidden-code", tags.includes("hide-input"));
          if ((tags.includes("hide-input") || cell.model.type === "markdown") && !this.dressed && !cell.model.getMetadata("smo_own")) {
            cell.model.setMetadata("deletable", false);
            cell.model.setMetadata("editable", false);
          }
        }
        if (this.cells.length) this.dressed = true;
      }

      toggleCode() {
        const show = !this.panel.hasClass("smo-code");
        this.panel.toggleClass("smo-code", show);
        for (const cell of this.cells) if (cell.hasClass("smo-hidden-code")) cell.inputHidden = !show;
      }

      say(text, { action, busy } = {}) {
        this.bar.node.replaceChildren(...(text ? [document.createTextNode(text)] : []));
        if (busy) this.bar.node.append(document.createElement("progress"));
        if (action) {
          const button = document.createElement("button");
          button.type = "button";
          button.textContent = action.label;
          button.addEventListener("click", action.go);
          this.bar.node.append(button);
        }
        this.bar.setHidden(!text); // not node.hidden: the panel has to make room
        this.bar.parent?.fit();
      }

      // A lesson that came from the course is trusted, and runs by itself. Any other waits to be asked.
      open() {
        const trusted = this.cells.every((cell) => cell.model.type !== "code" || cell.model.trusted);
        if (trusted) return this.run();
        this.say(this.words.untrusted, { action: { label: this.words.start, go: () => this.run() } });
      }

      async run() {
        if (this.running) return;
        this.running = true;
        this.panel.node.dataset.smo = "running";
        this.say(this.words.starting, { busy: true });
        const done = await NotebookActions.runCells(this.panel.content, this.cells, this.panel.sessionContext);
        this.running = false;
        this.ran = true;
        this.panel.node.dataset.smo = "ready";
        this.say(done ? "" : this.words.failed);
        this.save();
      }

      // So that closing the tab asks nothing. A folder that takes nothing is told by the lesson's header.
      save() {
        const { context } = this.panel;
        if (context.contentsModel?.writable) context.save().catch(() => {});
      }

      async restart() {
        this.say(this.words.starting, { busy: true });
        const session = this.panel.sessionContext;
        if (!session.session?.kernel || session.session.kernel.status === "dead") {
          await session.startKernel?.();
          await session.ready;
          this.running = false;
          return this.run();
        }
        await session.restartKernel();
      }

      // A kernel that was restarted, by the learner or after a crash, knows nothing of the lesson: run it again.
      follow(status) {
        if (status === "restarting" || status === "autorestarting") {
          this.lost = true;
          this.running = false;
          this.say(this.words.starting, { busy: true });
        } else if (status === "dead") {
          this.lost = false;
          this.say(this.words.dead, { action: { label: this.words.again, go: () => this.restart() } });
        } else if (status === "idle" && this.lost && this.ran) {
          this.lost = false;
          this.run();
        }
      }

      // The start page shows what is done: looked at again, it is drawn again.
      async lookAgain() {
        if (!this.isStart || !this.ran || this.running) return;
        const map = this.cells.filter((cell) => (cell.model.getMetadata("tags") || []).includes("refresh"));
        await NotebookActions.runCells(this.panel.content, map, this.panel.sessionContext);
        this.save();
      }
    }

    return {
      id: `${ID}:lessons`,
      description: "Runs lessons by themselves and shows exercises rather than code.",
      autoStart: true,
      requires: [INotebookTracker],
      activate: (app, tracker) => {
        document.head.append(Object.assign(document.createElement("style"), { textContent: STYLE }));
        const lessons = new Map();
        tracker.widgetAdded.connect(async (_, panel) => {
          await panel.context.ready;
          const told = panel.content.model?.getMetadata("smo_course");
          if (!told) return;
          const lesson = new Lesson(panel, told);
          lessons.set(panel, lesson);
          panel.disposed.connect(() => lessons.delete(panel));
          await Promise.all([panel.sessionContext.ready, panel.revealed]);
          await lesson.open();
        });
        tracker.currentChanged.connect((_, panel) => lessons.get(panel)?.lookAgain());
        // Widgets ask for these without knowing JupyterLab.
        document.addEventListener("smo:restart", () => lessons.get(tracker.currentWidget)?.restart());
        document.addEventListener("smo:open", (event) => {
          event.preventDefault();
          app.commands.execute("docmanager:open", { path: event.detail.path });
        });
      },
    };
  }

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB[ID] = {
    init: (scope) => { shared = scope; },
    get: async () => {
      const lessons = await plugin();
      return () => ({ __esModule: true, default: lessons });
    },
  };
})();
