// What JupyterLab does last, done first for the lesson that the page was opened on.
//
// JupyterLab loads itself, saves its workspace three quarters of a second after the last change of it, opens what the address names,
// and then starts a kernel. The kernel takes a second or two, so it is started while JupyterLab still loads; and the lesson is
// opened as soon as there is a place for it. JupyterLab takes over what it finds: the session of a notebook, and its tab.

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

// Opens it, once JupyterLab has put back what was open before.
export async function openEarly(app, path) {
  await app.restored;
  await app.commands.execute("docmanager:open", { path });
}

// For what fails here: JupyterLab does all of it later.
export function inItsOwnTime(error) {
  console.info("smo-course:", error);
}
