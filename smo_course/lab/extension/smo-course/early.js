// What JupyterLab does last, done first for the lesson that the page was opened on.
//
// JupyterLab loads itself, saves its workspace three quarters of a second after the last change of it, opens what the address names,
// and then starts a kernel. The kernel takes a second or two, so it is started while JupyterLab still loads; and the lesson is
// opened as soon as there is a place for it. JupyterLab takes over what it finds: the session of a notebook, and its tab.

const TAKE_ADDRESS = "router:tree"; // JupyterLab's command that takes what the address names, once

// The path of that lesson, if it is one, known before JupyterLab runs; its kernel starts meanwhile.
export async function startEarly(library) {
  const { PageConfig, URLExt } = await library("@jupyterlab/coreutils");
  const path = PageConfig.getOption("treePath"); // what the address names
  if (!path.endsWith(".ipynb")) return "";
  const { ServerConnection, SessionAPI } = await library("@jupyterlab/services");
  const settings = ServerConnection.makeSettings();
  const place = URLExt.join(settings.baseUrl, "api/contents", URLExt.encodeParts(path));
  const answer = await ServerConnection.makeRequest(`${place}?type=notebook&content=1`, {}, settings);
  if (!answer.ok) return "";
  const { metadata } = (await answer.json()).content;
  if (!metadata.smo_course) return "";
  SessionAPI.startSession({ path, name: path, type: "notebook", kernel: { name: metadata.kernelspec.name } }, settings).catch(inItsOwnTime);
  return path;
}

// Opens it, once JupyterLab has put back what was open before. What the address names is taken before that: else JupyterLab would open
// it once more when it comes to the address, in front of what the learner has gone on to. From then on, the address follows the tabs.
export async function openEarly(app, library, path) {
  const { PageConfig } = await library("@jupyterlab/coreutils");
  await app.started;
  if (!app.commands.hasCommand(TAKE_ADDRESS)) return; // it is there only until JupyterLab comes to the address
  PageConfig.setOption("treePath", "");
  await app.commands.execute(TAKE_ADDRESS, { search: location.search });
  await app.restored;
  await app.commands.execute("docmanager:open", { path });
}

// For what fails here: JupyterLab does all of it later.
export function inItsOwnTime(error) {
  console.info("smo-course:", error);
}
