// Whether a page is looked at.

const ONCE_IN = 100; // ms: coming to the front tells of itself in several ways

// Calls `look` when the page that shows `el` is looked at again: its window or its tab comes to the front, JupyterLab shows the
// lesson again, or the pointer or the keys come to it. Gives what stops that.
export function whenLookedAt(el, look) {
  let isSeen = true;
  let place = null; // the lesson's part of the page, once `el` is in it
  let timer;

  function again() {
    clearTimeout(timer);
    if (document.visibilityState === "visible" && el.checkVisibility()) timer = setTimeout(look, ONCE_IN);
  }
  const sizes = new ResizeObserver(() => {
    const wasSeen = isSeen;
    isSeen = el.checkVisibility();
    if (!place && isSeen) {
      place = el.closest(".jp-NotebookPanel") ?? document.documentElement;
      for (const each of ["pointerenter", "focusin"]) place.addEventListener(each, again);
    }
    if (isSeen && !wasSeen) again();
  });
  sizes.observe(el);
  window.addEventListener("focus", again);
  document.addEventListener("visibilitychange", again);
  return () => {
    clearTimeout(timer);
    sizes.disconnect();
    window.removeEventListener("focus", again);
    document.removeEventListener("visibilitychange", again);
    for (const each of ["pointerenter", "focusin"]) place?.removeEventListener(each, again);
  };
}

// Tells the kernel of it; one that is gone has nothing to say.
export const lookInKernel = (el, model) =>
  whenLookedAt(el, () => {
    try {
      model.send({ do: "look" });
    } catch {}
  });
