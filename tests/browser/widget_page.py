"""One widget in a page of its own, without JupyterLab: what anywidget would do for it, and no more."""

from base64 import b64encode
from pathlib import Path

import smo_course
from axe import COLOURS, violations
from smo_course.screen.library import library

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A lesson</title>
<meta name="viewport" content="width=device-width">
<style>body {margin: 0; background: var(--jp-layout-color0, #fff); color: var(--jp-content-font-color0, #000);}</style></head>
<body data-jp-theme-light="true"><main><h1>A lesson</h1><h2>A part</h2><div id="here"></div></main></body></html>"""

# A model with anywidget's face. Like Jupyter's, it sets everything that came in one message before it tells of any of it.
# The library beside it is like the widget manager's: what was sent as bytes is there as a DataView.
MODEL = """async ([source, values, pieces]) => {
  window.outside = []; // keys that got out of the widget
  document.addEventListener("keydown", (event) => here.contains(event.target) && window.outside.push(event.key));
  const bytes = (text) => new DataView(Uint8Array.from(atob(text), (each) => each.charCodeAt(0)).buffer);
  const held = Object.fromEntries(Object.entries(pieces).map(([name, {text, deflated}]) => [name, text ?? bytes(deflated)]));
  const library = {get: (name) => held[name], on() {}};
  const listeners = {};
  const model = {
    widget_manager: {get_model: async (id) => (id === values.drawn_by.library ? library : undefined)},
    get: (name) => values[name],
    on: (name, listener) => (listeners[name] ??= []).push(listener),
    off: (name, listener) => (listeners[name] = listeners[name].filter((each) => each !== listener)),
    send: (message) => {
      if (window.gone) throw new Error("a kernel that is dead");
      if (!window.stopped) take(message);
    },
  };
  async function take(message) {
      const {custom = [], ...reply} = await window.practice(message);
      tell(reply);
      for (const each of custom) for (const listener of listeners["msg:custom"] ?? []) listener(each);
  }
  function tell(reply) {
      const news = Object.keys(reply).filter((name) => JSON.stringify(reply[name]) !== JSON.stringify(values[name]));
      Object.assign(values, reply);
      for (const name of news) for (const listener of listeners[`change:${name}`] ?? []) listener();
  }
  window.elsewhere = tell; // what comes of something that another page has done
  const module = await import(URL.createObjectURL(new Blob([source], {type: "text/javascript"})));
  window.show = async () => {
    window.hide?.();
    here.replaceChildren();
    window.hide = await module.default.render({model, el: here});
  };
  await window.show();
}"""

DARK = {
    "--jp-layout-color0": "#111111",
    "--jp-content-font-color0": "rgba(255, 255, 255, 1)",
}


def open_widget(page, widget) -> list[str]:
    """Shows a widget as it is; gives the list that gathers the page's errors. Messages go to window.practice, whose reply is
    the state that changed, and under `custom` the messages that came back."""
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.route("http://lesson.test/", lambda route: route.fulfill(body=PAGE, content_type="text/html"))
    page.goto("http://lesson.test/")
    values = {name: getattr(widget, name) for name in ("drawn_by", "content", "state") if widget.has_trait(name)}
    page.evaluate(MODEL, [widget._esm, values, pieces()])
    return faults


def open_beside(page, widget) -> None:
    """Shows another widget below those that the page has."""
    page.evaluate("""() => {
      const place = Object.assign(document.createElement("div"), {id: "here"});
      here.after(place);
      document.getElementById("here").removeAttribute("id");
    }""")
    values = {name: getattr(widget, name) for name in ("drawn_by", "content", "state") if widget.has_trait(name)}
    page.evaluate(MODEL, [widget._esm, values, pieces()])


def pieces() -> dict:
    """What the kernel's library holds, as JSON can carry it."""
    shared = library()
    held = {name: getattr(shared, name) for name in shared.keys if name == "loader" or isinstance(getattr(shared, name), bytes)}
    return {name: {"deflated": b64encode(each).decode()} if isinstance(each, bytes) else {"text": each} for name, each in held.items()}


def source_of(module: str) -> str:
    """The source of a module of the widgets' library that imports no other."""
    return (Path(smo_course.__file__).parent / module).read_text(encoding="utf-8")


def dark(page) -> None:
    """JupyterLab's dark theme, as far as our style sheet looks at it."""
    page.evaluate(
        "(colours) => { document.body.dataset.jpThemeLight = 'false';"
        " for (const [name, value] of Object.entries(colours)) document.body.style.setProperty(name, value); }",
        DARK,
    )


def tab_to(page, locator) -> None:
    """Presses Tab until the element has the focus, as someone without a mouse does."""
    target = locator.element_handle()
    for _ in range(60):
        if target.evaluate("each => each === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches {locator}")


def violations_light_and_dark(page) -> list[str]:
    """What axe-core has to say against the page, and then against its colours in the dark theme; it is light again afterwards."""
    found = violations(page)
    dark(page)
    found += [f"dark: {each}" for each in violations(page, rules=COLOURS)]
    page.evaluate("document.body.dataset.jpThemeLight = 'true'; document.body.removeAttribute('style')")
    return found
