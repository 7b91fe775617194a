// The extension: finds the lessons among the notebooks that are opened, and makes them live.
import { Lesson } from "./lesson.js";
import { notice } from "./notice.js";

const messages = fetch(new URL("./words.json", import.meta.url)).then((answer) => answer.json());

export async function plugin(library) {
  const said = await messages; // words by language
  return {
    id: "smo-course:lessons",
    description: "Runs lessons by themselves and shows exercises rather than code.",
    autoStart: true,
    activate: (app) => {
      // A part of JupyterLab is not where it was: the learner is told, in the lesson's language where that is known.
      const moved = (error, message, lang) => {
        console.error("smo-course:", error);
        for (const each of lang ? [lang] : Object.keys(said)) {
          const words = said[each];
          notice(words[message].replace("{version}", app.version), each, words.close);
        }
      };
      try {
        wear(new URL("./style.css", import.meta.url));
        bringToLife(app, library, said, moved);
      } catch (error) {
        moved(error, "moved-run");
      }
    },
  };
}

function wear(style) {
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: style.href }));
}

function bringToLife(app, library, said, moved) {
  const lessons = new Map(); // by the panel that shows it

  async function look(panel) {
    await panel.context.ready;
    const told = panel.context.model.getMetadata("smo_course");
    if (!told) return;
    const lang = told.lang in said ? told.lang : "en";
    const lesson = new Lesson(panel, {
      library,
      words: said[lang],
      isStart: told.lesson === "start",
      moved: (error, message) => moved(error, message, lang),
    });
    lessons.set(panel, lesson);
    panel.disposed.connect(() => lessons.delete(panel));
    await lesson.open();
  }

  app.docRegistry.addWidgetExtension("Notebook", {
    createNew: (panel) => {
      look(panel).catch((error) => panel.isDisposed || moved(error, "moved-run"));
    },
  });
  // Widgets ask for these without knowing JupyterLab.
  document.addEventListener("smo:restart", () => lessons.get(app.shell.currentWidget)?.restart());
  document.addEventListener("smo:open", (event) => {
    event.preventDefault();
    app.commands.execute("docmanager:open", { path: event.detail.path });
  });
  app.shell.currentChanged.connect(() => lessons.get(app.shell.currentWidget)?.lookAgain());
}
