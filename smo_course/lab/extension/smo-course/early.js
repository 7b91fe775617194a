// Starts the kernel of the lesson that the page was opened on while JupyterLab is still loading itself: either takes a second
// or two, and JupyterLab would ask for it last. It takes over the session that it finds for a notebook.

export async function startEarly(library) {
  const { PageConfig, URLExt } = await library("@jupyterlab/coreutils");
  const path = PageConfig.getOption("treePath"); // what the address names
  if (!path.endsWith(".ipynb")) return;
  const { ServerConnection, SessionAPI } = await library("@jupyterlab/services");
  const settings = ServerConnection.makeSettings();
  const place = URLExt.join(settings.baseUrl, "api/contents", URLExt.encodeParts(path));
  const answer = await ServerConnection.makeRequest(`${place}?type=notebook&content=1`, {}, settings);
  if (!answer.ok) return;
  const { metadata } = (await answer.json()).content;
  if (!metadata.smo_course) return;
  await SessionAPI.startSession({ path, name: path, type: "notebook", kernel: { name: metadata.kernelspec.name } }, settings);
}
