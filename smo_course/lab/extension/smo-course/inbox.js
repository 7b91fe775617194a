// Files from a trainer: chosen beside a lesson, dropped there, or laid among the files. A lesson's kernel puts each where it
// belongs, as `smo open` does, and the assignment is shown.

const RECEIVING = `__import__("smo_course.screen.receiving").screen.receiving`;
const JSON_TYPE = "application/json";
const TYPES = [".zip", ".smo-feedback", ".smo-sheet"]; // by the ends of their names
const PIECE = 384 * 1024; // bytes that are sent at a time: what a Jupyter server takes in one message is limited
const LATER = 1000; // ms after the last piece of a file that JupyterLab lays among the others
const PATIENCE = 60_000; // ms that a lesson may take to start
const WAITS = 20_000; // ms until it is told that the kernel does not answer
const LARGEST = 50_000_000; // bytes, as the kernel takes them

const isTheirs = (name) => TYPES.some((each) => name.endsWith(each));
const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");

export class Inbox {
  // `around` is what it needs: {words, lesson() in front or the last one, open(path, from), notify(text, wrong), progressed()}.
  constructor(around) {
    this.around = around;
    this.button = Object.assign(document.createElement("button"), { type: "button", className: "smo-course-open", hidden: true });
    this.input = Object.assign(document.createElement("input"), { type: "file", accept: TYPES.join(","), hidden: true });
    this.told = document.createElement("p");
    this.told.setAttribute("role", "status");
    this.node = Object.assign(document.createElement("div"), { className: "smo-course-inbox" });
    this.node.append(this.button, this.input, this.told);
    this.button.addEventListener("click", () => this.input.click());
    this.input.addEventListener("change", () => {
      const [file] = this.input.files;
      if (file) this.take(file);
      this.input.value = ""; // the same file can be chosen again
    });
    this.waiting = new Map(); // timers by path
  }

  get words() {
    return this.around.words[this.around.lesson().lang];
  }

  draw() {
    this.button.hidden = false;
    this.button.textContent = this.words.open;
    this.button.title = this.words["open-tip"];
    this.node.lang = this.around.lesson().lang;
  }

  // What is dropped on an element is taken, and shown to be welcome while it hovers there.
  watch(element) {
    const welcome = (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      element.classList.toggle("smo-course-drop", event.type === "dragover");
      if (event.type === "drop") [...event.dataTransfer.files].forEach((file) => this.take(file));
    };
    for (const type of ["dragover", "dragleave", "drop"]) element.addEventListener(type, welcome);
  }

  // Of what is laid among the files, by whatever way JupyterLab has.
  follow(contents) {
    contents.fileChanged.connect((_, { type, newValue }) => {
      const path = newValue?.path;
      if (!["new", "save"].includes(type) || !path || !isTheirs(path)) return;
      clearTimeout(this.waiting.get(path));
      this.waiting.set(
        path,
        setTimeout(() => this.takePath(path), LATER),
      );
    });
  }

  async take(file) {
    if (file.size > LARGEST) return this.say(this.words.large.replace("{file}", file.name), true);
    const upload = crypto.getRandomValues(new Uint32Array(2)).join("-");
    await this.receive(file.name, async (ask) => {
      let told;
      for (let start = 0; start === 0 || start < file.size; start += PIECE) {
        const data = await inBase64(file.slice(start, start + PIECE));
        told = await ask("receive", upload, file.name, data, start + PIECE >= file.size);
        if (told.wrong) break;
      }
      return told;
    });
  }

  async takePath(path) {
    this.waiting.delete(path);
    const up = "../".repeat(this.around.lesson()?.panel.context.path.split("/").length - 1);
    await this.receive("", (ask) => ask("receive_file", up + path));
  }

  async receive(name, send) {
    const lesson = this.around.lesson();
    if (!lesson) return;
    const { words } = this;
    if (name) this.say(words.reading.replace("{file}", name));
    try {
      await this.started(lesson, words);
      const ask = async (what, ...values) => {
        const given = [...values, lesson.lang].map((each) => (each === true ? "True" : each === false ? "False" : JSON.stringify(each)));
        return (await soon(lesson.ask(`${RECEIVING}.${what}(${given.join(", ")})`)))[JSON_TYPE];
      };
      const { said, link, wrong } = await send(ask);
      this.say(said, wrong);
      if (!link) return;
      this.around.progressed();
      await this.around.open(link, lesson.panel.context.path);
      window.dispatchEvent(new Event("focus")); // where it was open already: what is on the screen looks again what there is
    } catch (error) {
      console.error("smo-course:", error);
      this.say(words.failed, true);
    }
  }

  // Until the lesson's kernel can be asked.
  async started(lesson, words) {
    for (let waited = 0; !lesson.hasRun || lesson.turn; waited += 200) {
      if (waited === 0) this.say(words.waiting);
      if (waited >= PATIENCE || lesson.panel.isDisposed) throw new Error("no lesson has started");
      await new Promise((done) => setTimeout(done, 200));
    }
  }

  say(text, wrong = false) {
    this.told.textContent = text;
    this.told.className = wrong ? "smo-course-wrong" : "";
    if (text && !this.told.checkVisibility()) this.around.notify(text, wrong);
  }
}

// A kernel that has stopped never answers.
function soon(answer) {
  let timer;
  const late = new Promise((_, reject) => (timer = setTimeout(() => reject(new Error("the kernel gave no answer")), WAITS)));
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

const inBase64 = (blob) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(reader.result.split(",")[1] ?? ""));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(blob);
  });
