// The door by which JupyterLab comes in: what webpack would write for a prebuilt ("federated") extension.
//
// JupyterLab loads this as a plain script, hands over the libraries that it shares, and asks for the extension. What that is
// stands in modules beside this one. They are fetched at once, while JupyterLab is still loading itself.
(() => {
  const extension = import("./plugin.js");
  let shared;

  // One of the libraries that JupyterLab runs on, by name.
  async function library(name) {
    const versions = Object.values(shared[name] ?? {});
    if (!versions.length) throw new TypeError(`JupyterLab has no ${name}`);
    return (await versions[0].get())();
  }

  window._JUPYTERLAB ??= {};
  window._JUPYTERLAB["smo-course"] = {
    init: (scope) => {
      shared = scope;
    },
    get: async () => {
      const plugin = await (await extension).plugin(library);
      return () => ({ __esModule: true, default: plugin });
    },
  };
})();
