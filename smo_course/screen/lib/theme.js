// Outside JupyterLab, a page follows the system's theme, and says so as JupyterLab does: base.css looks at nothing else.

export function followSystem() {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const dress = () => (document.body.dataset.jpThemeLight = !dark.matches);
  dark.addEventListener("change", dress);
  dress();
}
