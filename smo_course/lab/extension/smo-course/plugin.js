// The extension: finds the lessons among the notebooks that are opened, and makes them live.
import { startEarly } from "./early.js";
import { Lesson } from "./lesson.js";
import { notice } from "./notice.js";

const messages = fetch(new URL("./words.json", import.meta.url)).then((answer) => answer.json());

export async function plugin(library) {
  startEarly(library).catch((error) => console.info("smo-course:", error)); // then JupyterLab starts it, in its own time
  const said = await messages; // by language and module
  return {
    id: "smo-course:lessons",
    description: "Runs lessons by themselves and shows exercises rather than code.",
    autoStart: true,
    activate: (app) => {
      // Something of JupyterLab's is not where it was: the learner is told, in the lesson's language where that is known.
      // `run` is whether lessons have to be run by hand for it.
      const moved = (error, run, langs = Object.keys(said)) => {
        console.error("smo-course:", error);
        for (const lang of langs) notice(said[lang].notice, lang, app.version, run);
      };
      const lessons = new Map(); // by the panel that shows it
      wear(new URL("./style.css", import.meta.url));
      attempt(
        () => bringToLife(app, lessons, library, said, moved),
        (error) => moved(error, true),
      );
      attempt(
        () => follow(app, lessons),
        (error) => moved(error, false),
      );
    },
  };
}

function attempt(work, failed) {
  try {
    work();
  } catch (error) {
    failed(error);
  }
}

function wear(style) {
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: style.href }));
}

function bringToLife(app, lessons, library, said, moved) {
  async function look(panel) {
    await panel.context.ready;
    const told = panel.context.model.getMetadata("smo_course");
    if (!told) return;
    const lang = told.lang in said ? told.lang : "en";
    const lesson = new Lesson(panel, {
      library,
      words: said[lang].lesson,
      isStart: told.lesson === "start",
      moved: (error, run) => moved(error, run, [lang]),
    });
    lessons.set(panel, lesson);
    panel.disposed.connect(() => lessons.delete(panel));
    await lesson.open();
  }

  app.docRegistry.addWidgetExtension("Notebook", {
    createNew: (panel) => {
      look(panel).catch((error) => panel.isDisposed || moved(error, true));
    },
  });
}

// What happens around the lessons. Widgets ask for some of it, without knowing JupyterLab.
function follow(app, lessons) {
  document.addEventListener("smo:restart", () => lessons.get(app.shell.currentWidget)?.restart());
  document.addEventListener("smo:open", (event) => {
    event.preventDefault();
    app.commands.execute("docmanager:open", { path: event.detail.path });
  });
  app.shell.currentChanged.connect(() => lessons.get(app.shell.currentWidget)?.lookAgain());
}
